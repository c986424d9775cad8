"""Whether somebody proved a short while ago who they are: asked again before roles, keys and large exports change hands."""

import os
import time

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from guanxi.kernel.errors import Refusal

SECONDS = 60 * float(os.environ.get("GUANXI_STEP_UP_MINUTES", "15"))


def proven_recently(request: HttpRequest) -> bool:
    """Whether the person of this session gave a password, code or passkey within the last minutes."""
    user = request.user
    if not user.is_authenticated:
        return False
    records = get_authentication_records(request, user)
    latest = max((float(record.get("at", 0)) for record in records), default=0.0)
    return 0 <= time.time() - latest < SECONDS


def require_recent(request: HttpRequest) -> None:
    """Raises Refusal (403 step_up_required), upon which the person is asked and the call repeated."""
    if not proven_recently(request):
        raise Refusal("step_up_required", status=403)


def by_identity_provider(request: HttpRequest) -> bool:
    """Whether the session was begun by an identity provider, which asks for second factors itself."""
    records = get_authentication_records(request, request.user if request.user.is_authenticated else None)
    return any(record.get("method") == "identity" for record in records)
