"""Provinces, cities and districts: the tree behind the address picker and the names by which addresses are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from guanxi.kernel.text.fold import simplified_table

_FILE = Path(__file__).parent / "data" / "divisions.tsv"
_COUNTRIES = {"台湾省": "TW", "香港特别行政区": "HK", "澳门特别行政区": "MO"}
# Counties that stand directly under a province, and cities without districts, have this in place of the missing level.
DIRECT = "直辖行政区划"


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A province, city or district; `others` are short and former names, `local` the name as it is written there,
    `folded` the name as it is compared (simplified characters only)."""

    name: str
    others: tuple[str, ...]
    local: str
    folded: str
    children: tuple["Division", ...]


Place = tuple[Division, ...]


def _build(lines: list[tuple[int, list[str]]], level: int) -> tuple[Division, ...]:
    starts = [index for index, (depth, _) in enumerate(lines) if depth == level]
    found, table = [], simplified_table()
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        name, others, local = (lines[start][1] + ["", ""])[:3]
        children = _build(lines[start + 1 : end], level + 1)
        short = tuple(other.translate(table) for other in others.split("|") if other)
        found.append(Division(name, short, local or name, name.translate(table), children))
    return tuple(found)


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """All provinces with their cities and districts, in the order of the official codes."""
    lines = [line for line in _FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return _build([(len(line) - len(line.lstrip("\t")), line.strip("\t").split("\t")) for line in lines], 0)


def country_of(province: str) -> str:
    """The region code of a province: TW, HK, MO, else CN."""
    return _COUNTRIES.get(province, "CN")


def _places(parents: Place, children: tuple[Division, ...]) -> Iterator[Place]:
    for division in children:
        place = (*parents, division)
        yield place
        yield from _places(place, division.children)


@lru_cache(maxsize=1)
def places_by_name() -> dict[str, list[tuple[Place, bool]]]:
    """Every name, in simplified characters, with the places that bear it and whether it is their full present name."""
    index: dict[str, list[tuple[Place, bool]]] = {}
    for place in _places((), divisions()):
        division = place[-1]
        index.setdefault(division.folded, []).append((place, True))
        for other in division.others:
            index.setdefault(other, []).append((place, False))
    return index
