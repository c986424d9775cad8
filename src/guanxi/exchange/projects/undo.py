"""Taking an import back: what it made goes into the bin, what it changed is as before, what others touched stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from guanxi.exchange.models import ImportProject
from guanxi.kernel.actor import Actor
from guanxi.records import inside, tagging
from guanxi.records.service import BULK, Change, Outcome, write
from guanxi.trail.models import AuditRow
from guanxi.trail.service import acts_of, acts_on

CHUNK = 300
# The audit's word for the tags of the house, which are no records.
TAGS = "tags"
MOST_LISTED = 500


def origin_of(project: ImportProject) -> str:
    """The origin that the audit names for everything that an import writes."""
    return f"import:{project.pk}"


@dataclass
class Tally:
    """What became of the records that an import touched; `left` says which stayed as they are, and why."""

    deleted: int = 0
    restored: int = 0
    kept: int = 0
    left: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, module_key: str, record_id: int, reason: str, fields: Iterable[str] = ()) -> None:
        """Count a record that is left alone, or some of whose fields are."""
        self.kept += 1
        if len(self.left) < MOST_LISTED:
            entry = {"module": module_key, "id": str(record_id), "reason": reason, "fields": sorted(fields)}
            self.left.append(entry)


@dataclass
class _Story:
    """What happened to one record since the import began."""

    ours: list[AuditRow] = field(default_factory=list)
    later: list[AuditRow] = field(default_factory=list)

    @property
    def made(self) -> bool:
        """Whether the import made the record."""
        return self.ours[0].verb == "create"

    @property
    def turn(self) -> int:
        """The act at which the record is dealt with: where it was made, else where it was changed last."""
        return (self.ours[0] if self.made else self.ours[-1]).pk

    @property
    def gone(self) -> bool:
        """Whether somebody has put the record into the bin since."""
        marks = [row.verb for row in self.later if row.verb in ("delete", "restore")]
        return bool(marks) and marks[-1] == "delete"

    def touched(self) -> set[str]:
        """The fields that others changed after the import."""
        return {key for row in self.later for key in row.changes}

    def before(self) -> dict[str, Any]:
        """The values that the record had before the import."""
        found: dict[str, Any] = {}
        for row in self.ours:
            for key, (value, _) in row.changes.items():
                found.setdefault(key, value)
        return found


def take_back(actor: Actor, project: ImportProject, before: int | None, tally: Tally) -> int | None:
    """Take back the next acts of an import, the last first; returns where to go on, None at the end.

    What depends on a record was made after it, so that it is gone when the record's turn comes.
    """
    acts = acts_of(origin_of(project), project.audit_from or 0, before, CHUNK)
    if not acts:
        return None
    for module_key, run in groupby(acts, key=lambda act: act.module):
        if module_key == TAGS:
            _take_back_tags(actor, project, {act.record_id or 0 for act in run})  # per chunk
        else:
            _take_back_run(actor, project, module_key, list(run), tally)  # per chunk
    return acts[-1].pk


def _take_back_run(
    actor: Actor, project: ImportProject, module_key: str, acts: Sequence[AuditRow], tally: Tally
) -> None:
    turns = {act.pk for act in acts}
    stories = _stories(project, module_key, {act.record_id or 0 for act in acts})
    due = {key: story for key, story in stories.items() if story.turn in turns and not story.gone}
    made = [key for key, story in due.items() if story.made]
    deletable = list(_untouched(module_key, made, due, tally))
    _settle(
        write(actor, module_key, [Change("delete", key) for key in deletable], BULK),
        deletable,
        module_key,
        tally,
    )
    tally.deleted += len(deletable)
    edits = []
    for key, story in due.items():
        if story.made:
            continue
        touched, before = story.touched(), story.before()
        values = {name: value for name, value in before.items() if name not in touched}
        if len(values) < len(before):
            tally.keep(module_key, key, "changed_since", touched & set(before))
        if values:
            edits.append(Change("edit", key, values))
    ids = [change.record_id or 0 for change in edits]
    _settle(write(actor, module_key, edits, BULK), ids, module_key, tally)
    tally.restored += len(ids)


def _take_back_tags(actor: Actor, project: ImportProject, ids: set[int]) -> None:
    """The tags that the import made go, unless a record still carries them or somebody has changed them since."""
    stories = _stories(project, TAGS, ids)
    tagging.drop_unused(actor, [key for key, story in stories.items() if story.made and not story.later])


def _stories(project: ImportProject, module_key: str, ids: set[int]) -> dict[int, _Story]:
    found: dict[int, _Story] = {}
    ours, undone = origin_of(project), undo_origin(project)
    for row in acts_on(module_key, ids, project.audit_from or 0):
        story = found.setdefault(row.record_id or 0, _Story())
        if row.origin == ours:
            story.ours.append(row)
        elif row.origin == undone:
            # Dealt with by an earlier attempt.
            story.later.append(AuditRow(verb="delete"))
        elif story.ours:
            story.later.append(row)
    return {key: story for key, story in found.items() if story.ours}


def undo_origin(project: ImportProject) -> str:
    """The origin that the audit names for what an undo writes."""
    return f"undo:{project.pk}"


def _untouched(module_key: str, ids: list[int], stories: dict[int, _Story], tally: Tally) -> Iterator[int]:
    """The records that nobody changed and nothing points at."""
    used = inside.pointed_at(module_key, ids) if ids else set()
    for key in ids:
        if stories[key].later:
            tally.keep(module_key, key, "changed_since", stories[key].touched())
        elif key in used:
            tally.keep(module_key, key, "in_use")
        else:
            yield key


def _settle(outcome: Outcome, ids: list[int], module_key: str, tally: Tally) -> None:
    """Take what the door refused out of the list of what was done."""
    for item in sorted(outcome.refused, key=lambda item: -item.index):
        tally.keep(module_key, ids[item.index], item.refusals[0].code)
        del ids[item.index]
