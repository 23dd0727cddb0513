"""The area of performance, as Django sees it."""

from django.apps import AppConfig


class Performance(AppConfig):
    name = "throughcare.performance"
    label = "performance"
    default_auto_field = "django.db.models.BigAutoField"
