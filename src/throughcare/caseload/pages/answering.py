"""How the forms about who has a case, and what managers decide of it, are answered."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission, has
from throughcare.caseload.queries import last_change_of_holding, version_of_holding
from throughcare.design.forms import Conflict, Form
from throughcare.history import answering, clock
from throughcare.people.models import Person
from throughcare.people.queries import reachable

PLACE = "case-oversight"
"""Where one is led when it is done: the page on who has the case and what managers decided."""


def sent_before(request: HttpRequest, person: Person, page: str = PLACE) -> HttpResponse | None:
    """Lead a form that was sent before to where it led; None for a new one."""
    return answering.sent_before(request, lambda _ref: _lead(request, person, page))


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
    theirs: Callable[[], Mapping[str, str]] = dict,
    page: str = PLACE,
    template: str = "caseload/form.html",
    **shown: Any,
) -> HttpResponse:
    """Answer a form: carry it out and lead to ``page``, or show it again.

    ``row`` is the fact that the form is about, None where it is about who has the case, and
    ``theirs`` what is saved of it, by label.
    """

    def meet(conflict: history.Conflict) -> None:
        if row is None:
            meet_holding(form, person, theirs())
        else:
            answering.meet(form, conflict, theirs=theirs, person_id=person.pk)

    return answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lambda _ref: _lead(request, person, page),
        meet=meet,
        template=template,
        shown={"person": person, "part": "oversight", "back": page, **shown},
    )


def meet_holding(form: Form, person: Person, theirs: Mapping[str, str]) -> None:
    """Show beside what was typed who has the case by now, and who changed it."""
    entry = last_change_of_holding(person)
    by = entry.by.full_name if entry and entry.by else _("Somebody else")
    at = entry.domain_at if entry else clock.now()
    differences = answering.differences(theirs, form.typed())
    form.meet(Conflict(by, at, differences), version=version_of_holding(person))
