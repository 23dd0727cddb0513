"""The area of organisation, as Django sees it."""

from django.apps import AppConfig


class Organisation(AppConfig):
    name = "throughcare.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
