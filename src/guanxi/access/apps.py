"""The room's Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, departments, roles; who may do what."""

    name = "guanxi.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
