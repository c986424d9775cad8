"""The words of header rows, and how a header is taken apart before it is looked up."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from guanxi.exchange.understand.forms import meant
from guanxi.exchange.understand.plain import plain
from guanxi.kernel.text import Unit, normal, unit_in_header

_DATA = Path(__file__).parent / "data"
_BRACKETS = re.compile(r"[(\[【《{<〔「]([^()\[\]【】《》{}<>〔〕「」]*)[)\]】》}>〕」]")
_NOISE = re.compile(r"[\s*:：_\-—.·、'\"“”!！?？]+")
_CODE = re.compile(r"(\d{1,2})\s*[.、:：=\-]?\s*([^\d\s/、;；,，|()][^\d/、;；,，|()]*)")
# 1、您的姓名 and Q3. Company: questionnaires number their columns
_NUMBERING = re.compile(r"(?:q\s*\d{1,2}|\(?\d{1,2}(?=[)、.．:]))[)、.．:\s]\s*(?=\D)")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ \n"
_ASKING = re.compile(
    r"^(?:请问|请)?(?:输入|填写|选择|留下)?(?:您|你|贵)(?:所在)?的?(?=.{2})|^请(?:输入|填写|选择|留下)"
)
_LATIN = re.compile(r"[a-z][a-z .'&/-]*")
_SECOND = re.compile(r"(.+?)\s*[#-]?([1-9])")
_UNIT_AT_END = re.compile(r"[\s/_\-:,](万元|千元|亿元|百万|元|usd|rmb|cny|美元|万|k)$")
_OF_PEOPLE = frozenset({"birthday", "external_id", "gender", "age", "surname", "given_name"})
_PLACES = frozenset({"address", "city", "province", "postcode", "country", "district", "region"})


@dataclass(frozen=True, slots=True)
class Header:
    """A header taken apart: its words, the unit and the code list that stood in brackets."""

    raw: str
    base: str
    unit: Unit | None
    codes: dict[str, str]


@lru_cache(maxsize=1)
def header_words() -> dict[str, str]:
    """Squeezed header word -> concept, of all concepts that ship."""
    found: dict[str, str] = {}
    for concept, words in _load("headers.json").items():
        for word in words:
            found.setdefault(squeeze(word), concept)
    return found


@lru_cache(maxsize=1)
def value_words() -> dict[str, dict[str, list[str]]]:
    """Concept -> option -> the words that people write for it."""
    found: dict[str, dict[str, list[str]]] = _load("values.json")
    return found


@lru_cache(maxsize=1)
def around() -> dict[str, list[str]]:
    """Words that stand before or behind the word that means something, and those that tell that others are meant."""
    found: dict[str, list[str]] = _load("around.json")
    return found


@lru_cache(maxsize=1)
def signs() -> dict[str, dict[str, list[str]]]:
    """Concept -> sign -> patterns of headers: what speaks for and against a field whose header is unknown."""
    found: dict[str, dict[str, list[str]]] = _load("alone.json")
    return found


def _load(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 14)
def squeeze(text: str) -> str:
    """A header without width, case, traditional forms, spaces and decoration."""
    return _NOISE.sub("", normal(text))


@lru_cache(maxsize=1 << 12)
def take_apart(raw: str) -> Header:
    """The words of a header, with unit and code list set aside."""
    text = plain(normal(raw.lstrip(_CIRCLED)))
    codes: dict[str, str] = {}
    rest = text
    for match in _BRACKETS.finditer(text):
        found = dict(_CODE.findall(match[1].strip()))
        if len(found) >= 2:
            codes = {key: value.strip() for key, value in found.items()}
        rest = rest.replace(match[0], " ")
    unit = unit_in_header(raw)
    bare = _UNIT_AT_END.sub("", rest.strip()) if unit else rest
    numbered = _NUMBERING.match(text)
    if numbered:  # before a bracket that only holds the number was taken away
        bare = _BRACKETS.sub(" ", text[numbered.end() :])
    base = squeeze(bare) or squeeze(rest) or squeeze(text)
    return Header(raw, _ASKING.sub("", base) or base, unit, codes)


def shortened(base: str) -> list[str]:
    """The header without the words that only say whose it is (客户手机 -> 手机), most careful first."""
    words = around()
    whose = [] if base in words["whole"] else [w for w in words["before"] if base.startswith(w)]
    found = [base.removeprefix(word) for word in whose]
    # whoever is responsible in a company is no colleague of ours, its birthday and its number are not a person's
    found = [word for word in found if _may_be(header_words().get(word, ""), base)]
    cut = [base.removesuffix(s) for s in words["behind"] if base.endswith(s) and len(base) > len(s) + 1]
    # what was said the last time is no date, what business is done no colleague
    found += [word for word in cut if not base.endswith("内容") or _is_told(header_words().get(word, ""))]
    return [word for word in dict.fromkeys(found) if word]


def _is_told(concept: str) -> bool:
    return concept not in {"owner", "first_contact", "next_follow_up", "last_contact"}


def _may_be(concept: str, base: str) -> bool:
    theirs = base.startswith(tuple(around()["theirs"]))
    if concept == "owner":
        return base.startswith(tuple(around()["before_owner"])) and not theirs
    if concept == "first_contact" and theirs:
        return False  # 甲方日期 may be that of a signature
    if base.startswith("billing") and concept not in _PLACES:
        return False
    return concept not in _OF_PEOPLE or not base.startswith(tuple(around()["firms"]))


def both_languages(text: str) -> tuple[str, str] | None:
    """The Chinese and the Latin part of a header that may say the same twice (手机 Mobile); None for any other."""
    whole = normal(text)
    latin = " ".join(_LATIN.findall(whole)).strip(" .'&/-")
    rest = squeeze(_LATIN.sub(" ", whole))
    return (rest, squeeze(latin)) if rest and len(latin) > 1 and not rest.isascii() else None


def counted(base: str) -> tuple[str, int] | None:
    """A header that ends in a number, apart (电话2); None for any other."""
    match = _SECOND.fullmatch(base)
    return (match[1], int(match[2])) if match and not match[1][-1:].isdigit() else None


def concept_of(text: str) -> str | None:
    """What a header cell means among the shipped words; None when it is not one of them."""
    words = header_words()
    base = take_apart(text).base
    found = next((words[word] for word in (base, *shortened(base)) if word in words), None)
    twice = both_languages(base) if found is None else None
    same = words.get(twice[0]) if twice and words.get(twice[0]) == words.get(twice[1]) else None
    if same is not None:
        return same
    number = counted(base) if found is None else None
    return (words.get(number[0]) if number else found) or meant(base)


def known(text: str) -> bool:
    """Whether a cell is a word that header rows use."""
    return concept_of(text) is not None
