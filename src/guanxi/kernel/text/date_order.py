"""Which of the numbers in a column's dates is the day: told by the column as a whole, or not told."""

import re
import unicodedata
from collections.abc import Iterable

from guanxi.kernel.text.dates import DMY, MDY, OPEN, ROC, YMD, possible_orders

_PARTS = re.compile(r"\s*(?:民国|民國)?(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[\sT].*)?")
_REPUBLIC = re.compile(r"\s*(?:中[华華])?民[国國]")
_FEW, _MANY, _ENOUGH = 3, 8, 10


def _parts(samples: Iterable[object]) -> list[tuple[int, int, int]]:
    matches = (
        _PARTS.fullmatch(unicodedata.normalize("NFKC", sample))
        for sample in samples
        if isinstance(sample, str)
    )
    return [(int(match[1]), int(match[2]), int(match[3])) for match in matches if match]


def _by_spread(parts: list[tuple[int, int, int]]) -> str | None:
    """In many dates the years are few and the days are many."""
    if len(parts) < _ENOUGH:
        return None
    first, last = {a for a, _, _ in parts}, {c for _, _, c in parts}
    if len(first) <= _FEW and len(last) >= _MANY:
        return YMD
    return DMY if len(last) <= _FEW and len(first) >= _MANY else None


def infer_order(samples: Iterable[object]) -> str | None:
    """ymd, dmy, mdy or roc when every date of the column that could be read in several ways agrees with only one.

    open where years of the Republic and of our era stand side by side, so that 71/8/3 could be of either.
    """
    samples = list(samples)
    parts = _parts(samples)
    republic = any(100 <= a < 200 for a, _, _ in parts) or any(
        isinstance(sample, str) and _REPUBLIC.match(sample) for sample in samples
    )
    if republic:
        return ROC if all(a < 200 for a, _, _ in parts) else OPEN
    open_parts = [part for part in parts if part[0] < 100]
    left = {YMD, DMY, MDY}
    for part in open_parts:
        possible = possible_orders(part)
        if possible:  # an impossible day (31 June) says nothing about the order
            left &= possible
    if not open_parts or not left:
        return None
    if len(left) == 1:
        return left.pop()
    guess = _by_spread(open_parts) if all(c < 100 for _, _, c in open_parts) else None
    return guess if guess in left else None
