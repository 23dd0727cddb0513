"""Assign a responsible officer, arrange cover: for those who manage the team of the case."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload import actions
from throughcare.caseload.queries import (
    Held,
    case_of,
    held,
    held_by,
    last_change_of_holding,
    version_of_holding,
)
from throughcare.design.forms import Conflict, Difference
from throughcare.design.wording import day as in_words
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person
from throughcare.workload.candidates import Choosing, choosing
from throughcare.workload.pages.forms import ArrangeCover, AssignOfficer, ChooseStaff


@case_page(Permission.ASSIGN_OFFICER)
def assign_officer(request: SignedIn, person: Person) -> HttpResponseBase:
    """Give the case to a member of the team that holds it."""

    def save(form: ChooseStaff, version: int, token: str) -> str:
        given = form.cleaned_data
        actions.assign_officer(
            person,
            by=request.user,
            staff=form.chosen,
            starts_on=given["starts_on"],
            because=given["because"],
            grade_because=given.get("grade_because", ""),
            version=version,
            token=token,
        )
        return _("%(name)s is the responsible officer from %(day)s.") % {
            "name": form.chosen.name,
            "day": in_words(given["starts_on"]),
        }

    return _choose(request, person, AssignOfficer, save, "workload/assign_officer.html")


@case_page(Permission.ARRANGE_COVER)
def arrange_cover(request: SignedIn, person: Person) -> HttpResponseBase:
    """Let a member of the team act for the responsible officer for a while."""

    def save(form: ChooseStaff, version: int, token: str) -> str:
        given = form.cleaned_data
        actions.arrange_cover(
            person,
            by=request.user,
            staff=form.chosen,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            because=given["because"],
            version=version,
            token=token,
        )
        return _("%(name)s covers this case from %(day)s.") % {
            "name": form.chosen.name,
            "day": in_words(given["starts_on"]),
        }

    return _choose(request, person, ArrangeCover, save, "workload/arrange_cover.html")


Save = Callable[[Any, int, str], str]

_FROM = {"team": "team", "assign": "assign-cases", "decisions": "decisions"}
"""The pages that lead here and to which one returns: of areas above, hence their names alone."""


def _choose(
    request: HttpRequest,
    person: Person,
    kind: type[ChooseStaff],
    save: Save,
    template: str,
) -> HttpResponse:
    """Show the form, or do what it asks and return to the case."""
    sent = request.POST.get("token", "")
    if sent and history.done_before(sent, by=request.user) is not None:
        return _back(request, person)  # since then, others can be chosen
    case, today = case_of(person), clock.today()
    now = held_by(case, today)
    found = None
    if now.team is not None:  # without whoever is responsible and there
        present = now.officer.ref if now.officer and now.in_post else None
        found = choosing(person.pk, case, now.team.ref, today, without=present)
    could = found.candidates if found else []
    version = version_of_holding(person)
    named: dict[str, Any] = {"candidates": could, "version": version}
    if request.method != "POST" or not could:
        form = kind(initial={"starts_on": clock.today()}, **named)
        return _page(request, template, person, now, form, found)
    form = kind(request.POST, **named)
    if form.is_valid():
        try:
            done = save(form, form.cleaned_data["version"] or 0, form.cleaned_data["token"])
        except history.AlreadyDone:
            return _back(request, person)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.because)
        except history.Conflict:
            form.meet(_conflict(person, form), version=version_of_holding(person))
        else:
            messages.success(request, done)
            return _back(request, person)
    return _page(request, template, person, now, form, found)


def _back(request: HttpRequest, person: Person) -> HttpResponse:
    """Return to where one came from: a page of the team, or the case."""
    if page := _FROM.get(request.GET.get("from", "")):
        return redirect(page)
    return redirect("case", person.public_id)


def _conflict(person: Person, form: ChooseStaff) -> Conflict:
    """What somebody else saved meanwhile, beside what was chosen here."""
    after = held(person, clock.today())
    entry = last_change_of_holding(person)
    return Conflict(
        by=entry.by.full_name if entry and entry.by else _("Somebody else"),
        at=entry.domain_at if entry else clock.now(),
        differences=[
            Difference(
                _("Who has the case"),
                " ".join(_names(after.officer, after.cover)),
                form.chosen.name,
            )
        ],
    )


def _names(officer: Any, cover: Any) -> Sequence[str]:
    said = [officer.name] if officer else []
    if cover:
        said.append(_("(covered by %(name)s)") % {"name": cover.name})
    return said


def _page(
    request: HttpRequest,
    template: str,
    person: Person,
    now: Held,
    form: ChooseStaff,
    found: Choosing | None,
) -> HttpResponse:
    context = {
        "person": person,
        "now": now,
        "form": form,
        "could": found.candidates if found else [],
        "found": found,
        "before": now.officer.name if now.officer else "",
    }
    return render(request, template, context)
