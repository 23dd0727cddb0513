"""Who can sign in. What they may do and whom they work for stands in the areas above."""

from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from rules.permissions import has_perm


def random_public_id() -> str:
    """An id for addresses, which says nothing and cannot be guessed."""
    return token_urlsafe(12)


class UserManager(BaseUserManager["User"]):
    """Makes users and finds them by e-mail address, whatever its capitals."""

    def create_user(
        self, email: str, full_name: str, password: str | None = None, **more: Any
    ) -> "User":
        """A user; without a password they sign in through OpenID Connect or set one by e-mail."""
        user = self.model(email=email.strip().lower(), full_name=full_name.strip(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this e-mail address."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address.

    There is no superuser and no table of permissions: `access` alone says who may do what, and a
    flag that opens everything would be a way around it. Nothing is deleted: `is_active` ends it.
    """

    public_id = models.CharField(
        _("public id"), max_length=16, unique=True, editable=False, default=random_public_id
    )
    email = models.EmailField(_("email address"), max_length=254, unique=True)
    full_name = models.CharField(_("full name"), max_length=200)
    is_active = models.BooleanField(_("can sign in"), default=True)
    date_joined = models.DateTimeField(_("made on"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """E-mail addresses are kept in small letters."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """The name, as Django and allauth ask for it."""
        return self.full_name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether the rules of the areas allow it."""
        return bool(self.is_active and has_perm(perm, self, obj))
