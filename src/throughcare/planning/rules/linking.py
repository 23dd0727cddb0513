"""What a need or a risk calls for in the plan: an objective, an action, a contingency.

Rows P1, P2, P3 and P12 of the duty calendar; readings 1, 3 and 10. A need or risk is known by
the number of its section or by its group, so that a plan may name it as any assessment has it.

Not here: whether the objective is any good (signed_plan).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from throughcare.assessment.rules.harm import at_least
from throughcare.assessment.rules.initial import Initial
from throughcare.assessment.rules.needs import calls_for_objective, has_threshold
from throughcare.assessment.rules.unbroken import Stretch, unbroken
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import AssessedSection, Level, Oasys, Risk, RiskTo
from throughcare.kernel.casefile.facts import standing_since
from throughcare.kernel.casefile.planning import ManagedRisk, Objective
from throughcare.kernel.days import Days, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.planning import policy
from throughcare.planning.rules.in_force import PlanInForce, covered_since
from throughcare.sentences.rules.spells import Spell, SpellKind

_OFFICER = Role.RESPONSIBLE_OFFICER
OBJECTIVE = Kind(code="objective-for-need", failings=("P1",), weight=5, role=_OFFICER)
ACTION = Kind(code="action-for-risk", failings=("P2", "P12"), weight=3, role=_OFFICER)
CONTINGENCY = Kind(code="contingency", failings=("P3",), weight=3, role=_OFFICER)

KINDS = (OBJECTIVE, ACTION, CONTINGENCY)


class Limits:
    """By when a need or a risk is to be in the plan: with the plan (reading 10)."""

    def __init__(
        self,
        lives: Sequence[Spell],
        initials: Sequence[Initial],
        plans: Sequence[PlanInForce],
        regime: Regime,
    ) -> None:
        self._lives, self._plans = lives, plans
        self._initials = {each.spell.ref: each for each in initials}
        self._after = regime.of(policy.WITH_PLAN_DAYS)

    def due(self, assessed_on: date) -> tuple[date | None, str]:
        """Return the day and its source for what an assessment of ``assessed_on`` brings."""
        spells = [self._begin(spell) for spell in self._lives if spell.lives_on(assessed_on)]
        planned = any(
            spell.first <= each.plan.signed_on < assessed_on
            for spell in spells
            for each in self._plans
        )
        first = [self._initials[spell.ref] for spell in spells if spell.ref in self._initials]
        if planned or not first:
            return add_working_days(assessed_on, self._after.value), self._after.source
        earliest = min(first, key=lambda each: each.due_on)
        return earliest.due_on, earliest.source

    def _begin(self, spell: Spell) -> Spell:
        """Supervision that follows a licence without custody goes on with its plan."""
        if spell.kind is not SpellKind.SUPERVISION or spell.released:
            return spell
        licences = [
            each
            for each in self._lives
            if each.of == spell.of and each.kind is SpellKind.LICENCE and each.first <= spell.first
        ]
        return licences[-1] if licences else spell


def linking(
    case: CaseFile,
    run: Days,
    assessments: Sequence[Oasys],
    plans: Sequence[PlanInForce],
    limits: Limits,
) -> Iterator[Duty]:
    """Yield what the needs and risks assessed in one supervision call for."""
    numbers, groups = _sections(case), _groups(case)
    for number, steps in sorted(_needs(assessments).items()):
        answered = partial(_objectives, numbers=numbers, number=number)
        for need in unbroken(steps):
            yield _duty(OBJECTIVE, need, run, plans, answered, limits, {"section": number})
    for group in sorted({risk.group for one in assessments for risk in one.risks}):
        risks = list(_risks(assessments, group))
        for kind, calls, holds in _OF_A_RISK:
            managed = partial(_managed, groups=groups, group=group, holds=holds)
            called = [(on, calls(risk) if risk else False, (one, risk)) for on, risk, one in risks]
            for stands in unbroken(called):
                parameters = {"group": group, "level": stands.opening[1].level}
                yield _duty(kind, stands, run, plans, managed, limits, parameters)


def calls_for_action(risk: Risk) -> bool:
    """Say whether a group is at risk: from medium up, and at any level with a recorded factor."""
    return at_least(risk.level, Level.MEDIUM) or any(each.strip() for each in risk.raises)


def calls_for_contingency(risk: Risk) -> bool:
    """Say whether contingency and restrictive measures are called for: from medium up."""
    return at_least(risk.level, Level.MEDIUM)


def _duty(
    kind: Kind,
    stands: Stretch,
    run: Days,
    plans: Sequence[PlanInForce],
    held: Callable[[PlanInForce], Iterable[Days]],
    limits: Limits,
    parameters: Mapping[str, Any],
) -> Duty:
    assessment, item = stands.opening
    due_on, source = limits.due(stands.first)
    ended_on, because = run.last, "supervision ended" if run.last else None
    if stands.last and (ended_on is None or stands.last < ended_on):
        ended_on, because = stands.last, "no longer assessed so"
    covered = covered_since(plans, held, ended_on)
    return Duty(
        code=kind.code,
        subject=item.ref,
        opening=assessment.ref,
        opened_on=stands.first,
        due_on=due_on,
        met_on=covered and max(covered, stands.first),
        ended_on=ended_on,
        ended_because=because,
        role=kind.role,
        because=Because(kind.code, {"on": stands.first, **parameters}),
        source=source,
        weight=kind.weight,
    )


def _needs(
    assessments: Sequence[Oasys],
) -> dict[int, list[tuple[date, bool | None, tuple[Oasys, AssessedSection]]]]:
    """For each section with a threshold what the assessments say of it, one after the other.

    A section that an assessment leaves out, or does not score, is as it was before.
    """
    found: dict[int, list[tuple[date, bool | None, tuple[Oasys, AssessedSection]]]] = {}
    for one in assessments:
        for section in one.sections:
            if one.signed_on and has_threshold(section):
                step = one.signed_on, calls_for_objective(section), (one, section)
                found.setdefault(section.number, []).append(step)
    return found


def _risks(
    assessments: Sequence[Oasys], group: RiskTo
) -> Iterator[tuple[date, Risk | None, Oasys]]:
    """A group that the summary of risks leaves out is not at risk."""
    for one in assessments:
        if one.risks and one.signed_on:
            yield one.signed_on, next((r for r in one.risks if r.group is group), None), one


def _objectives(each: PlanInForce, *, numbers: Mapping[str, int], number: int) -> Iterator[Days]:
    def linked(version: Objective) -> bool:
        return any(numbers.get(ref) == number for ref in version.needs)

    for objective in each.plan.objectives:
        since = standing_since(objective, linked)
        if since:
            ended = objective.ended
            yield Days(each.written_on(since), ended.date if ended else None)


def _managed(
    each: PlanInForce,
    *,
    groups: Mapping[str, RiskTo],
    group: RiskTo,
    holds: Callable[[ManagedRisk], Iterable[datetime | None]],
) -> Iterator[Days]:
    for managed in each.plan.managed_risks:
        if groups.get(managed.risk) is group:
            yield from (Days(each.written_on(since)) for since in holds(managed) if since)


def _actions(managed: ManagedRisk) -> Iterator[datetime | None]:
    for action in managed.actions:
        yield standing_since(action, lambda version: bool(version.what.strip()))


def _contingencies(managed: ManagedRisk) -> Iterator[datetime | None]:
    yield standing_since(managed, _is_settled)


_OF_A_RISK = (
    (ACTION, calls_for_action, _actions),
    (CONTINGENCY, calls_for_contingency, _contingencies),
)


def _is_settled(version: ManagedRisk) -> bool:
    stated = version.contingency.strip() and version.restrictive.strip()
    return bool(stated or version.not_needed.strip())


def _sections(case: CaseFile) -> dict[str, int]:
    return {s.ref: s.number for each in case.assessment.oasys for s in each.sections}


def _groups(case: CaseFile) -> dict[str, RiskTo]:
    return {risk.ref: risk.group for each in case.assessment.oasys for risk in each.risks}
