"""The area of information, as Django sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Information(AppConfig):
    name = "throughcare.information"
    label = "information"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the measure of enquiries into the navigation of those who manage."""
        from throughcare.access.permissions import Permission, has
        from throughcare.design.frame import NavItem, nav

        nav(
            NavItem(
                _("Replies to enquiries"),
                "measure-enquiries",
                "measures",
                shown=lambda request: has(request.user, Permission.COUNTERSIGN),
                order=60,
            )
        )
