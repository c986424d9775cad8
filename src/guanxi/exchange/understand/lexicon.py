"""The words of header rows, and how a header is taken apart before it is looked up."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from guanxi.kernel.text import normal

_DATA = Path(__file__).parent / "data"
_BRACKETS = re.compile(r"[(\[【《{<〔「]([^()\[\]【】《》{}<>〔〕「」]*)[)\]】》}>〕」]")
_NOISE = re.compile(r"[\s*:：_\-—.·、'\"“”!！?？]+")
_CODE = re.compile(r"(\d{1,2})\s*[.、:：=\-]?\s*([^\d\s/、;；,，|()][^\d/、;；,，|()]*)")
_UNIT = re.compile(
    r"(?P<scale>百万|千万|[千万亿萬億k])?(?:人民币|人民幣)?(?P<currency>元|圆|rmb|cny|¥|usd|us\$|\$|美元|美金|eur|欧元|€|hkd|港币|港元|港幣|"
    r"twd|nt\$|ntd|台币|臺幣|台幣|新台币|jpy|日元|gbp|英镑|英鎊|£)?"
)
_SCALES = {
    "百万": 10**6,
    "千万": 10**7,
    "千": 10**3,
    "k": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
_CURRENCIES = {
    "CNY": ("元", "圆", "rmb", "cny", "¥"),
    "USD": ("usd", "us$", "$", "美元", "美金"),
    "EUR": ("eur", "欧元", "€"),
    "HKD": ("hkd", "港币", "港元"),
    "TWD": ("twd", "nt$", "ntd", "台币", "新台币", "台幣"),
    "JPY": ("jpy", "日元"),
    "GBP": ("gbp", "英镑", "£"),
}
_BY_SIGN = {normal(sign): code for code, signs in _CURRENCIES.items() for sign in signs}
_PREFIXES = tuple(
    normal(word)
    for word in [
        "客户",
        "联系人",
        "公司",
        "企业",
        "单位",
        "主要",
        "首要",
        "第一",
        "我的",
        "个人",
        "本人",
        "主",
        "常用",
        "所属",
        "当前",
        "contact",
        "company",
        "account",
        "customer",
        "lead",
        "billing",
        "mailing",
        "client",
        "线索",
        "原",
        "系统",
        "联络人",
        "聯絡人",
        "客戶",
    ]
)
_SUFFIXES = tuple(
    normal(word) for word in ["信息", "1", "一", "主", "必填", "选填", "field", "内容", "名", "号", "*"]
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a header says about the numbers below it."""

    factor: Decimal
    currency: str | None
    text: str


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


def _load(name: str) -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1 << 14)
def squeeze(text: str) -> str:
    """A header without width, case, traditional forms, spaces and decoration."""
    return _NOISE.sub("", normal(text))


@lru_cache(maxsize=1 << 12)
def take_apart(raw: str) -> Header:
    """The words of a header, with unit and code list set aside."""
    text = normal(raw)
    unit, codes, rest = None, {}, text
    for match in _BRACKETS.finditer(text):
        inside = match[1].strip()
        found = dict(_CODE.findall(inside))
        if len(found) >= 2:
            codes = {key: value.strip() for key, value in found.items()}
        else:
            unit = unit or read_unit(inside)
        rest = rest.replace(match[0], " ")
    base = squeeze(rest)
    if unit is None:
        unit, base = _trailing_unit(rest, base)
    return Header(raw, base or squeeze(text), unit, codes)


def read_unit(text: str) -> Unit | None:
    """元, 万元, RMB, USD, 单位：万元; None for anything else."""
    text = re.sub(r"^(单位|金额单位|unit)\s*[::]?\s*", "", normal(text)).strip()
    match = _UNIT.fullmatch(text)
    if not text or match is None:
        return None
    currency = _BY_SIGN.get(match["currency"] or "")
    return Unit(Decimal(_SCALES.get(match["scale"] or "", 1)), currency, text)


def _trailing_unit(rest: str, base: str) -> tuple[Unit | None, str]:
    match = re.search(r"[\s/_\-:,](万元|千元|亿元|元|usd|rmb|cny|美元|万)$", rest.strip())
    if match is None:
        return None, base
    return read_unit(match[1]), squeeze(rest.strip()[: match.start()]) or base


def shortened(base: str) -> list[str]:
    """The header without the words that only say whose it is (客户手机 -> 手机), most careful first."""
    found = [base.removeprefix(p) for p in _PREFIXES if base.startswith(p)]
    found += [base.removesuffix(s) for s in _SUFFIXES if base.endswith(s) and len(base) > len(s) + 1]
    return [word for word in dict.fromkeys(found) if word]


def known(text: str) -> bool:
    """Whether a cell is a word that header rows use."""
    words = header_words()
    base = take_apart(text).base
    return base in words or any(short in words for short in shortened(base))
