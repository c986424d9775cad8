"""The values of one row as they come together: several cells may fill one field."""

from typing import Any

from guanxi.exchange.normalise.plan import SheetPlan
from guanxi.kernel.text import full_name, official

ADDRESS_PARTS = ("country", "province", "city", "district", "street", "postcode")


class Gathered:
    """Collects what the cells of a row say, field by field."""

    def __init__(self, plan: SheetPlan) -> None:
        self.plan = plan
        self._plain: dict[str, Any] = {}
        self._hints: dict[str, Any] = {}
        self._lists: dict[str, list[dict[str, Any]]] = {}
        self._addresses: dict[str, dict[str, Any]] = {}
        self._told_apart: set[str] = set()
        self._several: dict[str, list[dict[str, Any]]] = {}
        self._parts: dict[str, dict[str, str]] = {}

    def put(self, key: str, value: Any) -> None:
        """A value of its own; the first cell keeps the field."""
        self._plain.setdefault(key, value)

    def hint(self, key: str, value: Any) -> None:
        """What another field says by the way (王女士); a column of its own goes before it."""
        self._hints[key] = value

    def append_text(self, key: str, text: str) -> None:
        """Text of one more column of the same field."""
        held = self._plain.get(key)
        self._plain[key] = f"{held}\n{text}" if held else text

    def add(self, key: str, entry: dict[str, Any]) -> None:
        """One entry of a list field; the same value twice is one entry, a telephone with extension the better one."""
        held = self._lists.setdefault(key, [])
        bare = entry["value"].partition(";ext=")[0].casefold()
        for index, other in enumerate(held):
            if other["value"].partition(";ext=")[0].casefold() == bare:
                if ";ext=" in entry["value"] and ";ext=" not in other["value"]:
                    held[index] = {**other, "value": entry["value"]}
                return
        held.append(entry)

    def place(self, key: str, parts: dict[str, str | None], *, weak: bool = False) -> None:
        """Parts of the row's address; a column of its own goes before what an address line tells."""
        address = self._addresses.setdefault(key, {})
        for name, value in parts.items():
            if value and not (weak and address.get(name)):
                address[name] = value

    def place_part(self, key: str, part: str, text: str) -> None:
        """A part of the row's address that stands in a column of its own."""
        self._told_apart.add(key)
        self.place(key, {part: text})

    def add_address(self, key: str, parts: dict[str, str | None], kind: str) -> None:
        """One of several addresses, in their order."""
        self._several.setdefault(key, []).append(
            {**{part: parts.get(part) for part in ADDRESS_PARTS}, "kind": kind}
        )

    def name_part(self, key: str, part: str, text: str) -> None:
        """Surname or given name, where they stand in columns of their own."""
        self._parts.setdefault(key, {})[part] = text

    def fields(self) -> dict[str, Any]:
        """Everything gathered, by field key."""
        found = {**self._hints, **self._plain} if self._hints else dict(self._plain)
        for key, parts in self._parts.items():
            name = full_name(parts.get("surname", ""), parts.get("given_name", ""))
            if name:
                found.setdefault(key, name)
        for key, entries in self._lists.items():
            order = sorted(entries, key=lambda e: e.get("rank", 0))
            found[key] = [
                {**{k: v for k, v in entry.items() if k != "rank"}, "main": place == 0}
                for place, entry in enumerate(order)
            ]
        for key, address in self._addresses.items():
            if key in self._told_apart:
                address.update(official(address))
            found[key] = [
                {**{part: address.get(part) for part in ADDRESS_PARTS}, "kind": "office", "main": True}
            ]
        for key, several in self._several.items():
            found.setdefault(key, [])
            found[key] += [
                {**entry, "main": not found[key] and place == 0} for place, entry in enumerate(several)
            ]
        return found
