"""Checked rows become records, a chunk in one transaction, through the write door."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from guanxi.access.directory import people_by_name
from guanxi.exchange.models import ImportProject, ImportRow
from guanxi.exchange.plans import Assembled
from guanxi.exchange.projects import accounts, checked, owners, references
from guanxi.exchange.projects.checked import CheckedRow
from guanxi.exchange.projects.merging import Slot, Told, apart, differing, one_person, other_columns, together
from guanxi.exchange.projects.writing import label_of, records_of, without_refused
from guanxi.exchange.schema_plan import plan_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.text import normal
from guanxi.records import identify
from guanxi.records.service import BULK, Change, write
from guanxi.schema.modules import module

MOST_CONFLICTS = 500
OWNER_COLUMN = "负责人"


def land(
    actor: Actor, project: ImportProject, rows: Sequence[CheckedRow], was: str | None = None,
    made: Mapping[int, Assembled] | None = None,
) -> dict[str, int]:  # fmt: skip
    """Write the records of some rows and note in each row what became of it. Returns counts by outcome.

    `was` is the state that the rows have in the table, when it is to become the one that they carry; `made` what the
    rows become, where it was put together beforehand.
    """
    options = project.options
    made = made or assembled(project, rows)
    references.resolve(actor, project.module, [(row, made[row.pk]) for row in rows])
    named, contradictions = accounts.settle(actor, rows, made, project.options["on_match"] == "newest")
    slots = _slots(actor, project, rows, made, named)
    people = people_by_name()
    for slot in slots:
        _settle_owner(actor, project, slot, people)
    outcomes = _write_main(actor, project.module, slots, options["on_match"] == "skip")
    _write_activities(actor, slots)
    checked.note(rows, was)
    conflicts = contradictions + [item for slot in slots for item in slot.conflicts]
    if conflicts and len(project.conflicts) < MOST_CONFLICTS:
        project.conflicts = (project.conflicts + conflicts)[:MOST_CONFLICTS]
    return outcomes


def assembled(project: ImportProject, rows: Sequence[CheckedRow]) -> dict[int, Assembled]:
    """The records of some rows by the rows' ids; the values of lookups are still names."""
    plan, match_on = plan_of(project.module), project.options["match_on"]
    return {row.pk: plan.assemble(row.fields, match_on) for row in rows}


def joinable(actor: Actor, project: ImportProject, rows: Sequence[CheckedRow]) -> list[CheckedRow]:
    """The waiting rows that lack nothing but a required value which a record that they agree with has."""
    open_rows = [row for row in rows if all(error["code"] == "required" for error in row.errors)]
    made = assembled(project, open_rows)
    known = identify.by_keys(actor, project.module, [key for item in made.values() for key in item.keys])
    return [row for row in open_rows if any(key in known for key in made[row.pk].keys)]


def _slots(
    actor: Actor,
    project: ImportProject,
    rows: Sequence[CheckedRow],
    made: Mapping[int, Assembled],
    accounts: Mapping[str, int],
) -> list[Slot]:
    forms = [key for item in made.values() for key in item.keys]
    known = identify.by_keys(actor, project.module, forms)
    again = _seen_before(actor, project, [row for row in rows if not made[row.pk].keys])
    existing = records_of(actor, project.module, {*known.values(), *again.values()})
    newest = project.options["on_match"] == "newest"
    by_key: dict[Any, Slot] = {}
    slots: list[Slot] = []
    instants = _instants(project.module)
    for row in rows:
        item = made[row.pk]
        item.main = _with_zone(actor, instants, item.main)
        slot = None
        if project.options["on_match"] != "create":
            close = [
                key for key in item.keys if key in by_key and not apart(key, by_key[key].held, item.main)
            ]
            hits = list({id(by_key[key]): by_key[key] for key in close}.values())
            held = (
                existing[known[key]]
                for key in item.keys
                if known.get(key) in existing and not apart(key, existing[known[key]].get, item.main)
            )
            record = next(held, None) or existing.get(again.get(row.pk, 0))
            slot = _united(hits, record, by_key, slots, newest)
        if slot is None:
            slot = Slot(None)
            slots.append(slot)
        for key in item.keys:
            by_key.setdefault(key, slot)
        company = (item.account or {}).get("name", "")
        slot.take(Told(row, item, accounts.get(normal(company)) if company else None, company), newest)
    return slots


def _united(
    hits: list[Slot], record: dict[str, Any] | None, by_key: dict[Any, Slot], slots: list[Slot], newest: bool
) -> Slot | None:
    """The one slot of a row that agrees with several: what earlier rows began under one name becomes one record."""
    # A record that is there already leads: what earlier rows began joins it, and not the other way round.
    hits.sort(key=lambda slot: slot.existing is None)
    if record is not None and all(slot.existing is None for slot in hits):
        slot = by_key.get(("id", record["id"])) or Slot(record)
        if ("id", record["id"]) not in by_key:
            slots.append(slot)
            by_key["id", record["id"]] = slot
        hits = [slot, *(other for other in hits if other is not slot and one_person(slot, other))]
    for other in hits[1:]:
        if other.existing is None and one_person(hits[0], other):
            for told in other.told:
                hits[0].take(told, newest)
            slots.remove(other)
            by_key.update({key: hits[0] for key, slot in by_key.items() if slot is other})
    return hits[0] if hits else None


