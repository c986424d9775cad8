"""Which statuses every operation answers, and what the bodies look like."""

from collections.abc import Sequence

from guanxi.api.openapi_values import ID, Schema

JSON = "application/json"
PROBLEM = "application/problem+json"
FILE = "application/octet-stream"
EVENTS = "text/event-stream"
_REFS = "#/components/schemas/"
_TEXT: Schema = {"type": "string"}
_REASONS = {
    400: "Malformed: not JSON, too deep, not a cursor",
    401: "Nobody is signed in, or the token is not valid (any more)",
    403: "Visible, but the verb is not permitted; a scope that the token lacks; a browser without its CSRF token, recent "
    "proof (step_up_required) or a second factor that the company asks for (second_factor_required)",
    404: "Absent, or invisible to the caller: both look the same",
    405: "The address does not know the method",
    409: "Stale or conflicting",
    413: "The body is too large",
    415: "The body is not of the content type that the operation takes",
    422: "Invalid: unknown parameter or field, wrong type, a rule of the record",
    428: "If-Match is missing",
    429: "Too many requests: try again after Retry-After seconds",
    507: "The server has no space left",
    503: "The database or a place is not free: try again after Retry-After seconds",
}
_CREATED = frozenset({("post", path) for path in (
    "/records/{module}", "/views", "/tags", "/people/invite", "/people/{user_id}/invite", "/departments", "/imports",
    "/setup", "/join", "/join/password", "/files", "/me/tokens", "/security/providers",
    "/security/directories", "/security/directories/{directory_id}/people", "/me/directories",
)})  # fmt: skip
_ACCEPTED = frozenset({("post", path) for path in (
    "/records/{module}/bulk", "/exports", "/audit/export", "/imports/{import_id}/check", "/imports/{import_id}/run",
    "/imports/{import_id}/undo",
)})  # fmt: skip
_FILES = (
    "/files/{file_id}",
    "/files/{file_id}/pages/{page}",
    "/exports/{export_id}/file",
    "/imports/template",
    "/imports/{import_id}/problems",
)
_MAY_LACK = ("/me/security/qr", "/handovers")
_CONFLICTS = (
    "/me/tokens",
    "/me/identities",
    "/me/directories",
    "/security/providers",
    "/security/directories/{",
    "/departments/{",
    "/tags",
    "/imports/{",
    "/people/{",
    "/setup",
    "/join",
    "/records/{module}",
    "/exports",
    "/audit/export",
    "/approvals/{",
)
_SHAPES = {
    ("post", "/records/{module}/query"): "Page",
    ("get", "/records/{module}/{record_id}"): "Record",
    ("patch", "/records/{module}/{record_id}"): "Record",
    ("post", "/records/{module}/{record_id}/restore"): "Record",
    ("get", "/records/{module}/{record_id}/related/{key}"): "Page",
    ("get", "/jobs/{job_id}"): "Job",
    ("post", "/jobs/{job_id}/cancel"): "Job",
}
_RECORD_SHAPES = frozenset({"Page", "Record"})


def responses(method: str, path: str, details: Schema, modules: Sequence[str] = ()) -> dict[str, Schema]:
    """The answers of an operation by status; `path` in its general form, `modules` those whose records it may show."""
    good = _good(method, path, modules)
    statuses = {403, 405, 422, 429, 503}
    if not path.startswith(("/setup", "/join")):
        statuses.add(401)
    if details.get("requestBody"):
        statuses |= {400, 413, 415, 507}
    if method != "get" or path.startswith(("/setup", "/join")):
        statuses |= {409} if path.startswith(_CONFLICTS) else set()
    if "{" in path or "/views" in path or method == "post" or path in (*_FILES, *_MAY_LACK):
        statuses.add(404)
    if path.endswith("/audit"):
        statuses |= {403, 404}
    if method == "get" or path.endswith("/query"):
        statuses.add(400)
    if method == "patch" and path.startswith("/records/"):
        statuses.add(428)
    problems = {str(status): _problem(status) for status in sorted(statuses)}
    return {**good, **problems}


