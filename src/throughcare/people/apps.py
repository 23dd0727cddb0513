"""The area of people, as Django sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class People(AppConfig):
    """Who the people on probation are, and how they are found."""

    name = "throughcare.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put finding a person into the navigation."""
        from throughcare.access.permissions import Permission, has
        from throughcare.design.frame import NavItem, nav

        nav(
            NavItem(
                _("Find a person"),
                "find",
                "find",
                shown=lambda request: has(request.user, Permission.FIND_PERSON),
                order=30,
            )
        )
