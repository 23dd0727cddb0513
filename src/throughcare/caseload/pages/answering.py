"""How the forms about who has a case, and what managers decide of it, are answered: once."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission, has
from throughcare.caseload.queries import last_change_of_holding, version_of_holding
from throughcare.design.forms import Conflict, Difference, Form
from throughcare.history import answering, clock
from throughcare.history.answering import done, result_before
from throughcare.people.models import Person
from throughcare.people.queries import reachable

PLACE = "case-oversight"
"""Where one is led when it is done: the page on who has the case and what managers decided."""


def sent_before(request: HttpRequest, person: Person, page: str = PLACE) -> HttpResponse | None:
    """Lead a form that was sent before to where it led; None for a new one."""
    return None if result_before(request) is None else _lead(request, person, page)


def _lead(request: HttpRequest, person: Person, page: str) -> HttpResponse:
    """Lead to a page of the case; to the day's work where the case has gone out of reach."""
    if reachable(request.user).filter(pk=person.pk).exists():
        return redirect(page, person.public_id)
    return redirect("team" if has(request.user, Permission.SEE_TEAM) else "today")


def answer(
    request: HttpRequest,
    person: Person,
    form: Form,
    act: Callable[[], Any],
    *,
    said: str,
    row: Any = None,
    yours: Mapping[str, str] | None = None,
    theirs: Callable[[], Mapping[str, str]] | None = None,
    page: str = PLACE,
    template: str = "caseload/form.html",
    **shown: Any,
) -> HttpResponse:
    """Answer a form: carry it out and lead to ``page``, or show it again.

    ``row`` is the fact that the form is about. Of a conflict ``yours`` is what was typed, and
    ``theirs`` what is saved, each by label.
    """
    if request.method == "POST" and form.is_valid():
        try:
            if done(form, act) is not None:
                messages.success(request, said)
                return _lead(request, person, page)
        except history.Conflict as conflict:
            _meet(form, person, conflict, row, yours or {}, theirs() if theirs else {})
    context = {
        "person": person,
        "part": "oversight",
        "form": form,
        "back": page,
        **shown,
    }
    return render(request, template, context, status=409 if form.conflict else 200)


def _meet(
    form: Form,
    person: Person,
    conflict: history.Conflict,
    row: Any,
    yours: Mapping[str, str],
    theirs: Mapping[str, str],
) -> None:
    if row is not None:
        row.version = conflict.current.version  # type: ignore[attr-defined]
        answering.meet(form, row, theirs=theirs, yours=yours, person_id=person.pk)
        return
    entry = last_change_of_holding(person)
    labels = dict.fromkeys((*yours, *theirs))
    form.meet(
        Conflict(
            by=entry.by.full_name if entry and entry.by else _("Somebody else"),
            at=entry.domain_at if entry else clock.now(),
            differences=[
                Difference(label, theirs.get(label, ""), yours.get(label, "")) for label in labels
            ],
        ),
        version=version_of_holding(person),
    )