def components() -> dict[str, Schema]:
    """The shapes that answers share."""
    error = _object(code=_TEXT, message=_TEXT, field=_TEXT, row={"type": "integer"})
    error["required"] = ["code", "message"]
    problem = _object(
        type=_TEXT, title=_TEXT, status={"type": "integer"}, code=_TEXT, detail=_TEXT,
        errors={"type": "array", "items": {"$ref": f"{_REFS}ProblemError"}},
    )  # fmt: skip
    problem["required"] = ["type", "title", "status", "code", "detail", "errors"]
    problem["properties"] |= {
        "conflicts": {"type": "object", "description": "409: {field: {base, yours, theirs}}"},
        "version": {"type": "integer", "description": "409: the version now"},
    }
    progress = _object(done={"type": "integer"}, total={"type": ["integer", "null"]})
    states = ["queued", "running", "done", "failed", "cancelled"]
    job = _object(
        id=ID, kind=_TEXT, state={"type": "string", "enum": states}, progress=progress, result={}, error={},
        created_at={"type": "string", "format": "date-time"},
        finished_at={"type": ["string", "null"], "format": "date-time"},
    )  # fmt: skip
    return {"Problem": problem, "ProblemError": error, "Job": job}


def record_components(module: str, readable: Schema) -> dict[str, Schema]:
    """The shapes of one module's records."""
    version: Schema = {"type": "integer", "minimum": 1}
    titles: Schema = {
        "type": "object",
        "description": "Display texts of lookups; `_title` is the record's own",
    }
    values = {"$ref": f"{_REFS}{module}.values"}
    row = _object(id=ID, version=version, values=values, titles=titles)
    row["required"] = ["id", "version", "values", "titles"]
    one = _object(
        id=ID, version=version, values=values, titles=titles, deletable={"type": "boolean"},
        writable={"type": "array", "items": _TEXT},
    )  # fmt: skip
    one["required"] = [*row["required"], "writable", "deletable"]
    page = _object(
        records={"type": "array", "items": {"$ref": f"{_REFS}{module}.row"}},
        next_cursor={"type": ["string", "null"]},
        count=_object(value={"type": "integer"}, exact={"type": "boolean"}),
        sums={"type": "object"},
    )
    page["required"] = ["records", "next_cursor"]
    return {
        f"{module}.values": readable,
        f"{module}.row": row,
        f"{module}.Record": one,
        f"{module}.Page": page,
    }


def _good(method: str, path: str, modules: Sequence[str]) -> dict[str, Schema]:
    if path in _FILES:
        return {"200": {"description": "The file", "content": {FILE: {"schema": {}}}}}
    if path == "/events":
        return {"200": {"description": "Server-sent events", "content": {EVENTS: {"schema": _TEXT}}}}
    if method == "delete":
        return {"204": {"description": "Done"}}
    status = "201" if (method, path) in _CREATED else "202" if (method, path) in _ACCEPTED else "200"
    answer = {
        "description": {"200": "OK", "201": "Made", "202": "A job was started"}[status],
        "content": {JSON: {"schema": _shape(method, path, modules)}},
    }
    if path == "/schema":
        return {status: answer, "304": {"description": "If-None-Match holds the current version"}}
    if method == "get" and path == "/records/{module}/{record_id}":
        answer["headers"] = {"ETag": {"schema": _TEXT, "description": "The version, for If-Match"}}
    return {status: answer}


def _shape(method: str, path: str, modules: Sequence[str]) -> Schema:
    if (method, path) == ("post", "/records/{module}"):
        rows = _object(rows={"type": "array", "items": {"type": "object"}})
        rows["required"] = ["rows"]
        return {"anyOf": [{"$ref": f"{_REFS}{modules[0]}.Record"}, rows]}
    name = _SHAPES.get((method, path))
    if name is None:
        return {"type": "object"}
    if name not in _RECORD_SHAPES:
        return {"$ref": f"{_REFS}{name}"}
    shapes = [{"$ref": f"{_REFS}{module}.{name}"} for module in modules]
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _problem(status: int) -> Schema:
    answer: Schema = {
        "description": _REASONS[status],
        "content": {PROBLEM: {"schema": {"$ref": f"{_REFS}Problem"}}},
    }
    if status in (429, 503):
        answer["headers"] = {"Retry-After": {"schema": _TEXT}}
    return answer


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties}
