"""A court asks for a report: on somebody whose record is there, or on somebody new."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page, needs
from throughcare.court import actions
from throughcare.court.models import Report
from throughcare.court.pages.answering import answer
from throughcare.court.pages.report_forms import SOMEBODY_NEW, AskForm, NewForm
from throughcare.court.queries import namesakes, teams_of
from throughcare.design.forms import Choice
from throughcare.design.wording import day_plain
from throughcare.history import answering, clock
from throughcare.people.models import Person


@needs(Permission.WORK_AT_COURT)
def new_request(request: SignedIn) -> HttpResponse:
    """Ask for a report. Whoever is on record already is offered before somebody new is made."""
    before = answering.result_before(request)
    if before is not None:
        case, _slash, ref = before.partition("/")
        return redirect("report-write", case=case, ref=ref)
    known: list[Choice] = []
    form = NewForm(initial={"requested_on": clock.today()})
    if request.method == "POST":
        form = NewForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            found = namesakes(request.user, given["given"], given["family"], given["date_of_birth"])
            known = [_choice(each) for each in found]
            if known:
                form = NewForm(request.POST, known=known)
        if form.is_valid():
            made = _made(request, form)
            if made is not None:
                messages.success(request, _("Report request recorded"))
                return redirect("report-write", case=made.person.public_id, ref=made.ref)
    context = {"form": form, "known": known, "section": "court"}
    return render(request, "court/new.html", context)


def _choice(each: Any) -> Choice:
    hint = _("%(crn)s, born %(born)s") % {"crn": each.crn, "born": day_plain(each.born)}
    return Choice(each.public_id, each.name, hint)


def _made(request: SignedIn, form: NewForm) -> Report | None:
    """Record the request; None where it was refused."""
    chosen = form.cleaned_data.get("who") or SOMEBODY_NEW
    mine: dict[str, Any] = _mine(request) | {"token": form.cleaned_data["token"]}
    made: list[Report] = []
    if chosen == SOMEBODY_NEW:
        act = lambda: made.append(  # noqa: E731
            actions.request_for_somebody_new(
                by=request.user, somebody=form.somebody, asked=form.asked, **mine
            )
        )
    else:
        person = Person.objects.get(public_id=chosen)
        act = lambda: made.append(  # noqa: E731
            actions.request_report(person, by=request.user, asked=form.asked, **mine)
        )
    answering.done(form, act)
    return made[0] if made else None


def _mine(request: HttpRequest) -> dict[str, Any]:
    """The team and the author: whoever records the request."""
    user: Any = request.user
    teams = teams_of(user, clock.today())
    return {"team": teams[0] if teams else None, "author": getattr(user, "staff", None)}


@case_page(Permission.WORK_AT_COURT)
def ask_for_report(request: SignedIn, person: Person) -> HttpResponse:
    """Record that a court asks for a report on somebody whose record is there."""
    form = AskForm(request.POST or None, initial={"requested_on": clock.today()})
    return answer(
        request,
        person,
        form,
        lambda: actions.request_report(
            person,
            by=request.user,
            asked=form.asked,
            token=form.cleaned_data["token"],
            **_mine(request),
        ),
        page="case-court",
        said=_("Report request recorded"),
        heading=_("A court asks for a report"),
        button=_("Record the request"),
    )
