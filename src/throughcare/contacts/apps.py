"""The area of contacts, as Django sees it."""

from django.apps import AppConfig


class Contacts(AppConfig):
    name = "throughcare.contacts"
    label = "contacts"
    default_auto_field = "django.db.models.BigAutoField"
