"""Chinese addresses: province, city and district where the text tells them, else what they could be."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from guanxi.kernel.text.divisions import DIRECT, Place, country_of, places_by_name
from guanxi.kernel.text.fold import simplified_table, visible

_POSTCODE = re.compile(
    r"[(,;\s]*(?:邮编|郵編|邮政编码|郵政編碼|郵遞區號|郵遞区号|zip(?:\s*code)?)\s*[:]?\s*(\d{3,6})\s*[)]?",
    re.IGNORECASE,
)
_AT_AN_END = re.compile(r"^(\d{6})(?=[\s,]*[^\d\s,-])|(?<=[^\d-])[\s,](\d{6})$")
_TAIWAN_POSTCODE = re.compile(r"^(\d{3}(?:\d{2,3})?)\s*(?=\D)")
_LABEL = re.compile(
    r"^(?:(?:公司|联系|聯絡|通讯|通訊|办公|辦公|注册|註冊|收货|收貨|详细|詳細)?地址|addr(?:ess)?)\s*[:]\s*",
    re.IGNORECASE,
)
_COUNTRY = re.compile(
    r"^(?:中华人民共和国|中国|P\.?R\.?\s?China|China)(?=[\s,/、·-]*[\u4e00-\u9fff])", re.IGNORECASE
)
_GAP = re.compile(r"[\s,/、|·>_-]*")
# A short name in front of these is the name of a street or a house and not the place itself: 南京路, 北京西路, 长沙大厦.
_NO_PLACE = re.compile(
    r"[东西南北中上下内外环一二三四五六七八九十]{0,2}(?:路|街|道|大道|大街|巷|弄|里弄|胡同|桥|广场|大厦|饭店|宾馆|酒店)"
)
_SUFFIXES = "省市县区州盟旗"
_LEVELS = ("province", "city", "district")
_LONGEST_NAME = 15
_SEARCHED = 12
_LEAST = 4
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Address:
    """An address; parts that the text does not tell are None. `candidates` are the places when it tells several."""

    country: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    street: str | None = None
    postcode: str | None = None
    ambiguous: bool = False
    candidates: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    place: Place
    end: int
    score: int


def _below(place: Place, folded: str, position: int) -> bool:
    """Whether the full name of a part of the place comes next: 永州道县, 邢台桥东区."""
    return any(folded.startswith(division.folded, position) for division in place[-1].children)


def _names_at(folded: str, position: int, within: Place) -> list[_Reading]:
    """The places below `within` that some name at this position stands for."""
    found = []
    index = places_by_name()
    for size in range(min(_LONGEST_NAME, len(folded) - position), 1, -1):
        name = folded[position : position + size]
        for place, is_full in index.get(name, ()):
            if len(place) <= len(within) or place[: len(within)] != within:
                continue
            end = position + size
            if not is_full and not within and len(place) == 3:
                continue  # 东方 or 城区 at the beginning are not yet a district
            if not is_full and _NO_PLACE.match(folded, end) and not _below(place, folded, end):
                continue
            if not is_full and folded[end : end + 1] in _SUFFIXES and name[-1] not in _SUFFIXES:
                end += len(
                    folded[end : end + 1]
                )  # 余江县 has become 余江区; 恩施州 is short for a longer name
            found.append(_Reading(place, end, 2 * size + is_full))
    return found


def _read(folded: str, position: int, within: Place = ()) -> list[_Reading]:
    """All readings from a position on, each as deep as the names go."""
    found: list[_Reading] = []
    for step in _names_at(folded, position, within):
        gap = _GAP.match(folded, step.end)
        deeper = _read(folded, gap.end() if gap else step.end, step.place) if len(step.place) < 3 else []
        found += [_Reading(more.place, more.end, step.score + more.score) for more in deeper] or [step]
    return found


def _best(readings: list[_Reading]) -> list[_Reading]:
    """The readings that explain most of the text; of a place and its only city (上海市) the deeper one."""
    top = max((reading.score for reading in readings), default=0)
    best = {reading.place: reading for reading in readings if reading.score == top}
    return [
        reading
        for place, reading in best.items()
        if not any(place == other[: len(place)] != other for other in best)
    ]


def _places(folded: str) -> tuple[list[_Reading], int]:
    """The readings of a text; a street is read once for all its houses, as places seldom stand behind their numbers."""
    number = _DIGIT.search(folded)
    if number and number.start() >= _LEAST:
        readings, start = _anywhere(folded[: number.start()])
        if readings:
            return readings, start
    return _anywhere(folded)


@lru_cache(maxsize=1 << 12)
def _anywhere(folded: str) -> tuple[list[_Reading], int]:
    """The readings at the beginning, or at the first full name of a province or city a few characters later."""
    readings = _best(_read(folded, 0))
    if readings:
        return readings, 0
    for start in range(1, min(_SEARCHED, len(folded))):
        later = [
            reading
            for reading in _best(_read(folded, start))
            if folded.startswith(tuple(division.folded for division in reading.place[:2]), start)
        ]
        if later:
            return later, start
    return [], 0


def _common(places: list[Place]) -> Place:
    shared = takewhile(
        lambda level: all(division == level[0] for division in level), zip(*places, strict=False)
    )
    return tuple(level[0] for level in shared)


def _end_of(place: Place, folded: str, position: int) -> int:
    """Where the names of the certain levels end in a text whose last level is uncertain."""
    for division in place:
        name = next(
            (name for name in (division.folded, *division.others) if folded.startswith(name, position)), ""
        )
        gap = _GAP.match(folded, position + len(name))
        position = gap.end() if gap and name else position
    return position


def _completed(place: Place) -> Place:
    """A province with one city is that city: 上海市 is 上海市 上海市."""
    if len(place) == 1 and len(place[0].children) == 1 and DIRECT not in place[0].children[0].name:
        return (*place, place[0].children[0])
    return place


def _shown(place: Place, local: bool) -> list[str]:
    return [division.local if local else division.name for division in place]


def _without_postcode(text: str) -> tuple[str, str | None]:
    named = _POSTCODE.search(text)
    if named:
        return (text[: named.start()] + " " + text[named.end() :]).strip(" ,;"), named[1]
    bare = _AT_AN_END.search(text)
    if bare:
        return (text[: bare.start()] + text[bare.end() :]).strip(" ,;"), bare[1] or bare[2]
    return text, None


@lru_cache(maxsize=1 << 12)
def parse_address(raw: str) -> Address:
    """The parts of an address as far as they are certain; never raises, a text that names no place is all street."""
    text = " ".join(visible(unicodedata.normalize("NFKC", raw[:500])).split())
    text, postcode = _without_postcode(_LABEL.sub("", text))
    text = _COUNTRY.sub("", text).lstrip(" ,/、")
    taiwan = _TAIWAN_POSTCODE.match(text) if postcode is None else None
    body = text[taiwan.end() :] if taiwan else text
    folded = body.translate(simplified_table())
    readings, start = _places(folded)
    if taiwan and not any(country_of(reading.place[0].name) == "TW" for reading in readings):
        taiwan, body = None, text
        folded = body.translate(simplified_table())
        readings, start = _places(folded)
    if not readings:
        return Address(street=body or None, postcode=postcode)
    places = [_completed(reading.place) for reading in readings]
    certain = _completed(_common(places)) if len(places) > 1 else places[0]
    local = folded != body
    end = readings[0].end if len(places) == 1 else _end_of(certain, folded, start)
    street = (body[:start] + body[end:]).strip(" ,/、|·>_-;。.") or None
    province, city, district = [*_shown(certain, local), None, None, None][:3]
    countries = {country_of(place[0].name) for place in places}
    return Address(
        country=countries.pop() if len(countries) == 1 else None,
        province=province,
        city=city,
        district=district,
        street=street,
        postcode=taiwan[1] if taiwan else postcode,
        ambiguous=len(places) > 1,
        candidates=tuple(tuple(_shown(place, local)) for place in places) if len(places) > 1 else (),
    )


def official(parts: Mapping[str, str | None]) -> dict[str, str]:
    """The full names of the province, city and district that are told in short (湖北, 武汉), as far as they are certain."""
    told = {level: name for level in _LEVELS if (name := parts.get(level))}
    table = simplified_table()
    found = parse_address("".join(told.values()))
    alone = next(iter(told.values()), "").translate(table)
    if found.street or found.ambiguous or (len(told) == 1 and len(places_by_name().get(alone, "?")) > 1):
        return {}
    full = {level: getattr(found, level) or "" for level in told}
    return {
        level: full[level]
        for level, name in told.items()
        if full[level].translate(table).startswith(name.strip().translate(table))
    }


def address_line(address: Address) -> str:
    """The address in one line, without the levels that are only there for order."""
    province, city = address.province or "", address.city or ""
    parts = [province, "" if city == province else city, address.district or "", address.street or ""]
    return "".join(part for part in parts if DIRECT not in part)
