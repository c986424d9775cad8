"""A company that exists twice: for one of its people both look alike, for they differ in what is hidden from that person."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import connection
from tests.api.canaries import canary_file
from tests.api.company import Company, make_company
from tests.people import person

from guanxi.access.accounts import new_token
from guanxi.access.models import Department, Role, User
from guanxi.access.scopes import VERBS
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service
from guanxi.records.models import Tag
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module

MODULES = ("accounts", "contacts", "activities", "gadgets")
BELOW = ("contacts", "activities")
TITLE = {"accounts": "name", "contacts": "name", "activities": "subject", "gadgets": "name"}
EACH = 4
# Whose answers are compared: shipped roles, a seller with narrowed fields, somebody who sees all records and the audit.
VEILED = {
    "contacts": {"phones": "covered", "emails": "covered", "title": "hidden", "expected_amount": "masked",
                 "description": "hidden", "birthday": "hidden", "external_id": "hidden", "hobbies": "masked"},
    "accounts": {"revenue": "hidden", "credit_code": "masked", "products": "masked", "description": "hidden"},
    "activities": {"content": "hidden", "location": "masked", "duration": "hidden"},
    "gadgets": {"note": "hidden", "amount": "masked", "price": "hidden", "day": "hidden", "pieces": "masked"},
}  # fmt: skip
ROLES = ("sales", "manager", "veiled", "auditor")
OPEN = ("王小明", "李报价", "合同", "展会样品", "跟进", "苏州", "测试客户", "Anna", "采购")
LATIN = {"a": ("zzqka", "zzqkb", "zzqkc"), "b": ("zzqma", "zzqmb", "zzqmc", "zzqmd")}


@dataclass
class World:
    """One of the two: people, records by module that the person sees and does not see, tags."""

    company: Company
    role: str
    seen: dict[str, list[int]] = field(default_factory=dict)
    unseen: dict[str, list[int]] = field(default_factory=dict)
    tags: list[int] = field(default_factory=list)


def build(role: str, seed: int, twist: str) -> World:
    """The company as it is for a person of `role`; what is hidden from them depends on `twist`."""
    _restart_ids()
    world = World(make_company(own_records=False), role)
    _roles(world.company)
    world.tags = [_tag(label) for label in ("老客户", "重点")]
    me = world.company.people[role].user_id or 0
    near = [me, world.company.colleague] if role in ("manager", "auditor") else [me]
    far = world.company.stranger
    for key in MODULES:
        world.seen[key], world.unseen[key] = [], []
        for number in range(EACH):
            shape = Random(f"{seed}{key}{number}")
            # Some are seen for what they lie below alone.
            owner = far if key in BELOW and number % 3 == 2 else near[number % len(near)]
            world.seen[key].append(_record(world, key, owner, shape, Values(world, twist, key, number)))
            if role != "auditor":
                secret = Values(world, twist, key, number + 100, hidden=True)
                world.unseen[key].append(_record(world, key, far, shape, secret))
    return world


class Values:
    """The values of one record: open ones the same in both worlds, hidden ones of each world's own."""

    def __init__(self, world: World, twist: str, key: str, number: int, hidden: bool = False) -> None:
        self.world, self.key, self.twist, self.hidden = world, key, twist, hidden
        self.levels = VEILED.get(key, {}) if world.role in ("veiled", "auditor") else {}
        self.open = Random(f"open{key}{number}")
        self.secret = Random(f"{twist}{key}{number}")

    def all(self) -> dict[str, Any]:
        """A value for most of the fields."""
        found = {}
        for name, item in module(self.key).fields.items():
            if item.readonly or name in ("surname", "given_name", "sub_types", "department", "form"):
                continue
            level = "hidden" if self.hidden else self.levels.get(name)
            value = self.one(item, level)
            if value is not None:
                found[name] = value
        return found

    def one(self, item: FieldDef, level: str | None, fresh: str = "") -> Any:
        """A value for a field, as far as somebody may know it."""
        chance = self.secret if level else self.open
        needed = item.required or level in ("masked", "covered") or fresh
        if not needed and chance.random() < 0.3:
            return None
        words = LATIN[self.twist] if level else OPEN
        word = f"{chance.choice(words)}{fresh}"
        number = chance.randrange(500_000, 900_000) if level else chance.randrange(1000, 9999)
        day = f"{1950 + number % 50 if level else 2020 + number % 7}-0{1 + number % 9}-1{number % 10}"
        tail = "7777" if level else f"{number:04d}"
        if level == "covered":
            phone, mail = f"138{number % 9000:04d}7777", f"w{word}@example.cn"
        else:
            phone, mail = (f"139{number % 9000:04d}{9000 + number % 900}", f"{word}@hidden-{self.twist}.example") if level else (
                f"1370000{tail}", f"mail{number}@example.cn")  # fmt: skip
        made = {
            "text": word, "longtext": f"{word} {chance.choice(words)}", "number": number, "percent": number % 100,
            "money": {"amount": f"{number}.50", "currency": "CNY"}, "date": day, "datetime": f"{day}T08:00:00Z",
            "boolean": chance.random() < 0.5, "url": f"https://{'hidden' if level else 'open'}.example/{number}",
            "phone": phone, "email": mail, "phones": [{"value": phone}], "emails": [{"value": mail}],
            "socials": [{"kind": "wechat", "value": word}],
        }  # fmt: skip
        if item.unique:
            return f"{word}-{self.twist if level else ''}{number}"
        if item.type == "choice":
            return chance.choice(item.options).value if item.options else None
        if item.type == "multichoice":
            return [chance.choice(item.options).value] if item.options else None
        if item.type == "tags":
            return [str(chance.choice(self.world.tags))]
        return made.get(item.type)


