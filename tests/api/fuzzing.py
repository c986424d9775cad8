"""Random calls made from the API's own description, sent for several roles."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.company import STANDARD, Company

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Signed out first and the widest rights last, so that the records live as long as possible.
CALLERS = ("signed_out", "readonly", "sales", "director")
PROBLEM = "application/problem+json"


@contextmanager
def _one_connection() -> Iterator[None]:
    """Requests leave the connection open whose transaction the test stands in, as those of Django's own client do
    (which connects the receivers again after each of its calls)."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def operations(company: Company) -> Iterator[Any]:
    """Every operation that a director is told of and that ends by itself: live events have a test of their own."""
    document = company.call("director", "get", "/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    schema.app = get_wsgi_application()
    load_all_checks()
    for result in schema.get_all_operations():
        operation = result.ok()
        if not operation.path.endswith("/events"):
            yield operation


def room(operation: Any, most: int) -> int:
    """How many examples an operation has room for: `most` where a body or a query varies, half as many where only an
    address does, and a sixth where nothing but headers can."""
    if operation.body or operation.query:
        return most
    return max(2, most // (2 if operation.path_parameters else 6))


def attack(company: Company, operation: Any, examples: int, valid: bool) -> list[str]:
    """The faults found by random calls of one operation; `valid` ones follow the description, others break it.

    About half of the examples repeat an earlier one. What only reads is not sent again by the same caller, and what
    changes something is sent once more, since it may meet what the first call left.
    """
    mode = GenerationMode.POSITIVE if valid else GenerationMode.NEGATIVE
    faults: list[str] = []
    sent: Counter[tuple[str, str]] = Counter()
    often = 1 if operation.method.lower() == "get" else 2
    ids = [str(company.record(role, module, target)) for role in ("director", "sales", "readonly")
           for module in STANDARD for target in ("own", "team", "deleted")]  # fmt: skip

    @seed(20260)
    @settings(
        max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(operation.as_strategy(generation_mode=mode), st.sampled_from(ids), st.integers(0, 3))
    def run(case: Any, record_id: str, chance: int) -> None:
        if "record_id" in (case.path_parameters or {}) and chance:
            case.path_parameters = {**case.path_parameters, "record_id": record_id}
            if case.method.lower() == "patch" and chance > 1:
                case.headers["If-Match"] = '"1"'
        for role in CALLERS:
            # The harness reads bytes as they come.
            headers = {**company.headers(role), "Accept-Encoding": "identity"}
            # By their token the others are signed in whatever cookie comes with it.
            cookies = case.cookies if role == "signed_out" else {}
            call = (case.path_parameters, case.query, {**case.headers, **headers}, cookies, case.body)
            sent[role, repr(call)] += 1
            if sent[role, repr(call)] > often:
                continue
            response = case.call(headers=headers)
            faults.extend(f"{role}: {fault}" for fault in _faults(case, response, role))

    with _one_connection():
        run()
    return faults


def _faults(case: Any, response: Any, role: str) -> Iterator[str]:
    public = case.path.endswith(("/setup", "/join", "/join/password", "/identity/begin"))
    if role == "signed_out" and not public and response.status_code not in (401, 404, 405):
        yield f"{case.method} {case.path} answers {response.status_code} to nobody"
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        for error in group.exceptions:
            yield f"{type(error).__name__}: {str(error)[:600]} -- {case.as_curl_command()[:700]}"
    if response.status_code >= 400:
        yield from _problem_faults(case, response)


def _problem_faults(case: Any, response: Any) -> Iterator[str]:
    kind = response.headers.get("content-type", [""])[0]
    if kind != PROBLEM:
        yield f"{case.method} {case.path}: {response.status_code} as {kind}"
        return
    body = json.loads(response.content)
    if (
        body.get("status") != response.status_code
        or not body.get("code")
        or not isinstance(body.get("errors"), list)
    ):
        yield f"{case.method} {case.path}: not a problem document: {str(body)[:300]}"
