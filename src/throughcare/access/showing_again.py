"""A page, opened with a form that was kept over the sign-in.

The page is given the form as if it had just been sent, and no such form is ever valid
(`design.forms`): so it comes back as one that could not be saved, whatever page it is, with what
was typed and the version it was typed against. Sending it again is the first sending. That opening
a page writes nothing does not hang on the page: the database refuses it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from throughcare.design import keeping
from throughcare.history import answering

THROW_AWAY = "throw-away"
"""The button beside what was kept."""

Opened = Callable[[], HttpResponseBase]


def opened(request: HttpRequest, page: Opened) -> HttpResponseBase:
    """Open a page; with what its reader had typed in it, where that was kept."""
    if request.method == "POST":
        keeping.forget(request)  # it has come back, or is thrown away
        if THROW_AWAY in request.POST:
            return redirect(request.get_full_path())
        return _nothing_lost(request, page)
    kept = keeping.kept_for(request) if request.method == "GET" else None
    if kept is None:
        return page()
    response = _with(request, kept, page)
    if response is not None and kept.typed.shown and not 300 <= response.status_code < 400:
        return response
    if response is not None and answering.done_before(kept.token, by=request.user) is not None:
        keeping.forget(request)  # it had been saved, and this is where it led
        return response
    return render(request, "design/kept.html", {"kept": kept}, status=409)


def _nothing_lost(request: HttpRequest, page: Opened) -> HttpResponseBase:
    """Answer what was sent; where the page leads away without considering it, show the texts.

    So it is with a draft that a colleague signed or gave up while somebody wrote in it.
    """
    sent = keeping.sent_by(request)
    if sent is None or not sent.texts:
        return page()
    try:
        response = page()
    except Http404:
        response = None
    if response is not None and (
        not 300 <= response.status_code < 400
        or getattr(request.POST, "considered", False)
        or answering.done_before(sent.token, by=request.user) is not None
    ):
        return response
    return render(request, "design/kept.html", {"kept": sent, "signed_in": True}, status=409)


def _with(request: HttpRequest, kept: keeping.Kept, page: Opened) -> HttpResponseBase | None:
    """Let the page answer the form; None where the form is no longer asked, or not of them."""
    try:
        with _sent_again(request, kept), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            return page()
    except (Http404, PermissionDenied, InternalError):
        return None


@contextmanager
def _sent_again(request: Any, kept: keeping.Kept) -> Iterator[None]:
    before = request.POST
    request.method, request.POST, request.kept_form = "POST", kept.typed, kept
    try:
        yield
    finally:
        request.method, request.POST, request.kept_form = "GET", before, None
