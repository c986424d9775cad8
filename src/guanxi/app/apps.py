"""The program's Django app: loads the plugs when Django is ready."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from guanxi.app.plugs import load_field_types, load_plugs


class ProgramConfig(AppConfig):
    """First in INSTALLED_APPS, so that field types are there when models are made."""

    name = "guanxi.app"
    label = "guanxi_app"

    def import_models(self) -> None:
        """Called by Django before any later app's models are imported."""
        load_field_types()
        super().import_models()

    def ready(self) -> None:
        """Called by Django when all models are there."""
        load_plugs()
        post_migrate.connect(_sync_roles, sender=apps.get_app_config("access"))


def _sync_roles(**_: object) -> None:
    from guanxi.access.kept_rules import ask_again  # lazy: models are not there yet when this file is read
    from guanxi.access.shipped import sync_roles  # lazy: as above

    sync_roles()
    ask_again()
