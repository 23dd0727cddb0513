"""How often a person is to be seen on a given day: by the plan, or by the minimum before one.

Duty calendar, *Contact minimum before and under a plan*, in its order: re-release,
high and very high, medium with complexity, medium, low with OGRS of 50 or more, low.
No level known counts as medium (reading 9).

Not here: whether the plan's level is enough (set-contact-level).
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from throughcare.assessment.rules.harm import HarmLevels, harm_level_on
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level, Predictor
from throughcare.kernel.casefile.facts import day_of, first_recorded, recorded
from throughcare.kernel.casefile.planning import Interval, Plan
from throughcare.kernel.days import ONE_DAY, Days, add_calendar_months, add_days
from throughcare.kernel.law import InForce, Setting, add_months
from throughcare.kernel.regime import Regime
from throughcare.planning import policy
from throughcare.sentences.rules.spells import Spell

WEEKS = {
    Interval.WEEKLY: 1,
    Interval.FORTNIGHTLY: 2,
    Interval.THREE_WEEKLY: 3,
    Interval.FOUR_WEEKLY: 4,
    Interval.SIX_WEEKLY: 6,
}
MONTHS = {Interval.MONTHLY: 1, Interval.TWO_MONTHLY: 2, Interval.QUARTERLY: 3}


_ORDER = tuple(Interval)


def is_less(interval: Interval, than: Interval) -> bool:
    """Say whether one interval is less contact than another."""
    return _ORDER.index(interval) > _ORDER.index(than)


class ContactLevel(msgspec.Struct, frozen=True):
    """The interval in force, whether contact is to be face to face, and why."""

    interval: Interval
    face_to_face: bool
    because: str
    source: str


def plan_on(day: date, plans: Sequence[Plan], since: date) -> Plan | None:
    """Return the plan in force on ``day`` among those signed since the spell began."""
    signed = [plan for plan in reversed(plans) if since <= plan.signed_on <= day]
    return max(signed, key=lambda plan: (plan.signed_on, recorded(plan)), default=None)


class ContactLevels:
    """How often the person is to be seen, for any day of one unbroken supervision.

    ``since`` is the first day of the supervision, ``start`` the allocation or release
    from which the minimum counts its weeks. The answer changes on few days only, so it
    is worked out once for each stretch between them.
    """

    def __init__(
        self,
        case: CaseFile,
        *,
        spells: Sequence[Spell],
        since: date,
        start: date,
        regime: Regime,
    ) -> None:
        self._case, self._spells, self._regime = case, spells, regime
        self._harm = HarmLevels(case)
        self._since, self._start = since, start
        self._changes = sorted(self._days_of_change())
        self._found: dict[int, ContactLevel] = {}

    def on(self, day: date) -> ContactLevel:
        """Return the level in force on ``day``."""
        at = bisect_right(self._changes, day)
        if at not in self._found:
            self._found[at] = self._worked_out(day)
        return self._found[at]

    def minimum(self, day: date) -> ContactLevel:
        """Return the minimum on ``day``, whatever a plan says."""
        setting, because = _minimum(day, self._case, self._spells, self._regime)
        in_force = self._regime.of(setting)
        interval = _on(in_force, day, self._start)
        return ContactLevel(interval, face_to_face=True, because=because, source=in_force.source)

    def _days_of_change(self) -> set[date]:
        case = self._case
        days = {plan.signed_on for plan in case.planning.plans}
        days |= set(self._harm.days)
        days |= {score.scored_on for score in case.assessment.scores}
        for registration in case.person.registrations:
            days.add(day_of(first_recorded(registration)))
            if registration.ended:
                days.add(registration.ended.date + ONE_DAY)
        for setting in (
            policy.COMPLEX_CONTACT,
            policy.MEDIUM_CONTACT,
            policy.LOW_LIKELY_CONTACT,
        ):
            steps = self._regime.of(setting).value
            days |= {self._start + timedelta(weeks=weeks) for weeks, _ in steps if weeks}
        weeks = timedelta(weeks=self._regime.of(policy.RE_RELEASE_WEEKS).value)
        for spell in self._spells:
            if spell.after_recall:
                days |= {spell.first, spell.first + weeks}
        return days

    def _worked_out(self, day: date) -> ContactLevel:
        plan = plan_on(day, self._case.planning.plans, self._since)
        face_to_face = plan.face_to_face if plan else True
        if plan and plan.contact:
            return ContactLevel(plan.contact, face_to_face, "plan", "the plan in force")
        return msgspec.structs.replace(self.minimum(day), face_to_face=face_to_face)


def _minimum(
    day: date, case: CaseFile, spells: Sequence[Spell], regime: Regime
) -> tuple[Setting, str]:
    weeks = regime.of(policy.RE_RELEASE_WEEKS).value
    for spell in spells:
        if spell.after_recall and spell.first <= day < spell.first + timedelta(weeks=weeks):
            return policy.HIGH_CONTACT, "re-release"
    level = harm_level_on(day, case)
    if level in (Level.HIGH, Level.VERY_HIGH):
        return policy.HIGH_CONTACT, "high"
    if level is Level.LOW:
        if _likely_on(day, case) >= regime.of(policy.LIKELY_TO_REOFFEND).value:
            return policy.LOW_LIKELY_CONTACT, "low-likely"
        return policy.LOW_CONTACT, "low"
    if _complex_on(day, case, regime):
        return policy.COMPLEX_CONTACT, "medium-complex"
    return policy.MEDIUM_CONTACT, "medium"


def _on(in_force: InForce, day: date, start: date) -> Interval:
    value: Any = in_force.value
    if isinstance(value, str):
        return Interval(value)
    for weeks, interval in value:
        if weeks is None or day < start + timedelta(weeks=weeks):
            return Interval(interval)
    raise ValueError(f"no interval on {day}: {value}")


def _likely_on(day: date, case: CaseFile) -> int:
    scored = [
        score
        for score in reversed(case.assessment.scores)
        if score.predictor is Predictor.OGRS3 and score.scored_on <= day
    ]
    latest = max(scored, key=lambda score: (score.scored_on, recorded(score)), default=None)
    return (latest.percent_two_year or 0) if latest else 0


def _complex_on(day: date, case: CaseFile, regime: Regime) -> bool:
    """Registrations count from the day they are recorded (reading 3)."""
    kinds = regime.of(policy.COMPLEXITY).value
    return any(
        registration.kind in kinds
        and day_of(first_recorded(registration)) <= day
        and (registration.ended is None or day <= registration.ended.date)
        for registration in case.person.registrations
    )


def next_contact_by(day: date, interval: Interval, *, without: Sequence[Days]) -> date | None:
    """Return the day ``interval`` after ``day``; days ``without`` are not counted."""
    if not without:
        return _plainly_next(day, interval)
    if interval in MONTHS:
        return add_calendar_months(day, MONTHS[interval], without=without)
    return add_days(day, 7 * WEEKS[interval], without=without)


@lru_cache(maxsize=1 << 14)
def _plainly_next(day: date, interval: Interval) -> date:
    if interval in MONTHS:
        return add_months(day, MONTHS[interval])
    return day + timedelta(weeks=WEEKS[interval])
