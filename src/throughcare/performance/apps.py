"""The area of performance, as Django sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Performance(AppConfig):
    """Service levels, by month, team and provider."""

    name = "throughcare.performance"
    label = "performance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the figure as a subject, and put the measures into the navigation."""
        from throughcare.access.permissions import Permission, has
        from throughcare.design.frame import NavItem, nav
        from throughcare.history.subject import declare_kind

        declare_kind("figure", rank=60)
        nav(
            NavItem(
                _("Measures"),
                "measures",
                "measures",
                shown=lambda request: has(request.user, Permission.SEE_MEASURES),
                order=60,
            )
        )
