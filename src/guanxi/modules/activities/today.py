"""What one person should do today: nothing due is ever silent."""

from datetime import date, datetime, timedelta
from typing import Any

from guanxi.access import questions
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.modules.accounts import cadence
from guanxi.modules.contacts.network import warmth
from guanxi.records import veils
from guanxi.records.read import Query, count, page
from guanxi.records.reader import ActorReader

MOST = 50
COMING_DAYS = 7
BIRTHDAY_DAYS = 14
COOLING_DAYS = 30
MOST_SILENT = 8
_MINE = {"field": "owner", "op": "is_me"}


def today(actor: Actor) -> dict[str, Any]:
    """The page in JSON form; empty lists for modules that the actor may not see."""
    items = _tasks(actor) + _follow_ups(actor, "contacts") + _follow_ups(actor, "accounts")
    items.sort(key=lambda item: item["at"])
    start = clock.day_start(clock.today(clock.now(), actor.zone), actor.zone)
    end, horizon = start + timedelta(days=1), start + timedelta(days=1 + COMING_DAYS)
    sections = {
        "overdue": [item for item in items if item["at"] < start],
        "today": [item for item in items if start <= item["at"] < end],
        "upcoming": [item for item in items if end <= item["at"] < horizon],
    }
    return {
        **sections,
        "birthdays": _birthdays(actor),
        "due_by_grade": _due_by_grade(actor),
        "cooling": _cooling(actor),
        "counts": {key: len(value) for key, value in sections.items()} | {"mine": _mine(actor)},
    }


def _tasks(actor: Actor) -> list[dict[str, Any]]:
    if not _reads(actor, "activities", "owner", "kind", "done", "due_at"):
        return []
    criteria = {"all": [_MINE, {"field": "kind", "op": "equals", "value": "task"},
                        {"field": "done", "op": "is_false"}, {"field": "due_at", "op": "not_empty"}]}  # fmt: skip
    wanted = ("subject", "content", "due_at", "contact", "account", "priority")
    columns = veils.shown(ActorReader(actor), "activities", wanted)
    found = page(actor, "activities", Query(criteria=criteria, columns=columns, sort=["due_at"], limit=MOST))
    return [
        {
            "id": f"task-{row['id']}",
            "module": "activities",
            "record_id": str(row["id"]),
            "version": row["version"],
            "kind": "task",
            "title": row.get("subject") or (row.get("content") or "")[:60],
            "at": row["due_at"],
            "contact": _reference(row.get("contact"), titles.get("contact")),
            "account": _reference(row.get("account"), titles.get("account")),
            "priority": row.get("priority"),
            "done": False,
        }
        for row, titles in zip(found.rows, found.titles, strict=True)
    ]


def _follow_ups(actor: Actor, module_key: str) -> list[dict[str, Any]]:
    if not _reads(actor, module_key, "owner", "next_follow_up"):
        return []
    due = {"any": [{"field": "next_follow_up", "op": "next_n_days", "value": COMING_DAYS + 1},
                   {"field": "next_follow_up", "op": "last_n_days", "value": 3650}]}  # fmt: skip
    wanted = [
        "name",
        "next_follow_up",
        "last_contact_summary",
        *(["account"] if module_key == "contacts" else []),
    ]
    columns = veils.shown(ActorReader(actor), module_key, wanted)
    asked = Query(criteria={"all": [_MINE, due]}, columns=columns, sort=["next_follow_up"], limit=MOST)
    found = page(actor, module_key, asked)
    return [
        {
            "id": f"{module_key}-{row['id']}",
            "module": module_key,
            "record_id": str(row["id"]),
            "version": row["version"],
            "kind": "follow_up",
            "title": row.get("name") or "",
            "at": row["next_follow_up"],
            "contact": None,
            "account": _reference(row.get("account"), titles.get("account")),
            "summary": row.get("last_contact_summary") or "",
            "done": False,
        }
        for row, titles in zip(found.rows, found.titles, strict=True)
    ]


