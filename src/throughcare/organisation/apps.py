"""The area of organisation, as Django sees it."""

from django.apps import AppConfig


class Organisation(AppConfig):
    name = "throughcare.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the staff and the teams of a user be read with their roles."""
        from throughcare.organisation import theirs

        theirs.declare()
