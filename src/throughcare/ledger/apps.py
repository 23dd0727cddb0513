"""The Django app of this area."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """What is owed on every case, by when, whose it is and what became of it."""

    name = "throughcare.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every write refresh the ledger of its cases, and say what each role reaches."""
        from throughcare.history import writing
        from throughcare.ledger import reach
        from throughcare.ledger.refresh import refresh_touched

        writing.on_touched(refresh_touched)
        reach.declare()
