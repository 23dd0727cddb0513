"""A court asks for a report: on somebody whose record is there, or on somebody new."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page, needs
from throughcare.court import actions
from throughcare.court.pages.report_forms import SOMEBODY_NEW, AskForm, NewForm
from throughcare.court.queries import namesakes, teams_of
from throughcare.design.forms import Choice
from throughcare.design.wording import day_plain
from throughcare.history import answering, clock
from throughcare.people.models import Person


@needs(Permission.WORK_AT_COURT)
def new_request(request: SignedIn) -> HttpResponse:
    """Ask for a report. Whoever is on record already is offered before somebody new is made."""
    return answering.sent_before(request, _to_writing) or _new(request)


def _new(request: SignedIn) -> HttpResponse:
    form = NewForm(request.POST or None, initial={"requested_on": clock.today()})
    known: list[Choice] = []
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        found = namesakes(request.user, given["given"], given["family"], given["date_of_birth"])
        known = [_choice(each) for each in found]
        if known:
            form = NewForm(request.POST, known=known)
    return answering.answer(
        request,
        form,
        lambda: _record(request, form),
        said=_("Report request recorded"),
        lead=_to_writing,
        template="court/new.html",
        shown={"known": known, "section": "court"},
    )


class Recorded(NamedTuple):
    """A request that was recorded."""

    ref: str
    """The case and the report of it."""


def _record(request: SignedIn, form: NewForm) -> Recorded:
    """Record the request, for the person who was chosen or for somebody new."""
    chosen = form.cleaned_data.get("who") or SOMEBODY_NEW
    mine: dict[str, Any] = _mine(request) | {"token": form.cleaned_data["token"]}
    if chosen == SOMEBODY_NEW:
        made = actions.request_for_somebody_new(
            by=request.user, somebody=form.somebody, asked=form.asked, **mine
        )
    else:
        person = Person.objects.get(public_id=chosen)
        made = actions.request_report(person, by=request.user, asked=form.asked, **mine)
    return Recorded(f"{made.person.public_id}/{made.ref}")


def _to_writing(made: str) -> HttpResponse:
    """Lead to the page on which the report is written."""
    case, _slash, ref = made.partition("/")
    return redirect("report-write", case=case, ref=ref)


def _choice(each: Any) -> Choice:
    hint = _("%(crn)s, born %(born)s") % {"crn": each.crn, "born": day_plain(each.born)}
    return Choice(each.public_id, each.name, hint)


def _mine(request: HttpRequest) -> dict[str, Any]:
    """The team and the author: whoever records the request."""
    user: Any = request.user
    teams = teams_of(user, clock.today())
    return {"team": teams[0] if teams else None, "author": getattr(user, "staff", None)}


@case_page(Permission.WORK_AT_COURT)
def ask_for_report(request: SignedIn, person: Person) -> HttpResponse:
    """Record that a court asks for a report on somebody whose record is there."""
    form = AskForm(request.POST or None, initial={"requested_on": clock.today()})

    def act() -> Recorded:
        mine = _mine(request) | {"token": form.cleaned_data["token"]}
        made = actions.request_report(person, by=request.user, asked=form.asked, **mine)
        return Recorded(f"{person.public_id}/{made.ref}")

    return answering.sent_before(request, _to_writing) or answering.answer(
        request,
        form,
        act,
        said=_("Report request recorded"),
        lead=_to_writing,
        template="court/form.html",
        shown={
            "person": person,
            "part": "court",
            "back": ("case-court", ""),
            "heading": _("A court asks for a report"),
            "button": _("Record the request"),
        },
    )
