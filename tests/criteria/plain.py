"""A reading of conditions written down from their documentation, without kits, parser or database.

It works on the JSON tree and on records in JSON form.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.kernel.text import normal

TEXTS = {"text", "longtext", "email", "phone", "url", "autonumber"}
OPPOSITE = {"not_equals": "equals", "not_contains": "contains", "not_in": "in", "not_empty": "empty",
            "has_none": "has_any", "not_in_region": "in_region"}  # fmt: skip
Record = dict[str, Any]


@dataclass(frozen=True)
class Plain:
    """Everything that the reading may look at: the records that the asker sees, by module and id."""

    now: datetime
    zone: ZoneInfo
    me: str
    colleagues: frozenset[str]
    records: dict[str, dict[str, Record]]
    types: dict[str, dict[str, str]]
    targets: dict[tuple[str, str], str]
    relations: dict[tuple[str, str], tuple[str, str]]
    tags_above: dict[str, frozenset[str]]
    file_names: dict[str, str]

    def holds(self, module: str, tree: Record, key: str) -> bool:
        """Whether the record `key` of `module` meets the condition."""
        if "all" in tree:
            return all(self.holds(module, item, key) for item in tree["all"])
        if "any" in tree:
            return any(self.holds(module, item, key) for item in tree["any"])
        if "not" in tree:
            return not self.holds(module, tree["not"], key)
        if "relation" in tree:
            return self._relation(module, tree, key)
        return self._compare(module, tree, key)

    def _compare(self, module: str, tree: Record, key: str) -> bool:
        path = tree["field"].split(".")
        if len(path) == 2:
            pointed = self.records[module][key][path[0]]
            module, key = self.targets[module, path[0]], pointed
            if key not in self.records[module]:
                return False
        value = self.records[module][key][path[-1]]
        return self._value(self.types[module][path[-1]], tree["op"], value, tree.get("value"))

    def _relation(self, module: str, tree: Record, key: str) -> bool:
        other, lookup = self.relations[module, tree["relation"]]
        found = 0
        for item, record in self.records[other].items():
            if record[lookup] != key:
                continue
            if "within" in tree:
                at = record["at" if other == "activities" else "created_at"]
                if at is None or not timedelta(0) <= self.now - moment(at) <= timedelta(
                    days=tree["within"]["days"]
                ):
                    continue
            found += "where" not in tree or self.holds(other, tree["where"], item)
        op, count = tree.get("op", "any"), tree.get("count", 1)
        return {"any": found > 0, "none": found == 0, "at_least": found >= count, "at_most": found <= count}[
            op
        ]

    def _value(self, kind: str, op: str, value: Any, operand: Any) -> bool:
        if op in OPPOSITE:
            return not self._value(kind, OPPOSITE[op], value, operand)
        if kind == "boolean":
            return value == (op == "is_true")
        if kind in TEXTS:
            value = normal(value or "")
        if op == "empty":
            return value in (None, "", [], {})
        if value in (None, "", [], {}):
            return False
        if kind in TEXTS:
            return of_text(op, value, operand)
        if kind in ("date", "datetime"):
            day = date.fromisoformat(value) if kind == "date" else moment(value).astimezone(self.zone).date()
            return of_day(op, day, self.now.astimezone(self.zone).date(), operand)
        if kind == "user" and op in ("is_me", "my_department"):
            return value == self.me if op == "is_me" else value in self.colleagues
        return self._several(kind, op, value, operand)

    def _several(self, kind: str, op: str, value: Any, operand: Any) -> bool:
        if kind in ("number", "percent"):
            return of_order(op, Decimal(str(value)), operand, lambda raw: Decimal(str(raw)))
        if kind == "money":
            first = operand[0] if op == "between" else operand
            return value["currency"] == first["currency"] and of_order(
                op, Decimal(value["amount"]), operand, lambda raw: Decimal(raw["amount"])
            )
        if kind == "file":
            return any(normal(operand) in normal(self.file_names[token]) for token in value)
        if kind == "tags":
            families = [any(tag in self.tags_above[held] for held in value) for tag in operand]
            return all(families) if op == "has_all" else any(families)
        if kind in ("multichoice", "people"):
            return (all if op == "has_all" else any)(item in value for item in operand)
        if kind in ("choice", "lookup", "user", "record"):
            return value == operand if op == "equals" else value in operand
        if kind == "employments":
            return any(entry["account"] in operand for entry in value)
        if kind in ("address", "addresses"):
            entries = [value] if kind == "address" else value
            return any(all(entry[part] == place for part, place in operand.items()) for entry in entries)
        return any(of_point(kind, op, entry["value"], operand) for entry in value)


def moment(text: str) -> datetime:
    """The instant of its JSON form."""
    return datetime.fromisoformat(text)


def of_text(op: str, value: str, operand: Any) -> bool:
    """Conditions on text, on normal forms."""
    if op == "in":
        return value in [normal(item) for item in operand]
    form = normal(operand)
    return {"equals": value == form, "contains": form in value, "starts_with": value.startswith(form)}[op]


def of_order(op: str, value: Decimal, operand: Any, read: Any) -> bool:
    """Conditions on what has an order."""
    if op == "between":
        return bool(read(operand[0]) <= value <= read(operand[1]))
    other = read(operand)
    return bool({"equals": value == other, "gt": value > other, "gte": value >= other, "lt": value < other,
                 "lte": value <= other}[op])  # fmt: skip


def of_point(kind: str, op: str, value: str, operand: str) -> bool:
    """Conditions on one phone number, e-mail address or account."""
    if kind == "phones":
        number = value.partition(";")[0]
        return number[-4:] == operand if op == "last_four" else number == operand
    if kind == "emails":
        mailbox, domain = value.lower().rsplit("@", 1)
        return {"equals": value.lower(), "mailbox": mailbox, "domain": domain}[op] == operand.lower()
    return normal(value) == normal(operand)


def of_day(op: str, day: date, today: date, operand: Any) -> bool:
    """Conditions on calendar days."""
    if op in ("on", "before", "after"):
        other = date.fromisoformat(operand)
        return {"on": day == other, "before": day < other, "after": day > other}[op]
    if op == "between":
        return date.fromisoformat(operand[0]) <= day <= date.fromisoformat(operand[1])
    if op in ("last_n_days", "next_n_days"):
        away = (today - day).days if op == "last_n_days" else (day - today).days
        return 0 <= away < operand
    months = (day.year * 12 + day.month) - (today.year * 12 + today.month)
    last_week = today - timedelta(days=7)
    return {
        "today": day == today,
        "yesterday": (today - day).days == 1,
        "tomorrow": (day - today).days == 1,
        "this_week": day.isocalendar()[:2] == today.isocalendar()[:2],
        "last_week": day.isocalendar()[:2] == last_week.isocalendar()[:2],
        "this_month": months == 0,
        "last_month": months == -1,
        "this_quarter": day.year == today.year and (day.month + 2) // 3 == (today.month + 2) // 3,
        "this_year": day.year == today.year,
    }[op]
