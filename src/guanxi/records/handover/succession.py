"""What goes to a successor beside the records: the people who report to the leaver, and the views that they shared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypedDict

from django.db.models import QuerySet

from guanxi.access.accounts import change_person
from guanxi.access.directory import belongs
from guanxi.access.models import User
from guanxi.access.place import managers_of
from guanxi.access.rights import actor_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import views
from guanxi.records.models import View

KINDS = ("reports", "views")


class Duty(TypedDict):
    """Another manager of a person ("reports"), or another owner of a view ("views", with its module): from whom to whom,
    whether it is waiting, moved or stayed, and why it stayed."""

    kind: str
    id: int
    module: str
    was: int | None
    to: int | None
    state: str
    reason: str


def standing(person: int) -> dict[str, int]:
    """How many people report to somebody, and how many views they share."""
    return {"reports": _reports(person).count(), "views": _views(person).count()}


def planned(leaver: User, successor: int | None) -> list[Duty]:
    """Everything that goes to the successor; nothing without one. Who gets the team and is one of it reports to the
    leaver's manager. Raises Refusal (field "successor") for somebody who may not get it."""
    if successor is None:
        return []
    reports = list(_reports(leaver.pk).order_by("pk").values_list("pk", flat=True))
    _check(leaver, successor, reports)
    shared = list(_views(leaver.pk).order_by("pk"))
    seen = views.seen_by(actor_of(successor, "handover"), shared)
    above = leaver.manager if leaver.manager and leaver.manager.is_active else None
    duties = [_duty("reports", one, leaver.pk, successor) for one in reports]
    for duty in duties:
        if duty["id"] == successor:
            duty["to"] = above.pk if above else None
    for row in shared:
        duty = _duty("views", row.pk, leaver.pk, successor, row.module)
        if row.pk not in seen:
            _stay(duty, "handover_view_unread")
        duties.append(duty)
    return duties


def reversed_of(duties: Iterable[Duty]) -> list[Duty]:
    """What gives back everything that moved."""
    return [
        {**duty, "was": duty["to"], "to": duty["was"], "state": "waiting", "reason": ""}
        for duty in duties
        if duty["state"] == "moved"
    ]


def carried_out(actor: Actor, duties: Sequence[Duty]) -> list[Duty]:
    """The same duties after everything was done that still can be; in a transaction of the caller's."""
    done: list[Duty] = [{**duty} for duty in duties]
    waiting = [duty for duty in done if duty["state"] == "waiting"]
    wanted = {duty["to"] for duty in waiting if duty["to"]}
    active = set(User.objects.filter(is_active=True, pk__in=wanted).values_list("pk", flat=True))
    for duty in waiting:
        if duty["to"] and duty["to"] not in active:
            _stay(duty, "handover_receiver_gone")
    due = [duty for duty in waiting if duty["state"] == "waiting"]
    _change_managers(actor, [duty for duty in due if duty["kind"] == "reports"])
    _give_views(actor, [duty for duty in due if duty["kind"] == "views"])
    return done


def counted(duties: Iterable[Duty], state: str = "waiting") -> dict[str, int]:
    """How many people and views are waiting, or did move."""
    found = Counter(duty["kind"] for duty in duties if duty["state"] == state)
    return {kind: found[kind] for kind in KINDS}


def received(duties: Iterable[Duty]) -> dict[int, dict[str, int]]:
    """By person how many people and views they got."""
    found: dict[int, Counter[str]] = {}
    for duty in duties:
        if duty["state"] == "moved" and duty["to"]:
            found.setdefault(duty["to"], Counter())[duty["kind"]] += 1
    return {to: dict(kinds) for to, kinds in found.items()}


def left(duties: Iterable[Duty]) -> dict[tuple[str, str], int]:
    """How many stayed, by kind and reason."""
    return dict(Counter((duty["kind"], duty["reason"]) for duty in duties if duty["state"] == "stayed"))


def modules_of(duties: Iterable[Duty]) -> set[str]:
    """The modules of the views among them."""
    return {duty["module"] for duty in duties if duty["kind"] == "views"}


def _reports(person: int) -> "QuerySet[User]":
    return User.objects.filter(belongs(), manager_id=person)


def _views(person: int) -> "QuerySet[View]":
    return View.objects.filter(owner_id=person, shared=True)


def _duty(kind: str, key: int, was: int, to: int, module: str = "") -> Duty:
    return {"kind": kind, "id": key, "module": module, "was": was, "to": to, "state": "waiting", "reason": ""}


def _stay(duty: Duty, reason: str) -> None:
    duty["state"], duty["reason"] = "stayed", reason


def _check(leaver: User, successor: int, reports: Sequence[int]) -> None:
    if successor == leaver.pk:
        raise Refusal("handover_to_leaver", "successor")
    person = User.objects.filter(pk=successor, is_active=True).first()
    if person is None:
        raise Refusal("handover_successor", "successor")
    if between := [one for one in managers_of(successor) if one in reports]:
        name = User.objects.values_list("name", flat=True).get(pk=between[0])
        raise Refusal("handover_successor_below", "successor", status=409, name=person.name, report=name)


def _change_managers(actor: Actor, duties: Sequence[Duty]) -> None:
    rows = User.objects.select_for_update(of=("self",)).filter(pk__in=[duty["id"] for duty in duties])
    managers = dict(rows.order_by("pk").values_list("pk", "manager_id"))
    for duty in duties:
        if managers.get(duty["id"], 0) != duty["was"]:
            _stay(duty, "handover_otherwise")
            continue
        try:
            change_person(actor, duty["id"], placing={"manager": duty["to"]})
            duty["state"] = "moved"
        except Refusal as refused:
            _stay(duty, refused.code)


def _give_views(actor: Actor, duties: Sequence[Duty]) -> None:
    if not duties:
        return
    [(was, to)] = {(duty["was"] or 0, duty["to"] or 0) for duty in duties}
    theirs = set(_views(was).values_list("pk", flat=True))
    given = views.hand_over(actor, [duty["id"] for duty in duties], was, to)
    for duty in duties:
        if duty["id"] in given:
            duty["state"] = "moved"
        else:
            _stay(duty, "handover_view_unread" if duty["id"] in theirs else "handover_otherwise")
