"""The area of information, as Django sees it."""

from django.apps import AppConfig


class Information(AppConfig):
    name = "throughcare.information"
    label = "information"
    default_auto_field = "django.db.models.BigAutoField"
