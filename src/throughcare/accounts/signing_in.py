"""What goes with signing in: what the page frame shows of it, and old sessions removed."""

from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


class Provider(NamedTuple):
    """Another way to sign in: a button that leads to the organisation's own server."""

    name: str
    href: str


def around_pages(request: HttpRequest) -> dict[str, Any]:
    """`frame.account_url` and `frame.providers`."""
    return {"account_url": reverse("mfa_index"), "providers": providers(request)}


def remove_ended_sessions(**_signal: Any) -> None:
    """Remove, as somebody signs in, the sessions that have ended, with what was typed in them."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def providers(request: HttpRequest) -> list[Provider]:
    """The OpenID Connect servers of the settings; usually none or one."""
    apps = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}).get("openid_connect", {})
    return [
        Provider(str(app["name"]), reverse("openid_connect_login", args=(app["provider_id"],)))
        for app in apps.get("APPS", ())
    ]
