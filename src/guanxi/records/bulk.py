"""Change many records at once: small selections at once, large ones as a job that resumes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from guanxi.access import questions
from guanxi.access.rights import actor_of
from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.models import Job
from guanxi.jobs.queue import enqueue
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.records import read, steps
from guanxi.records.read import Query, selection
from guanxi.records.reader import ActorReader
from guanxi.records.service import BULK, Change, Outcome, write
from guanxi.schema.modules import module
from guanxi.trail.service import Act, record_acts

VERBS = ("edit", "delete", "restore", "transfer", "tag", "untag")
MOST = 200_000
CHUNK = 500
MAX_REPORTED = 1000


def start(
    actor: Actor,
    module_key: str,
    verb: str,
    query: Query,
    values: Mapping[str, Any],
    ids: Sequence[int] | None,
) -> Job:
    """A job that does `verb` to the selected records. Raises Refusal, Forbidden, NotFound before anything is done."""
    if verb not in VERBS:
        raise Refusal("invalid", "verb")
    owner = read.opened(ActorReader(actor), module_key)
    steps.require_verb(actor, "delete" if verb in ("delete", "restore") else "edit", owner)
    if not questions.can(actor, "bulk", module_key):
        raise Forbidden()
    _check_values(actor, module_key, verb, values)
    chosen = list(ids) if ids is not None else _chosen(actor, module_key, query)
    payload = {"module": module_key, "verb": verb, "values": dict(values), "ids": chosen}
    told = {"verb": [None, verb], "count": [None, len(chosen)], "fields": [None, sorted(values)]}
    with transaction.atomic():
        record_acts(actor, [Act("bulk", module_key, None, told)])
        return enqueue("records.bulk", payload, actor.user_id)


@job("records.bulk", lane="long")
class RunBulk:
    """Does the work chunk by chunk; the cursor is the number of ids that are done."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many were changed, and the reasons of those that were not."""
        state = ctx.cursor or {"at": 0, "saved": 0, "refused": []}
        payload = ctx.payload
        ids = payload["ids"]
        actor = actor_of(ctx.owner_id or 0, "bulk")
        while state["at"] < len(ids):
            ctx.proceed()
            some = ids[state["at"] : state["at"] + CHUNK]
            with transaction.atomic():
                outcome = _apply(actor, payload["module"], payload["verb"], some, payload["values"])
                state = _advanced(state, some, outcome, actor.locale)
                ctx.checkpoint(state, done=state["at"], total=len(ids))
        return {
            "saved": state["saved"],
            "refused": state["refused"],
            "module": payload["module"],
            "verb": payload["verb"],
        }


def _apply(actor: Actor, module_key: str, verb: str, ids: list[int], values: Mapping[str, Any]) -> Outcome:
    if verb in ("delete", "restore"):
        return write(actor, module_key, [Change(verb, key) for key in ids], BULK)
    if verb in ("tag", "untag"):
        return write(actor, module_key, _tag_changes(actor, module_key, verb, ids, values), BULK)
    return write(actor, module_key, [Change("edit", key, values) for key in ids], BULK)


def _tag_changes(
    actor: Actor, module_key: str, verb: str, ids: list[int], values: Mapping[str, Any]
) -> list[Change]:
    wanted = [str(tag) for tag in values["tags"]]
    changes = []
    for start_at in range(0, len(ids), read.MAX_LIMIT):
        asked = Query(ids=ids[start_at : start_at + read.MAX_LIMIT], columns=["tags"], limit=read.MAX_LIMIT)
        for row in read.page(actor, module_key, asked).rows:  # per chunk
            held = [str(tag) for tag in row["tags"]]
            after = [tag for tag in held if tag not in wanted]
            tags = held + [tag for tag in wanted if tag not in held] if verb == "tag" else after
            if tags != held:
                # With its version: tags that somebody set in between are a conflict, and not lost.
                changes.append(Change("edit", row["id"], {"tags": tags}, row["version"]))
    return changes


def _advanced(state: Mapping[str, Any], some: list[int], outcome: Outcome, locale: str) -> dict[str, Any]:
    refused = list(state["refused"])
    for item in outcome.refused:
        if len(refused) < MAX_REPORTED:
            refused.append(
                {"id": str(some[min(item.index, len(some) - 1)]), "message": item.refusals[0].message(locale)}
            )
    return {"at": state["at"] + len(some), "saved": state["saved"] + len(outcome.saved), "refused": refused}


def _chosen(actor: Actor, module_key: str, query: Query) -> list[int]:
    ids = list(
        selection(ActorReader(actor), module_key, query)
        .order_by("pk")
        .values_list("pk", flat=True)[: MOST + 1]
    )
    if len(ids) > MOST:
        raise Refusal("too_many_at_once", limit=MOST)
    return ids


def _check_values(actor: Actor, module_key: str, verb: str, values: Mapping[str, Any]) -> None:
    """Refuse at once what every record would refuse."""
    expected = {"transfer": {"owner"}, "tag": {"tags"}, "untag": {"tags"}, "delete": set(), "restore": set()}
    if verb in expected and set(values) != expected[verb]:
        raise Refusal("invalid", "values")
    if verb == "edit" and not values:
        raise Refusal("invalid", "values")
    writable, reader = questions.writable(actor, module_key), ActorReader(actor)
    known = reader.shown(module_key)
    for key, raw in values.items():
        # Tags are added to those that are there, which one must see for it.
        if key not in known or (verb in ("tag", "untag") and key not in reader.readable(module_key)):
            raise Refusal("unknown_field", key[:60], name=key[:60])
        item = module(module_key).field(key)
        if key not in writable:
            raise Refusal("readonly", key, label=item.label)
        item.kit.clean(item, raw)
