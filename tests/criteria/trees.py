"""Random condition trees over a module, with operands that often meet the data."""

from random import Random
from typing import Any

from tests.criteria.dataset import AMOUNTS, EMAILS, PHONES, WORDS, World, _instant

from guanxi.schema.modules import module

DAYS = (1, 2, 7, 30, 31, 365)


class Trees:
    """A source of trees; the same seed gives the same trees."""

    def __init__(self, seed: int, world: World) -> None:
        self.random = Random(seed)
        self.world = world
        self.users = [str(world.director.user_id), str(world.sales.user_id), "999999"]

    def tree(self, key: str, depth: int = 0) -> dict[str, Any]:
        """One tree over the module."""
        roll = self.random.random()
        if depth < 4 and roll < 0.4:
            several = [self.tree(key, depth + 1) for _ in range(self.random.choice((0, 1, 2, 2, 3)))]
            return {self.random.choice(("all", "any")): several}
        if depth < 4 and roll < 0.5:
            return {"not": self.tree(key, depth + 1)}
        if depth < 3 and roll < 0.62 and module(key).related:
            return self.relation(key, depth)
        lookups = list(module(key).lookups.items())
        if lookups and roll < 0.72:
            hop, item = self.random.choice(lookups)
            inner = self.compare(item.target)
            return {**inner, "field": f"{hop}.{inner['field']}"}
        return self.compare(key)

    def relation(self, key: str, depth: int) -> dict[str, Any]:
        """A condition on related records."""
        related = self.random.choice(module(key).related)
        tree: dict[str, Any] = {
            "relation": related.key,
            "op": self.random.choice(("any", "none", "at_least", "at_most")),
        }
        if tree["op"].startswith("at_"):
            tree["count"] = self.random.randint(1, 4)
        if self.random.random() < 0.5:
            tree["within"] = {"days": self.random.choice(DAYS)}
        if self.random.random() < 0.5:
            tree["where"] = self.tree(related.module, depth + 2)
        return tree

    def compare(self, key: str) -> dict[str, Any]:
        """A field with any of its operators."""
        item = self.random.choice([item for item in module(key).fields.values() if item.operators])
        op = self.random.choice(item.operators)
        tree: dict[str, Any] = {"field": item.key, "op": op}
        operand = self.operand(item, op)
        return tree if operand is None else {**tree, "value": operand}

    def operand(self, item: Any, op: str) -> Any:
        """An operand that the operator takes; None for one that takes none."""
        if op in ("empty", "not_empty", "is_true", "is_false", "is_me", "my_department"):
            return None
        if item.type in ("date", "datetime"):
            return self._calendar(op)
        if op == "between":
            return sorted((self._one(item), self._one(item)), key=str)
        if op in ("in", "not_in", "has_any", "has_all", "has_none"):
            return [self._one(item, op) for _ in range(self.random.randint(1, 3))]
        return self._one(item, op)

    def _calendar(self, op: str) -> Any:
        if op in ("last_n_days", "next_n_days"):
            return self.random.choice(DAYS)
        days = [_instant(self.random).date().isoformat() for _ in range(2)]
        return sorted(days) if op == "between" else days[0] if op in ("on", "before", "after") else None

    def _one(self, item: Any, op: str = "") -> Any:
        random = self.random
        if item.options:
            return random.choice(item.options).value
        numbers = {"number": (0, 1, 5, 29, 30), "percent": (0, 12.5, 12, 100)}
        if item.type in numbers:
            return random.choice(numbers[item.type])
        if item.type == "money":
            return {"amount": random.choice(AMOUNTS), "currency": "CNY"}
        if item.type in ("lookup", "employments"):
            return str(random.choice([*self.world.ids[item.target], 999999]))
        if item.type == "record":
            return f"accounts/{random.choice([*self.world.ids['accounts'], 999999])}"
        if item.type in ("user", "people"):
            return random.choice(self.users)
        if item.type == "tags":
            return str(random.choice([*self.world.tags, 999999]))
        if item.type == "phones":
            return random.choice(("8000", "5678", "0000")) if op == "last_four" else random.choice(PHONES[:3])
        if item.type == "emails":
            parts = {"mailbox": ("li", "LI", "wang"), "domain": ("example.com", "Mail.example.com")}
            return random.choice(parts.get(op, EMAILS))
        if item.type in ("address", "addresses"):
            return random.choice(
                ({"province": "上海市"}, {"province": "广东省", "city": "深圳市"}, {"country": "DE"})
            )
        texts = {
            "email": EMAILS,
            "phone": PHONES,
            "url": ("https://example.com", "example"),
            "autonumber": ("G-0000", "G-00003"),
        }
        return random.choice((*texts.get(item.type, ()), *WORDS))
