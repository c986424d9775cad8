"""The module's Django app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """The comments module."""

    name = "guanxi.modules.comments"
    label = "comments"
    default_auto_field = "django.db.models.BigAutoField"
