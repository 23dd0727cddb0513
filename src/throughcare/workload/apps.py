"""The area of workload, as Django sees it."""

from django.apps import AppConfig


class Workload(AppConfig):
    name = "throughcare.workload"
    label = "workload"
    default_auto_field = "django.db.models.BigAutoField"
