"""The words of sign-in, on the forms that allauth brings."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "spellcheck": "false",
}


def _ask(form: forms.BaseForm, name: str, label: Any, missing: Any, hint: Any = "") -> None:
    if name in form.fields:
        asked = form.fields[name]
        asked.label, asked.help_text = label, hint
        asked.error_messages["required"] = missing
        # A label says it; a placeholder vanishes while one types.
        asked.widget.attrs.pop("placeholder", None)


NEW_PASSWORD_HINT = _("At least 12 characters. Three random words are good.")


def _ask_new_password(form: forms.BaseForm) -> None:
    _ask(form, "password1", _("New password"), _("Enter a new password"), NEW_PASSWORD_HINT)
    _ask(form, "password2", _("New password again"), _("Enter the new password again"))


class SignInForm(account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "login", _("Email address"), _("Enter your email address"))
        _ask(self, "password", _("Password"), _("Enter your password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(account.ResetPasswordForm):
    """To which address the link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "email", _("Email address"), _("Enter your email address"))


class NewPasswordForm(account.ResetPasswordKeyForm):
    """The new password, after the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_new_password(self)


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "oldpassword", _("Password you have now"), _("Enter the password you have now"))
        _ask_new_password(self)


class ConfirmPasswordForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "password", _("Password"), _("Enter your password"))


def _ask_code(form: forms.BaseForm, hint: Any) -> None:
    _ask(form, "code", _("Code"), _("Enter the code"), hint)
    form.fields["code"].widget.attrs |= CODE
    form.fields["code"].width = 10  # type: ignore[attr-defined]


class CodeForm(factor.AuthenticateForm):
    """The code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _("From your authenticator app, or one of your recovery codes"))


class ConfirmCodeForm(factor.ReauthenticateForm):
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _("From your authenticator app, or one of your recovery codes"))


class SetUpAppForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _("The 6 numbers that the app shows now"))
