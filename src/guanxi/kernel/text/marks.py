"""Where a text meets what somebody typed: whatever the width, case and script, and by the sound of Chinese characters."""

from functools import lru_cache

from guanxi.kernel.text.fold import normal
from guanxi.kernel.text.pinyin import character_readings

MOST_TEXT = 300
MOST_MARKS = 20
Span = tuple[int, int]


def marks(text: str, typed: str) -> list[Span]:
    """The stretches of `text` that match the words of `typed`, in order, without overlap; (start, end) by characters."""
    text = text[:MOST_TEXT]
    folded, places = _folded(text)
    found: list[Span] = []
    for word in dict.fromkeys(normal(typed).split()):
        by_letters = _by_letters(folded, places, word)
        found += by_letters or (_by_sound(text, word) if word.isascii() and word.isalpha() else [])
    return _merged(found)[:MOST_MARKS]


def wire_marks(text: str, typed: str) -> list[list[int]]:
    """The same counted as JavaScript counts: a character beyond the basic plane is two."""
    return [[_units(text, start), _units(text, end)] for start, end in marks(text, typed)]


def _folded(text: str) -> tuple[str, list[int]]:
    """The normal form character by character, and the place in `text` that each of its characters comes from."""
    parts: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        form = _form(character)
        parts.append(form)
        places += [place] * len(form)
    return "".join(parts), places


# The characters of names and companies recur.
@lru_cache(maxsize=8192)
def _form(character: str) -> str:
    return " " if character.isspace() else normal(character)


def _by_letters(folded: str, places: list[int], word: str) -> list[Span]:
    found: list[Span] = []
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        found.append((places[start], places[end - 1] + 1))
        start = folded.find(word, end)
    return found


def _by_sound(text: str, word: str) -> list[Span]:
    """zs, zhangs and zhangsan all lie on 张三."""
    readings = [_readings(character) for character in text]
    first, end, found = word[0], 0, []
    for start, spellings in enumerate(readings):
        # Most characters begin with another sound.
        if start < end or not any(spelled[0] == first for spelled in spellings):
            continue
        heard = _heard(readings, start, word)
        if heard:
            found.append((start, heard))
            end = heard
    return found


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    simple = "" if character.isascii() else normal(character)
    return character_readings(simple) if len(simple) == 1 else ()


def _heard(readings: list[tuple[str, ...]], start: int, word: str) -> int:
    """Behind which character the word has been heard, begun at `start`; 0 when it is not there."""
    open_ends = {word}
    for place in range(start, min(start + len(word), len(readings))):
        rests: set[str] = set()
        for rest in open_ends:
            for spelled in readings[place]:
                if spelled.startswith(rest):
                    return place + 1
                if rest.startswith(spelled):
                    rests.add(rest[len(spelled) :])
                if rest[0] == spelled[0]:
                    rests.add(rest[1:])
        if not rests:
            return 0
        open_ends = rests
    return 0


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _units(text: str, place: int) -> int:
    return len(text[:place].encode("utf-16-le")) // 2
