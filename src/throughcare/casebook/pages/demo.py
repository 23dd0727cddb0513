"""The demo's two buttons: sign in as a persona, and move the clock. Both take POST alone."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from throughcare.access.permissions import Permission, has
from throughcare.casebook import personas
from throughcare.design.frame import DemoBar
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.kernel.law import add_months

BACKEND = "django.contrib.auth.backends.ModelBackend"
STEPS = (
    ("day", gettext_lazy("A day")),
    ("week", gettext_lazy("A week")),
    ("month", gettext_lazy("A month")),
    ("reset", gettext_lazy("Back to the first day")),
)

Page = Callable[[HttpRequest], HttpResponseBase]


def bar(request: HttpRequest) -> dict[str, Any]:
    """`frame.demo`: the clock and the personas, on every page of the demo."""
    if not settings.DEMO:
        return {}
    shown = tuple(member.shown for member in (*personas.CAST, *personas.AREA))
    bar = DemoBar(clock.now(), reverse("demo-clock"), reverse("demo-sign-in"), shown, STEPS)
    return {"demo": bar}


def in_the_demo(view: Page) -> Page:
    """Let a page be there in the demo alone, and take POST alone."""
    posted = require_POST(view)

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return posted(request)

    page.in_the_demo = True  # type: ignore[attr-defined]
    return page


@in_the_demo
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in as a persona, whoever was signed in before."""
    user = personas.user_of(request.POST.get("persona", ""))
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    return redirect(_next(request) or _first_page(user))


@in_the_demo
def move_the_clock(request: HttpRequest) -> HttpResponseBase:
    """Move the demo's clock forward, or back to where it began. No recorded fact changes."""
    if not request.user.is_authenticated:
        return redirect_to_login("/")
    now = clock.today()
    to = {
        "day": now + timedelta(days=1),
        "week": now + timedelta(days=7),
        "month": add_months(now, 1),
    }
    by = request.POST.get("by", "")
    try:
        if by == "reset":
            clock.reset()
        elif by in to:
            clock.set_day(to[by])
        else:
            raise Http404
    except clock.ClockError as error:
        messages.warning(request, str(error))
    else:
        messages.info(request, _("The clock stands at %(day)s.") % {"day": day(clock.today())})
    return redirect(_next(request) or "/")


def _next(request: HttpRequest) -> str:
    """Where the sender wants to go on, where that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""


def _first_page(user: Any) -> str:
    return "/" if has(user, Permission.SEE_TODAY) else "/find"
