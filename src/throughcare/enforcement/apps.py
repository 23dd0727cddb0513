"""The area of enforcement, as Django sees it."""

from django.apps import AppConfig


class Enforcement(AppConfig):
    name = "throughcare.enforcement"
    label = "enforcement"
    default_auto_field = "django.db.models.BigAutoField"
