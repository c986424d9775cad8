"""The Django app of the room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Loads every room's `background.py`, where handlers and schedules are declared."""

    name = "guanxi.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import `background` of every installed app."""
        autodiscover_modules("background")
