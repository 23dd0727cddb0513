"""The Django app of this area."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The one way to write, and what was written."""

    name = "throughcare.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to forget the clock's day with each request; migrate without needless work.

        And tell every page the instant at which it is shown, which stands on what is printed.
        """
        from throughcare.design.frame import register
        from throughcare.history import clock, migrating

        clock.follow_requests()
        migrating.build_what_changed()
        register(lambda _request: {"now": clock.now})
