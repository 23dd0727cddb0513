"""The area of court, as Django sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Court(AppConfig):
    """Reports to the court, and the allocation of each sentence."""

    name = "throughcare.court"
    label = "court"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what a court team reaches, and put its list into the navigation."""
        from throughcare.access.permissions import Permission, has
        from throughcare.court import reach
        from throughcare.design.frame import NavItem, nav

        reach.declare()
        nav(
            NavItem(
                _("Court"),
                "court",
                "court",
                shown=lambda request: has(request.user, Permission.SEE_COURT),
                order=25,
            )
        )
