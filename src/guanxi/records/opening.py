"""Keeps which records meet the conditions of sharing rules: a row for each, made anew for what a change touches."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Case, Q, Value, When

from guanxi.access import rights
from guanxi.access.kept_rules import OPENING, kept_rules, spoken_of
from guanxi.access.models import Opened, SharingRule
from guanxi.access.reach import meets
from guanxi.access.rights import Condition
from guanxi.jobs.handlers import JobContext, job
from guanxi.kernel import bulk
from guanxi.kernel.actor import SYSTEM
from guanxi.records.plugs import Batch, Working
from guanxi.records.search_store import tell_seers
from guanxi.schema.modules import ModuleDef, module

CHUNK = 500
DROPPED = 5000


def keep(batch: Batch) -> None:
    """Bring the rows up to date for what a batch changed, after every guard."""
    if batch.verb in ("delete", "restore"):
        return
    rules = kept_rules(batch.module.key)
    if not rules:
        return
    spoken = frozenset().union(*(one.fields for rule in rules if (one := spoken_of(rule))))
    ids = [row.record_id or 0 for row in batch.rows if batch.verb == "create" or _changed(row, spoken)]
    if ids:
        renew(batch.module, rules, ids, known=batch.verb == "create")


def renew(owner: ModuleDef, rules: list[SharingRule], ids: list[int], known: bool = False) -> None:
    """Make the rows of these records as they should be; `known` ones are new and have none yet."""
    asked = [Case(When(_met(one), then=Value(1)), default=Value(0)) for one in rules]
    wanted = {
        (rule.by, key)
        for key, *answers in owner.model._default_manager.filter(pk__in=ids).values_list("pk", *asked)
        for rule, answer in zip(rules, answers, strict=True)
        if answer
    }
    held: set[tuple[str, int]] = set()
    if not known:
        rows = Opened.objects.filter(by__in=[one.by for one in rules], record_id__in=ids)
        held = set(rows.values_list("by", "record_id"))
    bulk.delete_pairs(Opened.objects.all(), "by", held - wanted)
    bulk.insert(Opened, [{"by": by, "record_id": key} for by, key in sorted(wanted - held)])
    if not known:
        tell_seers(owner.key, {key for _, key in wanted ^ held})


@job(OPENING, lane="long")
class KeepRule:
    """Makes the rows of one rule, and drops those of its other versions."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many records the rule opens."""
        number, version = ctx.payload["rule"], ctx.payload["version"]
        rule = SharingRule.objects.filter(pk=number, version=version, active=True).first()
        count = 0
        if rule is not None and (spoken := spoken_of(rule)) is not None:
            count = self._open(ctx, rule)
            here = SharingRule.objects.filter(pk=number, version=version)
            here.update(kept=version, meaning=spoken.meaning)
            rights.forget()
        self._drop(ctx, number)
        return {"count": count}

    def _open(self, ctx: JobContext, rule: SharingRule) -> int:
        _wait_for_writers()
        owner = module(rule.module)
        state = ctx.cursor or {"last": 0, "count": 0}
        while True:
            ctx.proceed()
            met = owner.model._default_manager.filter(_met(rule), pk__gt=state["last"])  # per chunk
            ids = list(met.order_by("pk").values_list("pk", flat=True)[:CHUNK])
            if not ids:
                return int(state["count"])
            with transaction.atomic():
                # Whoever changes one at this moment has kept its row before, or keeps it after.
                rows = owner.model._default_manager.filter(pk__in=ids).order_by("pk")  # per chunk
                list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk"))
                renew(owner, [rule], ids)  # per chunk
                state = {"last": ids[-1], "count": state["count"] + len(ids)}
                ctx.checkpoint(state, done=state["count"])

    def _drop(self, ctx: JobContext, number: int) -> None:
        rule = SharingRule.objects.filter(pk=number).first()
        rows = Opened.objects.filter(by__startswith=f"{number}/")
        if rule is not None:
            rows = rows.exclude(by=rule.by)
        while ids := list(rows.values_list("pk", flat=True)[:DROPPED]):
            ctx.proceed()
            Opened.objects.filter(pk__in=ids).delete()  # per chunk


def _wait_for_writers() -> None:
    """Until nobody writes any more who did not know of the rule: who writes has read the rules."""
    if connection.vendor == "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # While it waits nobody's rights are read: better to come again than to wait long.
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        cursor.execute("LOCK TABLE access_sharingrule IN ACCESS EXCLUSIVE MODE")


def _met(rule: SharingRule) -> Q:
    # A condition on every record is none, which no case takes.
    found = meets(SYSTEM, Condition("rule", rule.pk, rule.version, rule.module, rule.criteria))
    return found or Q(pk__isnull=False)


def _changed(row: Working, spoken: frozenset[str]) -> bool:
    return any(key in spoken and value != (row.old or {}).get(key) for key, value in row.new.items())
