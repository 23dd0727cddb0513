"""What is said when a page cannot be shown, in plain words and without the database."""

import sys

from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.utils.translation import gettext as _

from throughcare.design import keeping


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403. What a person may not see at all is absent instead (404); this is about doing."""
    reason = str(exception) if exception and exception.args else ""
    return _page(
        request,
        403,
        _("You cannot do this"),
        [
            reason or _("Your role does not allow it."),
            _("If you need it for your work, ask your manager."),
        ],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for records out of reach: the two look the same."""
    return _page(
        request,
        404,
        _("Page not found"),
        [
            _("If you typed the address, check that it is right."),
            _("If you followed a link, the record may have moved, or it is not open to you."),
        ],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where it is the database that does not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    paragraphs = [_("Something went wrong on our side. It has been logged.")]
    return _page(request, 500, _("Sorry, there is a problem"), [*paragraphs, *_kept(request)])


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: nothing was saved, and it is worth trying again."""
    response = _page(
        request,
        503,
        _("Sorry, the service is not available"),
        [_("Try again in a few minutes."), *_kept(request)],
    )
    response.headers["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a form again whose proof of origin is missing or too old; 403 where it was not kept.

    Signing in makes a new proof, so that a page opened before holds an old one.
    """
    if keeping.keep(request):
        here = request.get_full_path()
        return redirect(here) if request.user.is_authenticated else redirect_to_login(here)
    return _page(
        request,
        403,
        _("Your page was open too long"),
        [
            _("For your safety we did not save this. Nothing has changed."),
            _(
                "Go back with your browser's back button: what you typed is still there. "
                "Copy any long text, reload the page, and send it again."
            ),
            _("If you signed in or out in another tab meanwhile, sign in there first."),
        ],
    )


def _kept(request: HttpRequest) -> list[str]:
    if request.method in ("GET", "HEAD"):
        return []
    return [
        _(
            "What you just sent may not have been saved. Go back with your browser's back button: "
            "what you typed is still there. Sending it again cannot record it twice."
        )
    ]


def _page(request: HttpRequest, status: int, title: str, paragraphs: list[str]) -> HttpResponse:
    template = engines["jinja2"].get_template("design/error.html")
    words = {
        "error_title": title,
        "paragraphs_said": paragraphs,
        "request_id": getattr(request, "request_id", ""),
    }
    # Where something is broken, it may be what the frame would ask: then the page stands alone.
    body = template.render(words, request if status < 500 else None)
    return HttpResponse(body, status=status)
