"""The area of people, as Django sees it."""

from django.apps import AppConfig


class People(AppConfig):
    name = "throughcare.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
