"""The relationship network of a contact or an account, and how warm each relation is.

Warmth is 0 to 5: recency (within 7 days 2, within 30 days 1) + frequency of talks in 90 days (5 or more 2,
2 or more 1) + two ways (both a message and a meeting or visit among them 1).
"""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from guanxi.access import questions
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.records import read, veils
from guanxi.records.read import Query
from guanxi.records.reader import ActorReader

MOST_PEOPLE = 24
_FACE = frozenset({"meeting", "visit", "call"})
_WRITTEN = frozenset({"email", "wechat", "sms"})
_COLUMNS = ("name", "title", "decision_role", "reports_to", "account", "last_contact_at")
_TALKS = frozenset({"contact", "kind", "at"})


def around(actor: Actor, module_key: str, record_id: int) -> dict[str, Any]:
    """The people around a record as nodes, edges and gaps, in JSON form."""
    page = read.get(actor, module_key, record_id)
    own, title = page.rows[0], page.titles[0]
    account = record_id if module_key == "accounts" else own.get("account")
    rows: list[dict[str, Any]] = []
    if account is not None:
        rows = _people_of(actor, account)
    own_id = [record_id] if module_key == "contacts" else []
    warm = warmth(actor, [*{*own_id, *(row["id"] for row in rows)}])
    people = [_person(row, warm) for row in rows if not (module_key == "contacts" and row["id"] == record_id)]
    known = {str(row["id"]) for row in rows}
    # A company is as warm as its warmest relation.
    heat = warm.get(record_id, 0) if own_id else max(warm.values(), default=0)
    center = {"module": module_key, "id": str(record_id), "title": title["_title"], "warmth": heat}
    edges = [
        {"from": center["id"], "to": person["id"], "kind": "works_with", "weight": person["warmth"]}
        for person in people
    ]
    edges += [
        {"from": person["id"], "to": person["reports_to"], "kind": "reports_to", "weight": 1}
        for person in people
        if person["reports_to"] in known
    ]
    decides = any(row.get("decision_role") == "decision_maker" for row in rows)
    name = title["_title"] if module_key == "accounts" else title.get("account")
    return {
        "center": center,
        "people": people,
        "account": {"id": str(account), "title": name} if account is not None and name else None,
        "edges": edges,
        "gaps": [] if decides or not rows else ["no_decision_maker"],
    }


def _people_of(actor: Actor, account: int) -> list[dict[str, Any]]:
    """The people of a company, with what the actor may read of them; those whom one spoke to last come first."""
    readable = questions.readable(actor, "contacts")
    if "account" not in readable:
        return []
    criteria = {"field": "account", "op": "in", "value": [str(account)]}
    columns = veils.shown(ActorReader(actor), "contacts", _COLUMNS)
    sort = ["-last_contact_at"] if "last_contact_at" in readable else None
    asked = Query(criteria=criteria, columns=columns, sort=sort, limit=MOST_PEOPLE)
    return read.page(actor, "contacts", asked).rows


def warmth(actor: Actor, contact_ids: list[int]) -> dict[int, int]:
    """The warmth of contacts by the talks of the last 90 days that the actor may see."""
    if not contact_ids or not questions.readable(actor, "activities") >= _TALKS:
        return {}
    recent = {"field": "at", "op": "last_n_days", "value": 90}
    people = {"field": "contact", "op": "in", "value": [str(item) for item in contact_ids]}
    kinds = {"field": "kind", "op": "in", "value": sorted(_FACE | _WRITTEN)}
    asked = Query(
        criteria={"all": [people, recent, kinds]}, columns=["contact", "kind", "at"], sort=["-at"], limit=200
    )
    talks = defaultdict(list)
    for row in read.page(actor, "activities", asked).rows:
        talks[row["contact"]].append(row)
    return {key: _warmth(rows) for key, rows in talks.items()}


def _warmth(talks: list[dict[str, Any]]) -> int:
    age = clock.now() - max(row["at"] for row in talks)
    recency = 2 if age <= timedelta(days=7) else 1 if age <= timedelta(days=30) else 0
    frequency = 2 if len(talks) >= 5 else 1 if len(talks) >= 2 else 0
    kinds = {row["kind"] for row in talks}
    return recency + frequency + int(bool(kinds & _FACE) and bool(kinds & _WRITTEN))


def _person(row: dict[str, Any], warm: dict[int, int]) -> dict[str, Any]:
    return {
        "module": "contacts",
        "id": str(row["id"]),
        "title": row.get("name") or "",
        "subtitle": row.get("title") or "",
        "decision_role": row.get("decision_role"),
        "warmth": warm.get(row["id"], 0),
        "reports_to": str(row["reports_to"]) if row.get("reports_to") else None,
    }
