"""The room's Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, departments, roles; who may do what."""

    name = "guanxi.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Coming and going is told to the audit."""
        from guanxi.access import comings  # lazy: models are not there yet when this file is read

        comings.listen()
