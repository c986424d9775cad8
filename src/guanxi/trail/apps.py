"""The room's Django app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Audit rows and outbox events."""

    name = "guanxi.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"
