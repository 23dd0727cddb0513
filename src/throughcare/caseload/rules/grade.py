"""Which cases a provider gives to probation officers alone, and when one is held against that.

Duty calendar, assign-right-grade, and reading 3: registrations and statuses count from the day
they were recorded. The policy is that of the provider whose team holds the case, else the regime's.

Not here: who is responsible from when (succession); what is owed (caseload.duties).
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import partial

import msgspec

from throughcare.caseload import policy
from throughcare.caseload.rules.holding import Holding, Stretch
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.caseload import GradeAccepted
from throughcare.kernel.casefile.directory import Grade
from throughcare.kernel.casefile.facts import day_of, first_recorded, standing_since
from throughcare.kernel.casefile.person import ChildProtection, Registration
from throughcare.kernel.days import ONE_DAY, Days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime


class OfAKind(msgspec.Struct, frozen=True):
    """Days on which a case is of a kind that may be for probation officers alone."""

    kind: str
    days: Days
    fact: str


class Excluded(msgspec.Struct, frozen=True, kw_only=True):
    """A run of days on which an officer held the case against the policy, nobody accepting it."""

    opened_on: date
    opening: str
    kind: str
    grade: Grade
    met_on: date | None = None
    """The day of another officer, or of a manager's acceptance."""
    ended_on: date | None = None
    """The last day, where the policy no longer excludes the officer."""


def kinds_on(
    case: CaseFile, day: date, regime: Regime = TRANSFORMING_REHABILITATION
) -> frozenset[str]:
    """Return of which kinds a case is on ``day``."""
    return frozenset(each.kind for each in of_a_kind(case, regime) if day in each.days)


def excluding(
    kinds: Collection[str],
    grade: str | None,
    po_only: Sequence[str] | None,
    regime: Regime = TRANSFORMING_REHABILITATION,
) -> list[str]:
    """Return for which kinds a provider's policy excludes an officer of this grade.

    ``po_only`` is what the provider says, None where it says nothing.
    """
    if grade not in regime.of(policy.BELOW_PO).value:
        return []
    alone = regime.of(policy.PO_ONLY).value if po_only is None else po_only
    return sorted(set(kinds).intersection(alone))


def of_a_kind(case: CaseFile, regime: Regime) -> list[OfAKind]:
    """Return the days on which a case is of a kind, and the fact that says so."""
    return [*_registered(case, regime), *_statuses(case, regime)]


def excluded(case: CaseFile, holding: Holding, regime: Regime) -> list[Excluded]:
    """Return every run of days on which the case is held against the policy, in order.

    A change to another officer whom the policy excludes ends nothing.
    """
    providers = {each.ref: each for each in case.directory.providers}
    if not any(each.po_only for each in providers.values()) and not regime.of(policy.PO_ONLY).value:
        return []
    kinds = of_a_kind(case, regime)
    if not kinds:
        return []
    policies = {
        each.ref: providers[each.provider].po_only if each.provider in providers else None
        for each in case.directory.teams
    }
    grades = {each.ref: each.grade for each in case.directory.staff}
    accepted = {each.ref: each.grade_accepted for each in case.caseload.officers}
    found: list[Excluded] = []
    before: str | None = None
    for first, held in _pieces(holding, kinds, accepted.values()):
        grade = grades.get(held.officer or "")
        standing = [each for each in kinds if first in each.days]
        alone = excluding({e.kind for e in standing}, grade, policies.get(held.team or ""), regime)
        acceptance = accepted.get(held.named_by or "")
        open_ = [
            each for each in standing if each.kind in alone and not _covers(acceptance, each, first)
        ]
        current = found[-1] if found and _lasts(found[-1]) else None
        if open_ and grade and current is None:
            since = min(open_, key=lambda each: (each.days.first, each.fact))
            found.append(_begun(since, first, held, grade, found))
        elif current and not open_:
            is_met = bool(alone) or held.officer != before
            change = {"met_on": first} if is_met else {"ended_on": first - ONE_DAY}
            found[-1] = msgspec.structs.replace(current, **change)
        before = held.officer
    return found


def _lasts(run: Excluded) -> bool:
    return run.met_on is None and run.ended_on is None


def _covers(acceptance: GradeAccepted | None, each: OfAKind, day: date) -> bool:
    """An acceptance counts for what was on record by its day; one that came later adds to it."""
    return any(each.days.first <= given <= day for given in _given(acceptance))


def _given(acceptance: GradeAccepted | None) -> list[date]:
    versions = (*acceptance.earlier, acceptance) if acceptance else ()
    return [each.date for each in versions]


def _begun(
    since: OfAKind, first: date, held: Stretch, grade: Grade, before: list[Excluded]
) -> Excluded:
    opening = since.fact if since.days.first == first else held.named_by or since.fact
    if any(each.opening == opening for each in before):
        opening = f"{opening}/{first}"
    return Excluded(opened_on=first, opening=opening, kind=since.kind, grade=grade)


def _pieces(
    holding: Holding, kinds: list[OfAKind], accepted: Collection[GradeAccepted | None]
) -> Iterator[tuple[date, Stretch]]:
    """The first days of the stretches in which nothing of this changes, in order."""
    days = {each.first for each in holding.stretches}
    days |= {each.days.first for each in kinds}
    days |= {each.days.last + ONE_DAY for each in kinds if each.days.last}
    days |= {given for each in accepted for given in _given(each)}
    for day in sorted(days):
        if held := holding.on(day):
            yield day, held


def _registered(case: CaseFile, regime: Regime) -> Iterator[OfAKind]:
    kinds = regime.of(policy.KINDS_BY_REGISTRATION).value
    for each in case.person.registrations:
        if each.kind not in kinds:
            continue
        since = standing_since(each, partial(_is_of, each.kind))
        last = each.ended.date if each.ended else None
        if since and (last is None or day_of(since) <= last):
            yield OfAKind(kinds[each.kind], Days(day_of(since), last), each.ref)


def _is_of(kind: str, each: Registration) -> bool:
    return each.kind == kind


def _statuses(case: CaseFile, regime: Regime) -> Iterator[OfAKind]:
    """The status recorded last stands."""
    kinds = regime.of(policy.KINDS_BY_STATUS).value
    among = sorted(
        case.person.child_protection, key=lambda each: (first_recorded(each), each.date, each.ref)
    )
    for at, each in enumerate(among):
        if each.status not in kinds:
            continue
        since = standing_since(each, partial(_says, each.status))
        last = None
        if at + 1 < len(among):
            last = day_of(first_recorded(among[at + 1])) - ONE_DAY
        if since and (last is None or day_of(since) <= last):
            yield OfAKind(kinds[each.status], Days(day_of(since), last), each.ref)


def _says(status: str, each: ChildProtection) -> bool:
    return each.status == status
