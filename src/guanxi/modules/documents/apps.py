"""The module's Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents module."""

    name = "guanxi.modules.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
