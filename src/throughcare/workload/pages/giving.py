"""Assign a responsible officer, arrange cover: for those who manage the team of the case."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload import actions
from throughcare.caseload.pages.answering import meet_holding
from throughcare.caseload.queries import (
    Held,
    case_of,
    held,
    held_by,
    version_of_holding,
)
from throughcare.court.showing import not_come
from throughcare.design.wording import day as in_words
from throughcare.history import answering, clock
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.workload.candidates import Choosing, choosing
from throughcare.workload.pages.forms import ArrangeCover, AssignOfficer, ChooseStaff


@case_page(Permission.ASSIGN_OFFICER)
def assign_officer(request: SignedIn, person: Person) -> HttpResponseBase:
    """Give the case to a member of the team that holds it."""

    def save(form: ChooseStaff) -> object:
        given = form.cleaned_data
        return actions.assign_officer(
            person,
            by=request.user,
            staff=form.chosen,
            starts_on=given["starts_on"],
            because=given["because"],
            grade_because=given.get("grade_because", ""),
            version=given["version"] or 0,
            token=given["token"],
        )

    said = _("%(name)s is the responsible officer from %(day)s.")
    return _choose(request, person, AssignOfficer, save, said, "workload/assign_officer.html")


@case_page(Permission.ARRANGE_COVER)
def arrange_cover(request: SignedIn, person: Person) -> HttpResponseBase:
    """Let a member of the team act for the responsible officer for a while."""

    def save(form: ChooseStaff) -> object:
        given = form.cleaned_data
        return actions.arrange_cover(
            person,
            by=request.user,
            staff=form.chosen,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            because=given["because"],
            version=given["version"] or 0,
            token=given["token"],
        )

    said = _("%(name)s covers this case from %(day)s.")
    return _choose(request, person, ArrangeCover, save, said, "workload/arrange_cover.html")


_FROM = {"team": "team", "assign": "assign-cases", "decisions": "decisions"}
"""The pages that lead here and to which one returns: of areas above, hence their names alone."""


def _choose(
    request: HttpRequest,
    person: Person,
    kind: type[ChooseStaff],
    save: Callable[[Any], object],
    said: str,
    template: str,
) -> HttpResponse:
    """Show the form, or do what it asks and return to the case."""
    if before := answering.sent_before(request, lambda _ref: _back(request, person)):
        return before  # since then, others can be chosen
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
        return _page(request, template, person, case, now, form, found)
    form = kind(request.POST, **named)
    done = answering.carry_out(
        request,
        form,
        lambda: save(form),
        said=lambda: (
            said % {"name": form.chosen.name, "day": in_words(form.cleaned_data["starts_on"])}
        ),
        lead=lambda _ref: _back(request, person),
        meet=lambda _conflict: meet_holding(form, person, _holds(person)),
    )
    return done or _page(request, template, person, case, now, form, found)


def _back(request: HttpRequest, person: Person) -> HttpResponseRedirect:
    """Return to where one came from: a page of the team, or the case."""
    if page := _FROM.get(request.GET.get("from", "")):
        return redirect(page)
    return redirect("case", person.public_id)


def _holds(person: Person) -> dict[str, str]:
    """Who has the case by now."""
    after = held(person, clock.today())
    return {str(ChooseStaff.says["staff"]): " ".join(_names(after.officer, after.cover))}


def _names(officer: Any, cover: Any) -> Sequence[str]:
    said = [officer.name] if officer else []
    if cover:
        said.append(_("(covered by %(name)s)") % {"name": cover.name})
    return said


def _page(
    request: HttpRequest,
    template: str,
    person: Person,
    case: CaseFile,
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
        "not_come": not_come(case),
        "back": _back(request, person).url,
    }
    return render(request, template, context)
