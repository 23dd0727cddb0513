"""The area of oversight, as Django sees it."""

from django.apps import AppConfig


class Oversight(AppConfig):
    name = "throughcare.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
