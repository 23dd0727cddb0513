"""The page of a case: what is owed and why, the sentence as a time line, and what stands near."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.assessment.rules.harm import levels
from throughcare.contacts.pages.log import is_to_come
from throughcare.contacts.queries import Listed, listed
from throughcare.contacts.showing import Log, Shown
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Predictor
from throughcare.kernel.casefile.sentences import Offence
from throughcare.kernel.duty import State
from throughcare.ledger import wording
from throughcare.ledger.case_duties import Standing, case_duties
from throughcare.ledger.identity import LONG_PARTS, identity_of, registered, said, whole
from throughcare.ledger.pages.lines import (
    STATE_COLOURS,
    Doing,
    at_the_appointment,
    doing,
    excusing,
)
from throughcare.ledger.pages.requirements import requirements
from throughcare.ledger.picture import picture
from throughcare.people.models import Person

LAST_CONTACTS = 10
NEXT_CONTACTS = 5
MOST_LATE = 50

_SHOWN = (
    "name",
    "address",
    "relationship",
    "characteristic",
    "registration",
    "harm level",
    "assessment",
    "score",
    "order",
    "custody",
    "pause",
    "plan",
    "referral",
    "interim work",
)


class Item(NamedTuple):
    """A duty as the page shows it."""

    name: str
    state: str
    colour: str
    due_on: date | None
    late: str
    whose: str
    because: str
    source: str
    opened_on: date
    doing: Doing | None
    is_overdue: bool
    excuse: str
    """Where it is excused by a manager, or asked about by an officer; empty where it cannot be."""
    booked_for: date | None
    """The day of the appointment by which it is provided for."""


@case_page(Permission.SEE_CASE)
def case(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the case."""
    today = clock.today()
    contacts = listed(person)
    ahead = [each for each in contacts if is_to_come(each, today)]
    coming = {each.id for each in ahead}
    past = [each for each in reversed(contacts) if each.id not in coming and not each.in_error]
    wanted = [each.id for each in (*ahead[:NEXT_CONTACTS], *past[:LAST_CONTACTS])]
    part = excerpt(person.pk, {**dict.fromkeys(_SHOWN), "contact": wanted}, leaving_out=LONG_PARTS)
    duties = case_duties(person.pk, today)
    log = Log(part, today)
    shown = {each.ref: log.shown(each) for each in part.contacts}
    may_see_assessment = has(request.user, Permission.SEE_ASSESSMENT)
    pieces = [[_item(each, person, request, today) for each in piece] for piece in duties.owed]
    context = {
        "person": person,
        "part": "overview",
        "today": today,
        "identity": identity_of(request, person, part, duties.answering, today),
        "answering": duties.answering,
        "owed": _by_state(pieces, duties.owed),
        "late": [_item(each, person, request, today) for each in duties.late[:MOST_LATE]],
        "late_duties": duties.late[:MOST_LATE],
        "all_late": len(duties.late),
        "picture": picture(part, contacts, today),
        "offences": _offences(part),
        "requirements": requirements(part, duties.of_requirements, request, today),
        "to_come": _in_words(ahead[:NEXT_CONTACTS], shown),
        "all_to_come": len(ahead),
        "contacts": _in_words(past[:LAST_CONTACTS], shown),
        "all_contacts": len(past),
        "case": part,
        "addresses": sorted(part.person.addresses, key=lambda each: each.starts_on, reverse=True),
        "names": [(each.kind, whole(each)) for each in part.person.names[1:]],
        "registrations": [(said(each), each) for each in registered(part, today) if each.detail],
        "plan": part.planning.plans[-1] if part.planning.plans else None,
        "scores": [
            each
            for each in part.assessment.scores
            if each.predictor is Predictor.OGRS3 and may_see_assessment
        ][-1:],
        "may_see_assessment": may_see_assessment,
        "harm": [each for each in levels(part) if each[0] <= today][-1:],
        "may_record": has(request.user, Permission.RECORD_OUTCOME),
        "may_excuse": has(request.user, Permission.EXCUSE),
    }
    return render(request, "ledger/case.html", context)


