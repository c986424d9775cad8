"""Which character separates the columns, and whether a line ends inside quotes."""

import csv
from collections import Counter

CANDIDATES = (",", "\t", ";", "|", "，", "；")


def opens_quote(text: str, delimiter: str) -> bool:
    """Whether the text ends inside a quoted field."""
    return quoting(text, delimiter) == "open"


def quoting(text: str, delimiter: str) -> str:
    """closed, open (ends inside quotes) or broken (a quote closes where no field ends)."""
    position, end, verdict = 0, len(text), "closed"
    while position < end:
        if text[position] == '"':
            position = _close(text, position + 1)
            if position < 0:
                return "open"
            if position < end and not text.startswith((delimiter, "\r", "\n"), position):
                verdict = "broken"
        following = text.find(delimiter, position)
        newline = text.find("\n", position, following if following >= 0 else end)
        if newline >= 0 or following < 0:
            return verdict
        position = following + len(delimiter)
    return verdict


def _close(text: str, position: int) -> int:
    """Where the quoted field that began before `position` is over; -1 when it is not."""
    while True:
        position = text.find('"', position)
        if position < 0:
            return -1
        if text[position + 1 : position + 2] != '"':
            return position + 1
        position += 2


def sniff(lines: list[str]) -> str:
    """The candidate that cuts the lines into the same number of columns most often."""
    best, best_score = ",", 0.0
    for candidate in CANDIDATES:
        score = _score(lines, candidate)
        if score > best_score + 1e-9:
            best, best_score = candidate, score
    return best


def _score(lines: list[str], delimiter: str) -> float:
    text = [line for line in lines if line.strip()]
    widths: Counter[int] = Counter()
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for row in reader:
            widths[len(row)] += 1
    except csv.Error:
        return 0.0
    rows = sum(widths.values())
    wide = {width: n for width, n in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, often = max(wide.items(), key=lambda item: (item[1], item[0]))
    # a full-width comma also stands in prose: it must do better than the plain ones
    plain = 1.0 if delimiter.isascii() else 0.7
    return plain * often / rows * (1 + min(width, 30) / 100)
