"""The room's Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    """Both doors, and what every record has."""

    name = "guanxi.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Called by Django when all models are there."""
        post_migrate.connect(_number_modules, sender=self)


def _number_modules(**_: object) -> None:
    from guanxi.records import search_store, search_tokens  # lazy: models are not there yet

    search_store.number_modules()
    search_tokens.number_fields()
