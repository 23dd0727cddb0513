"""The area of accounts, as Django sees it."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Who can sign in."""

    name = "throughcare.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the page frame where one's account is and how else one can sign in."""
        from django.contrib.auth.signals import user_logged_in

        from throughcare.accounts.signing_in import around_pages, remove_ended_sessions
        from throughcare.design import frame

        frame.register(around_pages)
        user_logged_in.connect(remove_ended_sessions)
