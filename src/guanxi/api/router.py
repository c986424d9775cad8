"""The API object: one thin file per room, problem documents for every refusal."""

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from guanxi.api import (
    audit,
    cadences,
    directories,
    errors,
    exports,
    files,
    handovers,
    identity,
    imports,
    leaving,
    lists,
    me,
    notifications,
    openapi,
    people,
    records,
    related,
    rights,
    schema,
    search,
    security,
    setup,
    sharing,
    stream,
    tags,
    today,
    views,
    work,
    workspace,
)
from guanxi.api.body import OrjsonRenderer, StrictParser
from guanxi.api.renewal import rights_renewed
from guanxi.api.signin import signed_in
from guanxi.api.strict import strict_address
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
api.exception_handler(RequestDataTooBig)(errors.on_too_large)
# A form was read for its CSRF token where JSON is wanted.
api.exception_handler(RawPostDataException)(errors.on_wrong_type)
for broken in (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
    api.exception_handler(broken)(errors.on_malformed)
api.add_decorator(rights_renewed)
api.add_decorator(strict_address)
# Rooms with fixed words under /records/{module}/ come before those that take a record id there; lists, which are
# asked for most, come first: addresses are tried in this order.
for room in (
    lists,
    schema,
    me,
    setup,
    people,
    security,
    identity,
    directories,
    handovers,
    work,
    exports,
    leaving,
    imports,
    audit,
    related,
    sharing,
    records,
    rights,
    search,
    views,
    tags,
    notifications,
    today,
    cadences,
    workspace,
    files,
    stream,
):
    api.add_router("", room.router)
openapi.add_to(api)