def _record(world: World, key: str, owner: int, shape: Random, values: Values) -> int:
    """A record; what it points at is the same in both worlds, and the visible never makes a hidden one visible."""
    given = {**values.all(), "owner": str(owner)}
    same = world.unseen if values.hidden else world.seen
    either = {one: [*world.seen.get(one, ()), *world.unseen.get(one, ())] for one in MODULES}
    foreign = owner == world.company.stranger
    if key == "contacts":
        given["account"] = str(shape.choice(same["accounts"] if foreign else either["accounts"]))
    if key == "activities":
        given["contact"] = str(shape.choice(same["contacts"] if foreign else either["contacts"]))
        given["kind"] = shape.choice(("visit", "call", "task", "note"))
        if given["kind"] == "task":
            given.setdefault("subject", OPEN[0])
    if key == "gadgets":
        given["account"] = str(shape.choice(either["accounts"]))
        given["about"] = f"contacts/{shape.choice(either['contacts'])}"
        given["files"] = [canary_file(f"{'zzq' + values.twist if values.hidden else '报价'}.pdf")]
    return service.create(SYSTEM, key, given).record_id


def _roles(company: Company) -> None:
    fields = VEILED
    own, every = dict.fromkeys(VERBS, "own"), dict.fromkeys(VERBS, "all")
    team = Department.objects.get(name="北区一组")
    for key, rights, verbs in (("veiled", own, []), ("auditor", every, ["audit.read", "people.manage"])):
        Role.objects.create(key=key, name=key, rights={"*": rights}, fields=fields, verbs=verbs)
        company.people[key] = person(f"wang_{key}", key, department=team)
        company.tokens[key] = new_token(User.objects.get(pk=company.people[key].user_id), "test")


def _tag(label: str) -> int:
    made = Tag.objects.create(label=label, label_normal=label, color="ochre", path="/")
    made.path = f"/{made.pk}/"
    made.save()
    return int(made.pk)


def _restart_ids() -> None:
    """PostgreSQL gives no number twice, not even of what was rolled back."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1000) FROM pg_sequences"
        )
