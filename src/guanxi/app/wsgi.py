"""The WSGI entry."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from guanxi.app.front import Front

# Nothing of what is loaded here is garbage; looking for some takes a tenth of the start.
gc.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guanxi.app.settings")
application = Front(get_wsgi_application())

from guanxi.trail import notes  # noqa: E402 - models are there when Django is

# What is read here is told to the audit by a thread of each process.
notes.begin()
# All addresses are loaded before the first request, which would wait for them.
get_resolver().url_patterns  # noqa: B018
# What is loaded now stays: the collector need not look at it again with every thousandth request.
gc.freeze()
gc.enable()
