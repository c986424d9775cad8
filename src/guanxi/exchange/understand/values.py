"""What a word in a choice column means among the options of a field."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from guanxi.exchange.understand.forms import option_put
from guanxi.exchange.understand.lexicon import both_languages, squeeze, value_words

_SPAN = re.compile(r"(\d{1,7})\s*-\s*(\d{1,7})|(\d{1,7})\+")
_TOLD = re.compile(r"(\d{1,9})(?:-(\d{1,9})|(\+))?")
_COUNTED = re.compile(r"[\s,，人名位个員员左右约約大概]")
_DASHES = dict.fromkeys(map(ord, "~～—–至到"), "-")
_MARKS = "0123456789.、)）-_ :：#"
# 展会（广交会）, 推荐-老客户: the sort, and more of it
_MORE = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*$")
_PARTS = re.compile(r"\s*[-—–/／:：|·]\s*")
_SEVERAL = 3


class ChoiceReader:
    """Reads the words of one choice column; a word that means no option is remembered once."""

    def __init__(
        self,
        options: Sequence[tuple[str, Iterable[str]]],
        concept: str = "",
        codes: Mapping[str, str] | None = None,
        settled: Mapping[str, str | None] | None = None,
    ) -> None:
        self.unknown: dict[str, int] = {}
        self._codes = dict(codes or {})
        self._settled = {squeeze(word): value for word, value in (settled or {}).items()}
        self._words: dict[str, str] = {}
        values = {value for value, _ in options}
        self._values, self._concept = values, concept
        self._spans = _spans(values)
        for value, labels in options:
            for word in (value, *labels):
                self._words.setdefault(squeeze(word), value)
        for value, words in value_words().get(concept, {}).items():
            if value in values:
                for word in words:
                    self._words.setdefault(squeeze(word), value)

    def heed(self, samples: Iterable[object]) -> None:
        """Take words that mean an option only beside others: 未成交 is lost where 报价 and 谈判 are told apart."""
        found = {self._find(text) for text in {text for text in samples if isinstance(text, str)}}
        beside = value_words().get(f"{self._concept}:beside", {})
        if len((found - {None}) - beside.keys()) >= _SEVERAL:
            for value in self._values & beside.keys():
                self._words.update({squeeze(word): value for word in beside[value]})

    def read(self, text: str) -> str | None:
        """The option that the text means; None (and remembered) when it means none for sure."""
        found = self._find(text)
        if found is None and squeeze(text) not in self._settled:
            key = text.strip()
            self.unknown[key] = self.unknown.get(key, 0) + 1
        return found

    def said(self, text: str) -> str:
        """The word that the header's list has for a code (0未知), else the text."""
        return self._codes.get(text.strip().removesuffix(".0"), text)

    def dismissed(self, text: str) -> bool:
        """Whether a person settled that the word means nothing."""
        word = squeeze(text)
        return word in self._settled and self._settled[word] is None

    def _find(self, text: str) -> str | None:
        word = squeeze(text)
        if word in self._settled:
            return self._settled[word]
        digits = text.strip().removesuffix(".0")
        if self._spans and digits not in self._codes:
            number = _number_like(text)
            if number:  # never by its letters: 119 is not 1-19 without its dash
                return self._spanning(*number)
        if word in self._words:
            return self._words[word]
        if digits in self._codes:
            return self._words.get(squeeze(self._codes[digits]))
        bare = squeeze(text.strip().lstrip(_MARKS))
        if bare and bare != word and bare in self._words:
            return self._words[bare]
        return self._put_together(text)

    def _put_together(self, text: str) -> str | None:
        """The one option that a wording means which no list holds: its form, both its languages, its first part."""
        whole = self._one(text)
        if whole is not None:
            return whole
        more = _MORE.search(text)
        pieces = [text[: more.start()], more[1]] if more else _PARTS.split(text)
        twice = both_languages(text)
        if twice and len(pieces) == 1:
            pieces = list(twice)
            return self._one(pieces[0]) if self._one(pieces[0]) == self._one(pieces[1]) else None
        if len(pieces) == 1 or not pieces[0].strip():
            return None
        told = {found for piece in pieces if (found := self._one(piece)) is not None}
        return told.pop() if len(told) == 1 and self._one(pieces[0]) in told else None

    def _one(self, text: str) -> str | None:
        word = squeeze(text)
        found = self._words.get(word) or option_put(self._concept, word)
        return found if found in self._values else None

    def _spanning(self, low: int, high: int | None) -> str | None:
        """The option within whose bounds both ends lie: 399 and 150-200人 are 100-499; without an end only 5000+."""
        for value, (first, last) in self._spans.items():
            if last is None and first <= low and (high is not None or first == low):
                return value
            if last is not None and high is not None and first <= low and high <= last:
                return value
        return None


def _number_like(text: str) -> tuple[int, int | None] | None:
    """The ends of the span that a text tells (about 50 is 45 to 55; 50 and more has no end); None for other texts."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("以上", "+")
    match = _TOLD.fullmatch(_COUNTED.sub("", plain).removesuffix(".0"))
    if match is None:
        return None
    low = int(match[1])
    high = None if match[3] else int(match[2] or low)
    about = high is not None and re.search("约|約|大概|左右", plain)
    return (low * 9 // 10, -(-high * 11 // 10)) if about and high is not None else (low, high)


def _spans(values: Iterable[str]) -> dict[str, tuple[int, int | None]]:
    """The bounds of options that are all spans of numbers (20-99, 5000+); nothing when one is not."""
    found: dict[str, tuple[int, int | None]] = {}
    for value in values:
        match = _SPAN.fullmatch(value)
        if match is None:
            return {}
        found[value] = (int(match[3]), None) if match[3] else (int(match[1]), int(match[2]))
    return found
