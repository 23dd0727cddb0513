"""The area of court, as Django sees it."""

from django.apps import AppConfig


class Court(AppConfig):
    name = "throughcare.court"
    label = "court"
    default_auto_field = "django.db.models.BigAutoField"
