"""The area of inspection, as Django sees it."""

from django.apps import AppConfig


class Inspection(AppConfig):
    name = "throughcare.inspection"
    label = "inspection"
    default_auto_field = "django.db.models.BigAutoField"
