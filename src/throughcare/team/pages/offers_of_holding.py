"""What a manager is offered with decisions on who has a case, and on what managers decided."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn
from throughcare.caseload import actions as caseload
from throughcare.caseload.actions.grading import excluded
from throughcare.caseload.models import Transfer
from throughcare.caseload.pages.handing_over import AcceptGradeForm
from throughcare.caseload.queries import (
    case_of,
    held_by,
    responsible_fact,
    stretch_and_kinds,
    version_of_holding,
)
from throughcare.court import actions as court
from throughcare.court.models import CourtAllocation
from throughcare.court.queries import part
from throughcare.court.showing import PROVIDERS
from throughcare.design.forms import Choice, Form, LongTextField, OneOfField
from throughcare.design.wording import day, listed
from throughcare.history import clock
from throughcare.information.queries import enquiry_of, last_message
from throughcare.oversight import actions as oversight
from throughcare.oversight.queries import decision_of
from throughcare.people.models import Person
from throughcare.team.pages.offers import Facts, Offer, Offered, approve, typed
from throughcare.team.waiting import Waiting
from throughcare.workload.candidates import choosing
from throughcare.workload.pages.forms import choice_of
from throughcare.workload.pages.transferring import WithdrawForm

LATER, REFUSE = "later", "refuse"


class TakeForm(Form):
    """Who of the receiving team is to have the case; or it is refused."""

    staff = OneOfField(
        label=gettext_lazy("Who will be responsible?"),
        missing=gettext_lazy("Select who will be responsible, or refuse it"),
    )
    because = LongTextField(
        label=gettext_lazy("Why does the case stay where it is?"),
        missing=gettext_lazy("Say why the case stays"),
        max_length=1000,
        rows=2,
    )
    grade_because = LongTextField(
        label=gettext_lazy("Why do you accept an officer whose grade the policy excludes?"),
        hint=gettext_lazy("Only where you have chosen one."),
        required=False,
        max_length=1000,
        rows=2,
    )


class BecameForm(Form):
    """What became of a manager's decision whose day has gone."""

    answer = OneOfField(
        label=gettext_lazy("What became of it?"),
        missing=gettext_lazy("Select what became of it"),
        choices=[
            Choice("done", gettext_lazy("It was carried out"), reveals=("text",)),
            Choice("back", gettext_lazy("It is not to be done after all"), reveals=("because",)),
        ],
    )
    text = LongTextField(
        label=gettext_lazy("What was done?"),
        missing=gettext_lazy("Say what was done"),
        max_length=4000,
        rows=3,
    )
    because = LongTextField(
        label=gettext_lazy("Why is it taken back?"),
        missing=gettext_lazy("Say why it is taken back"),
        max_length=1000,
        rows=2,
    )


def _asked(person: Person, ref: str) -> Transfer | None:
    among = Transfer.objects.filter(person=person, ref=ref, in_error_at=None)
    return among.select_related("to_team__provider", "to_officer").first()


