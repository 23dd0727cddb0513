"""The area of planning, as Django sees it."""

from django.apps import AppConfig


class Planning(AppConfig):
    name = "throughcare.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