def _seen_before(actor: Actor, project: ImportProject, rows: list[CheckedRow]) -> dict[int, int]:
    """Records that the same row of the same file made before, for rows that nothing else identifies."""
    if not rows:
        return {}
    earlier = ImportRow.objects.filter(
        digest__in={row.digest for row in rows}, record_id__isnull=False, project__module=project.module
    ).exclude(project=project)
    by_digest: dict[str, int] = {
        digest: key for digest, key in earlier.values_list("digest", "record_id") if key
    }
    return {row.pk: by_digest[row.digest] for row in rows if row.digest in by_digest}


def _settle_owner(actor: Actor, project: ImportProject, slot: Slot, people: owners.People) -> None:
    """A new record goes to the person whom the name means; a name that means nobody is kept as text."""
    if not slot.owner_name:
        return
    user_id = owners.resolve(actor, project, slot.owner_name, people)
    if user_id is None:
        slot.other = together(slot.other, {OWNER_COLUMN: slot.owner_name})
    elif slot.existing is None:
        slot.values["owner"] = str(user_id)


def _write_main(actor: Actor, module_key: str, slots: list[Slot], skip: bool) -> dict[str, int]:
    changes: list[Change] = []
    writing: list[Slot] = []
    counts = dict.fromkeys(("created", "updated", "unchanged", "failed"), 0)
    for slot in slots:
        if slot.existing is not None and skip:
            _note(slot, "unchanged", slot.existing["id"])
            counts["unchanged"] += len(slot.rows)
            continue
        kept = _kept(slot, module_key, actor.locale)
        if slot.existing is None:
            changes.append(Change("create", values=slot.values, kept=kept, ready=slot.ready))
        else:
            values = differing(slot)
            values.pop("owner", None)
            if not values and not kept:
                _note(slot, "unchanged", slot.existing["id"])
                counts["unchanged"] += len(slot.rows)
                continue
            changes.append(Change("edit", slot.existing["id"], values, kept=kept))
        writing.append(slot)
    outcome = write(actor, module_key, changes, BULK)
    held = [other_columns(slot) for slot in writing]
    saved = without_refused(actor, module_key, changes, outcome, held)
    for index, slot in enumerate(writing):
        if index not in saved:
            _note(slot, "failed", None)
            counts["failed"] += len(slot.rows)
            continue
        word = "created" if slot.existing is None else "updated"
        _note(slot, word, saved[index])
        # The first row made the record, the others added to it.
        counts[word] += 1 if word == "created" else len(slot.rows)
        counts["updated"] += len(slot.rows) - 1 if word == "created" else 0
    return counts


def _kept(slot: Slot, module_key: str, locale: str) -> dict[str, Any]:
    """What the record keeps of the rows beside its fields. Where it keeps what the one who imports may not read, that
    stays as it is, and the rows' words are told."""
    held = slot.existing or {}
    other, problems = slot.other, slot.problems
    told = {label_of(name, locale): raw for name, raw in problems.items()}
    if "problems" not in module(module_key).fields:
        other, told, problems = {**told, **other}, {}, {}
    merged = {}
    if slot.adds_to("other_columns"):
        merged["other_columns"] = together(held.get("other_columns") or {}, other)
    else:
        slot.leave_alone(other)
    if slot.adds_to("problems"):
        merged["problems"] = {**problems, **(held.get("problems") or {})}
    else:
        slot.leave_alone(told)
    return {key: texts for key, texts in merged.items() if texts != (held.get(key) or {})}


def _note(slot: Slot, outcome: str, record_id: int | None) -> None:
    for position, row in enumerate(slot.rows):
        row.outcome = "updated" if outcome == "created" and position else outcome
        row.record_id = record_id


def _write_activities(actor: Actor, slots: list[Slot]) -> None:
    planned = [
        (slot.rows[0].record_id, item, ready)
        for slot in slots
        for item, ready in slot.activities
        if slot.rows[0].record_id
    ]
    if not planned:
        return
    ids = {record_id for record_id, _, _ in planned}
    told = identify.texts_told(actor, "activities", "contact", ids, "content")
    instants = _instants("activities")
    changes = []
    for record_id, item, ready in planned:
        if (record_id, normal(item["content"])) in told:
            continue
        told.add((record_id or 0, normal(item["content"])))
        values = {**item, "contact": str(record_id)}
        changes.append(Change("create", values=_with_zone(actor, instants, values), ready=ready))
    write(actor, "activities", changes, BULK)


def _instant(at: str, actor: Actor) -> str:
    """A day or a local time of a file as an instant of the importing person's zone."""
    moment = datetime.fromisoformat(at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=actor.zone)).isoformat()


def _with_zone(actor: Actor, instants: Sequence[str], values: dict[str, Any]) -> dict[str, Any]:
    """Times of day in a file are those of the importing person."""
    told = [key for key in instants if values.get(key)]
    return {**values, **{key: _instant(values[key], actor) for key in told}} if told else values


def _instants(module_key: str) -> list[str]:
    return [key for key, item in module(module_key).fields.items() if item.type == "datetime"]
