"""The area of sentences, as Django sees it."""

from django.apps import AppConfig


class Sentences(AppConfig):
    name = "throughcare.sentences"
    label = "sentences"
    default_auto_field = "django.db.models.BigAutoField"
