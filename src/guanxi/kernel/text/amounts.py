"""Amounts and numbers as people write them: 12万, ¥1,200.00, 壹拾贰万元整; about and between are no amounts."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from guanxi.kernel.money import Money
from guanxi.kernel.text.blanks import is_placeholder
from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import visible
from guanxi.kernel.text.numerals import spoken

# As written, after NFKC and upper case, with the longer ones first where one begins another.
_CURRENCIES = {
    "人民币": "CNY", "人民幣": "CNY", "RMB": "CNY", "CNY": "CNY", "CN¥": "CNY", "元人民币": "CNY", "¥": "", "元": "", "圆": "", "圓": "",
    "块钱": "CNY", "块": "CNY", "美元": "USD", "美金": "USD", "USD": "USD", "US$": "USD", "U$": "USD", "$": "", "港元": "HKD",
    "港币": "HKD",
    "港幣": "HKD", "HKD": "HKD", "HK$": "HKD", "新台币": "TWD", "新臺幣": "TWD", "新台幣": "TWD", "台币": "TWD", "台幣": "TWD",
    "TWD": "TWD", "NTD": "TWD", "NT$": "TWD", "NT": "TWD", "澳门元": "MOP", "MOP": "MOP", "欧元": "EUR", "歐元": "EUR", "EUR": "EUR",
    "€": "EUR", "英镑": "GBP", "英鎊": "GBP", "GBP": "GBP", "£": "GBP", "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "円": "JPY",
    "JPY": "JPY",
    "韩元": "KRW", "韓元": "KRW", "KRW": "KRW", "₩": "KRW", "新加坡元": "SGD", "新元": "SGD", "SGD": "SGD", "S$": "SGD",
    "澳元": "AUD", "AUD": "AUD", "加元": "CAD", "CAD": "CAD", "瑞士法郎": "CHF", "CHF": "CHF", "越南盾": "VND", "VND": "VND",
}  # fmt: skip
_OWN_UNIT = {
    "¥": {"CNY", "JPY"},
    "元": {"CNY", "TWD", "HKD", "USD"},
    "$": {"USD", "TWD", "HKD", "SGD", "AUD", "CAD", "MOP"},
}
_UNITS = {
    "十": 10, "百": 100, "千": 1000, "仟": 1000, "K": 1000, "万": 10**4, "萬": 10**4, "W": 10**4, "十万": 10**5, "十萬": 10**5,
    "百万": 10**6, "百萬": 10**6, "M": 10**6, "MN": 10**6, "MIO": 10**6, "MILLION": 10**6, "千万": 10**7, "千萬": 10**7, "亿": 10**8,
    "億": 10**8, "十亿": 10**9, "十億": 10**9, "B": 10**9, "BN": 10**9, "BILLION": 10**9, "百亿": 10**10, "百億": 10**10,
    "千亿": 10**11, "千億": 10**11, "万亿": 10**12, "萬億": 10**12,
}  # fmt: skip


def _either(words: dict[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CURRENCY = _either(dict.fromkeys(_CURRENCIES))
_UNIT = _either(dict.fromkeys(_UNITS))
_SHAPE = re.compile(
    rf"(?P<minus>[-−–(]?)\s*(?P<before>(?:(?:{_CURRENCY})\s*)*)[:]?\s*(?P<sign>[-−+]?)\s*(?P<number>[\d.,'\s]*\d\.?(?:E\+?\d+)?)\s*"
    rf"(?P<unit>(?:{_UNIT})?)\s*(?P<after>(?:(?:{_CURRENCY})\s*)*)(?:整|正)?(?P<close>\)?)"
)
_STEPS = re.compile(rf"(?P<number>\d+(?:\.\d+)?)(?P<unit>{_UNIT})(?P<rest>\d[\d.]*(?:{_UNIT})?)")
_GROUPED = re.compile(r"\d{1,3}(?:([,'\s])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_SPOKEN = re.compile(
    r"(?P<whole>[^元圆圓块角分整正]+)(?:[元圆圓]|块钱?)?(?:(?P<tenth>\S)角)?(?:零?(?P<cent>\S)分)?[整正]?"
)
_ABOUT = re.compile(
    r"约|約|大概|大约|左右|上下|前后|近|超过?|不到|不足|以上|以下|以内|至少|最多|多(?=[万元]|$)|余|餘|几|幾|数(?=[十百千万])|[≈~±]|\+$|上百|上千"
)
_RANGE = re.compile(r"\d\s*(?:[万亿千百元wk]*)\s*(?:-|—|~|～|至|到)\s*\d", re.IGNORECASE)
_REMARK = re.compile(r"[(\[【][^()\[\]【】\d]*[)\]】]$")
_TWICE = re.compile(r"([^()]*[元圆圓整正角分])\s*\(([^()]+)\)")
_LARGEST = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class Unit:
    """What a header says of the numbers below it: a factor, and a currency where it names one."""

    factor: Decimal
    currency: str | None


def _currency(marks: str, default: str) -> str:
    found = set()
    for mark in re.findall(_CURRENCY, marks):
        own = _OWN_UNIT.get("元" if mark in "元圆圓" else mark)
        if own is None:
            found.add(_CURRENCIES[mark])
        elif (
            not found & own
        ):  # ¥, 元 and $ say no more than the currency of the column, if that is written so
            found.add(default if default in own else {"¥": "CNY", "元": "CNY"}.get(mark, ""))
    if len(found) > 1 or "" in found:
        raise ValueFault("ambiguous")
    return found.pop() if found else default


def _digits(text: str) -> Decimal:
    """The number that digits, separators and a point spell; ValueFault when the separators stand in odd places."""
    text = text.strip()
    power = 0
    if "E" in text:
        text, _, exponent = text.partition("E")
        power = int(exponent.lstrip("+"))
        if power > 15 or len(text.partition(".")[2]) < power:
            raise ValueFault("scientific_notation_precision_lost")
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[,'\s]", "", text)
    if not re.fullmatch(r"\d+(?:\.\d+)?|\.\d+|\d+\.", text):
        raise ValueFault("not_a_number")
    return Decimal(text).scaleb(power)


def _steps(text: str) -> Decimal | None:
    """3万5千 and 1亿2000万 and 1万2000; None for 3万5, which is said for 35,000 but not written."""
    match = _STEPS.fullmatch(text)
    if match is None:
        return None
    unit = _UNITS[match["unit"]]
    rest = re.fullmatch(rf"([\d.]+)({_UNIT})?", match["rest"])
    if rest is None:
        return None
    small = _digits(rest[1]) * _UNITS.get(rest[2] or "", 1)
    certain = rest[2] is not None or len(rest[1]) == len(str(unit)) - 1
    return _digits(match["number"]) * unit + small if certain and small < unit else None


def _financial(text: str) -> Decimal | None:
    match = _SPOKEN.fullmatch(text)
    whole = spoken(match["whole"]) if match else None
    if match is None or whole is None:
        return None
    tenth, cent = (spoken(match[part]) if match[part] else Decimal(0) for part in ("tenth", "cent"))
    if tenth is None or cent is None or max(tenth, cent) > 9:
        return None
    return whole + tenth / 10 + cent / 100


def _cleaned(raw: str) -> str:
    text = visible(unicodedata.normalize("NFKC", raw[:100])).strip("'\"` ;,。").upper()
    if "估" in text:
        raise ValueFault("approximate")
    text = _REMARK.sub("", text).strip()
    if is_placeholder(text):
        raise ValueFault("not_a_number")
    if _RANGE.search(text):
        raise ValueFault("ambiguous")
    if _ABOUT.search(text):
        raise ValueFault("approximate")
    return text


@lru_cache(maxsize=1 << 12)
def _read(raw: str, currency: str) -> tuple[Decimal, str, bool]:
    """Amount, currency, and whether the text names its own unit."""
    text = _cleaned(raw)
    twice = _TWICE.fullmatch(text)
    if twice:  # in words and, in brackets, in figures, as contracts have it: one amount if both agree
        words, figures = _read(twice[1], currency), _read(twice[2], currency)
        if words[:2] != figures[:2]:
            raise ValueFault("ambiguous")
        return words
    shape = _SHAPE.fullmatch(text)
    if shape and bool(shape["close"]) == (shape["minus"] == "("):
        unit = _UNITS.get(shape["unit"])
        value = _digits(shape["number"]) * (unit or 1)
        negative = bool(shape["minus"]) != (shape["sign"] in {"-", "−"})
        own = unit is not None or any(mark in shape["after"] for mark in "元圆圓块")
        return -value if negative else value, _currency(shape["before"] + shape["after"], currency), own
    marks = "".join(re.findall(rf"^(?:(?:{_CURRENCY})\s*)+", text)) or ""
    bare = text[len(marks) :].strip(" :")
    tail = re.search(rf"(?:{_CURRENCY})[整正]?$", bare)
    stepped = _steps(bare[: tail.start()] if tail else bare)
    value_or_none = stepped if stepped is not None else _financial(bare)
    if value_or_none is None:
        raise ValueFault("not_a_number")
    return value_or_none, _currency(marks, currency), True


def _number(raw: object, currency: str) -> tuple[Decimal, str, bool]:
    if isinstance(raw, bool) or raw is None:
        raise ValueFault("not_a_number")
    if isinstance(raw, float):  # a spreadsheet keeps fifteen digits; what stands behind them is noise
        if raw != raw or raw in {float("inf"), float("-inf")}:
            raise ValueFault("not_a_number")
        return Decimal(format(raw, ".15g")), currency, False
    if isinstance(raw, (int, Decimal)):
        if isinstance(raw, Decimal) and not raw.is_finite():
            raise ValueFault("not_a_number")
        return Decimal(raw), currency, False
    return _read(str(raw), currency)


def _in_range(value: Decimal) -> Decimal:
    if abs(value) >= _LARGEST:
        raise ValueFault("out_of_range")
    return value.normalize() + 0 if value == value.to_integral_value() else value


def parse_money(raw: object, unit: Unit | None = None, currency: str = "CNY") -> Money:
    """The amount of a cell in its currency; a unit in the cell goes before the unit of the header.

    ValueFault: not_a_number, approximate (约20万), ambiguous (10-20万, or a mark of several currencies), out_of_range.
    """
    home = (unit.currency if unit else None) or currency
    value, found, own = _number(raw, home)
    factor = unit.factor if unit and not own else Decimal(1)
    return Money(_in_range(value * factor), found)


def parse_amount(raw: object, unit: Unit | None = None) -> Decimal:
    """The amount of a cell as a plain number; as parse_money, for columns whose currency is settled elsewhere."""
    return parse_money(raw, unit).amount


def parse_percent(raw: object) -> Decimal:
    """The number of hundredths that a text says: '12.5%', '１２％', '百分之十二' and 12 are themselves."""
    if isinstance(raw, str):
        text = unicodedata.normalize("NFKC", raw).strip()
        words = re.fullmatch(r"百分之(.+)", text)
        hundredths = spoken(words[1]) if words else None
        if hundredths is not None:
            return hundredths
        raw = re.sub(r"\s*%$", "", words[1] if words else text)
    value, _, _ = _number(raw, "CNY")
    return _in_range(value)


_SCALES = {**_UNITS, "10K": 10**4, "'000": 1000, "000": 1000, "000S": 1000, "THOUSAND": 1000}
_ASIDE = "含税|含稅|不含税|未税|未稅|税前|税后|人民币计|单位|單位|UNIT|IN|为|计|[每/]?[年月]|[\\s:/,、;.\\-]"
_PIECE = re.compile(
    rf"(?P<aside>{_ASIDE})|(?P<currency>{_CURRENCY})|(?P<scale>{_either(dict.fromkeys(_SCALES))})"
)
_SCALED = re.compile(rf"(?P<scale>[十百千]?[万萬亿億]|[千仟])\s*(?P<currency>{_CURRENCY})")
_IN_BRACKETS = re.compile(r"[(\[【<{]([^()\[\]【】<>{}]+)[)\]】>}]")
_AT_END = re.compile(
    rf"(?:[:/,\-_ ]|单位|單位|(?<=额)|(?<=額)|(?<=价)|(?<=本))\s*((?:{_UNIT})?\s*(?:{_CURRENCY})|[万萬亿億])$"
)


def unit_in_header(header: str) -> Unit | None:
    """What a header or a note says of the numbers under it: 预计金额(万元), 单位：万美元, Amount (USD k); None for nothing."""
    text = unicodedata.normalize("NFKC", header).strip().upper()
    noted = re.search(r"(?:单位|單位|UNIT)\s*[:]?\s*(.+)$", text)
    candidates = [*_IN_BRACKETS.findall(text), *([noted[1].rstrip(")】] ")] if noted else [])]
    at_end = _AT_END.search(text)
    candidates += [at_end[1]] if at_end else []
    return next((unit for told in candidates if (unit := _pieces(told) or _among_words(told))), None)


def _pieces(told: str) -> Unit | None:
    """Words that say nothing but a unit, in any order: 万元人民币, RMB 万, 单位：万元/年; None for any others."""
    at = 0
    scales: list[str] = []
    currencies: list[str] = []
    while at < len(told):
        piece = _PIECE.match(told, at)
        if piece is None:
            return None
        scales += [piece["scale"]] if piece["scale"] else []
        currencies += [piece["currency"]] if piece["currency"] else []
        at = piece.end()
    return _unit(scales, currencies)


def _among_words(told: str) -> Unit | None:
    """The one unit that stands among other words (以万元填写); none where numbers say that it is an example."""
    if re.search(r"\d", told):
        return None
    found = {(match["scale"], match["currency"]) for match in _SCALED.finditer(told)}
    if len(found) != 1:
        return None
    scale, currency = found.pop()
    return _unit([scale], [currency])


def _unit(scales: list[str], currencies: list[str]) -> Unit | None:
    named = {_CURRENCIES[mark] for mark in currencies} - {""}  # 元 alone is the currency of the house
    if len(scales) > 1 or len(named) > 1 or not (scales or currencies):
        return None
    factor = Decimal(_SCALES[scales[0]]) if scales else Decimal(1)
    return Unit(factor, named.pop() if named else None)
