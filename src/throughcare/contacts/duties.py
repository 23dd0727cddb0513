"""What is owed around contact: first appointments, being seen, recording what happened.

Rows S1, D6, D7 and, for the outcome, E1 of the duty calendar.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from throughcare.assessment.rules.harm import HarmLevels
from throughcare.caseload.rules.receiving import begun, supervised_from
from throughcare.contacts import policy
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.contacts import (
    Account,
    Contact,
    ContactKind,
    Mode,
    Outcome,
    Result,
)
from throughcare.kernel.casefile.facts import day_of, first_recorded, recorded, standing_since
from throughcare.kernel.days import Days, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.planning.rules.contact_level import (
    ContactLevels,
    next_contact_by,
)
from throughcare.sentences.rules.spells import (
    Spell,
    paused,
    spells,
    supervision_on,
    supervisions,
)

_OFFICER = Role.RESPONSIBLE_OFFICER
ARRANGE = Kind(code="arrange-first-appointment", failings=("S1",), weight=2, role=_OFFICER)
HOLD = Kind(code="hold-first-appointment", failings=("S1",), weight=2, role=_OFFICER)
COMPLETE = Kind(code="complete-contact", failings=("D6",), weight=6, role=Role.AUTHOR)
SEE = Kind(code="see-the-person", failings=("D7",), weight=3, role=_OFFICER)
RECORD = Kind(code="record-outcome", failings=("E1",), weight=2, role=_OFFICER)

KINDS = (ARRANGE, HOLD, COMPLETE, SEE, RECORD)

OF_ONE_CONTACT = (COMPLETE, RECORD)
"""What follows from one contact and the sentences it stands in, whatever the other contacts say."""

SEE_WEIGHT_WHEN_HIGH = 1


class Touched(NamedTuple):
    """The contacts that a write touched, where it touched nothing else of the case."""

    contacts: frozenset[str]
    """Their references."""
    since: date
    """The first day for which one of them stands, or stood before the write."""
    read_from: date | None = None
    """The day from which contacts are at hand, where those before it were not read."""


def duties(case: CaseFile, regime: Regime, touched: Touched | None = None) -> Iterator[Duty]:
    """Yield every duty around contact.

    With ``touched``, of `OF_ONE_CONTACT` only what follows from those contacts, and of
    see-the-person only the instances from the one before them on: all others stay as they are.
    Where earlier contacts were not read, of first appointments nothing is said.
    """
    lives = spells(case)
    contacts = [
        (contact.stands_for, contact)
        for contact in case.contacts
        if contact.kind is not ContactKind.NOTE
    ]
    contacts.sort(key=lambda pair: (pair[0], str(pair[1].stands_at or ""), pair[1].ref))
    if touched is None or touched.read_from is None:
        yield from _first_appointments(case, lives, contacts)
    yield from _see(case, lives, contacts, regime, touched.since if touched else date.min)
    runs = supervisions(lives)
    run: Days | None = None
    for on, contact in contacts:
        if touched and contact.ref not in touched.contacts:
            continue
        if run is None or on not in run:
            run = supervision_on(on, runs)
        if run is None or _given_up(contact, on):
            continue
        yield from _record(contact, on, run)
        if contact.attended and contact.kind is ContactKind.SUPERVISION:
            yield from _complete(contact, on, run, lives, case, regime)


OnDay = tuple[date, Contact]
"""A contact with the day for which it stands."""


def _given_up(contact: Contact, on: date) -> bool:
    """Whether the booking was cancelled by its day, so that no appointment took place."""
    return contact.cancelled is not None and contact.cancelled.date <= on


def _first_appointments(
    case: CaseFile, lives: Sequence[Spell], contacts: Sequence[OnDay]
) -> Iterator[Duty]:
    """Readings 2 and 6: allocation or release opens both; a transfer opens neither."""
    seen = [pair for pair in contacts if pair[1].mode is not Mode.TELEPHONE]
    days = [on for on, _ in seen]
    for spell in lives:
        began = begun(case, spell)
        if began is None:
            continue
        opened_on, opening = began
        after = (
            policy.FIRST_APPOINTMENT_RELEASE if spell.released else policy.FIRST_APPOINTMENT_ORDER
        )
        limit = after.find(opened_on)
        if limit is None:
            continue
        due_on = add_working_days(opened_on, limit.value)
        assert due_on is not None  # no pause is given
        since = bisect_left(days, opened_on)
        attended = (on for on, contact in seen[since:] if contact.attended and spell.lives_on(on))
        booked = [
            contact.made_on
            for _, contact in seen[since : bisect_right(days, due_on)]
            if contact.cancelled is None and contact.made_on <= due_on
        ]
        first = next(attended, None)  # they stand in the order of their days
        message = "released" if spell.released else "allocated"
        for kind, met_on in ((ARRANGE, min(booked, default=first)), (HOLD, first)):
            yield Duty(
                code=kind.code,
                subject=spell.ref,
                opening=opening,
                opened_on=opened_on,
                due_on=due_on,
                met_on=met_on,
                ended_on=spell.last,
                ended_because=spell.ended_because,
                role=kind.role,
                because=Because(f"{kind.code}-{message}", {"on": opened_on}),
                source=limit.source,
                weight=kind.weight,
            )


def _see(
    case: CaseFile,
    lives: Sequence[Spell],
    contacts: Sequence[OnDay],
    regime: Regime,
    since: date,
) -> Iterator[Duty]:
    """Each contact that counts opens the next instance; the one before is met by it.

    What a contact of the day ``since`` or later can change begins with the last instance before.
    """
    pauses = paused(case)
    harm = HarmLevels(case)
    grace = regime.of(policy.SEE_THE_PERSON_GRACE).value
    seen = []
    for run in supervisions(list(lives)):
        among = [spell for spell in lives if spell.first in run]
        starts = [day for spell in among if (day := supervised_from(case, spell))]
        if not starts:
            continue
        start, opening = min(starts)
        levels = ContactLevels(case, spells=among, since=run.first, start=start, regime=regime)
        instances = [(start, opening)]
        first, last = max(start, run.first), run.last or date.max
        for on, contact in contacts:
            if not contact.attended or not first <= on <= last:
                continue
            if not contact.in_person and levels.on(on).face_to_face:
                continue
            if len(instances) == 1 or instances[-1][0] != on:
                instances.append((on, contact.ref))
        seen.append((run, levels, instances))
    begin = min(
        [since, *(_last_before(since, each) for run, _, each in seen if _goes_on(run, since))]
    )
    for run, levels, instances in seen:
        for at, (opened_on, opened_by) in enumerate(instances):
            if opened_on < begin:
                continue
            level = levels.on(opened_on)
            lapses_on = next_contact_by(opened_on, level.interval, without=pauses)
            following = instances[at + 1][0] if at + 1 < len(instances) else None
            high = harm.on(following or date.max) in (Level.HIGH, Level.VERY_HIGH)
            yield Duty(
                code=SEE.code,
                subject="case",
                opening=opened_by,
                opened_on=opened_on,
                due_on=add_working_days(lapses_on, grace, without=pauses) if lapses_on else None,
                met_on=following,
                ended_on=run.last,
                ended_because="supervision ended" if run.last else None,
                role=SEE.role,
                because=Because(
                    "last-seen" if at else "never-seen",
                    {
                        "since": opened_on,
                        "interval": level.interval,
                        "by": level.because,
                        "face_to_face": level.face_to_face,
                    },
                ),
                source=level.source,
                weight=SEE_WEIGHT_WHEN_HIGH if high else SEE.weight,
            )


def _goes_on(run: Days, since: date) -> bool:
    return run.last is None or run.last >= since


def _last_before(since: date, instances: Sequence[tuple[date, str]]) -> date:
    """Return the day of the last instance before a day, of the first where there is none."""
    return instances[max(bisect_left(instances, since, key=itemgetter(0)) - 1, 0)][0]


def _record(contact: Contact, on: date, run: Days) -> Iterator[Duty]:
    """Reading 3: met on the day the outcome, and for a failure the asking, was recorded."""
    limit = policy.RECORD_OUTCOME_DAYS.find(on)
    if limit is None:
        return
    outcome, failed = contact.outcome, contact.failed
    whole_since: datetime | None = None
    if outcome is None:
        if contact.cancelled:
            whole_since = first_recorded(contact.cancelled)
    elif not failed:
        whole_since = first_recorded(outcome)
    elif contact.asked:
        whole_since = max(first_recorded(outcome), first_recorded(contact.asked))
    yield Duty(
        code=RECORD.code,
        subject=contact.ref,
        opening=contact.ref,
        opened_on=on,
        due_on=add_working_days(on, limit.value),
        met_on=day_of(whole_since) if whole_since else None,
        ended_on=run.last,
        ended_because="supervision ended" if run.last else None,
        role=RECORD.role,
        because=Because(
            "reason-not-asked" if failed and not whole_since else "appointment", {"on": on}
        ),
        source=limit.source,
        weight=RECORD.weight,
    )


def _complete(
    contact: Contact,
    on: date,
    run: Days,
    lives: Sequence[Spell],
    case: CaseFile,
    regime: Regime,
) -> Iterator[Duty]:
    """Opens on the day *attended* is saved without what was done, or without an objective."""
    assert contact.outcome is not None
    if _whole_at_once(contact, case):
        return
    saved = standing_since(contact.outcome, _attended)
    assert saved is not None
    saved_on = day_of(saved)
    planned = bool(case.planning.plans) and any(
        spell.first <= plan.signed_on <= saved_on
        for spell in lives
        if spell.lives_on(on)
        for plan in case.planning.plans
    )

    def complete(account: Account) -> bool:
        return account.says_what_was_done and (bool(account.objectives) or not planned)

    completed = standing_since(contact.account, complete) if contact.account else None
    if completed is not None and completed <= saved:
        return
    limit = regime.of(policy.COMPLETE_CONTACT_DAYS)
    written = contact.account is not None and contact.account.says_what_was_done
    yield Duty(
        code=COMPLETE.code,
        subject=contact.ref,
        opening=contact.ref,
        opened_on=saved_on,
        due_on=add_working_days(saved_on, limit.value),
        met_on=day_of(completed) if completed else None,
        ended_on=run.last,
        ended_because="supervision ended" if run.last else None,
        role=COMPLETE.role if contact.outcome.by else Role.RESPONSIBLE_OFFICER,
        author=contact.outcome.by,
        because=Because("without-objective" if written else "without-account", {"on": on}),
        source=limit.source,
        weight=COMPLETE.weight,
    )


def _whole_at_once(contact: Contact, case: CaseFile) -> bool:
    """Say at a glance of most contacts that nothing was missing when *attended* was saved."""
    outcome, account = contact.outcome, contact.account
    return (
        outcome is not None
        and account is not None
        and not outcome.earlier
        and not account.earlier
        and account.says_what_was_done
        and (bool(account.objectives) or not case.planning.plans)
        and recorded(account) <= recorded(outcome)
    )


def _attended(outcome: Outcome) -> bool:
    return outcome.result is Result.ATTENDED
