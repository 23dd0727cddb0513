"""Pages for a manager's decision: recorded from the case, carried out, taken back."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload.pages.answering import answer, sent_before
from throughcare.caseload.queries import held
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
)
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.kernel.days import add_working_days
from throughcare.organisation.models import Staff
from throughcare.organisation.queries import members
from throughcare.oversight import actions
from throughcare.oversight.models import ManagerDecision
from throughcare.oversight.policy import USUAL_DAYS
from throughcare.oversight.queries import decision_of
from throughcare.people.models import Person

ABOUT = {
    "risk": gettext_lazy("Risk"),
    "assessment": gettext_lazy("Assessment"),
    "plan": gettext_lazy("Plan"),
    "contact": gettext_lazy("Contact"),
    "enforcement": gettext_lazy("Enforcement"),
    "allocation": gettext_lazy("Allocation"),
    "other": gettext_lazy("Something else"),
}


class DecisionForm(Form):
    """What is to be done, by whom and by when."""

    about = OneOfField(
        label=gettext_lazy("What is it about?"),
        missing=gettext_lazy("Select what it is about"),
        choices=[Choice(key, label) for key, label in ABOUT.items()],
    )
    text = LongTextField(
        label=gettext_lazy("What is to be done?"),
        missing=gettext_lazy("Say what is to be done"),
        max_length=2000,
        rows=4,
    )
    to = SelectField(
        label=gettext_lazy("Who is to do it?"),
        required=False,
        empty=gettext_lazy("The responsible officer, whoever that is"),
    )
    due_on = DayField(label=gettext_lazy("By which day?"), noun=gettext_lazy("The day"))


class DoneForm(Form):
    """What was done."""

    says = {"text": gettext_lazy("What was done")}

    text = LongTextField(
        label=gettext_lazy("What was done?"),
        missing=gettext_lazy("Say what was done"),
        max_length=4000,
        rows=4,
    )


class TakenBackForm(Form):
    """Why a decision should not have been recorded."""

    says = {"because": gettext_lazy("Taken back")}

    because = LongTextField(
        label=gettext_lazy("Why should it not have been recorded?"),
        missing=gettext_lazy("Say why it should not have been recorded"),
        max_length=1000,
        rows=3,
    )


@case_page(Permission.OVERSEE)
def decide(request: SignedIn, person: Person) -> HttpResponse:
    """Record a decision."""
    if before := sent_before(request, person):
        return before
    today = clock.today()
    team = held(person, today).team
    staff = list(members(team.ref, today)) if team else []
    usual = add_working_days(today, int(USUAL_DAYS.value))
    form = DecisionForm(request.POST or None, initial={"due_on": usual})
    form.offer("to", [Choice(each.public_id, f"{each.name}, {each.grade}") for each in staff])

    def act() -> ManagerDecision:
        given = form.cleaned_data
        return actions.decide(
            person,
            by=request.user,
            about=given["about"],
            text=given["text"],
            due_on=given["due_on"],
            to=_chosen(staff, given["to"]),
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        said=_("Decision recorded. It is on the list of whoever is to carry it out."),
        heading=_("Record what you decided"),
        button=_("Record it"),
    )


def _chosen(staff: list[Staff], public_id: str) -> Staff | None:
    return next((each for each in staff if each.public_id == public_id), None)


@case_page(Permission.CARRY_OUT)
def carry_out(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Say that a decision was carried out."""
    row = _found(person, ref)
    if before := sent_before(request, person):
        return before
    form = DoneForm(request.POST or None, version=row.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.carry_out(
            row,
            by=request.user,
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        theirs=lambda: _saved(person, ref),
        said=_("Carried out."),
        heading=_("Carry out what a manager decided"),
        facts=_about(row),
        nothing=_closed(row),
        button=_("Save"),
    )


@case_page(Permission.OVERSEE)
def take_back(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Mark a decision as recorded in error."""
    row = _found(person, ref)
    if before := sent_before(request, person):
        return before
    form = TakenBackForm(request.POST or None, version=row.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.take_back(
            row,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        theirs=lambda: _saved(person, ref),
        said=_("Taken back. It stays on the record, marked as recorded in error."),
        heading=_("Take back a decision"),
        facts=_about(row),
        nothing=_closed(row),
        button=_("Take it back"),
        warn=True,
    )


def _found(person: Person, ref: str) -> ManagerDecision:
    row = decision_of(person, ref)
    if row is None:
        raise Http404
    return row


def _about(row: ManagerDecision) -> list[tuple[str, str]]:
    return [
        (_("What is to be done"), row.text),
        (_("Decided"), ", ".join(filter(None, (day(row.date), row.by.name if row.by else "")))),
        (_("By whom"), row.to.name if row.to else _("The responsible officer")),
        (_("By when"), day(row.due_on)),
    ]


def _closed(row: ManagerDecision) -> str:
    done = getattr(row, "carried_out", None)
    if row.in_error_at is not None:
        return _("This decision was taken back")
    if done is not None and done.in_error_at is None:
        return _("This decision was carried out on %(day)s") % {"day": day(done.date)}
    return ""


def _saved(person: Person, ref: str) -> dict[str, str]:
    row = _found(person, ref)
    done = getattr(row, "carried_out", None)
    return {
        _("What was done"): done.text if done else "",
        _("Taken back"): row.in_error_because,
    }
