"""The product's settings and the fake module that engine tests use."""

from guanxi.app.settings import *  # noqa: F403
from guanxi.app.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "tests.fakes.gadgets.apps.GadgetsConfig"]
MIDDLEWARE = [one.replace("guanxi.app.static.WebFiles", "tests.files_once.FilesOnce") for one in MIDDLEWARE]
# Hashing is slow on purpose; tests make many people.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
