"""The area of the team, as Django sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamConfig(AppConfig):
    """A senior officer's work on a team. It has no table: it reads, and calls others' verbs."""

    name = "throughcare.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the team into the navigation."""
        from throughcare.access.permissions import Permission, has
        from throughcare.design.frame import NavItem, nav

        nav(
            NavItem(
                _("Team"),
                "team",
                "team",
                shown=lambda request: has(request.user, Permission.SEE_TEAM),
                order=15,
            )
        )
