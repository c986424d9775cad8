"""Cells that hold several telephone numbers, and columns that do not say where they are at home."""

import unicodedata
from dataclasses import dataclass, replace

from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.phones import (
    FIXED,
    Phone,
    bare_digits,
    parse_phone,
    read_digits,
    split_extension,
    split_phones,
)


@dataclass(frozen=True, slots=True)
class ReadPhones:
    """The numbers of a cell and the parts that are none, each with its fault."""

    found: tuple[Phone, ...]
    faults: tuple[tuple[str, ValueFault], ...]


def read_phones(raw: str | float, region: str = "CN") -> ReadPhones:
    """Every number of a cell; a second number of seven or eight digits has the area code of the one before it."""
    try:
        return ReadPhones((parse_phone(raw, region),), ())
    except ValueFault as fault:
        if fault.code != "ambiguous":
            return ReadPhones((), ((str(raw), fault),))
    found: dict[str, Phone] = {}
    faults: list[tuple[str, ValueFault]] = []
    for part in split_phones(str(raw)):
        try:
            phone = parse_phone(part, region)
        except ValueFault as fault:
            phone_or_none = _with_area_of(found, part, region) if fault.code == "missing_area_code" else None
            if phone_or_none is None:
                faults.append((part, fault))
                continue
            phone = phone_or_none
        found.setdefault(phone.value, phone)
    return ReadPhones(tuple(found.values()), tuple(faults))


def _with_area_of(found: dict[str, Phone], part: str, region: str) -> Phone | None:
    before = next(reversed(found.values()), None)
    if before is None or before.type != FIXED or before.region != "CN":
        return None
    local = (
        8
        if len(before.national) >= 10 and before.national[:2] in {"10", *(f"2{n}" for n in range(10))}
        else 0
    )
    area = before.national[: -(local or (8 if len(before.national) == 11 else 7))]
    main, extension = split_extension(part)
    phone = read_digits(f"0{area}{bare_digits(main)}", region, False)
    return replace(phone, ext=extension) if phone else None


def _at_home(sample: str | float, region: str) -> bool:
    """Whether a number is written as at home there; in Taiwan it begins with a zero, or with 9 where a sheet ate it."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", str(sample)) if c.isdigit())
    return region != "TW" or digits.startswith(("0", "886", "9"))


def infer_region(samples: list[str | float]) -> str | None:
    """Where the numbers of a column are at home: CN, TW, HK or MO; None when the samples do not tell."""
    valid = dict.fromkeys(("CN", "TW", "HK", "MO"), 0)
    for sample in samples[:200]:
        for region in valid:
            phones = read_phones(sample, region).found if _at_home(sample, region) else ()
            valid[region] += any(phone.region == region for phone in phones)
    ranked = sorted(valid.items(), key=lambda item: -item[1])
    (best, most), (_, next_most) = ranked[0], ranked[1]
    return best if most and most >= 3 * next_most else None
