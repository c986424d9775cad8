"""What an Excel number format says about the number under it."""

import re
from datetime import date, datetime, timedelta

from guanxi.exchange.readers.cells import Cell

_BUILTIN_DATES = {14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)}
_BUILTIN_TIMES = {18, 19, 20, 21, 32, 33}
_BUILTIN_SPANS = {45, 46, 47}
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?:\$[^\]]*|[A-Za-z]+\d*|[<>=][^\]]*)\]')
_SPAN = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,}\Z")
_SYSTEM_1904 = 1904
_BASE_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet knows no zone
_BASE_1900 = datetime(1899, 12, 30)  # noqa: DTZ001


def kind_of(number: int, code: str | None) -> str:
    """date, datetime, time, span, zeros:N or number, of a built-in format number or a custom code."""
    if code is None:
        if number in _BUILTIN_DATES:
            return "datetime" if number == 22 else "date"
        if number in _BUILTIN_TIMES:
            return "time"
        return "span" if number in _BUILTIN_SPANS else "number"
    if _SPAN.search(code):
        return "span"
    first = _QUIET.sub("", code.split(";")[0]).lower()
    if _ZEROS.fullmatch(first):
        return f"zeros:{len(first)}"
    # a date may show fractions of seconds (ss.000), nothing else with digits is one
    if ("general" in first or any(c in first for c in "0#?")) and not re.search(r"s\.0+", first):
        return "number"
    day = (
        any(c in first for c in "yd") or ("m" in first and not any(c in first for c in "hs")) or "年" in first
    )
    clock = any(c in first for c in "hs")
    if day:
        return "datetime" if clock else "date"
    return "time" if clock else "number"


def serial_to_moment(serial: float, system: int) -> datetime | None:
    """The instant that a serial number names in the 1900 or 1904 system; None outside the calendar."""
    if not 0 <= serial < 2_958_466:
        return None
    # 1900 was no leap year, but serial 60 is its 29 February: days before it count from one day later
    base = _BASE_1904 if system == _SYSTEM_1904 else _BASE_1900 + timedelta(days=1 if serial < 60 else 0)
    try:
        return base + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return None


def typed(number: float, kind: str, system: int) -> Cell:
    """The cell that a person sees: a date for a date format, text for a padded number or a time."""
    if kind.startswith("zeros:") and number >= 0 and number == int(number):
        return str(int(number)).zfill(int(kind[6:]))
    if kind in {"date", "datetime"}:
        moment = serial_to_moment(number, system)
        if moment is None:
            return plain(number)
        return moment if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day)
    if kind == "time" and 0 <= number < 1:
        return _clock(number)
    if kind == "span" and number >= 0:
        return _clock(number)
    if kind == "time":
        return serial_to_moment(number, system) or plain(number)
    return plain(number)


def plain(number: float) -> int | float:
    """A whole number as int while every digit is sure (15 digits), else as it came."""
    return int(number) if number == number // 1 and abs(number) < 1e15 else number


def _clock(number: float) -> str:
    seconds = round(number * 86_400)
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
