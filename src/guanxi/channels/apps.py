"""The room's Django app."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Ways to tell people something; in-app notifications first."""

    name = "guanxi.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"
