"""The module's Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts module."""

    name = "guanxi.modules.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
