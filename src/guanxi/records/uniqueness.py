"""Unique values: no two live records of a module share one, whoever writes at the same moment."""

import hashlib
from collections.abc import Iterable

from django.db import connection

from guanxi.kernel import bulk
from guanxi.kernel.errors import Refusal
from guanxi.records.plugs import Working
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef


def check_unique(owner: ModuleDef, verb: str, rows: list[Working]) -> None:
    """Refuse rows whose unique value another live record has, or an earlier row of the batch."""
    for item in owner.fields.values():
        wanted = _wanted(item, verb, rows) if item.unique and verb != "delete" else {}
        if not wanted:
            continue
        column = f"{item.key}_n"
        _wait_for_others(f"{owner.key}.{item.key}={form}" for form in wanted.values())
        forms = {f"{column}__in": bulk.among(set(wanted.values()))}
        holders = owner.model._default_manager.filter(**forms)  # per chunk: once for each unique field
        # The index leaves out empty forms, and SQLite uses it only for a query that says the same.
        holders = holders.filter(deleted_at__isnull=True).exclude(**{column: ""})
        held = dict(holders.values_list(column, "pk"))
        for row in rows:
            form = wanted.get(id(row))
            me = row.record_id or -row.index - 1
            if form is not None and held.setdefault(form, me) != me:
                row.refusals.append(
                    Refusal("not_unique", item.key, status=409, label=item.label, value=row.get(item.key))
                )


def _wanted(item: FieldDef, verb: str, rows: list[Working]) -> dict[int, str]:
    """By row: the normal form that it will hold; a record that comes out of the bin brings its old one."""
    values = {id(row): row.get(item.key) if verb == "restore" else row.new.get(item.key) for row in rows}
    return {key: item.kit.store(item, value)[f"{item.key}_n"] for key, value in values.items() if value}


def _wait_for_others(claims: Iterable[str]) -> None:
    """Let two transactions that want the same value go one after the other; SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return
    digests = {hashlib.blake2b(claim.encode(), digest_size=8).digest() for claim in claims}
    numbers = sorted(int.from_bytes(digest, signed=True) for digest in digests)
    with connection.cursor() as cursor:
        sql = "SELECT pg_advisory_xact_lock(claim) FROM unnest(%s::bigint[]) WITH ORDINALITY AS u(claim, n) ORDER BY n"
        cursor.execute(sql, [numbers])
