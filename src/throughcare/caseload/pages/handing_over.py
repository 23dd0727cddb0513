"""Pages on a change of officer: the handover, and the acceptance of a grade."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload import actions
from throughcare.caseload.actions.grading import excluded, part_of
from throughcare.caseload.pages.answering import answer, sent_before
from throughcare.caseload.queries import (
    handed_over,
    responsible_fact,
    stretch_and_kinds,
    version_of_holding,
)
from throughcare.design.forms import DayField, Form, LongTextField
from throughcare.design.wording import day, listed
from throughcare.history import clock
from throughcare.people.models import Person

_NOTE, _MET = gettext_lazy("What the next officer has to know"), gettext_lazy("Met")


class HandoverForm(Form):
    """The note of the officer before, and the meeting of both with the person."""

    says = {"text": _NOTE, "met_on": _MET}

    text = LongTextField(
        label=gettext_lazy("What the next officer has to know"),
        hint=gettext_lazy(
            "Where the work stands, what is coming up, what the person was promised, what worries "
            "you."
        ),
        missing=gettext_lazy("Write what the next officer has to know"),
        max_length=10_000,
        rows=8,
    )
    met_on = DayField(
        label=gettext_lazy("When did both officers meet the person?"),
        noun=gettext_lazy("The day of the meeting"),
        hint=gettext_lazy("Leave it empty until they have."),
        required=False,
    )


class AcceptGradeForm(Form):
    """Why an officer may have a case that is not for their grade."""

    says = {"because": gettext_lazy("Why the officer may have it")}

    because = LongTextField(
        label=gettext_lazy("Why may this officer have the case all the same?"),
        hint=gettext_lazy("For example: closely supervised by whom, trained in what, until when."),
        missing=gettext_lazy("Say why this officer may have the case"),
        max_length=2000,
        rows=4,
    )


@case_page(Permission.HAND_OVER)
def handover(request: SignedIn, person: Person) -> HttpResponse:
    """Record the handover of the last change of officer, or complete it."""
    if before := sent_before(request, person):
        return before
    change = handed_over(person)
    standing = part_of(change.officer, "handover") if change and change.officer else None
    version = standing.version if standing else None
    initial = {"text": standing.text, "met_on": standing.met_on} if standing else {}
    form = HandoverForm(request.POST or None, initial=initial, version=version)

    def told() -> dict[str, str]:
        fresh = handed_over(person)
        note = part_of(fresh.officer, "handover") if fresh and fresh.officer else None
        return _said(note.text, note.met_on) if note else {}

    return answer(
        request,
        person,
        form,
        lambda: actions.record_handover(
            person,
            by=request.user,
            text=form.cleaned_data["text"],
            met_on=form.cleaned_data["met_on"],
            version=form.cleaned_data["version"],
            token=form.cleaned_data["token"],
        ),
        row=standing,
        theirs=told,
        said=_("Handover recorded."),
        heading=_("Hand over the case"),
        facts=[
            (_("From"), change.before),
            (_("To"), change.staff.name),
            (_("On"), day(change.starts_on)),
        ]
        if change
        else [],
        nothing=""
        if change
        else _("Nobody had this case before, so there is nothing to hand over"),
        button=_("Save"),
    )


def _said(text: str, met_on: date | None) -> dict[str, str]:
    return {str(_NOTE): text, str(_MET): day(met_on)}


@case_page(Permission.ASSIGN_OFFICER)
def accept_grade(request: SignedIn, person: Person) -> HttpResponse:
    """Accept, for a reason, that an officer has a case that is not for their grade."""
    if before := sent_before(request, person):
        return before
    held, kinds = stretch_and_kinds(person, clock.today())
    officer = responsible_fact(person, held) if held else None
    because = excluded(officer.staff, held.team, kinds) if held and officer else []
    form = AcceptGradeForm(request.POST or None, version=version_of_holding(person))
    return answer(
        request,
        person,
        form,
        lambda: actions.accept_grade(
            person,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"],
            token=form.cleaned_data["token"],
        ),
        said=_("Accepted: the case stays with this officer."),
        heading=_("Accept an officer whose grade the policy excludes"),
        facts=[
            (_("Responsible officer"), f"{officer.staff.name}, {officer.staff.grade}"),
            (_("For probation officers alone"), listed(because)),
        ]
        if officer and because
        else [],
        text=_("Or give the case to somebody else: then nothing has to be accepted."),
        nothing="" if because else _("The provider’s policy excludes nobody who has this case"),
        button=_("Accept it"),
    )
