"""Dates as people and spreadsheets write them; what can mean two days is refused unless the column tells the order."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from guanxi.kernel.text.blanks import is_placeholder
from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import visible
from guanxi.kernel.text.numerals import positional, spoken

EXCEL_1900, EXCEL_1904 = 1900, 1904
# open: years of two digits may be of the Republic or of our century; common: they are of ours, their place is not known
YMD, DMY, MDY, ROC, OPEN, COMMON = "ymd", "dmy", "mdy", "roc", "open", "common"
_FIRST_YEAR, _LAST_YEAR = 1850, 2150
_FIRST_SERIAL, _LAST_SERIAL = 7306, 80354  # 1920 to 2119: a smaller number in a cell is a number
_MONTHS = {
    name: n
    for n, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}

_TIME = re.compile(
    r"[T\s]*(?P<half>上午|下午|晚上|早上|中午|凌晨|am|pm)?\s*(?P<hour>\d{1,2})(?::|时|時|点|點)(?P<minute>\d{1,2})?(?:(?::|分)(?P<second>\d{1,2}))?"
    r"(?:\.\d+)?(?:秒|分)?\s*(?P<after>am|pm)?\s*(?P<zone>z|[+-]\d{2}:?\d{2}|utc|gmt)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"[\s,(（]*(?:星期|礼拜|禮拜|周|週)[一二三四五六日天末][)）]?|\((?:[一二三四五六日]|mon|tue|wed|thu|fri|sat|sun)\)",
    re.IGNORECASE,
)
_ENGLISH_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_CHINESE = re.compile(
    r"(?P<era>民国|民國|中华民国|中華民國|公元|西元)?\s*(?P<y>\d{1,5}|元)\s*年\s*"
    r"(?:(?P<m>\d{1,2})\s*月\s*(?:份\s*)?)?(?:(?P<d>\d{1,2})\s*[日号號]?)?"
)
_SPELLED = re.compile(
    r"(?P<y>[〇零○一二三四五六七八九十百元]{2,5}|元)\s*年\s*(?P<m>[一二三四五六七八九十正]{1,2})\s*月\s*"
    r"(?:(?P<d>[初一二三四五六七八九十廿卅]{1,3})\s*[日号號]?)?"
)
_PARTS = re.compile(
    r"(?P<era>民国|民國|roc)?\s*(?P<a>\d{1,5})\s*(?P<s>[-/.\s_、\\])\s*(?P<b>\d{1,2})\s*(?P=s)\s*(?P<c>\d{1,4})[.日号號]?",
    re.IGNORECASE,
)
_TWO_PARTS = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|\d{1,2}\s*月\s*\d{1,2}\s*[日号號]?|\d{1,2}[-/]\d{1,2}|\d{4}\s*年?|\d{6})"
)
_ENGLISH = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-./,]*(?P<m>[a-z]{3,9})\.?|(?P<m2>[a-z]{3,9})\.?[\s\-./]*(?P<d2>\d{1,2})(?:st|nd|rd|th)?)[\s\-./,]+'?(?P<y>\d{4}|\d{2})",
    re.IGNORECASE,
)


def _day(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueFault("invalid_date")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueFault("invalid_date") from None


def _century(year: int) -> int:
    """The year that two digits mean: no more than ten years ahead, else in the last century."""
    return year + (2000 if 2000 + year <= datetime.now(UTC).year + 10 else 1900)


def from_serial(number: float, date_system: int = EXCEL_1900) -> datetime:
    """The moment that a spreadsheet stores as a number of days; ValueFault for a number that is no date of our time."""
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        raise ValueFault("not_a_date")
    start = datetime(1904, 1, 1) if date_system == EXCEL_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 (a wall clock)
    return start + timedelta(seconds=round(number * 86400))


def _from_number(number: float, date_system: int) -> datetime:
    if number == int(number) and 18500101 <= number <= 21501231:
        whole = int(number)
        return datetime.combine(_day(whole // 10000, whole // 100 % 100, whole % 100), time())
    if number == int(number) and 1000101 <= number <= 1991231:
        whole = int(number)
        return datetime.combine(_day(whole // 10000 + 1911, whole // 100 % 100, whole % 100), time())
    if number == int(number) and (1900 <= number <= 2100 or 190001 <= number <= 210012):
        raise ValueFault("incomplete_date")
    return from_serial(number, date_system)


def _short_year(parts: tuple[int, int, int], order: str | None) -> date:
    """Three small numbers: only the order that the column has tells which one is the year."""
    a, b, c = parts
    if order == ROC:
        return _day(a + 1911, b, c)
    if order == OPEN:
        raise ValueFault("ambiguous", orders="ymd/roc")
    if order in {None, COMMON}:
        order = _only_order(parts)
    if order == YMD:
        return _day(_century(a), b, c)
    return _day(_century(c), b, a) if order == DMY else _day(_century(c), a, b)


def possible_orders(parts: tuple[int, int, int]) -> set[str]:
    """The orders in which three numbers can be a day at all."""
    a, b, c = parts
    orders = set()
    if c > 99 or a <= 31:
        orders |= {DMY} if 1 <= a <= 31 and 1 <= b <= 12 else set()
        orders |= {MDY} if 1 <= a <= 12 and 1 <= b <= 31 else set()
    if c <= 99 and 1 <= b <= 12 and 1 <= c <= 31:
        orders.add(YMD)
    return orders


def _only_order(parts: tuple[int, int, int]) -> str:
    orders = possible_orders(parts)
    if not orders:
        raise ValueFault("invalid_date")
    if len(orders) > 1:
        raise ValueFault("ambiguous", orders="/".join(sorted(orders)))
    return orders.pop()


def _from_parts(match: re.Match[str], order: str | None) -> date:
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if match["era"] or (len(match["a"]) == 3 and len(match["c"]) <= 2):
        return _day(a + 1911, b, c)
    if len(match["a"]) >= 4:
        return _day(a, b, c)
    if len(match["c"]) == 4:
        if a == b:
            return _day(c, a, b)
        chosen = (
            order if order in {DMY, MDY} and order in possible_orders((a, b, c)) else _only_order((a, b, c))
        )
        return _day(c, b, a) if chosen == DMY else _day(c, a, b)
    return _short_year((a, b, c), order)


def _chinese_year(match: re.Match[str], order: str | None) -> int:
    if match["y"] == "元":
        return 1912
    year = int(match["y"])
    if match["era"] in {"公元", "西元"}:
        return year
    if match["era"] or len(match["y"]) == 3 or (order == ROC and year < 1000):
        return year + 1911
    if len(match["y"]) <= 2:
        if order in {None, OPEN}:
            raise ValueFault("ambiguous", orders="ymd/roc")
        return _century(year)
    return year


def _from_chinese(text: str, order: str | None) -> date | None:
    match = _CHINESE.fullmatch(text)
    if match is None:
        return None
    if match["m"] is None or match["d"] is None:
        raise ValueFault("incomplete_date")
    return _day(_chinese_year(match, order), int(match["m"]), int(match["d"]))


def _from_spelled(text: str) -> date | None:
    era = re.match("中?华?中?華?民[国國]|公元|西元", text)
    match = _SPELLED.fullmatch(text[era.end() :] if era else text)
    if match is None:
        return None
    if match["d"] is None:
        raise ValueFault("incomplete_date")
    year = positional(match["y"])
    month = spoken(match["m"].replace("正", "一"))
    day = spoken(match["d"].replace("初", ""))
    if era and era[0].startswith(("民", "中")):
        counted = 1 if match["y"] == "元" else spoken(match["y"])
        year = None if counted is None else int(counted) + 1911
    elif len(match["y"]) != 4:
        year = None
    if year is None or month is None or day is None:
        raise ValueFault("invalid_date")
    return _day(year, int(month), int(day))


def _from_english(text: str) -> date | None:
    match = _ENGLISH.fullmatch(text)
    month = _MONTHS.get((match["m"] or match["m2"])[:3].lower()) if match else None
    if match is None or month is None:
        return None
    year = int(match["y"])
    return _day(year if year > 99 else _century(year), month, int(match["d"] or match["d2"]))


def _read_date(text: str, order: str | None) -> date:
    text = _ENGLISH_WEEKDAY.sub("", _WEEKDAY.sub("", text)).strip(" ,;。，、")
    parts = _PARTS.fullmatch(text)
    if parts:
        return _from_parts(parts, order)
    found = _from_chinese(text, order) or _from_spelled(text) or _from_english(text)
    if found:
        return found
    if _TWO_PARTS.fullmatch(text):
        raise ValueFault(
            "ambiguous"
            if re.fullmatch(r"\d{6}", text) and not 190001 <= int(text) <= 210012
            else "incomplete_date"
        )
    raise ValueFault("not_a_date")


def _clock(match: re.Match[str]) -> time:
    hour, half = int(match["hour"]), (match["half"] or match["after"] or "").lower()
    if half in {"下午", "晚上", "pm"} and hour < 12:
        hour += 12
    if half in {"上午", "am", "凌晨"} and hour == 12:
        hour = 0
    try:
        return time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        raise ValueFault("invalid_date") from None


def _zone(text: str | None) -> timedelta | None:
    if not text:
        return None
    sign = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", text)
    if sign is None:
        return timedelta()
    return timedelta(hours=int(sign[2]), minutes=int(sign[3])) * (-1 if sign[1] == "-" else 1)


@lru_cache(maxsize=1 << 12)
def _from_text(raw: str, order: str | None, date_system: int) -> datetime:
    text = visible(unicodedata.normalize("NFKC", raw[:100])).strip("'\"` ")
    if is_placeholder(text):
        raise ValueFault("not_a_date")
    number = re.fullmatch(r"\d{4,8}(?:\.\d+)?", text)
    if number:
        if re.fullmatch(
            r"[01]\d{6}", text
        ):  # 1120501: a year of the Republic, for no serial number is as large
            return datetime.combine(_day(int(text[:3]) + 1911, int(text[3:5]), int(text[5:])), time())
        value = float(text)
        if 100000 <= value < 1000000 and not 190001 <= value <= 210012:
            raise ValueFault("ambiguous", orders="ymd")  # 230501
        return _from_number(value, date_system)
    match = _TIME.search(text)
    if match is None or not match.start():
        return datetime.combine(_read_date(text, order), time())
    moment = datetime.combine(_read_date(text[: match.start()], order), _clock(match))
    offset = _zone(match["zone"])
    return moment if offset is None else (moment - offset).replace(tzinfo=UTC)


def parse_datetime(raw: object, order: str | None = None, date_system: int = EXCEL_1900) -> datetime:
    """The moment of a cell: without a zone it is a wall clock of the person who wrote it, with one it is in UTC."""
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime.combine(raw, time())
    if isinstance(raw, bool) or raw is None:
        raise ValueFault("not_a_date")
    if isinstance(raw, (int, float)):
        if raw != raw or abs(raw) > 1e9:
            raise ValueFault("not_a_date")
        return _from_number(raw, date_system)
    return _from_text(str(raw), order, date_system)


def parse_date(raw: object, order: str | None = None, date_system: int = EXCEL_1900) -> date:
    """The day of a cell; `order` (ymd, dmy, mdy, roc, open, common) is what is known of its column.

    ValueFault: invalid_date (a day that no calendar has), incomplete_date, ambiguous, not_a_date.
    """
    if isinstance(raw, str):  # a zone does not move the day that was written
        text = re.sub(r"(?<=\d)(?:\.\d+)?(?:[zZ]|[+-]\d{2}:?\d{2})$", "", raw.strip()) if ":" in raw else raw
        return parse_datetime(text, order, date_system).date()
    return parse_datetime(raw, order, date_system).date()
