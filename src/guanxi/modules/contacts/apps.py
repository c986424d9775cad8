"""The module's Django app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """The contacts module."""

    name = "guanxi.modules.contacts"
    label = "contacts"
    default_auto_field = "django.db.models.BigAutoField"
