"""What stands around every page: navigation, the demo bar, messages.

The frame lies below every area, so areas tell it what to show: `nav()` adds a place to the
navigation, `register()` a function of the request whose result any template can read as
`frame.<name>`. Nothing is asked before a template reads it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.functional import Promise

from throughcare.design import keeping
from throughcare.design.addresses import address

Extra = Callable[[HttpRequest], Mapping[str, Any]]


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


@dataclass(frozen=True)
class NavItem:
    """A place in the navigation: `section` is the word by which a page says it belongs there."""

    label: str | Promise
    url_name: str
    section: str
    shown: Callable[[HttpRequest], bool] = _signed_in
    order: int = 100


@dataclass(frozen=True)
class Persona:
    """Someone a visitor of the demo can be."""

    key: str
    name: str
    role: str
    about: str = ""


@dataclass(frozen=True)
class DemoBar:
    """The demo's clock and its people; addresses take POST (`by`, and `persona`)."""

    now: datetime
    move_url: str
    sign_in_url: str
    personas: tuple[Persona, ...] = ()
    steps: tuple[tuple[str, str | Promise], ...] = field(default=())


_places: dict[str, NavItem] = {}
_extras: list[Extra] = []


def nav(item: NavItem) -> None:
    """Add a place to the navigation; called in an area's `AppConfig.ready`."""
    _places[item.section] = item


def register(extra: Extra) -> Extra:
    """Add names that every template may read as `frame.<name>`; also a decorator."""
    if extra not in _extras:
        _extras.append(extra)
    return extra


@dataclass(frozen=True)
class Place:
    """A place in the navigation as shown on one page."""

    label: str
    href: str
    section: str
    here: bool


class Frame:
    """What the page template reads; each part is worked out when first read."""

    def __init__(self, request: HttpRequest) -> None:
        """One for each request."""
        self.request = request

    @property
    def user(self) -> Any:
        """Who is signed in, or None."""
        return getattr(self.request, "user", None) if _signed_in(self.request) else None

    @cached_property
    def places(self) -> list[Place]:
        """The navigation for this person, in its order, only where an address exists."""
        shown = []
        for item in sorted(_places.values(), key=lambda item: item.order):
            if item.shown(self.request) and (href := _address(item.url_name)):
                here = self.request.path == href
                shown.append(Place(str(item.label), href, item.section, here))
        return shown

    @property
    def messages(self) -> Any:
        """Messages left by the last action; reading them clears them."""
        return get_messages(self.request)

    @property
    def kept(self) -> keeping.Kept | None:
        """What was typed before signing in again, where a form of this page shows it."""
        kept: keeping.Kept | None = getattr(self.request, "kept_form", None)
        return kept if kept and kept.typed.shown else None

    @property
    def waits(self) -> str:
        """Whether a form waits for its writer to sign in."""
        return "" if _signed_in(self.request) else keeping.waits(self.request)

    @cached_property
    def extras(self) -> dict[str, Any]:
        """Everything that areas registered."""
        found: dict[str, Any] = {}
        for extra in _extras:
            found |= extra(self.request)
        return found

    def __getattr__(self, name: str) -> Any:
        """`frame.demo`, `frame.providers`: whatever an area registered, or None."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self.extras.get(name)


def _address(url_name: str) -> str:
    try:
        return address(url_name)
    except NoReverseMatch:
        return ""


def context(request: HttpRequest) -> dict[str, Any]:
    """The context processor of the settings."""
    return {"frame": Frame(request)}
