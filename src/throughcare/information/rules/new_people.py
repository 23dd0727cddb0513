"""Somebody new in the person's life, a partner or a child in contact, where there is risk.

Duty calendar, decide-on-child-or-partner, and reading 3: people, registrations and statuses
count from the day they were recorded, assessments from the day they were signed, and what is
written into one later from the day that was recorded.

Not here: what was decided (information.duties); the other uses of levels (assessment).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

import msgspec

from throughcare.information import policy
from throughcare.information.rules.assessed import Signed, abuse_scored, section, signed
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import AssessedSection, Level, Risk
from throughcare.kernel.casefile.facts import day_of, standing_since
from throughcare.kernel.casefile.person import Registration, RegistrationKind, Relationship
from throughcare.kernel.days import ONE_DAY, Days
from throughcare.kernel.regime import Regime

_LEVELS = tuple(Level)


class Known(msgspec.Struct, frozen=True):
    """Days on which a risk is on record."""

    days: Days
    what: str
    with_a_child: bool = False
    """Whether it counts only where there is care of a child."""


class NewPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody new about whom a decision is called for."""

    ref: str
    is_child: bool
    recorded_on: date
    calls_on: date
    """The first day on which both the person and a risk are on record."""
    risk: str
    child_from: date | None
    """Since when it is on record that they are, live with or care for a child."""


def new_people(case: CaseFile, regime: Regime) -> Iterator[NewPerson]:
    """Yield everybody recorded as a partner or a child in contact, once there is a risk."""
    known: list[Known] | None = None
    for each in case.person.relationships:
        since = standing_since(each, counts)
        if since is None:
            continue
        if known is None:
            known = list(_known(case, regime))
        recorded_on = day_of(since)
        with_child = standing_since(each, with_a_child)
        child_from = day_of(with_child) if with_child else None
        care_from = child_from or _care(case)
        calls = []
        for risk in known:
            first = max(recorded_on, risk.days.first)
            if risk.with_a_child:
                if care_from is None:
                    continue
                first = max(first, care_from)
            if first in risk.days:
                calls.append((first, risk.what))
        if calls:
            calls_on, what = min(calls)
            yield NewPerson(
                ref=each.ref,
                is_child=each.is_child,
                recorded_on=recorded_on,
                calls_on=calls_on,
                risk=what,
                child_from=child_from,
            )


def counts(each: Relationship) -> bool:
    """Say whether somebody is a partner, or a child in the household or in contact."""
    return each.is_partner or (each.is_child and (each.lives_with or each.contact != "none"))


def with_a_child(each: Relationship) -> bool:
    """Say whether somebody is, lives with or cares for a child, whoever's child it is."""
    return each.is_child or each.cares_for_child


def _care(case: CaseFile) -> date | None:
    """Since when it is on record that the person lives with a child."""
    found = [standing_since(each, _child_at_home) for each in case.person.relationships]
    return min((day_of(since) for since in found if since), default=None)


def _child_at_home(each: Relationship) -> bool:
    return each.lives_with and with_a_child(each)


def _known(case: CaseFile, regime: Regime) -> Iterator[Known]:
    yield from _registered(case, regime)
    assessed = signed(case)
    groups, lowest = regime.of(policy.RISK_CALLING_FOR_DECISION).value

    def at_risk(each: Risk) -> bool:
        return each.group in groups and _LEVELS.index(each.level) >= _LEVELS.index(lowest)

    for scored in abuse_scored(case, regime):
        yield Known(Days(scored.on), "domestic abuse")
    for one, last in _in_force(one for one in assessed if one.assessment.risks):
        for risk in one.assessment.risks:
            if since := one.since(risk, at_risk):
                yield Known(Days(since.on, last), f"risk to {risk.group}")
    for what, need in (("drugs", policy.DRUGS), ("drink", policy.DRINK)):
        number, items, threshold = need.value
        is_scored = partial(_reaches, items, 0)
        is_need = partial(_reaches, items, threshold)
        having = [
            one
            for one in assessed
            if (section_of := section(one.assessment, number)) and is_scored(section_of)
        ]
        for one, last in _in_force(having):
            if since := one.since(section(one.assessment, number), is_need):
                yield Known(Days(since.on, last), what, with_a_child=True)


def _is_one_of(kinds: Sequence[RegistrationKind], each: Registration) -> bool:
    return each.kind in kinds


def _reaches(items: Sequence[str], points: int, section: AssessedSection) -> bool:
    """Say whether any of the items is scored, and their known scores come to the points."""
    found = [
        int(score)
        for item, _, score in (each.partition("=") for each in section.scores)
        if item in items
    ]
    return bool(found) and sum(found) >= points


def _in_force(assessed: Iterable[Signed]) -> Iterator[tuple[Signed, date | None]]:
    """Each assessment with the eve of the next one."""
    among = list(assessed)
    for at, one in enumerate(among):
        yield one, among[at + 1].on - ONE_DAY if at + 1 < len(among) else None


def _registered(case: CaseFile, regime: Regime) -> Iterator[Known]:
    for what, setting in (
        ("domestic abuse", policy.DOMESTIC_ABUSE_HISTORY),
        ("harm to a child", policy.HARM_TO_A_CHILD),
    ):
        kinds = regime.of(setting).value
        for registration in case.person.registrations:
            if since := standing_since(registration, partial(_is_one_of, kinds)):
                yield Known(Days(day_of(since)), what)
