"""Which targets a header may mean by its words alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from guanxi.exchange.understand.lexicon import (
    Header,
    both_languages,
    counted,
    header_words,
    shortened,
    squeeze,
)

# concept -> the one that a second column of the same is
SECOND = {"mobile": "phone_other", "phone": "phone_other", "email": "email_other", "remark": "follow_up"}


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column may be imported into: a field, or a part of one after a colon (contacts.phones:mobile).

    `concept` names the shipped header synonyms that mean it, `options` are (value, labels) of a
    choice and `words` the shipped synonyms of its values.
    """

    key: str
    label: str
    module: str
    type: str
    synonyms: tuple[str, ...] = ()
    concept: str = ""
    required: bool = False
    multiple: bool = False
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: str = ""


class Lexicon:
    """Header words -> targets, for the targets at hand."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = {t.key: t for t in targets}
        self.concept_of = {t.key: t.concept for t in targets}
        self.multiple = {t.key for t in targets if t.multiple}
        self.by_concept: dict[str, list[Target]] = {}
        self.words: dict[str, list[str]] = {}
        for target in targets:
            for word in (target.label, target.key.rpartition(".")[2], *target.synonyms):
                self._add(squeeze(word), target.key)
            if target.concept:
                self.by_concept.setdefault(target.concept, []).append(target)
        for word, concept in header_words().items():
            for target in self.by_concept.get(concept, ()):
                self._add(word, target.key)

    def _add(self, word: str, key: str) -> None:
        if word and key not in self.words.setdefault(word, []):
            self.words[word].append(key)

    def candidates(self, header: Header, group: str) -> dict[str, float]:
        """Target -> confidence by the header alone."""
        found: dict[str, float] = {}

        def add(words: Sequence[str], confidence: float) -> None:
            for word in words:
                for place, key in enumerate(self.words.get(word, ())):
                    found[key] = max(found.get(key, 0.0), confidence - 0.03 * place)

        add([header.base], 0.97)
        if group:
            add([squeeze(group + header.raw)], 0.95)
        if not found and (twice := both_languages(header.base)):
            same = [key for key in self.words.get(twice[0], ()) if key in self.words.get(twice[1], ())]
            found = {key: 0.95 - 0.03 * place for place, key in enumerate(same)}
        if not found:
            add(shortened(header.base), 0.85)
        if not found and (number := counted(header.base)):
            self._numbered(*number, found)
        if not found:
            for part in header.raw.replace("/", "|").replace("／", "|").replace("、", "|").split("|")[:3]:
                add([squeeze(part)], 0.78)
        if not found and len(header.base) > 2:
            self._loosely(header.base, found)
        return found

    def heads(self, key: str) -> list[str]:
        """The words of a target that can end a compound."""
        return [word for word, keys in self.words.items() if key in keys[:1] and len(word) > 1]

    def _numbered(self, base: str, number: int, found: dict[str, float]) -> None:
        """电话1 is the telephone, 电话2 another one."""
        keys = self.words.get(base) or [k for word in shortened(base) for k in self.words.get(word, ())]
        for key in keys[:1]:
            other = self.by_concept.get(SECOND.get(self.concept_of[key], ""), ())
            if number == 1:
                found[key] = 0.9
            elif other:
                found[other[0].key] = 0.85

    def _loosely(self, base: str, found: dict[str, float]) -> None:
        """The longest known word at the end of the header: the head of a Chinese or English compound."""
        for size in range(min(len(base) - 1, 14), 1, -1):
            keys = self.words.get(base[-size:])
            if keys:
                found[keys[0]] = 0.4 + min(0.25, 0.25 * size / len(base))
                return
