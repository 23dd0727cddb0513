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
from throughcare.caseload.pages.forms import ArrangeCover, AssignOfficer, ChooseStaff
from throughcare.caseload.queries import (
    Candidate,
    Held,
    candidates,
    held,
    last_change_of_holding,
    version_of_holding,
)
from throughcare.design.forms import Conflict, Difference
from throughcare.design.wording import day as in_words
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person


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
            version=version,
            token=token,
        )
        return _("%(name)s is the responsible officer from %(day)s.") % {
            "name": form.chosen.name,
            "day": in_words(given["starts_on"]),
        }

    now = held(person, clock.today())
    return _choose(request, person, now, AssignOfficer, save, "caseload/assign_officer.html")


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

    now = held(person, clock.today())
    return _choose(request, person, now, ArrangeCover, save, "caseload/arrange_cover.html")


Save = Callable[[Any, int, str], str]


def _choose(
    request: HttpRequest,
    person: Person,
    now: Held,
    kind: type[ChooseStaff],
    save: Save,
    template: str,
) -> HttpResponse:
    """Show the form, or do what it asks and return to the case."""
    sent = request.POST.get("token", "")
    if sent and history.done_before(sent, by=request.user) is not None:
        return redirect("case", person.public_id)  # since then, others can be chosen
    could = _could_hold(now)
    version = version_of_holding(person)
    named: dict[str, Any] = {"candidates": could, "version": version}
    if request.method != "POST" or not could:
        form = kind(initial={"starts_on": clock.today()}, **named)
        return _page(request, template, person, now, form, could)
    form = kind(request.POST, **named)
    if form.is_valid():
        try:
            done = save(form, form.cleaned_data["version"] or 0, form.cleaned_data["token"])
        except history.AlreadyDone:
            return redirect("case", person.public_id)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.because)
        except history.Conflict:
            form.meet(_conflict(person, form), version=version_of_holding(person))
        else:
            messages.success(request, done)
            return redirect("case", person.public_id)
    return _page(request, template, person, now, form, could)


def _could_hold(now: Held) -> list[Candidate]:
    """The members of the team, without whoever is responsible and there."""
    if now.team is None:
        return []
    present = now.officer.ref if now.officer and now.in_post else None
    return [each for each in candidates(now.team.ref, clock.today()) if each.staff.code != present]


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
    could: Sequence[Candidate],
) -> HttpResponse:
    context = {"person": person, "now": now, "form": form, "could": could}
    return render(request, template, context)
