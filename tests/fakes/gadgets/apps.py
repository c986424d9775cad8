"""The fake module's Django app."""

from django.apps import AppConfig


class GadgetsConfig(AppConfig):
    """Gadgets."""

    name = "tests.fakes.gadgets"
    label = "gadgets"
    default_auto_field = "django.db.models.BigAutoField"
