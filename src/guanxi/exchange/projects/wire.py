"""Imports in the form of the API."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from guanxi.access import questions
from guanxi.exchange.models import ImportProject, ImportRow
from guanxi.exchange.projects.messages import fault_text
from guanxi.exchange.schema_plan import plan_of
from guanxi.jobs.models import Job
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import say
from guanxi.records.read import MAX_LIMIT, Query, page
from guanxi.schema.modules import module

SHOWN = 200
_OUTCOMES = ("created", "updated", "unchanged", "failed")


def project(actor: Actor, item: ImportProject) -> dict[str, Any]:
    """The whole import."""
    counts = item.counts
    targets = plan_of(item.module).targets(actor)
    return {
        **brief(item, actor.locale),
        "targets": [
            {
                "key": target.key,
                "label": target.label,
                "module": target.module,
                "type": target.type,
                "required": target.required,
                "multiple": target.multiple,
                "options": [
                    {"value": value, "label": _label(labels, actor.locale)}
                    for value, labels in target.options
                ],
            }
            for target in targets
        ],
        "options": item.options,
        "value_maps": item.value_maps,
        "unknown_owners": item.unknown_owners,
        "unknown_values": item.unknown_values,
        "conflicts": item.conflicts,
        "counts": counts,
        "left_alone": left_alone(actor, item),
    }


def brief(item: ImportProject, locale: str) -> dict[str, Any]:
    """The import without what only its own pages need."""
    counts = item.counts
    row = Job.objects.filter(pk=item.job_id).first() if item.job_id else None
    return {
        "id": str(item.pk),
        "module": item.module,
        "state": item.state,
        "created_at": item.created_at,
        "finished_at": item.finished_at,
        "files": [_file(file, locale) for file in item.files.all()],
        "total": counts.get("total", 0),
        "partial": counts.get("partial", 0),
        "waiting": counts.get("waiting", 0),
        "left_out": counts.get("skipped", 0),
        **{key: counts.get(key, 0) for key in _OUTCOMES},
        "skipped": counts.get("unchanged", 0),
        "progress": {"done": row.done, "total": row.total} if row else None,
        "job_id": str(item.job_id) if item.job_id else None,
        "undone": {key: item.undone.get(key, 0) for key in ("deleted", "restored", "kept")}
        if item.undone
        else None,
        "error": item.error,
        "problems_url": f"/api/v1/imports/{item.pk}/problems",
    }


def rows(items: Sequence[ImportRow], locale: str, labels: dict[str, str]) -> list[dict[str, Any]]:
    """Physical rows with their normalised fields and their errors."""
    return [
        {
            "id": str(item.pk),
            "file": item.file.name,
            "sheet": item.sheet,
            "row": item.row,
            "state": item.state,
            "reason": item.reason or None,
            "fields": {**item.fields, **item.fixed},
            "other": item.other,
            "errors": [
                {
                    "field": error["field"],
                    "code": error["code"],
                    "column": error.get("column"),
                    "raw": error.get("raw"),
                    "message": fault_text(error, locale, labels.get(error["field"], "")),
                }
                for error in item.errors
            ],
            "source": item.source,
            "outcome": item.outcome or None,
            "record_id": str(item.record_id) if item.record_id else None,
        }
        for item in items
    ]


def left_alone(actor: Actor, item: ImportProject) -> list[dict[str, Any]]:
    """What taking the import back left as it is, and why; titles only of what the caller sees."""
    found = []
    for module_key, run in groupby(item.undone.get("left", [])[:SHOWN], key=lambda one: str(one["module"])):
        entries = list(run)
        titles = _titles(actor, module_key, [int(one["id"]) for one in entries])  # per chunk
        labels = {key: field.label.get(actor.locale) for key, field in module(module_key).fields.items()}
        for one in entries:
            code = one["reason"] if one["reason"] in ("changed_since", "in_use") else "refused"
            found.append(
                {
                    "module": module_key,
                    "id": one["id"],
                    "title": titles.get(int(one["id"]), ""),
                    "reason": code,
                    "message": say(f"undo_{code}", actor.locale),
                    "fields": [labels[key] for key in one["fields"] if key in labels],
                }
            )
    return found


def _titles(actor: Actor, module_key: str, ids: list[int]) -> dict[int, str]:
    if not questions.can(actor, "view", module_key):
        return {}
    asked = Query(ids=ids, columns=[], limit=MAX_LIMIT)
    seen = page(actor, module_key, asked)
    return {row["id"]: titles["_title"] for row, titles in zip(seen.rows, seen.titles, strict=True)}


def _file(file: Any, locale: str) -> dict[str, Any]:
    error = None
    if file.error:
        error = {"code": file.error["code"], "message": say(file.error["code"], locale, file.error["params"])}
    return {
        "id": str(file.pk),
        "name": file.name,
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "sheets": file.sheets,
        "error": error,
    }


def _label(labels: tuple[str, ...], locale: str) -> str:
    position = {"zh-CN": 0, "zh-TW": 1, "en": 2}[locale]
    return labels[position] if len(labels) > position else labels[0]
