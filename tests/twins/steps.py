"""What a person does, by chance: the same in both worlds as long as the answers are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.api.company import UNKNOWN
from tests.twins.world import LATIN, MODULES, OPEN, TITLE, VEILED, Values, World

from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM
from guanxi.records import outbox, service
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module
from guanxi.trail.notes import flush

SINGLE = ("", "/timeline", "/network", "/people", "/shares", "/access", "/access/edit", "/audit",
          "/related/activities", "/related/contacts", "/timeline?kinds=changed,created&limit=3")  # fmt: skip
PLAIN = ("/today", "/notifications", "/tags", "/jobs", "/me", "/schema", "/people", "/search?q=Anna", "/onboarding",
         "/audit?limit=50", "/audit?verb=read", "/cadences", "/departments", "/imports", "/exports/1")  # fmt: skip


@dataclass
class Walk:
    """One person's way through a world: what was asked and what was answered."""

    world: World
    twist: str
    chance: Random
    told: list[tuple[str, int, str]] = field(default_factory=list)
    versions: dict[tuple[str, int], int] = field(default_factory=dict)
    cursors: dict[str, str] = field(default_factory=dict)
    number: int = 0

    def step(self) -> None:
        """Do one thing."""
        self.number += 1
        names, weights = zip(*((one, weight) for one, weight in ACTS), strict=True)
        self.chance.choices(names, weights)[0](self)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Call as the person, and keep what was answered."""
        answer = self.world.company.call(self.world.role, method, path, body, **headers)
        text = answer.getvalue().decode("utf-8", "replace")
        about = {key: value for key, value in answer.items() if key not in ("Date",)}
        self.told.append(
            (f"{method} {path} {body or ''} {headers or ''}", answer.status_code, f"{about}\n{text}")
        )
        return answer

    def module(self) -> str:
        """One of the modules."""
        return self.chance.choice(MODULES)

    def record(self, key: str) -> int:
        """An id of the module: of a visible record mostly, of a hidden one, of none."""
        pool = self.world.seen[key] * 2 + self.world.unseen[key] + [UNKNOWN]
        return self.chance.choice(pool)

    def word(self) -> str:
        """Something to look for."""
        return self.chance.choice((*OPEN, *LATIN["a"], *LATIN["b"], "hidden-a.example", "1370000", "mail"))


def _value(walk: Walk, key: str, item: FieldDef) -> Any:
    """A value that somebody might type, and that collides with no unique one."""
    guess = Values(walk.world, walk.chance.choice("ab"), key, walk.chance.randrange(1000, 1100))
    if item.unique:
        return f"new-{walk.number}"
    # Mobiles and mails of others are the declared channel, and are not typed.
    level = (
        "hidden"
        if item.type not in ("phones", "emails", "phone", "email", "tags") and walk.chance.random() < 0.5
        else None
    )
    return guess.one(item, level, fresh=str(walk.number))


def _tree(walk: Walk, key: str, depth: int = 2) -> Any:
    chance = walk.chance
    if depth and chance.random() < 0.3:
        parts = [_tree(walk, key, depth - 1) for _ in range(2)]
        return chance.choice(({"all": parts}, {"any": parts}, {"not": parts[0]}))
    owner = module(key)
    if owner.related and chance.random() < 0.2:
        one = chance.choice(owner.related)
        tree: dict[str, Any] = {
            "relation": one.key,
            "op": chance.choice(("any", "none", "at_least")),
            "count": 1,
        }
        return {**tree, "where": _tree(walk, one.module, 0)} if chance.random() < 0.6 else tree
    item = chance.choice(list(owner.fields.values()))
    path = item.key
    if item.type == "lookup" and chance.random() < 0.6:
        item = chance.choice(list(module(item.target or "").fields.values()))
        path = f"{path}.{item.key}"
    op = chance.choice(list(item.kit.operators))
    value = _value(walk, item.owner, item)
    if item.type in ("lookup", "user"):
        value = [str(chance.choice((walk.record(item.target or "contacts"), 1, 2)))]
    if item.type in ("phones", "emails"):
        value = "13700001234"
    return {
        "field": path,
        "op": op,
        "value": [value] if op in ("in", "not_in") and not isinstance(value, list) else value,
    }


def query(walk: Walk) -> None:
    """A list, with anything that one can ask of it."""
    key, chance = walk.module(), walk.chance
    fields = list(module(key).fields)
    body: dict[str, Any] = {
        "limit": chance.choice((1, 3, 50)),
        "count": chance.choice(("none", "capped", "exact")),
    }
    if chance.random() < 0.6:
        body["criteria"] = _tree(walk, key)
    if chance.random() < 0.4:
        body["sort"] = [chance.choice(("", "-")) + chance.choice([*fields, TITLE[key], "created_at"])]
    if chance.random() < 0.3:
        body["search"] = walk.word()
    if chance.random() < 0.2:
        body["sums"] = [chance.choice(fields)]
    if chance.random() < 0.3:
        body["columns"] = chance.sample(fields, 3)
    answer = walk.ask("post", f"/records/{key}/query", body)
    found = answer.json()
    if found.get("next_cursor"):
        walk.ask("post", f"/records/{key}/query", {**body, "cursor": found["next_cursor"]})


def one(walk: Walk) -> None:
    """A record, or what is around it."""
    key = walk.module()
    record = walk.record(key)
    answer = walk.ask("get", f"/records/{key}/{record}{walk.chance.choice(SINGLE)}")
    if answer.status_code == 200 and "version" in answer.json():
        walk.versions[key, record] = answer.json()["version"]


def plain(walk: Walk) -> None:
    """What needs no record."""
    flush()
    walk.ask("get", walk.chance.choice(PLAIN))
    if walk.world.role == "auditor" and walk.chance.random() < 0.5:
        person = walk.world.company.people[walk.chance.choice(("sales", "director"))].user_id
        walk.ask("get", f"/people/{person}/sight/{walk.module()}")


def look(walk: Walk) -> None:
    """Search and pickers."""
    typed = walk.word()
    walk.ask("get", f"/search?q={typed}")
    walk.ask("get", f"/pick/{walk.module()}?q={typed}")
    key = walk.module()
    walk.ask("get", f"/pick/{key}?ids={walk.record(key)},{walk.record(key)}")


def same(walk: Walk) -> None:
    """Might there be such a record already."""
    key = walk.module()
    fields = module(key).fields
    values = {name: _value(walk, key, fields[name]) for name in module(key).duplicate_keys}
    if walk.world.role in ("veiled", "auditor") and "external_id" in values:
        # A guess at what is hidden, right in one of the worlds.
        values["external_id"] = Values(walk.world, "a", key, 1).one(fields["external_id"], "hidden", "x")
    walk.ask("post", f"/records/{key}/duplicates", {"values": values})


def make(walk: Walk) -> None:
    """A new record."""
    key = walk.module()
    fields = walk.chance.sample(list(module(key).fields.values()), 3)
    values = {TITLE[key]: f"新 {walk.number}", **{item.key: _value(walk, key, item) for item in fields}}
    if walk.chance.random() < 0.4 and key in ("contacts", "gadgets"):
        values["account"] = str(walk.record("accounts"))
    answer = walk.ask(
        "post", f"/records/{key}", {"values": {name: one for name, one in values.items() if one is not None}}
    )
    if answer.status_code == 201:
        walk.world.seen[key].append(int(answer.json()["id"]))


def change(walk: Walk) -> None:
    """An edit, with the version last seen or another; into the bin and back."""
    key = walk.module()
    record = walk.record(key)
    if walk.chance.random() < 0.15:
        walk.ask("delete", f"/records/{key}/{record}")
        walk.ask("post", f"/records/{key}/{record}/restore")
        return
    item = walk.chance.choice(list(module(key).fields.values()))
    version = walk.versions.get((key, record), walk.chance.randrange(1, 4))
    walk.ask(
        "patch",
        f"/records/{key}/{record}",
        {"values": {item.key: _value(walk, key, item)}},
        If_Match=f'"{version}"',
    )


def many(walk: Walk) -> None:
    """Bulk work and exports, to their end."""
    key = walk.module()
    ids = [str(walk.record(key)) for _ in range(3)]
    which: dict[str, Any] = walk.chance.choice(
        ({"ids": ids}, {"criteria": _tree(walk, key)}, {"search": walk.word()})
    )
    if walk.chance.random() < 0.5:
        verb, values = walk.chance.choice((("tag", {"tags": [str(walk.world.tags[0])]}), ("untag", {"tags": [str(walk.world.tags[0])]}),
                                           ("edit", {"external_id": None})))  # fmt: skip
        answer = walk.ask("post", f"/records/{key}/bulk", {**which, "verb": verb, "values": values})
    else:
        answer = walk.ask("post", "/exports", {"module": key, **which, "format": "csv"})
    run_until_idle()
    if answer.status_code == 202:
        told = walk.ask("get", f"/jobs/{answer.json()['job']['id']}")
        if told.json()["kind"] == "records.export":
            walk.ask("get", f"/exports/{told.json()['id']}/file")


def talk(walk: Walk) -> None:
    """Comments, shares, saved lists, reveals of what may not be revealed."""
    key, company = walk.module(), walk.world.company
    record = walk.record(key)
    what = walk.chance.randrange(4)
    if what == 0:
        mentions = [str(company.colleague), str(company.stranger)]
        walk.ask(
            "post",
            "/records/comments",
            {"values": {"parent": f"{key}/{record}", "text": f"看看 {walk.number}", "mentions": mentions}},
        )
        walk.ask("post", "/records/comments/query", {"search": walk.word(), "count": "exact"})
    elif what == 1:
        walk.ask(
            "post",
            f"/records/{key}/{record}/shares",
            {"holder": f"user:{company.colleague}", "level": "read"},
        )
    elif what == 2:
        walk.ask("post", "/views", {"module": key, "name": f"v{walk.number}", "criteria": _tree(walk, key)})
        walk.ask("get", f"/views?module={key}")
    else:
        narrowed = [name for name, level in VEILED[key].items() if level != "covered"]
        walk.ask("post", f"/records/{key}/{record}/reveal", {"field": walk.chance.choice(narrowed)})


def stir(walk: Walk) -> None:
    """Somebody else changes what is hidden from the person: differently in the two worlds, at the same moment."""
    key = walk.module()
    values = Values(walk.world, walk.twist, key, walk.number)
    if walk.world.unseen[key] and walk.chance.random() < 0.5:
        values.hidden, record = True, walk.chance.choice(walk.world.unseen[key])
        name = TITLE[key]
    else:
        record = walk.world.seen[key][walk.chance.randrange(4)]
        # Texts, which differ from all before: an edit that says nothing new leaves no trail, and numbers of trails are told.
        fields = module(key).fields
        narrowed = [name for name, level in VEILED[key].items() if level in ("hidden", "masked")]
        name = walk.chance.choice(
            [one for one in narrowed if fields[one].type in ("text", "longtext") and not fields[one].unique]
        )
        if walk.world.role not in ("veiled", "auditor"):
            return
    value = values.one(module(key).field(name), "hidden", fresh=str(walk.number))
    service.write(SYSTEM, key, [service.Change("edit", record, {name: value})])
    outbox.react_to_all()


Act = Callable[[Walk], None]
ACTS: tuple[tuple[Act, int], ...] = (
    (query, 24), (one, 18), (plain, 10), (look, 8), (same, 4), (make, 8), (change, 10), (many, 4), (talk, 8), (stir, 8),
)  # fmt: skip
