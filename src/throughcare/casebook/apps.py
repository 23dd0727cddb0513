"""The area of casebook, as Django sees it."""

from django.apps import AppConfig


class Casebook(AppConfig):
    """Published cases, the people of the demo, and its clock."""

    name = "throughcare.casebook"
    label = "casebook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show the demo's bar on every page."""
        from throughcare.casebook.pages.demo import bar
        from throughcare.design import frame

        frame.register(bar)
