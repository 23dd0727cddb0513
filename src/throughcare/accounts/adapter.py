"""How allauth works for us: nobody signs up, and errors say what to do."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the service that employs the person."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask your manager."),
        "email_password_mismatch": _("The email address or password is not right. Try again."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "enter_current_password": _("Enter the password you have now"),
        "incorrect_password": _("The password is not right. Try again."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """As it stands, without the name of the site before it."""
        return subject

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and out speaks for itself; other messages are shown."""
        template = str(args[2] if len(args) > 2 else kwargs.get("message_template", ""))
        if not template.endswith(("logged_in.txt", "logged_out.txt")):
            super().add_message(*args, **kwargs)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Through OpenID Connect only those sign in who have an account already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """An account is found by an address that the organisation's directory has verified."""
        return True


class FactorAdapter(DefaultMFAAdapter):
    """The second step of signing in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Enter the newest code from your app."),
    }
