"""The jobs of imports: check, then run. Both resume where they were."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction

from guanxi.access.rights import actor_of
from guanxi.exchange.models import ImportProject
from guanxi.exchange.projects import undo
from guanxi.exchange.projects.ahead import CHUNK, READY, Ahead
from guanxi.exchange.projects.checked import following
from guanxi.exchange.projects.landing import joinable, land
from guanxi.exchange.projects.reading import check, count
from guanxi.jobs.handlers import JobContext, job, on_finished
from guanxi.jobs.models import Job
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor


@job("exchange.check", lane="long")
class CheckImport:
    """Reads the files again from the beginning whenever it is taken up; nothing but its own rows is written."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The counts by state."""
        project = ImportProject.objects.get(pk=ctx.payload["project"])
        check(ctx, actor_of(ctx.owner_id or 0, "import"), project)
        project.state, project.error = "checked", None
        project.save()
        return {"project": project.pk, **project.counts}


@job("exchange.run", lane="long")
class RunImport:
    """Lands rows in the order of the files; the cursor is the last row that was landed."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The counts by outcome."""
        project = ImportProject.objects.get(pk=ctx.payload["project"])
        actor = actor_of(ctx.owner_id or 0, undo.origin_of(project))
        state: dict[str, Any] = ctx.cursor or {"last": 0, "done": 0, "counts": {}}
        total = state["done"] + project.rows.filter(state__in=READY, outcome="").count()
        by_state = count(project)
        with Ahead(project, total - state["done"]) as ahead:
            while True:
                ctx.proceed()
                chunk = ahead.after(state["last"])
                rows = chunk.rows
                if not rows:
                    break
                with transaction.atomic():
                    counts = _sum(state["counts"], land(actor, project, rows, made=chunk.made))
                    state = {"last": rows[-1].pk, "done": state["done"] + len(rows), "counts": counts}
                    project.counts = {**by_state, **counts}
                    project.save(update_fields=["counts", "conflicts"])
                    ctx.checkpoint(state, done=state["done"], total=total)
        counts = self._join(ctx, project, actor, state)
        project.state, project.finished_at = "done", clock.now()
        project.counts = {**count(project), **counts}
        project.save()
        return {"project": project.pk, **project.counts}

    def _join(
        self, ctx: JobContext, project: ImportProject, actor: Actor, state: dict[str, Any]
    ) -> dict[str, int]:
        """Rows that wait for a name, but agree on mobile or e-mail with a record that has one, join it."""
        while True:
            ctx.proceed()
            rows = following(project, ("waiting",), state.get("waited", 0), CHUNK)
            if not rows:
                return dict(state["counts"])
            with transaction.atomic():
                joining = joinable(actor, project, rows)
                for row in joining:
                    row.state = "partial"
                more = land(actor, project, joining, was="waiting") if joining else {}
                state = {
                    **state,
                    "waited": rows[-1].pk,
                    "done": state["done"] + len(joining),
                    "counts": _sum(state["counts"], more),
                }
                project.counts = {**count(project), **state["counts"]}
                project.save(update_fields=["counts", "conflicts"])
                ctx.checkpoint(state, done=state["done"], total=state["done"])


def _sum(held: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return {key: held.get(key, 0) + more.get(key, 0) for key in {**held, **more}}


@job("exchange.undo", lane="long")
class UndoImport:
    """Takes back what an import did, the last first; the cursor is the act down to which it is done."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """How many records were deleted, restored, left alone."""
        project = ImportProject.objects.get(pk=ctx.payload["project"])
        person = actor_of(ctx.owner_id or 0, undo.undo_origin(project))
        # Whoever may import may take back; what others did since is looked at record by record.
        actor = replace(person, is_system=True)
        held = ctx.cursor or {"before": None, "tally": {**project.undone, "kept": 0, "left": []}}
        before, tally = held["before"], undo.Tally(**held["tally"])
        while True:
            ctx.proceed()
            with transaction.atomic():
                before = undo.take_back(actor, project, before, tally)
                project.undone = asdict(tally)
                project.state = "undone" if before is None else project.state
                project.save(update_fields=["undone", "state"])
                ctx.checkpoint(
                    {"before": before, "tally": asdict(tally)}, done=tally.deleted + tally.restored
                )
            if before is None:
                break
        return {
            "project": project.pk,
            "deleted": tally.deleted,
            "restored": tally.restored,
            "kept": tally.kept,
        }


_BACK = {("exchange.check", "cancelled"): "planned", ("exchange.undo", "cancelled"): "done",
         ("exchange.undo", "failed"): "done"}  # fmt: skip


@on_finished
def note_end(row: Job) -> None:
    """A job that failed or was cancelled says so on its import."""
    if row.kind not in ("exchange.check", "exchange.run", "exchange.undo") or row.state == "done":
        return
    project = ImportProject.objects.filter(pk=row.payload["project"])
    project.update(state=_BACK.get((row.kind, str(row.state)), str(row.state)), error=row.error)
