"""The design of pages, as a Django app."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Page frame, components and form fields; no models."""

    name = "throughcare.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What one person typed is forgotten as another signs in."""
        from django.contrib.auth.signals import user_logged_in

        from throughcare.design.keeping import forget_what_others_typed

        user_logged_in.connect(forget_what_others_typed)
