"""Addresses: the API, allauth's headless API, and the page shell for everything else."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from guanxi.api import identity
from guanxi.api.router import api
from guanxi.app import shell

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", shell.health),
    path("api/v1/", api.urls),
    path(identity.BACK.lstrip("/"), identity.callback),
    path("_allauth/", include("allauth.headless.urls")),
    re_path(r"^(?!api/|static/|assets/|_allauth/).*$", shell.page),
]
handler500 = "guanxi.app.broken.broken"
