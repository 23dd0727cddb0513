"""The area of caseload, as Django sees it."""

from django.apps import AppConfig


class Caseload(AppConfig):
    name = "throughcare.caseload"
    label = "caseload"
    default_auto_field = "django.db.models.BigAutoField"