def transfer_in(request: SignedIn, person: Person, each: Waiting) -> Offer:
    """A transfer to accept: from whom, why, what the case asks for, and who could have it."""
    row, today = _asked(person, each.ref), clock.today()
    if row is None:
        return Offer([], [])
    case, on = case_of(person), max(row.effective_on, today)
    now = held_by(case, today)
    found = choosing(person.pk, case, row.to_team.code, on)
    form = TakeForm(
        typed(request),
        initial={"staff": row.to_officer.public_id if row.to_officer else ""},
        version=row.version,
    )
    later = _("From its first day with the team the case is then nobody’s, and on your list.")
    form.offer(
        "staff",
        [
            *map(choice_of, found.candidates),
            Choice(LATER, _("I will assign somebody later"), later),
            Choice(REFUSE, _("Refuse it"), reveals=("because",), divider=_("or")),
        ],
    )
    if not any(one.excluded for one in found.candidates):
        del form.fields["grade_because"]
    staff = {one.staff.public_id: one.staff for one in found.candidates}

    def act() -> object:
        given = form.cleaned_data
        way: Any = {
            "by": request.user,
            "version": given["version"] or 0,
            "token": given["token"],
        }
        if given["staff"] == REFUSE:
            return caseload.withdraw_transfer(row, because=given["because"], **way)
        return caseload.accept_transfer(
            row,
            accepted_by=getattr(request.user, "staff", None),
            to_officer=staff.get(given["staff"]),
            grade_because=given.get("grade_because", ""),
            **way,
        )

    def said() -> str:
        chosen = staff.get(form.cleaned_data["staff"])
        if form.cleaned_data["staff"] == REFUSE:
            return _("Refused: the case stays where it is.")
        if chosen is None:
            return _("Accepted for %(team)s; nobody has it yet.") % {"team": row.to_team.name}
        said = _("Accepted for %(team)s: %(name)s has it from %(day)s.")
        return said % {"team": row.to_team.name, "name": chosen.name, "day": day(on)}

    facts = [
        (_("From"), _held_now(now)),
        (_("To"), f"{row.to_team.name}, {row.to_team.provider.name}"),
        (_("From which day"), day(on)),
        (_("Why"), row.because),
        (_("Tier"), f"{found.measured.tier}, {found.measured.points}"),
        (_("Kept for probation officers"), listed(sorted(found.asks.kinds)) or _("No")),
        (_("Training it needs"), listed(found.asks.needed) or _("None besides the usual")),
    ]
    return Offer(facts, [], form, act, said, _("Decide"), row)


