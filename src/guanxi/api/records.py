"""Single records and batches of them."""

import hashlib
from typing import Any

import orjson
from django.db import transaction
from django.http import HttpResponse
from ninja import Header, Router
from pydantic import Field

from guanxi.access import questions
from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.errors import error_of
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.kernel.errors import Refusal
from guanxi.records import idempotency, read, service, upserts
from guanxi.records.models import Reply
from guanxi.records.service import Change

router = Router(tags=["records"])
MAX_BATCH = 500


class Edit(Strict):
    """The fields of one record."""

    values: dict[str, Any]


class Create(Strict):
    """One record, or up to 500."""

    values: dict[str, Any] | None = None
    records: list[Edit] | None = Field(None, min_length=1, max_length=MAX_BATCH)


class Upsert(Strict):
    """Records to make or to bring up to date, found by the unique field `key`."""

    key: str = Field("external_id", max_length=60)
    records: list[Edit] = Field(min_length=1, max_length=MAX_BATCH)


@router.post("/records/{module}")
def create(
    request: ActorRequest,
    module: str,
    payload: Create,
    idempotency_key: str | None = Header(None, alias="Idempotency-Key", max_length=100),
) -> HttpResponse:
    """Make records: 201 with the record, or with an outcome per row of a batch."""
    if (payload.values is None) == (payload.records is None):
        raise Refusal("malformed", status=400, why="values | records")
    if idempotency_key is None:
        return _create(request, module, payload)
    digest = hashlib.sha256(request.path.encode() + b"\n" + request.body).hexdigest()
    with transaction.atomic():
        held = idempotency.reply(request.actor, idempotency_key, digest)
        if held is not None:
            return _again(request, module, held)
        response = _create(request, module, payload)
        body = orjson.loads(response.content)
        # Of one record the number alone is kept: what it holds is told by the rights of the moment.
        kept = body if "rows" in body else {"id": body["id"]}
        idempotency.keep(
            request.actor, idempotency_key, digest, response.status_code, orjson.dumps(kept).decode()
        )
    return response


@router.post("/records/{module}/upsert")
def upsert(request: ActorRequest, module: str, payload: Upsert) -> HttpResponse:
    """Make or update records by a unique field; repeating it changes nothing."""
    outcome = upserts.upsert(
        request.actor, module, payload.key, [record.values for record in payload.records]
    )
    return answer({"rows": [_row(request, item) for item in outcome]})


@router.get("/records/{module}/{record_id}")
def get(request: ActorRequest, module: str, record_id: str) -> HttpResponse:
    """One record with its ETag."""
    response = _one(request, module, number(record_id), 200)
    seen.opened(request.actor, module, number(record_id))
    return response


@router.patch("/records/{module}/{record_id}")
def edit(
    request: ActorRequest,
    module: str,
    record_id: str,
    payload: Edit,
    if_match: str | None = Header(None, alias="If-Match", max_length=40),
) -> HttpResponse:
    """Change fields of the version that If-Match names; 409 when later versions touched the same fields."""
    key = number(record_id)
    read.get(request.actor, module, key)
    if if_match is None:
        raise Refusal("version_required", status=428)
    version = if_match.strip().removeprefix("W/").strip('"')
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise Refusal("unknown_version", status=409)
    service.edit(request.actor, module, key, payload.values, int(version))
    return _one(request, module, key, 200)


@router.delete("/records/{module}/{record_id}")
def delete(request: ActorRequest, module: str, record_id: str) -> HttpResponse:
    """Put a record into the bin."""
    service.write(request.actor, module, [Change("delete", number(record_id))]).only()
    return HttpResponse(status=204)


@router.post("/records/{module}/{record_id}/restore")
def restore(request: ActorRequest, module: str, record_id: str) -> HttpResponse:
    """Take a record out of the bin."""
    key = number(record_id)
    service.write(request.actor, module, [Change("restore", key)]).only()
    return _one(request, module, key, 200)


def _create(request: ActorRequest, module: str, payload: Create) -> HttpResponse:
    if payload.values is not None:
        saved = service.create(request.actor, module, payload.values)
        return _one(request, module, saved.record_id, 201)
    changes = [Change("create", values=record.values) for record in payload.records or ()]
    outcome = service.write(request.actor, module, changes)
    rows = [(item.index, {"id": str(item.record_id), "version": item.version}) for item in outcome.saved]
    for refused in outcome.refused:
        errors = [error_of(item, request.actor.locale, refused.index) for item in refused.refusals]
        rows.append((refused.index, {"errors": errors}))
    return answer({"rows": [row for _, row in sorted(rows, key=lambda item: item[0])]}, 201)


def _again(request: ActorRequest, module: str, held: Reply) -> HttpResponse:
    kept = orjson.loads(held.body)
    if "rows" in kept:
        return answer(kept, held.status)
    return _one(request, module, int(kept["id"]), held.status)


def _one(request: ActorRequest, module: str, record_id: int, status: int) -> HttpResponse:
    page = read.get(request.actor, module, record_id)
    body = page.wire()["records"][0]
    editable = read.may(request.actor, "edit", module, record_id)
    body["writable"] = sorted(questions.writable(request.actor, module)) if editable else []
    body["deletable"] = read.may(request.actor, "delete", module, record_id)
    return answer(body, status, {"ETag": f'"{body["version"]}"'})


def _row(request: ActorRequest, item: upserts.Row) -> dict[str, Any]:
    if item.refusals:
        return {"errors": [error_of(refusal, request.actor.locale, item.index) for refusal in item.refusals]}
    return {"id": str(item.record_id), "state": item.state}
