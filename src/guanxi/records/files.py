"""Files: uploaded first, then named by a record; who sees a file is who sees the field of the record that it is on."""

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from guanxi.access import questions
from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.schedules import schedule
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import read
from guanxi.records.blobs import blobs
from guanxi.records.children.files import Held, form_of
from guanxi.records.file_kinds import clean_name, kind_of
from guanxi.records.models import Handover, StoredFile
from guanxi.records.pictures import without_traces
from guanxi.records.plugs import GUARDS, Batch, Guard, Working
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import MODULES, ModuleDef

MOST_MB = int(os.environ.get("GUANXI_FILE_MB", "25"))
# How many one person may have uploaded without putting them on a record.
MOST_LOOSE = 200
KEPT_LOOSE = timedelta(days=1)
PAGE = 500


def upload(actor: Actor, name: str | None, parts: Iterable[bytes]) -> StoredFile:
    """Keep a file that only `actor` sees until a record names it; pictures without where and when they were taken.

    Raises Forbidden, Refusal (413, 422, 507).
    """
    if not _may_attach(actor):
        raise Forbidden()
    if StoredFile.objects.filter(module="", holder_id=actor.user_id).count() >= MOST_LOOSE:
        raise Refusal("too_many_loose_files", "file", limit=MOST_LOOSE)
    shown = clean_name(name)
    blob = blobs().put(without_traces(parts, MOST_MB << 20), MOST_MB << 20)
    moment = clock.now()
    return StoredFile.objects.create(
        token=secrets.token_hex(16),
        module="",
        record_id=0,
        name=shown,
        name_normal=form_of(shown),
        size=blob.size,
        kind=kind_of(blob.head, shown),
        digest=blob.digest,
        uploader_id=actor.user_id,
        holder_id=actor.user_id,
        created_at=moment,
        loose_since=moment,
    )


def opened(actor: Actor, token: str) -> StoredFile:
    """The file, for those who may see it. Raises NotFound for everybody else, as for no file at all."""
    row = StoredFile.objects.filter(token=token).first() if len(token) == 32 else None
    if row is None:
        raise NotFound()
    if not row.module:
        if row.holder_id != actor.user_id:
            raise NotFound()
        return row
    seen = row.module in MODULES and row.field in questions.readable(actor, row.module)
    if not seen or not read.exists(actor, row.module, [row.record_id]):
        raise NotFound()
    return row


def rename(names: Mapping[str, str]) -> None:
    """Call files by other names, in the running transaction; for guards, whose records say what a file is called."""
    rows = list(StoredFile.objects.filter(token__in=list(names)))
    for row in rows:
        row.name = clean_name(names[row.token])
        row.name_normal = form_of(row.name)
    StoredFile.objects.bulk_update(rows, ["name", "name_normal"], batch_size=200)


class FileGuard(Guard):
    """A record takes only files that its writer uploaded (or took off a record) and that are on no record."""

    key = "records.files"
    order = 150

    def admit(self, batch: Batch) -> None:
        for item in file_fields(batch.module) if batch.verb in ("create", "edit") else ():
            rows = [row for row in batch.rows if row.new.get(item.key)]
            if rows:
                _check(batch.actor, item, rows)

    def after(self, batch: Batch) -> None:
        for item in file_fields(batch.module) if batch.verb in ("create", "edit") else ():
            values = {row.record_id or 0: row.new[item.key] for row in batch.rows if item.key in row.new}
            if batch.verb == "create":
                values = {record_id: held for record_id, held in values.items() if held}
            if values:
                _attach(batch.actor, item, values)


GUARDS.add(FileGuard())


def file_fields(owner: ModuleDef) -> list[FieldDef]:
    """The fields of a module that hold files."""
    return [item for item in owner.fields.values() if item.type == "file"]


@schedule("records-tidy-files", every=timedelta(hours=1))
@job("records.tidy_files")
class TidyFiles:
    """Forgets files that have been on no record for a day, and contents that no row names any more."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many were forgotten."""
        before, done = clock.now() - KEPT_LOOSE, 0
        while True:
            ctx.proceed()
            some = _forget_loose(before)
            done += some
            if some < PAGE:
                return {"deleted": done}


def _forget_loose(before: datetime) -> int:
    loose = StoredFile.objects.filter(module="", loose_since__lt=before)
    found = dict(loose.order_by("pk").values_list("pk", "digest")[:PAGE])
    # Asked again in the same words: one of them may have come onto a record a moment ago.
    loose.filter(pk__in=list(found)).delete()
    digests = set(found.values())
    kept = set(StoredFile.objects.filter(digest__in=digests).values_list("digest", flat=True))
    # Somebody may have uploaded a certificate that lies here already.
    kept |= set(Handover.objects.filter(paper__in=digests).values_list("paper", flat=True))
    for digest in digests - kept:
        blobs().drop(digest)
    return len(found)


def _may_attach(actor: Actor) -> bool:
    for owner in MODULES:
        for verb in ("create", "edit"):
            if {item.key for item in file_fields(owner)} & questions.writable(actor, owner.key, verb):
                return True
    return False


def _check(actor: Actor, item: FieldDef, rows: Sequence[Working]) -> None:
    """Names and sizes of the files, and a refusal where one is not to be had."""
    before = {row.index: {held.token: held for held in (row.old or {}).get(item.key) or ()} for row in rows}
    wanted = {held.token for row in rows for held in row.new[item.key] if held.token not in before[row.index]}
    free = _free(actor, wanted)
    for row in rows:
        known = {**free, **before[row.index]}
        value = row.new[item.key]
        if any(held.token not in known for held in value):
            row.refusals.append(Refusal("unknown_file", item.key, label=item.label))
            continue
        row.new[item.key] = tuple(known[held.token] for held in value)
        for held in value:
            # Two records of one batch cannot have the same file.
            free.pop(held.token, None)


def _free(actor: Actor, tokens: set[str]) -> dict[str, Held]:
    """The loose files of the actor among these, locked."""
    if not tokens:
        return {}
    rows = StoredFile.objects.select_for_update().filter(token__in=tokens, module="", holder_id=actor.user_id)
    parts = rows.order_by("pk").values_list("token", "name", "size", "kind")
    return {part[0]: Held(*part) for part in parts}


def _attach(actor: Actor, item: FieldDef, values: Mapping[int, Sequence[Held]]) -> None:
    """Put the files of these records where they belong; those that are not named any more become loose."""
    kept = {held.token for value in values.values() for held in value}
    on_records = StoredFile.objects.filter(module=item.owner, field=item.key, record_id__in=list(values))
    on_records.exclude(token__in=kept).update(
        module="", record_id=0, field="", holder_id=actor.user_id, loose_since=clock.now()
    )
    rows = {row.token: row for row in StoredFile.objects.filter(token__in=kept)}
    for record_id, value in values.items():
        for position, held in enumerate(value):
            row = rows[held.token]
            row.module, row.record_id, row.field, row.position = item.owner, record_id, item.key, position
            row.loose_since = None
    changed = ["module", "record_id", "field", "position", "loose_since"]
    StoredFile.objects.bulk_update(rows.values(), changed, batch_size=200)
