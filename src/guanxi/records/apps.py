"""The room's Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Both doors, and what every record has."""

    name = "guanxi.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
