"""The area of assessment, as Django sees it."""

from django.apps import AppConfig


class Assessment(AppConfig):
    name = "throughcare.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