def _birthdays(actor: Actor) -> list[dict[str, Any]]:
    if not _reads(actor, "contacts", "owner", "birthday"):
        return []
    first = clock.today(clock.now(), actor.zone)
    days = {(first + timedelta(days=offset)).strftime("%m-%d"): offset for offset in range(BIRTHDAY_DAYS)}
    columns = veils.shown(ActorReader(actor), "contacts", ("name", "birthday"))
    asked = Query(criteria=_MINE, columns=columns, limit=MOST, yearly=("birthday", sorted(days)))
    found = []
    for row in page(actor, "contacts", asked).rows:
        born: date = row["birthday"]
        offset = days[born.strftime("%m-%d")]
        age = (first + timedelta(days=offset)).year - born.year
        found.append({"module": "contacts", "id": str(row["id"]), "title": row.get("name") or "", "date": born,
                      "days": offset, "age": age})  # fmt: skip
    return sorted(found, key=lambda item: item["days"])


def _due_by_grade(actor: Actor) -> list[dict[str, Any]]:
    """Accounts of one's own with which nobody was in touch for longer than their grade allows, the latest first."""
    if not _reads(actor, "accounts", "owner", "grade", "stage", "last_contact_at"):
        return []
    held = cadence.rhythms()
    late = cadence.silent(held)
    if late is None:
        return []
    asked = Query(
        criteria={"all": [_MINE, late]},
        columns=veils.shown(ActorReader(actor), "accounts", ("name", "grade", "last_contact_at")),
        sort=["-last_contact_at"], limit=MOST_SILENT,
    )  # fmt: skip
    by_grade = {item.grade: item for item in held}
    return [
        {
            "module": "accounts",
            "id": str(row["id"]),
            "title": row.get("name") or "",
            "days": _age(row["last_contact_at"]),
            "grade": by_grade[row["grade"]].label.get(actor.locale),
            "every": by_grade[row["grade"]].days,
        }
        for row in page(actor, "accounts", asked).rows
    ]


def _cooling(actor: Actor) -> list[dict[str, Any]]:
    """Relations of one's own that were warm and have had no talk for a month, the longest silence last."""
    if not _reads(actor, "contacts", "owner", "last_contact_at", "stage"):
        return []
    silent = {"all": [_MINE, {"field": "last_contact_at", "op": "not_empty"},
                      {"not": {"field": "last_contact_at", "op": "last_n_days", "value": COOLING_DAYS}},
                      {"not": {"field": "stage", "op": "equals", "value": "lost"}}]}  # fmt: skip
    asked = Query(
        criteria=silent,
        columns=veils.shown(ActorReader(actor), "contacts", ("name", "account", "last_contact_at")),
        sort=["-last_contact_at"],
        limit=MOST_SILENT,
    )
    found = page(actor, "contacts", asked)
    warm = warmth(actor, [row["id"] for row in found.rows])
    return [
        {
            "module": "contacts",
            "id": str(row["id"]),
            "title": row.get("name") or "",
            "subtitle": titles.get("account") or "",
            "days": _age(row["last_contact_at"]),
            "warmth": warm.get(row["id"], 0),
        }
        for row, titles in zip(found.rows, found.titles, strict=True)
    ]


def _mine(actor: Actor) -> int:
    return (
        count(actor, "contacts", Query(criteria=_MINE), False)[0] if _reads(actor, "contacts", "owner") else 0
    )


def _reads(actor: Actor, module_key: str, *fields: str) -> bool:
    """Whether the actor may ask a list by these fields: where not, it stays empty."""
    return questions.readable(actor, module_key) >= set(fields)


def _age(at: datetime) -> int:
    return (clock.now() - at).days


def _reference(key: int | None, title: str | None) -> dict[str, str] | None:
    return {"id": str(key), "title": title} if key is not None and title else None