def _item(each: Standing, person: Person, request: HttpRequest, today: date) -> Item:
    days = each.days_late(today)
    late = ngettext("%(num)d day late", "%(num)d days late", days) % {"num": days} if days else ""
    booking = each.booking if each.state in (State.DUE_SOON, State.OPEN) else None
    step = doing(each.duty, person.public_id)
    if booking:
        step = at_the_appointment(booking, person.public_id)
    return Item(
        name=_(wording.to_do(each.duty)),
        state=_("Booked") if booking else _(wording.STATES[each.state]),
        colour="blue" if booking else STATE_COLOURS.get(each.state, ""),
        due_on=each.duty.due_on,
        late=late,
        whose=_whose(each),
        because=_because(each),
        source=each.duty.source,
        opened_on=each.duty.opened_on,
        doing=step if step and has(request.user, step.permission) else None,
        is_overdue=each.state is State.OVERDUE,
        excuse=_excuse(each, person, request),
        booked_for=booking.on if booking else None,
    )


def _excuse(each: Standing, person: Person, request: HttpRequest) -> str:
    if each.state not in (State.OVERDUE, State.DUE_SOON, State.OPEN):
        return ""
    if has(request.user, Permission.EXCUSE):
        return excusing("excuse", each.duty, person.public_id)
    if has(request.user, Permission.RECORD_OUTCOME):
        return excusing("ask-to-excuse", each.duty, person.public_id)
    return ""


def _because(each: Standing) -> str:
    """Why a duty is owed; of one that was met, only what is still true."""
    because = each.duty.because
    if each.duty.met_on is None or wording.holds_when_met(because):
        return wording.because(because)
    about = because.parameters.get("name") or because.parameters.get("requirement")
    return str(about) if about else _("Opened on %(day)s.") % {"day": day(each.duty.opened_on)}


def _whose(each: Standing) -> str:
    owner = each.owner
    if owner is None or not owner.staff:
        return _("Nobody")
    return f"{owner.staff}, {owner.resolved}"


def _by_state(
    pieces: Sequence[Sequence[Item]], owed: Sequence[Sequence[Standing]]
) -> list[tuple[str, str, int, list[Sequence[Item]]]]:
    """The pieces of work under a heading for each state, each headed by its worst duty.

    The number is that of the duties in the state, as lists of cases count them.
    """
    headings = (
        (State.OVERDUE, "overdue", _("Overdue")),
        (State.DUE_SOON, "due-soon", _("Due in the next five working days")),
        (State.OPEN, "open", _("Later")),
        (State.EXCUSED, "excused", _("Excused by a manager")),
    )
    order = [state for state, _key, _text in headings]
    found: dict[State, list[Sequence[Item]]] = {state: [] for state in order}
    counts = dict.fromkeys(order, 0)
    for items, piece in zip(pieces, owed, strict=True):
        worst = min((each.state for each in piece), key=order.index)
        found[worst].append(items)
        counts[worst] += sum(each.state is worst for each in piece)
    return [
        (key, text, counts[state], found[state]) for state, key, text in headings if found[state]
    ]


def _in_words(rows: Sequence[Listed], shown: Mapping[str, Shown]) -> list[Shown]:
    return [shown[each.ref] for each in rows if each.ref in shown]


def _offences(part: CaseFile) -> list[tuple[str, date, str, Sequence[Offence]]]:
    """Each sentence in words, its day and court, and for what it was passed."""
    found: list[tuple[str, date, str, Sequence[Offence]]] = []
    for order in part.sentences.orders:
        sentence = order.kind[:1].upper() + order.kind[1:]
        found.append((sentence, order.sentenced_on, order.court, order.offences))
    for custody in part.sentences.custody:
        sentence = _("Custody")
        if custody.months:
            said_so = ngettext("Custody, %(num)d month", "Custody, %(num)d months", custody.months)
            sentence = said_so % {"num": custody.months}
        found.append((sentence, custody.sentenced_on, custody.court, custody.offences))
    return sorted(found, key=lambda each: each[1])
