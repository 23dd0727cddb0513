"""The area of interventions, as Django sees it."""

from django.apps import AppConfig


class Interventions(AppConfig):
    name = "throughcare.interventions"
    label = "interventions"
    default_auto_field = "django.db.models.BigAutoField"
