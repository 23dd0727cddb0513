"""The area of access, as Django sees it."""

from django.apps import AppConfig


class Access(AppConfig):
    """Roles, permissions, reach, exclusions and restrictions."""

    name = "throughcare.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
