"""Which targets a header may mean by its words alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guanxi.exchange.understand.forms import meant
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
_DATED = frozenset(
    [
        "birthday",
        "first_contact",
        "next_follow_up",
        "last_contact",
        "created_at",
        "updated_at",
        "registered_date",
        "due_at",
    ]
)
_TIME_WORD = re.compile(r"(?:日期|时间|日|的?时候|date|time|at|on)$")
_MOBILE = re.compile("mobile|cell|手机|移动电话|行动电话")
_PARTS = re.compile(r"[/／、|&]|(?<=.{2})[及和与](?=.{2})")
# names for want of a better one: beside 姓名 they are something else
_WEAK = frozenset(
    squeeze(word)
    for word in ["备注名", "昵称姓名", "称呼", "名称", "display name", "联系人员", "线索名称", "account id"]
)


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column may be imported into: a field, or a part of one after a colon (contacts.phones:mobile).

    `concept` names the shipped header synonyms that mean it, `options` are (value, labels) of a
    choice and `words` the shipped synonyms of its values. `needs` is the target without which a row's value has
    no record to stand on: the industry of a company that is not named.
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
    needs: str = ""


class Lexicon:
    """Header words -> targets, for the targets at hand."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = {t.key: t for t in targets}
        self.concept_of = {t.key: t.concept for t in targets}
        self.multiple = {t.key for t in targets if t.multiple}
        self.weak = _WEAK
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

        add([header.base], 0.8 if header.base in _WEAK else 0.97)
        if group:
            add([squeeze(group + header.raw), squeeze(header.raw + group)], 0.95)
        if not found and (twice := both_languages(header.base)):
            same = [key for key in self._keys(twice[0]) if key in self._keys(twice[1])]
            found = {key: 0.95 - 0.03 * place for place, key in enumerate(same)}
        if not found:
            add(shortened(header.base), 0.85)
        if not found and (number := counted(header.base)):
            self._numbered(*number, found)
        if not found and (concept := meant(header.base)):
            found = {target.key: 0.85 for target in self.by_concept.get(concept, ())[:1]}
        if not found:
            for part in _PARTS.split(header.raw)[:3]:
                add([squeeze(part)], 0.78)
        if not found and len(header.base) > 2:
            self._loosely(header.base, found)
        return found

    def _keys(self, word: str) -> list[str]:
        """The targets of one half of a header in two languages."""
        put = self.by_concept.get(meant(word) or "", ())[:1]
        return self.words.get(word) or [target.key for target in put]

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

    def dated(self, base: str) -> dict[str, float]:
        """What a header means under which dates stand: 最近一次跟进 and 下次回访日 are short for a time."""
        if header_words().get(base) in _DATED:
            return {}  # another day, that nothing takes
        stem = _TIME_WORD.sub("", base)
        for word in (f"{stem}时间", f"{stem}日期", stem):
            keys = [key for key in self.words.get(word, ()) if self.concept_of[key] in _DATED]
            if keys and stem:
                return {keys[0]: 0.85}
        return {}

    def _loosely(self, base: str, found: dict[str, float]) -> None:
        """The longest known word at the end of the header: the head of a Chinese or English compound."""
        for size in range(min(len(base) - 1, 14), 1, -1):
            keys = self.words.get(base[-size:])
            if keys:
                key = keys[0]
                if self.concept_of[key] == "phone" and _MOBILE.search(base):
                    key = next((t.key for t in self.by_concept.get("mobile", ())), key)
                found[key] = 0.4 + min(0.25, 0.25 * size / len(base))
                return
