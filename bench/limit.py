"""The limit beside which the rate of lists stands (DESIGN.md 5): what a list of fifty needs at the least, served by granian.

Django and the product's API layer, who is signed in kept for five seconds, one statement of the driver for the newest
records of an owner with the same columns, orjson. No fields that differ by rights, no conditions, no audit, no headers:
nobody could work with it, and nothing of the product can be faster on the same machine.
"""

import time
from typing import Any

import django
import orjson
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI

django.setup()

from django.contrib.auth import SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from guanxi.api.shapes import ListQuery  # noqa: E402

KEEP_SECONDS = 5.0
_COLUMNS = ("id", "version", "deleted_at", "name", "account_id", "account", "title", "stage", "amount", "currency",
            "owner", "last_contact_at", "updated_at", "phones")  # fmt: skip
_PHONES = {
    "sqlite": "json_group_array(json_array(e.value, e.kind, e.main))",
    "postgresql": "json_agg(json_build_array(e.value, e.kind, e.main))",
}
_NEWEST = """
    SELECT c.id, c.version, c.deleted_at, c.name, c.account_id, a.name, c.title, c.stage, c.expected_amount,
           c.expected_amount_currency, c.owner_id, c.last_contact_at, c.updated_at,
           (SELECT {phones} FROM records_phoneentry e WHERE e.module = 'contacts' AND e.record_id = c.id)
    FROM contacts_contact c LEFT JOIN accounts_account a ON a.id = c.account_id
    WHERE c.owner_id = %s AND c.deleted_at IS NULL ORDER BY c.updated_at DESC, c.id DESC LIMIT 51
"""
_signed_in: dict[str, tuple[float, int]] = {}
api = NinjaAPI(docs_url=None, openapi_url=None)


@api.post("/records/contacts/query")
def newest(request: HttpRequest, payload: ListQuery) -> HttpResponse:
    """Fifty records of whoever is signed in, whatever else was asked."""
    person = _person(request.COOKIES[settings.SESSION_COOKIE_NAME])
    statement = _NEWEST.format(phones=_PHONES[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(statement, [person])  # safe sql: one of two texts above
        records = [dict(zip(_COLUMNS, row, strict=True)) for row in cursor.fetchall()[: payload.limit]]
    for record in records:
        record["id"] = str(record["id"])
        if isinstance(record["phones"], str):
            record["phones"] = orjson.loads(record["phones"])
    body = orjson.dumps({"records": records}, default=str)
    return HttpResponse(body, content_type="application/json", headers={"Content-Length": str(len(body))})


def _person(session: str) -> int:
    known = _signed_in.get(session)
    if known is None or known[0] < time.monotonic() - KEEP_SECONDS:
        known = _signed_in[session] = time.monotonic(), int(SessionStore(session)[SESSION_KEY])
    return known[1]


urlpatterns: list[Any] = [path("api/v1/", api.urls), path("health", lambda _request: HttpResponse())]
# What the product does besides is the product's cost.
settings.MIDDLEWARE, settings.ROOT_URLCONF = [], __name__
application = get_wsgi_application()
