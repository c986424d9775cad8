"""The API object: one thin file per room, problem documents for every refusal."""

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from guanxi.api import (
    errors,
    imports,
    lists,
    me,
    notifications,
    people,
    records,
    related,
    schema,
    search,
    setup,
    tags,
    today,
    views,
    work,
)
from guanxi.api.body import OrjsonRenderer, StrictParser
from guanxi.api.signin import signed_in
from guanxi.kernel.errors import Refusal

api = NinjaAPI(
    title="Guanxi",
    version="1",
    docs_url=None,
    openapi_url=None,
    auth=signed_in,
    parser=StrictParser(),
    renderer=OrjsonRenderer(),
)
api.exception_handler(Refusal)(errors.on_refusal)
api.exception_handler(ValidationError)(errors.on_invalid)
api.exception_handler(HttpError)(errors.on_http_error)
api.exception_handler(AuthenticationError)(errors.on_signed_out)
api.exception_handler(Http404)(errors.on_not_found)
# Rooms with fixed words under /records/{module}/ come before those that take a record id there.
for room in (
    schema,
    me,
    setup,
    people,
    lists,
    work,
    imports,
    related,
    records,
    search,
    views,
    tags,
    notifications,
    today,
):
    api.add_router("", room.router)
