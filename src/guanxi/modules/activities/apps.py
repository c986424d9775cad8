"""The module's Django app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """The activities module."""

    name = "guanxi.modules.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"
