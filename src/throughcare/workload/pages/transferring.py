"""Pages for a transfer: asked for, accepted with an officer, refused or withdrawn."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload import actions
from throughcare.caseload.models import Transfer
from throughcare.caseload.pages.answering import answer, sent_before
from throughcare.caseload.queries import case_of, held_by, pending_transfer, version_of_holding
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
from throughcare.organisation.models import Team
from throughcare.organisation.queries import in_charge_of
from throughcare.people.models import Person
from throughcare.workload.candidates import choosing
from throughcare.workload.pages.forms import choice_of

_LATER = "later"


class TransferForm(Form):
    """To which team, from which day, and why."""

    to_team = SelectField(
        label=gettext_lazy("Which team is to take the case?"),
        empty="",
        missing=gettext_lazy("Select a team"),
    )
    effective_on = DayField(
        label=gettext_lazy("From which day?"), noun=gettext_lazy("The first day")
    )
    because = LongTextField(
        label=gettext_lazy("Why does the case move?"),
        missing=gettext_lazy("Say why the case moves"),
        max_length=1000,
        rows=3,
    )


class AcceptForm(Form):
    """Who of the receiving team is to have it."""

    staff = OneOfField(
        label=gettext_lazy("Who will be responsible?"),
        missing=gettext_lazy("Select who will be responsible"),
    )
    grade_because = LongTextField(
        label=gettext_lazy("Why do you accept an officer whose grade the policy excludes?"),
        hint=gettext_lazy("Only where you have chosen one."),
        required=False,
        max_length=1000,
        rows=3,
    )


class WithdrawForm(Form):
    """Why the case stays."""

    says = {"because": gettext_lazy("Why the case stays")}

    because = LongTextField(
        label=gettext_lazy("Why does the case stay where it is?"),
        missing=gettext_lazy("Say why the case stays"),
        max_length=1000,
        rows=3,
    )


@case_page(Permission.TRANSFER)
def ask(request: SignedIn, person: Person) -> HttpResponse:
    """Ask another team to take the case."""
    if before := sent_before(request, person):
        return before
    today = clock.today()
    now = held_by(case_of(person), today)
    waits = pending_transfer(person, today)
    others = Team.objects.filter(in_error_at=None).select_related("provider").order_by("name")
    teams = [each for each in others if now.team is None or each.code != now.team.ref]
    form = TransferForm(
        request.POST or None,
        initial={"effective_on": today},
        version=version_of_holding(person),
    )
    form.offer(
        "to_team", [Choice(each.public_id, f"{each.name}, {each.provider.name}") for each in teams]
    )

    def act() -> Transfer:
        given = form.cleaned_data
        return actions.transfer(
            person,
            by=request.user,
            to_team=next(each for each in teams if each.public_id == given["to_team"]),
            to_officer=None,
            effective_on=given["effective_on"],
            because=given["because"],
            version=given["version"],
            token=given["token"],
        )

    nothing = ""
    if waits:
        nothing = _("A transfer waits already. Withdraw it before you ask another team")
    elif now.team is None:
        nothing = _("No team has received this case yet")
    return answer(
        request,
        person,
        form,
        act,
        said=_("Asked. Until the other team accepts, the case stays with its officer."),
        heading=_("Ask another team to take the case"),
        facts=_holding(now.team.name, now.officer.name if now.officer else "") if now.team else [],
        text=_("The officer and the team who have the case stay responsible until it is accepted."),
        nothing=nothing,
        button=_("Ask the team"),
    )


@case_page(Permission.TRANSFER)
def accept(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Accept the case for the receiving team, with the officer who is to have it."""
    row = _found(person, ref)
    if before := sent_before(request, person):
        return before
    case, today = case_of(person), clock.today()
    now = held_by(case, today)
    on = max(row.effective_on, today)
    found = choosing(person.pk, case, row.to_team.code, on)
    form = AcceptForm(
        request.POST or None,
        initial={"staff": row.to_officer.public_id if row.to_officer else ""},
        version=row.version,
    )
    form.offer("staff", [*map(choice_of, found.candidates), _nobody_yet()])
    if not any(each.excluded for each in found.candidates):
        del form.fields["grade_because"]

    def act() -> Any:
        given = form.cleaned_data
        chosen = [e.staff for e in found.candidates if e.staff.public_id == given["staff"]]
        return actions.accept_transfer(
            row,
            by=request.user,
            accepted_by=getattr(request.user, "staff", None),
            to_officer=chosen[0] if chosen else None,
            grade_because=given.get("grade_because", ""),
            version=given["version"] or 0,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        row=row,
        theirs=lambda: {_("How it stands"): _closed(_found(person, ref))},
        said=_("Accepted for %(team)s.") % {"team": row.to_team.name},
        heading=_("Accept the transfer"),
        facts=[
            *(_holding(now.team.name, now.officer.name if now.officer else "") if now.team else []),
            (_("To"), row.to_team.name),
            (_("From which day"), day(on)),
            (_("Why"), row.because),
            (_("Tier"), f"{found.measured.tier}, {found.measured.points}"),
        ],
        nothing=_closed(row) or _for_others(request, row),
        button=_("Accept it"),
    )


@case_page(Permission.TRANSFER)
def withdraw(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Withdraw the transfer, or refuse it."""
    row = _found(person, ref)
    if before := sent_before(request, person):
        return before
    form = WithdrawForm(request.POST or None, version=row.version)
    accepted = getattr(row, "accepted", None)
    begun = (
        accepted is not None
        and accepted.in_error_at is None
        and max(row.effective_on, accepted.date) <= clock.today()
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.withdraw_transfer(
            row,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        theirs=lambda: {_("How it stands"): _closed(_found(person, ref))},
        said=_("The case stays where it is."),
        heading=_("Refuse or withdraw the transfer"),
        facts=[
            (_("To"), row.to_team.name),
            (_("From which day"), day(row.effective_on)),
            (_("Why"), row.because),
        ],
        nothing=_("It has taken effect. Ask the other team to transfer the case back")
        if begun
        else _closed(row, accepted_too=False),
        button=_("Refuse or withdraw"),
        warn=True,
    )


def _for_others(request: SignedIn, row: Transfer) -> str:
    """Why one cannot accept: another is in charge of the receiving team."""
    staff = getattr(request.user, "staff", None)
    mine = staff and in_charge_of(staff, clock.today()).filter(pk=row.to_team_id).exists()
    if mine:
        return ""
    return _("Whoever is in charge of %(team)s accepts it") % {"team": row.to_team.name}


def _nobody_yet() -> Choice:
    return Choice(
        _LATER,
        _("I will assign somebody later"),
        _("From its first day with the team the case is then nobody’s, and on your list."),
    )


def _holding(team: str, officer: str) -> list[tuple[str, str]]:
    return [(_("Team"), team), (_("Responsible officer"), officer or _("Nobody"))]


def _found(person: Person, ref: str) -> Transfer:
    among = Transfer.objects.filter(person=person, ref=ref, in_error_at=None)
    row = among.select_related("to_team", "to_officer", "accepted", "withdrawn").first()
    if row is None:
        raise Http404
    return row


def _closed(row: Transfer, *, accepted_too: bool = True) -> str:
    withdrawn, accepted = getattr(row, "withdrawn", None), getattr(row, "accepted", None)
    if withdrawn is not None and withdrawn.in_error_at is None:
        return _("This transfer was withdrawn")
    if accepted_too and accepted is not None and accepted.in_error_at is None:
        return _("This transfer is accepted already")
    return ""
