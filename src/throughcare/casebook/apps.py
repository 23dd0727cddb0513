"""The area of casebook, as Django sees it."""

from django.apps import AppConfig


class Casebook(AppConfig):
    name = "throughcare.casebook"
    label = "casebook"
    default_auto_field = "django.db.models.BigAutoField"
