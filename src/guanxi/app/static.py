"""The files of the web UI."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from guanxi.api.encodings import accepted


class WebFiles(WhiteNoiseMiddleware):
    """Serves what was there at the start; a file that a later build has taken away is not found, not an error."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        named = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if ";" in named:
            # WhiteNoise looks for the bare word: what is refused by its quality must not be there.
            request.META["HTTP_ACCEPT_ENCODING"] = ", ".join(sorted(accepted(named)))
        try:
            return super().__call__(request)
        except FileNotFoundError:
            return HttpResponse("Not found", status=404, content_type="text/plain")
