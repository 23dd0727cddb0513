"""The design of pages, as a Django app."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Page frame, components and form fields; no models."""

    name = "throughcare.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"
