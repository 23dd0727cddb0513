"""Text that was sent after the session had ended: kept over the sign-in, and shown again.

A page seals who writes into its form. Where the form comes back from somebody who is no longer
signed in, what was typed is kept in the new session, shown again to the same writer alone, and
said to be unsaved. Without the seal nothing is kept, so that nobody fills the store from outside.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponseBase, QueryDict

KEPT = "kept-text"
SEALED = "writer"
"""The hidden field with the sealed writer."""
LONGEST = 200_000
"""Signs of one form that are kept."""
_SALT = "throughcare.assessment.writer"

Page = Callable[..., HttpResponseBase]


def seal(user: Any) -> str:
    """Seal who writes."""
    return signing.dumps(user.pk, salt=_SALT)


def keeping_text(view: Page) -> Page:
    """Keep what a signed-out sender typed, until they have signed in. Stands above `case_page`."""

    @wraps(view)
    def page(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request)
        return view(request, **named)

    return page


def kept_for(request: HttpRequest) -> QueryDict | None:
    """Return what the same writer had sent to this page while signed out, and forget it."""
    found = request.session.get(KEPT)
    if request.method != "GET" or not found or found["path"] != request.path:
        return None
    del request.session[KEPT]
    if found["writer"] != request.user.pk:
        return None
    return QueryDict(found["typed"])


def _keep(request: HttpRequest) -> None:
    try:
        writer = signing.loads(request.POST.get(SEALED, ""), salt=_SALT)
    except signing.BadSignature:
        return
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    text = typed.urlencode()
    if len(text) <= LONGEST:
        request.session[KEPT] = {"path": request.path, "writer": writer, "typed": text}
