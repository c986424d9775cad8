"""What an activity does to itself and to its contact and account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from guanxi.access import questions
from guanxi.kernel import clock
from guanxi.kernel.errors import Refusal
from guanxi.kernel.text import normal
from guanxi.modules.activities.options import TALKS
from guanxi.records import inside
from guanxi.records.plugs import GUARDS, Batch, Guard, Working
from guanxi.records.store import update_derived

SUMMARY_LIMIT = 120


class ActivityFill(Guard):
    """Fills account and title from the contact (the title that the person had then), and the times."""

    key = "activities.fill"
    order = 200
    modules = ("activities",)

    def admit(self, batch: Batch) -> None:
        if batch.verb not in ("create", "edit"):
            return
        pointed = {row.new["contact"] for row in batch.rows if row.new.get("contact")}
        known = (
            inside.rows("contacts").filter(pk__in=pointed).values_list("pk", "account_id", "title")
            if pointed
            else ()
        )
        # The title is a field that tells of the contact's; the company becomes the activity's own.
        told = "account" in questions.readable(batch.actor, "contacts")
        contacts = {key: (account if told else None, title) for key, account, title in known}
        for row in batch.rows:
            if "contact" in row.new:
                account, title = contacts.get(row.new["contact"] or 0, (None, ""))
                row.new["contact_title"] = title or None
                if row.get("account") is None:
                    row.new["account"] = account
            if row.get("at") is None:
                row.new["at"] = row.get("created_at") or clock.now()
            if "done" in row.sent:
                row.new["done_at"] = (row.get("done_at") or clock.now()) if row.new["done"] else None


class TaskNeedsSubject(Guard):
    """A task says what is to be done."""

    key = "activities.task_subject"
    modules = ("activities",)

    def admit(self, batch: Batch) -> None:
        for row in batch.rows if batch.verb == "create" else ():
            if row.get("kind") == "task" and not row.get("subject") and not row.get("content"):
                label = batch.module.field("subject").label
                row.refusals.append(Refusal("required", "subject", label=label))


class LastContact(Guard):
    """Keeps last contact, its summary and the next follow-up of contacts and accounts."""

    key = "activities.last_contact"
    order = 300
    modules = ("activities",)

    def after(self, batch: Batch) -> None:
        # Whose an activity is says nothing of when it was.
        for lookup in ("contact", "account") if batch.verb != "handover" else ():
            touched = {row.get(lookup) for row in batch.rows} | {
                (row.old or {}).get(lookup) for row in batch.rows
            }
            ids = {item for item in touched if item is not None}
            if not ids:
                continue
            follow_ups = _follow_ups(batch, lookup)
            if batch.verb == "create":
                _advance(lookup, _newest(batch, lookup), follow_ups)
            else:
                _refresh(lookup, ids, follow_ups)


GUARDS.add(ActivityFill())
GUARDS.add(TaskNeedsSubject())
GUARDS.add(LastContact())


def _follow_ups(batch: Batch, lookup: str) -> dict[int, tuple[datetime, datetime | None]]:
    """By record: when the newest talk of this batch was, and the next follow-up that it agreed on."""
    found: dict[int, tuple[datetime, datetime | None]] = {}
    for row in batch.rows if batch.verb in ("create", "edit") else ():
        target, at = row.get(lookup), row.get("at")
        agreed = row.get("next_follow_up")
        speaks = (row.get("kind") in TALKS and batch.verb == "create") or "next_follow_up" in row.sent
        if target is None or at is None or not speaks:
            continue
        if target not in found or at >= found[target][0]:
            found[target] = (at, agreed)
    return found


def _newest(batch: Batch, lookup: str) -> dict[int, Working]:
    """By record: the newest talk of a batch; of two at the same moment the one that stands later in the batch."""
    found: dict[int, Working] = {}
    for row in batch.rows:
        target = row.get(lookup)
        if target is None or not (row.get("kind") in TALKS or row.get("kind") == "note"):
            continue
        if target not in found or row.get("at") >= found[target].get("at"):
            found[target] = row
    return found


def _advance(
    lookup: str, newest: dict[int, Working], follow_ups: dict[int, tuple[datetime, datetime | None]]
) -> None:
    """What new activities change: nothing needs to be looked up but what the records hold already."""
    target = "contacts" if lookup == "contact" else "accounts"
    rows = inside.rows(target).filter(pk__in={*newest, *follow_ups})
    derived: dict[int, dict[str, Any]] = {}
    for key, held, due in rows.values_list("pk", "last_contact_at", "next_follow_up"):
        talk = newest.get(key)
        later = talk is not None and (held is None or talk.get("at") >= held)
        following = _next(due, follow_ups.get(key))
        if later and talk is not None:
            summary = _summary(talk.get("subject"), talk.get("content"))
            derived[key] = {
                "last_contact_at": talk.get("at"),
                "last_contact_summary": summary,
                "last_contact_summary_n": normal(summary),
                # Its index is left alone where nothing changes.
                **({} if following == due else {"next_follow_up": following}),
            }
        elif following != due:
            derived[key] = {"next_follow_up": following}
    update_derived(target, derived)


def _refresh(
    lookup: str, ids: Iterable[int], follow_ups: dict[int, tuple[datetime, datetime | None]]
) -> None:
    talks = inside.live("activities").filter(Q(kind__in=TALKS) | Q(kind="note"))
    newest = talks.filter(**{f"{lookup}_id": OuterRef("pk")}).order_by("-at", "-id")
    target = "contacts" if lookup == "contact" else "accounts"
    rows = (
        inside.rows(target)
        .filter(pk__in=list(ids))
        .annotate(
            talk_at=Subquery(newest.values("at")[:1]),
            talk_subject=Subquery(newest.values("subject")[:1]),
            talk_content=Subquery(newest.values("content")[:1]),
        )
    )
    derived: dict[int, dict[str, Any]] = {}
    for row in rows.values("pk", "next_follow_up", "talk_at", "talk_subject", "talk_content"):
        summary = _summary(row["talk_subject"], row["talk_content"])
        derived[row["pk"]] = {
            "last_contact_at": row["talk_at"],
            "last_contact_summary": summary,
            "last_contact_summary_n": normal(summary),
            "next_follow_up": _next(row["next_follow_up"], follow_ups.get(row["pk"])),
        }
    update_derived(target, derived)


def _next(held: datetime | None, talk: tuple[datetime, datetime | None] | None) -> datetime | None:
    """A talk that agreed on a next follow-up sets it; any other talk settles the one that was due by then."""
    if talk is None:
        return held
    at, agreed = talk
    if agreed is not None:
        return agreed
    return None if held is not None and held <= at else held


def _summary(subject: str | None, content: str | None) -> str:
    text = " ".join(part for part in (subject, " ".join((content or "").split())) if part)
    return text if len(text) <= SUMMARY_LIMIT else text[: SUMMARY_LIMIT - 1] + "…"