def transfer_out(request: SignedIn, person: Person, each: Waiting) -> Offer:
    """A transfer that the other team has not accepted: with whom it waits, and how long."""
    row, today = _asked(person, each.ref), clock.today()
    if row is None:
        return Offer([], [])
    form = WithdrawForm(typed(request), version=row.version)
    now = held_by(case_of(person), today)
    facts = [
        (_("To"), f"{row.to_team.name}, {row.to_team.provider.name}"),
        (_("Waits with"), _in_charge(row) or _("Nobody is in charge of that team")),
        (_("From which day"), day(row.effective_on)),
        (_("Why"), row.because),
        (_("Until it is accepted"), _held_now(now)),
    ]
    return Offer(
        facts,
        [(_("See how it stands"), reverse("case-oversight", args=[person.public_id]))],
        form,
        lambda: caseload.withdraw_transfer(
            row,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        lambda: _("Withdrawn: the case stays where it is."),
        _("Withdraw it"),
        row,
    )


def _in_charge(row: Transfer) -> str:
    """Who is in charge of the receiving team today."""
    today = clock.today()
    charges = row.to_team.managers.filter(in_error_at=None, starts_on__lte=today)
    names = [
        each.staff.name
        for each in charges.select_related("staff")
        if each.ends_on is None or each.ends_on >= today
    ]
    return listed(names)


def _held_now(now: Any) -> str:
    team = now.team.name if now.team else _("No team")
    if now.officer is None:
        return _("%(team)s; nobody responsible") % {"team": team}
    if not now.in_post:
        return _("%(team)s; %(name)s, who is no longer in post") % {
            "team": team,
            "name": now.officer.name,
        }
    return f"{team}; {now.officer.name}"


def grade(request: SignedIn, person: Person, _each: Waiting) -> Offer:
    """An officer whose grade the policy excludes: accepted, or the case is given to another."""
    held, kinds = stretch_and_kinds(person, clock.today())
    officer = responsible_fact(person, held) if held else None
    alone = excluded(officer.staff, held.team, kinds) if held and officer else []
    other = reverse("assign-officer", args=[person.public_id]) + "?from=decisions"
    if officer is None or not alone:
        return Offer([], [(_("Give it to somebody else"), other)])
    form = AcceptGradeForm(typed(request), version=version_of_holding(person))
    facts = [
        (_("Responsible officer"), f"{officer.staff.name}, {officer.staff.grade}"),
        (_("Since"), day(officer.starts_on)),
        (_("For probation officers alone"), listed(alone)),
    ]
    return Offer(
        facts,
        [(_("Or give it to somebody else"), other)],
        form,
        lambda: caseload.accept_grade(
            person,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"],
            token=form.cleaned_data["token"],
        ),
        lambda: _("Accepted: the case stays with this officer."),
        _("Accept it"),
    )


def override(request: SignedIn, person: Person, each: Waiting) -> Offer:
    """An allocation against the rule: what the rule gives, where the case went, and why."""
    row = CourtAllocation.objects.filter(person=person, ref=each.ref).first()
    found = part(row, "decision") if row else None
    if row is None or found is None:
        return Offer([], [])
    went = str(PROVIDERS[found.provider])
    sentence = row.order or row.custody
    reads = []
    if sentence is not None:
        reads.append(
            (
                _("See the sentence"),
                reverse("court-sentence", args=[person.public_id, sentence.ref]),
            )
        )
    return approve(
        request,
        person,
        yes=_("Agree to it"),
        about="allocation",
        act=lambda form: court.agree(
            row,
            by=request.user,
            manager=getattr(request.user, "staff", None),
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        said=_("Agreed."),
        facts=[
            (_("The rule sends it to"), str(PROVIDERS[found.computed])),
            (_("It went to"), f"{went}: {found.team.name}" if found.team else went),
            (_("Why"), found.because),
            (
                _("Decided"),
                ", ".join(filter(None, (day(found.decided_on), found.by.name if found.by else ""))),
            ),
        ],
        reads=reads,
    )


def decided(request: SignedIn, person: Person, each: Waiting) -> Offer:
    """A manager's decision whose day has gone: what was to be done, by whom, and what became."""
    row = decision_of(person, each.ref)
    if row is None:
        return Offer([], [])
    form = BecameForm(typed(request), version=row.version)
    facts: Facts = [
        (_("What is to be done"), row.text),
        (_("Decided"), ", ".join(filter(None, (day(row.date), row.by.name if row.by else "")))),
        (_("By whom"), row.to.name if row.to else each.who or _("The responsible officer")),
        (_("By when"), day(row.due_on)),
    ]

    def act() -> object:
        given = form.cleaned_data
        way: Any = {
            "by": request.user,
            "version": given["version"] or 0,
            "token": given["token"],
        }
        if given["answer"] == "done":
            return oversight.carry_out(row, text=given["text"], **way)
        oversight.take_back(row, because=given["because"], **way)
        return None

    def said() -> str:
        return _("Carried out.") if form.cleaned_data["answer"] == "done" else _("Taken back.")

    return Offer(facts, [], form, act, said, _("Save"), row)


def escalate(_request: SignedIn, person: Person, each: Waiting) -> Offer:
    """An enquiry that was chased in vain: what was asked, of whom, and the last message.

    It is escalated on its own page, where the message is drafted.
    """
    row = enquiry_of(person, each.ref)
    if row is None:
        return Offer([], [])
    last = last_message(row)
    facts = [
        (_("Asked"), day(row.asked_on)),
        (_("Of"), last.to if last else row.to),
        (_("Last message"), last.text if last else ""),
    ]
    return Offer(facts, [])


OFFERS: Mapping[str, Offered] = {
    "transfer in": Offered(Permission.TRANSFER, transfer_in),
    "transfer out": Offered(Permission.TRANSFER, transfer_out),
    "grade": Offered(Permission.ASSIGN_OFFICER, grade),
    "override": Offered(Permission.OVERRIDE_ALLOCATION, override),
    "decided": Offered(Permission.OVERSEE, decided),
    "escalate": Offered(Permission.COUNTERSIGN, escalate),
}
