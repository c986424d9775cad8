"""The room's Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Moving data in and out."""

    name = "guanxi.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
