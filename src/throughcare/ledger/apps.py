"""The Django app of this area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """What is owed on every case, by when, whose it is and what became of it."""

    name = "throughcare.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every write refresh the ledger of its cases, and say what each role reaches.

        And put the lists into the navigation, say to lists of people who holds a case, and to
        every page of a case whose it is.
        """
        from throughcare.access.permissions import Permission, has
        from throughcare.design.frame import NavItem, nav, register
        from throughcare.history import foreseeing, writing
        from throughcare.ledger import foreseen, identity, queries, reach
        from throughcare.ledger.refresh import refresh_touched
        from throughcare.people import holding

        writing.on_touched(refresh_touched)
        foreseeing.declare(foreseen.duties_of)
        reach.declare()
        holding.declare_holders(queries.holders)
        register(identity.offer)
        nav(
            NavItem(
                _("Today"),
                "today",
                "today",
                shown=lambda request: has(request.user, Permission.SEE_TODAY),
                order=10,
            )
        )
        nav(
            NavItem(
                _("My cases"),
                "caseload",
                "cases",
                shown=lambda request: has(request.user, Permission.SEE_CASELOAD),
                order=20,
            )
        )
