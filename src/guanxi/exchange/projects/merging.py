"""Rows that are one person become one record: later values fill gaps, conflicts are listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guanxi.exchange.plans import Assembled
from guanxi.exchange.projects.checked import CheckedRow
from guanxi.kernel.text import normal
from guanxi.records.ready import Ready
from guanxi.records.veils import OPAQUE

# No field has such a key.
MASKED = "(masked)"
_IDENTITY = {"phones": "value", "emails": "value", "socials": "value"}


@dataclass(frozen=True, slots=True)
class Told:
    """What one row says: its records, and the company with which it puts the person."""

    row: CheckedRow
    made: Assembled
    account: int | None
    company: str


@dataclass(eq=False)
class Slot:
    """One record in the making: the record that exists (if one does), what the rows say, and which rows."""

    existing: dict[str, Any] | None
    values: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    account: int | None = None
    owner_name: str = ""
    rows: list[CheckedRow] = field(default_factory=list)
    ready: Ready | None = None
    activities: list[tuple[dict[str, Any], Ready | None]] = field(default_factory=list)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def take(self, told: Told, newest_wins: bool) -> None:
        """Take in one more row of the same record."""
        self.told.append(told)
        self.absorb(told.row, told.made, newest_wins)
        self.stand_with(told.row, told.account, told.company, newest_wins)

    @property
    def masked(self) -> frozenset[str]:
        """The fields of the existing record that hold something which is not shown to the one who imports."""
        return (self.existing or {}).get(MASKED, frozenset())

    def adds_to(self, key: str) -> bool:
        """Whether texts can be put together with those that the record keeps: the one who imports reads them."""
        return self.existing is None or (key in self.existing and key not in self.masked)

    def held(self, key: str) -> Any:
        """What the record holds or will hold."""
        if key in self.values:
            return self.values[key]
        return (self.existing or {}).get(key)

    def absorb(self, row: CheckedRow, made: Assembled, newest_wins: bool) -> None:
        """Take in what one more row says of the same record, and what stands around it."""
        self.weigh(row, made.main, made.ready, newest_wins)
        self.activities += made.told()
        self.other = together(self.other, row.other)
        for fault in row.errors:
            if fault.get("raw"):
                self.problems[fault["field"]] = fault["raw"]

    def weigh(
        self, row: CheckedRow, values: Mapping[str, Any], ready: Ready | None, newest_wins: bool
    ) -> None:
        """Fill gaps with the values of one more row and list those that say something else."""
        fresh = self.existing is None and not self.rows
        self.ready = ready if fresh else self.ready
        self.rows.append(row)
        for key, value in values.items():
            if key == "owner":
                self.owner_name = self.owner_name or str(value)
                continue
            if fresh:
                self.values[key] = value  # nothing to compare with yet
                continue
            if key in self.masked:
                # What is not shown cannot be compared: it stays, and the row's word is told.
                self.conflicts.append(conflict(row, key, OPAQUE, value, OPAQUE))
                continue
            if isinstance(value, list):
                merged = _union(key, self.held(key) or [], value)
                if merged != (self.held(key) or []):
                    self.values[key] = merged
                continue
            held = self.held(key)
            if held in (None, "", [], {}):
                self.values[key] = value
            elif not _same(held, value):
                kept = value if newest_wins else held
                self.values.update({key: value} if newest_wins else {})
                self.conflicts.append(conflict(row, key, held, value, kept))

    def leave_alone(self, texts: Mapping[str, str]) -> None:
        """List what the rows say beside what is not shown."""
        self.conflicts += [conflict(self.rows[0], key, OPAQUE, text, OPAQUE) for key, text in texts.items()]

    def stand_with(self, row: CheckedRow, account: int | None, name: str, newest_wins: bool) -> None:
        """Put the person with a company; another company adds an employment and the first stays the main one."""
        if account is None:
            return
        if self.masked & {"account", "employments"}:
            self.conflicts.append(conflict(row, "account", OPAQUE, name, OPAQUE))
            return
        entry = {"account": str(account), "title": self.values.get("title") or "", "department": "",
                 "decision_role": "", "since": None, "until": None, "main": False}  # fmt: skip
        if self.account is None and not (self.existing or {}).get("account"):
            self.account = account
            self.values["account"] = str(account)
            return
        first = self.account if self.account is not None else int((self.existing or {})["account"])
        if first == account:
            return
        held = self.held("employments") or [
            {**entry, "account": str(first), "title": self.held("title") or "", "main": True}
        ]
        if all(item["account"] != str(account) for item in held):
            self.values["employments"] = [*held, {**entry, "title": "", "main": False}]
            self.values.pop("account", None)
            self.conflicts.append(conflict(row, "account", str(first), name, str(first)))


def other_columns(slot: Slot) -> Mapping[str, str] | None:
    """What the record keeps of columns of files, and None when that cannot be added to."""
    return (slot.existing or {}).get("other_columns") or {} if slot.adds_to("other_columns") else None


def together(held: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """The texts of both by column; where they differ, each on a line of its own and none twice."""
    found = dict(held)
    for key, text in more.items():
        told = found.get(key)
        if not told:
            found[key] = text
        elif f"\n{text}\n" not in f"\n{told}\n":
            found[key] = f"{told}\n{text}"
    return found


def apart(key: tuple[str, str], held: Callable[[str], Any], main: Mapping[str, Any]) -> bool:
    """Whether an e-mail that a record and a row share is no sign: their names differ, and each has its own mobile."""
    if key[0] != "email":
        return False
    names = {normal(str(name)) for name in (held("name"), main.get("name")) if name}
    mobiles = [_mobiles(held("phones")), _mobiles(main.get("phones"))]
    return len(names) == 2 and all(mobiles) and not mobiles[0] & mobiles[1]


def one_person(first: Slot, second: Slot) -> bool:
    """Whether two records that a third row joins may become one: nothing says that they are two."""
    for key in ("name", "external_id"):
        pair = first.held(key), second.held(key)
        if all(pair) and normal(str(pair[0])) != normal(str(pair[1])):
            return False
    return True


def _mobiles(phones: Any) -> set[str]:
    return {entry["value"].partition(";")[0] for entry in phones or () if entry.get("type") == "mobile"}


def differing(slot: Slot) -> dict[str, Any]:
    """The values that an existing record does not have yet."""
    held = slot.existing or {}
    return {key: value for key, value in slot.values.items() if not _same(held.get(key), value)}


def _union(key: str, held: list[Any], more: list[Any]) -> list[Any]:
    found = list(held)
    known = {_identity(key, item) for item in held}
    for item in more:
        if _identity(key, item) not in known:
            known.add(_identity(key, item))
            found.append({**item, "main": False} if isinstance(item, dict) and found else item)
    return found


def _identity(key: str, item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    if key in _IDENTITY:
        value = str(item[_IDENTITY[key]]).lower()
        return value.partition(";")[0] if key == "phones" else (item.get("kind"), value)
    if key == "addresses":
        return normal(
            "".join(str(item.get(part) or "") for part in ("province", "city", "district", "street"))
        )
    return str(item.get("account"))


def _same(held: Any, value: Any) -> bool:
    if isinstance(held, str) and isinstance(value, str):
        return normal(held) == normal(value)
    if isinstance(held, Mapping) and isinstance(value, Mapping) and "amount" in held and "amount" in value:
        return float(held["amount"]) == float(value["amount"]) and held.get("currency") == value.get(
            "currency", "CNY"
        )
    return bool(held == value)


def conflict(row: CheckedRow, key: str, held: Any, value: Any, kept: Any) -> dict[str, Any]:
    """What a person is told of two values for one field, and which was kept; `masked` when that is not shown."""
    return {"row": row.row, "sheet": row.sheet, "file": row.file_id, "field": key,
            "first": held, "other": value, "kept": kept, "masked": kept == OPAQUE}  # fmt: skip
