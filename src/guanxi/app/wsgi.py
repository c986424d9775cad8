"""The WSGI entry."""

import os
import signal
from types import FrameType

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from guanxi.app.front import Front
from guanxi.app.supervisor.processes import follow_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guanxi.app.settings")
application = Front(get_wsgi_application())
# All addresses are loaded before the first request, which would wait for them.
get_resolver().url_patterns  # noqa: B018


def say_farewell(number: int, frame: FrameType | None) -> None:
    """End the open streams: the server is about to stop."""
    from guanxi.api.hub import HUB  # lazy: models are not there yet when this file is read

    HUB.close()


if os.environ.get("GUANXI_SUPERVISED") == "1":
    follow_parent()
    signal.signal(signal.SIGUSR1, say_farewell)
