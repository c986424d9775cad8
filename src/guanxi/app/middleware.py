"""Headers that every response carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from guanxi.api.errors import on_refusal
from guanxi.app.front import MOST_BODY
from guanxi.app.policy import ANSWER
from guanxi.kernel.errors import Refusal


class SecurityHeaders:
    """Content policy, no sniffing, no framing, no referrer to others; pages bring a policy of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = _as_problem(request, self._answer(request))
        response.headers.setdefault("Content-Security-Policy", ANSWER)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > MOST_BODY:
            return on_refusal(request, Refusal("body_too_large", status=413))
        return self.get_response(request)


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The framework's own plain 404 and 405 of the API as problem documents."""
    plain = not response.headers.get("Content-Type", "").startswith("application/")
    if response.status_code not in (404, 405) or not plain or not request.path.startswith("/api/"):
        return response
    code = "not_found" if response.status_code == 404 else "method_not_allowed"
    problem_document = on_refusal(request, Refusal(code, status=response.status_code))
    if "Allow" in response.headers:
        problem_document.headers["Allow"] = response.headers["Allow"]
    return problem_document
