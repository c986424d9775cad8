"""How a cell is read for each type of field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from guanxi.exchange.normalise.gather import ADDRESS_PARTS, Gathered
from guanxi.exchange.normalise.plan import Fill
from guanxi.exchange.normalise.text_cells import looks_lossy, one_line, says_nothing, text_of
from guanxi.exchange.readers import Cell, CellError
from guanxi.exchange.understand.evidence import NAME_AND_NUMBER
from guanxi.kernel.i18n import L
from guanxi.kernel.text import (
    Address,
    ValueFault,
    parse_address,
    parse_date,
    parse_datetime,
    parse_money,
    parse_name,
    parse_percent,
    read_emails,
    read_phones,
)
from guanxi.records.entry_words import ADDRESSES, EMAILS, PHONES, SOCIALS, kind_of

Faults = Sequence[tuple[str, ValueFault]]
Reader = Callable[[Gathered, Fill, Cell], Faults]

_PEOPLE = re.compile(r"([\u3400-\u9fff]{2,4})\s*([/、,，;；&＆和与及\n]\s*[\u3400-\u9fff]{2,4}\s*)+")
# who stands behind a name in 黄志强/采购: no second person
_ROLE = re.compile(
    r"采购|财务|销售|行政|人事|技术|老板|法人|业务|跟单|司机|出纳|会计|文员|仓管|设计|前台|.*(经理|主管|主任|总监|总|长|师|员|助理|专员|代表|负责人)"
)
_TOGETHER = re.compile(r"[/、,，;；&＆和与及\n]")
_RANKS = {"mobile": 0, "work": 1, "home": 2, "other": 3, "fax": 4}
# a column for either (邮箱/QQ), in which a bare number is no broken e-mail; QQ邮箱 is a column of e-mails
_OR_QQ = re.compile(r"[/／、|或和及]\s*qq号?码?\s*$|^\s*qq号?码?\s*[/／、|或和及]", re.IGNORECASE)
_QQ = re.compile(r"([1-9]\d{4,10})(?:\.0)?")
_PIECES = re.compile(r"[;；]\s*")
_KIND = re.compile(r"(.+?)\s*[(（]([^()（）]{1,12})[)）]")
_UNTOLD = frozenset({"未指定", "未设置", "未選擇", "未选择", "其他"})
_PROVINCE_OF_TW = re.compile("[台臺][湾灣]省|福建省")
_NO_DAY = re.compile(r"0/0/(00){1,2}")
_SEPARATORS = re.compile(r"[;；,，、/|\n]+")


def read_cell(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    """Put what the cell says into `gathered`; the parts that cannot be read come back with their faults."""
    if isinstance(cell, CellError):
        raise ValueFault("cell_error", error=cell.text)
    reader = _BY_CONCEPT.get(fill.target.concept) or _BY_TYPE.get(fill.target.type, _text)
    return reader(gathered, fill, cell)


def base_key(key: str) -> str:
    """The field of a target: contacts.phones of contacts.phones:mobile."""
    return key.partition(":")[0]


def part_of(key: str) -> str:
    """The part of a target: mobile of contacts.phones:mobile."""
    return key.partition(":")[2]


def _text(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    text = one_line(text_of(cell))
    if says_nothing(text):
        return ()
    gathered.put(fill.target.key, text)
    return ((text, ValueFault("looks_lossy")),) if looks_lossy(text) else ()


def _long_text(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    try:
        text = text_of(cell)
    except ValueFault as fault:
        if fault.code != "ditto":
            raise
        text = str(cell).strip()  # in a note it is a word like others
    gathered.append_text(base_key(fill.target.key), text)
    return ()


def _name(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    raw = text_of(cell)
    if _PEOPLE.fullmatch(raw.strip()):
        raw = _with_roles(raw)
    raw = _without_number(gathered, fill, raw)
    name = parse_name(raw)
    gathered.put(fill.target.key, name.name)
    if name.gender and name.honorific:
        gathered.hint(fill.target.key.rpartition(".")[0] + ".gender", name.gender)
    return ((name.name, ValueFault("looks_lossy")),) if looks_lossy(name.name) else ()


def _with_roles(raw: str) -> str:
    """黄志强（采购） of 黄志强/采购; ValueFault where several people stand in the cell."""
    first, *rest = [piece.strip() for piece in _TOGETHER.split(raw.strip())]
    if _ROLE.fullmatch(first) or not all(map(_ROLE.fullmatch, rest)):
        raise ValueFault("several_people")
    return f"{first}（{'，'.join(rest)}）"


def _without_number(gathered: Gathered, fill: Fill, raw: str) -> str:
    """张伟13800138000 is a name and a telephone number, which goes where such numbers go."""
    match = NAME_AND_NUMBER.fullmatch(raw.strip()) if any(map(str.isdigit, raw)) else None
    if match is None or fill.target.type != "text":
        return raw
    beside = replace(fill, target=replace(fill.target, key=_phones_beside(fill)))
    return raw if _plain_phones(gathered, beside, match[2], "") else match[1]


def _phones_beside(fill: Fill) -> str:
    return fill.target.key.rpartition(".")[0] + ".phones"


def _name_part(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    text = one_line(text_of(cell))
    if says_nothing(text):
        return ()
    module, _, part = fill.target.key.rpartition(".")
    gathered.put(fill.target.key, text)
    gathered.name_part(f"{module}.name", part, text)
    return ()


def _user(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    """A colleague by name: gaps and forms of address do not make another person."""
    text = one_line(text_of(cell))
    if not says_nothing(text):
        gathered.put(fill.target.key, text if "@" in text else parse_name(text).name)
    return ()


def _listed(text: str) -> str:
    """Several values as address books part them (a ::: b), parted as people do."""
    return text.replace(" ::: ", "; ")


def _told_apart(text: str, words: Mapping[str, L]) -> list[tuple[str, str]] | None:
    """The values of a cell that says their kinds as our own files do: 0512 6666 0001 (传真); None for any other."""
    found = []
    for piece in _PIECES.split(text):
        told = _KIND.fullmatch(piece.strip())
        kind = kind_of(words, told[2]) if told else None
        found.append((told[1], kind) if told and kind else (piece.strip(), ""))
    return found if any(kind for _, kind in found) else None


def _phones(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    cell = _listed(cell) if isinstance(cell, str) else cell
    told = _told_apart(cell, PHONES) if isinstance(cell, str) else None
    if told is None:
        return _plain_phones(gathered, fill, cell, part_of(fill.target.key))
    return [fault for text, kind in told for fault in _plain_phones(gathered, fill, text, "", kind)]


def _plain_phones(gathered: Gathered, fill: Fill, cell: Cell, part: str, told: str = "") -> Faults:
    raw = cell if isinstance(cell, int | float) and not isinstance(cell, bool) else text_of(cell)
    found = read_phones(raw, gathered.plan.region)
    for phone in found.found:
        kind = told or _phone_kind(phone.type, part)
        entry = {"value": phone.value, "type": kind, "rank": _RANKS[kind]}
        gathered.add(base_key(fill.target.key), entry)
    return found.faults


def _phone_kind(sort: str, part: str) -> str:
    """The number says what it is; of one that does not (0990 of Taiwan) the column does."""
    if sort == "mobile" or (sort == "other" and part == "mobile"):
        return "mobile"
    return part if part in {"home", "fax", "other"} else "work"


def _phone(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    raw = cell if isinstance(cell, int | float) and not isinstance(cell, bool) else text_of(cell)
    found = read_phones(raw, gathered.plan.region)
    for phone in found.found[:1]:
        gathered.put(fill.target.key, phone.value)
    return found.faults


def _emails(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    text = _listed(text_of(cell))
    number = _QQ.fullmatch(text.strip())
    if number and _OR_QQ.search(fill.header) and fill.target.key.startswith("contacts."):
        gathered.add("contacts.socials", {"value": number[1], "kind": "qq"})
        return ()
    told = _told_apart(text, EMAILS)
    if told is None:
        return _plain_emails(gathered, fill, text, part_of(fill.target.key) or "work")
    return [fault for text, kind in told for fault in _plain_emails(gathered, fill, text, kind or "work")]


def _plain_emails(gathered: Gathered, fill: Fill, text: str, part: str) -> Faults:
    found = read_emails(text)
    for email in found.found:
        gathered.add(
            base_key(fill.target.key), {"value": email.value, "type": part, "rank": int(part == "other")}
        )
    return found.faults


def _socials(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    text = one_line(text_of(cell)).removesuffix(".0")
    if says_nothing(text):
        return ()
    part = part_of(fill.target.key)
    for piece in [text] if part else _PIECES.split(text):
        word, colon, value = piece.replace("：", ":").partition(":")
        kind = part or (kind_of(SOCIALS, word) if colon else None)
        told = value.strip() if kind and not part else piece.strip()
        gathered.add(base_key(fill.target.key), {"value": told, "kind": kind or "other"})
    return ()


def _date(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    if _no_day(cell):
        return ()
    day = parse_date(_moment_cell(cell), fill.order, gathered.plan.date_system)
    gathered.put(fill.target.key, day.isoformat())
    return ()


def _datetime(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    moment = parse_datetime(_moment_cell(cell), fill.order, gathered.plan.date_system)
    gathered.put(fill.target.key, moment.isoformat())
    return ()


def _no_day(cell: Cell) -> bool:
    """Whether the cell says what address books write for a day that nobody told."""
    return isinstance(cell, str) and _NO_DAY.fullmatch(cell.strip()) is not None


def _moment_cell(cell: Cell) -> Cell:
    if isinstance(cell, datetime) or not isinstance(cell, str):
        return cell
    return text_of(cell)


def _money(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    money = parse_money(_number_cell(cell), fill.unit_of(cell), gathered.plan.currency)
    gathered.put(fill.target.key, {"amount": format(money.amount, "f"), "currency": money.currency})
    return ()


def _number(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    amount = parse_money(_number_cell(cell), fill.unit_of(cell), gathered.plan.currency).amount
    gathered.put(fill.target.key, plain_number(amount))
    return ()


def _percent(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    gathered.put(fill.target.key, plain_number(parse_percent(_number_cell(cell))))
    return ()


def plain_number(value: Decimal) -> int | float:
    """A JSON number of the same value."""
    return int(value) if value == value.to_integral_value() else float(value)


def _number_cell(cell: Cell) -> Cell:
    return text_of(cell) if isinstance(cell, str) else cell


def _choice(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    text = one_line(text_of(cell))
    assert fill.choice is not None
    told = fill.choice.said(text)
    if fill.target.concept == "gender" and (says_nothing(told) or told in _UNTOLD):
        return ()  # programs write so much where nobody chose one
    value = fill.choice.read(text.removesuffix(".0"))
    if value is not None:
        gathered.put(fill.target.key, value == "true" if fill.target.type == "boolean" else value)
        return ()
    if fill.choice.dismissed(text):
        return ()
    raise ValueFault("unknown_option", value=text[:60])


def _choices(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    assert fill.choice is not None
    values, faults = [], []
    for word in _SEPARATORS.split(text_of(cell)):
        if not word.strip():
            continue
        value = fill.choice.read(word)
        if value is not None:
            values.append(value)
        elif not fill.choice.dismissed(word):
            faults.append((word.strip(), ValueFault("unknown_option", value=word.strip()[:60])))
    if values:
        gathered.put(fill.target.key, list(dict.fromkeys(values)))
    return faults


def _tags(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    words = [one_line(word) for word in _SEPARATORS.split(_listed(text_of(cell)))]
    gathered.put(fill.target.key, list(dict.fromkeys(w for w in words if w and not says_nothing(w))))
    return ()


def _url(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    text = one_line(text_of(cell))
    if says_nothing(text):
        return ()
    if not re.fullmatch(r"(https?://)?[^\s/@]+\.[^\s@]{2,}", text, re.IGNORECASE):
        raise ValueFault("invalid_url")
    gathered.put(fill.target.key, text if "://" in text else f"https://{text}")
    return ()


def _addresses(gathered: Gathered, fill: Fill, cell: Cell) -> Faults:
    text = one_line(text_of(cell))
    if says_nothing(text):
        return ()
    key, part = base_key(fill.target.key), part_of(fill.target.key)
    if part == "region":
        return _region(gathered, key, text)
    if part:
        gathered.place_part(key, part, text)
        return ()
    several = [] if part else [piece for piece in _PIECES.split(text) if piece.strip()]
    if len(several) > 1 and all(parse_address(piece).province for piece in several):
        for piece in several:
            gathered.add_address(key, *_one_address(piece))
        return ()
    found = parse_address(text)
    told = {**_parts(found, text), "district": _as_written(text, found)}
    gathered.place(key, told, weak=True)
    return ((text, ValueFault("ambiguous_place")),) if found.ambiguous else ()


def _region(gathered: Gathered, key: str, text: str) -> Faults:
    """Province, city and district in one cell; a region of sales (华东) is none of them."""
    found = parse_address(text)
    if found.province is None or found.street:
        raise ValueFault("unknown_place")
    places = _parts(found, text)
    gathered.place(key, {part: places[part] for part in ("country", "province", "city", "district")})
    return ((text, ValueFault("ambiguous_place")),) if found.ambiguous else ()


def _one_address(piece: str) -> tuple[dict[str, str | None], str]:
    told = _KIND.fullmatch(piece.strip())
    kind = kind_of(ADDRESSES, told[2]) if told else None
    text = told[1] if told and kind else piece.strip()
    return _parts(parse_address(text), text), kind or "office"


def _parts(found: Address, text: str) -> dict[str, str | None]:
    """The parts of an address; in Taiwan people write no province, so that it stands only where the text has it."""
    parts = {name: getattr(found, name) for name in ADDRESS_PARTS}
    if found.country == "TW" and not _PROVINCE_OF_TW.search(text):
        parts["province"] = None
    return parts


def _as_written(text: str, found: Address) -> str | None:
    """The district in the words of the file where they are short for the official name (高新区)."""
    if not found.district or found.district in text or not found.street:
        return found.district
    before, matched, _ = text.rpartition(found.street)
    for name in (found.province, found.city, found.city):
        before = before.strip().removeprefix(name or "")
    return before if matched and 2 <= len(before) <= 8 and before[-1] in "区县市旗區縣" else found.district


_BY_CONCEPT: dict[str, Reader] = {"name": _name, "surname": _name_part, "given_name": _name_part}
_BY_TYPE: dict[str, Reader] = {
    "longtext": _long_text,
    "phones": _phones,
    "phone": _phone,
    "emails": _emails,
    "email": _emails,
    "socials": _socials,
    "addresses": _addresses,
    "address": _addresses,
    "date": _date,
    "datetime": _datetime,
    "money": _money,
    "number": _number,
    "percent": _percent,
    "boolean": _choice,
    "choice": _choice,
    "multichoice": _choices,
    "tags": _tags,
    "user": _user,
    "url": _url,
}
