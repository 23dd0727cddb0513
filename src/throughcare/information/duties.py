"""What is owed so that others are asked, and what they say is read and acted on.

Rows S5, S6, S10, S11 and D11 of the duty calendar.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from throughcare.caseload.rules.holding import Holding
from throughcare.information import policy
from throughcare.information.rules.asking import Dealt, again, dealt, unsent
from throughcare.information.rules.child_status import not_known
from throughcare.information.rules.new_people import NewPerson, new_people
from throughcare.information.rules.supervision import Supervised, supervised, supervised_on
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import first_recorded
from throughcare.kernel.casefile.information import (
    ActedOn,
    Chase,
    Enquiry,
    EnquiryKind,
    IncomingItem,
    MarkedRead,
)
from throughcare.kernel.days import add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.law import InForce
from throughcare.kernel.regime import Regime

_OFFICER = Role.RESPONSIBLE_OFFICER
_ASKED = ("S5", "S6")
_ANSWERED = ("S5", "S6", "D11")
SEND_DA = Kind(code="send-da-enquiry", failings=("S5",), weight=3, role=_OFFICER)
SEND_SAFEGUARDING = Kind(
    code="send-safeguarding-enquiry", failings=("S6",), weight=3, role=_OFFICER
)
CHASE = Kind(code="chase-enquiry", failings=_ASKED, weight=3, role=_OFFICER)
ESCALATE = Kind(code="escalate-enquiry", failings=_ASKED, weight=3, role=Role.TEAM_MANAGER)
READ = Kind(code="read-reply", failings=_ANSWERED, weight=1, role=_OFFICER)
ACT = Kind(code="act-on-reply", failings=_ANSWERED, weight=1, role=_OFFICER)
STATUS = Kind(code="establish-child-status", failings=("S10",), weight=3, role=_OFFICER)
DECIDE = Kind(code="decide-on-child-or-partner", failings=("S11",), weight=1, role=_OFFICER)

KINDS = (SEND_DA, SEND_SAFEGUARDING, CHASE, ESCALATE, READ, ACT, STATUS, DECIDE)


def duties(case: CaseFile, holding: Holding, regime: Regime) -> Iterator[Duty]:
    """Yield every duty to ask, to chase, to read, to act, and to decide about somebody new."""
    runs = supervised(case, holding)
    for run in runs:
        yield from _send(case, run, regime)
        yield from _status(case, run, regime)
    yield from _decide(case, runs, regime)
    for enquiry in case.information.enquiries:
        yield from _chase(enquiry, runs, regime)
        if answer := enquiry.answer:
            yield from _came(enquiry, answer.received_on, answer.concern, runs, holding, regime)
    always = regime.of(policy.ITEMS_OF_CONCERN).value
    for item in case.information.items:
        concern = item.concern or item.kind in always
        yield from _came(item, item.received_on, concern, runs, holding, regime)


# The question at the start


def _send(case: CaseFile, run: Supervised, regime: Regime) -> Iterator[Duty]:
    """Reading 11: a change of officer opens no second."""
    if run.assigned is None:
        return
    on, opening = run.assigned.on, run.assigned.opening
    for kind, what, name in (
        (SEND_DA, EnquiryKind.DOMESTIC_ABUSE, "da"),
        (SEND_SAFEGUARDING, EnquiryKind.SAFEGUARDING, "safeguarding"),
    ):
        answers = dealt(case, what, run)
        met_on = answers[0].on if answers else None
        asked_on = None if met_on else unsent(case, what, run)
        because = (
            Because(f"{name}-without-trail", {"asked_on": asked_on})
            if asked_on
            else Because(f"{name}-at-start", {"on": on})
        )
        yield _sending(kind, run, opening, on, met_on, because, regime)
        if kind is SEND_SAFEGUARDING:
            yield from _send_again(case, run, on, answers, regime)


def _send_again(
    case: CaseFile, run: Supervised, since: date, answers: Sequence[Dealt], regime: Regime
) -> Iterator[Duty]:
    for opened in again(case, run, answers, regime):
        trigger = opened.trigger
        because = Because(f"safeguarding-again-{trigger.what}", {"on": trigger.on})
        opened_on = max(trigger.on, since)
        yield _sending(
            SEND_SAFEGUARDING, run, trigger.opening, opened_on, opened.met_on, because, regime
        )


def _sending(
    kind: Kind,
    run: Supervised,
    opening: str,
    opened_on: date,
    met_on: date | None,
    because: Because,
    regime: Regime,
) -> Duty:
    return _duty(
        kind,
        ("case", opening),
        opened_on,
        met_on,
        run.ends(),
        because,
        regime.of(policy.SEND_ENQUIRY_DAYS),
    )


# What was sent, and what came


def _chase(enquiry: Enquiry, runs: Sequence[Supervised], regime: Regime) -> Iterator[Duty]:
    """Reading 11: an answer ends both, and with no first chase nothing escalates."""
    sent = enquiry.sent
    if sent is None or not sent.has_trail:
        return
    run = supervised_on(sent.date, runs)
    if run is None:
        return
    ends = _ends(enquiry, sent.date, run)
    last = ends[0] or date.max
    chases = sorted(
        (chase for chase in enquiry.chases if chase.has_trail and chase.date <= last),
        key=lambda chase: (chase.date, first_recorded(chase), chase.ref),
    )
    first = chases[0] if chases else None
    named = {"enquiry": enquiry.kind, "to": enquiry.to}
    yield _duty(
        CHASE,
        (enquiry.ref, enquiry.ref),
        sent.date,
        first.date if first else None,
        ends,
        Because("enquiry-sent", {"on": sent.date, **named}),
        regime.of(policy.CHASE_ENQUIRY_DAYS),
    )
    escalated = chases[:1] + [chase for chase in chases[1:] if chase.by_manager]
    for at, chase in enumerate(escalated):
        following: Chase | None = escalated[at + 1] if at + 1 < len(escalated) else None
        yield _duty(
            ESCALATE,
            (enquiry.ref, chase.ref),
            chase.date,
            following.date if following else None,
            ends,
            Because("enquiry-escalated" if at else "enquiry-chased", {"on": chase.date, **named}),
            regime.of(policy.ESCALATE_ENQUIRY_DAYS),
        )


def _ends(enquiry: Enquiry, sent_on: date, run: Supervised) -> tuple[date | None, str | None]:
    """What comes first: an answer, the decision that none is needed, or the end of supervision."""
    found = [run.ends()]
    if enquiry.answer:
        found.append((enquiry.answer.received_on, "answered"))
    if enquiry.not_applicable and enquiry.not_applicable.date >= sent_on:
        found.append((enquiry.not_applicable.date, "not applicable"))
    return min(found, key=lambda end: end[0] or date.max)


def _came(
    what: Enquiry | IncomingItem,
    came_on: date,
    concern: bool,
    runs: Sequence[Supervised],
    holding: Holding,
    regime: Regime,
) -> Iterator[Duty]:
    """To be read by whoever holds the case, and acted on where it holds a concern."""
    run = supervised_on(came_on, runs)
    if run is None:
        return
    if isinstance(what, Enquiry):
        name, named = "answer", {"enquiry": what.kind, "to": what.to}
    else:
        name, named = "item", {"item": what.kind}
    read_on = _read_by_holder(what.read, holding)
    by_another = what.read is not None and read_on is None
    yield _duty(
        READ,
        (what.ref, what.ref),
        came_on,
        read_on,
        run.ends(),
        Because(
            f"{name}-read-by-another" if by_another else f"{name}-came", {"on": came_on, **named}
        ),
        regime.of(policy.READ_REPLY_DAYS),
    )
    if read_on is None or not concern:
        return
    run = supervised_on(read_on, runs)
    if run is None:
        return
    yield _duty(
        ACT,
        (what.ref, what.ref),
        read_on,
        _acted_on(what.acted),
        run.ends(),
        Because(f"{name}-read", {"on": came_on, "read_on": read_on, **named}),
        regime.of(policy.ACT_ON_REPLY_DAYS),
    )


def _read_by_holder(read: MarkedRead | None, holding: Holding) -> date | None:
    """Reading 7: the holder is whoever answers for the case on the day of reading.

    A later holder who reads it again takes nothing from the reading of the one before.
    """

    def counts(version: MarkedRead) -> bool:
        owner = holding.owner_of(_OFFICER, version.date)
        return version.by is None or (owner is not None and owner.staff == version.by)

    versions: tuple[MarkedRead, ...] = (*read.earlier, read) if read else ()
    return min((each.date for each in versions if counts(each)), default=None)


def _acted_on(acted: ActedOn | None) -> date | None:
    """The first day on which something was done or decided, whatever was done later."""
    versions: tuple[ActedOn, ...] = (*acted.earlier, acted) if acted else ()
    return min((each.date for each in versions if each.counts), default=None)


# Children and partners


def _status(case: CaseFile, run: Supervised, regime: Regime) -> Iterator[Duty]:
    """A status that stood as not known before supervision is to be established from its start."""
    for stood in not_known(case):
        opened_on = max(stood.days.first, run.days.first)
        if opened_on not in run.days or opened_on not in stood.days:
            continue
        opening = stood.opening if opened_on == stood.days.first else run.begun_by
        known_on = stood.days.last + timedelta(days=1) if stood.days.last else None
        if known_on and known_on not in run.days:
            known_on = None
        yield _duty(
            STATUS,
            ("case", opening),
            opened_on,
            known_on,
            run.ends(),
            Because("child-status-not-known", {"since": stood.days.first}),
            regime.of(policy.ESTABLISH_CHILD_STATUS_DAYS),
        )


def _decide(case: CaseFile, runs: Sequence[Supervised], regime: Regime) -> Iterator[Duty]:
    for person in new_people(case, regime):
        run = supervised_on(person.recorded_on, runs)
        if run is None or person.recorded_on <= run.days.first:
            continue  # not new: known when supervision began
        decided = [
            each.date
            for each in case.information.relationship_decisions
            if each.relationship == person.ref and each.counts and each.date in run.days
        ]
        due_on, limit = _decided_by(person, regime)
        yield Duty(
            code=DECIDE.code,
            subject=person.ref,
            opening=person.ref,
            opened_on=person.calls_on,
            due_on=due_on,
            met_on=min(decided, default=None),
            ended_on=run.ends()[0],
            ended_because=run.ends()[1],
            role=DECIDE.role,
            because=Because(
                "new-child" if person.is_child else "new-partner",
                {"recorded_on": person.recorded_on, "risk": person.risk},
            ),
            source=limit.source,
            weight=DECIDE.weight,
        )


def _decided_by(person: NewPerson, regime: Regime) -> tuple[date, InForce]:
    """The same day where a child is near; one that is heard of later brings the day forward."""
    limit = regime.of(policy.DECIDE_ON_PARTNER_DAYS)
    due_on = add_working_days(person.calls_on, limit.value)
    assert due_on is not None  # no pause is given
    if person.child_from:
        at_once = regime.of(policy.DECIDE_ON_CHILD_DAYS)
        same_day = max(person.calls_on, person.child_from) + timedelta(days=at_once.value)
        if same_day <= due_on:
            return same_day, at_once
    return due_on, limit


def _duty(
    kind: Kind,
    named: tuple[str, str],
    opened_on: date,
    met_on: date | None,
    ends: tuple[date | None, str | None],
    because: Because,
    limit: InForce,
) -> Duty:
    subject, opening = named
    return Duty(
        code=kind.code,
        subject=subject,
        opening=opening,
        opened_on=opened_on,
        due_on=add_working_days(opened_on, limit.value),
        met_on=met_on,
        ended_on=ends[0],
        ended_because=ends[1],
        role=kind.role,
        because=because,
        source=limit.source,
        weight=kind.weight,
    )
