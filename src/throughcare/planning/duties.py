"""What is owed in planning and reviewing: a plan, its links, what it lacks, and looking again.

Rows S2, P1, P2, P3, P5, P6, P7, P12, R1 and R2 of the duty calendar. Each subject has its own
module in planning.rules; this one goes through the supervisions of a case and collects them.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from throughcare.assessment.rules.harm import HarmLevels, signed
from throughcare.assessment.rules.initial import Initial, initials
from throughcare.caseload.rules.receiving import supervised_from
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.days import Days
from throughcare.kernel.duty import Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.planning.rules import linking, reviewing, signed_plan
from throughcare.planning.rules.contact_level import ContactLevels
from throughcare.planning.rules.in_force import PlanInForce, in_force
from throughcare.sentences.rules.spells import Spell, spells, supervisions

INITIAL = Kind(code="initial-plan", failings=("S2",), weight=4, role=Role.RESPONSIBLE_OFFICER)

KINDS = (INITIAL, *linking.KINDS, *signed_plan.KINDS, *reviewing.KINDS)


def duties(case: CaseFile, regime: Regime) -> Iterator[Duty]:
    """Yield every duty of planning and reviewing."""
    lives = spells(case)
    first = initials(case, lives, regime)
    yield from _initial(case, first)
    harm = HarmLevels(case)
    assessments, reviews = signed(case), case.planning.reviews
    for run in supervisions(lives):
        assessed = [each for each in assessments if each.signed_on in run]
        plans = in_force(case.planning.plans, run)
        limits = linking.Limits(lives, first, plans, regime)
        yield from linking.linking(case, run, assessed, plans, limits)
        yield from _signed(case, lives, run, plans, regime)
        yield from reviewing.reviewing(run, assessed, reviews, harm, regime)
        yield from reviewing.changing(run, case.information.changes, reviews, regime)


def _initial(case: CaseFile, first: Sequence[Initial]) -> Iterator[Duty]:
    """Any plan signed in the spell counts, also one signed before its assessment (reading 10)."""
    days = sorted(plan.signed_on for plan in case.planning.plans)
    for each in first:
        yield Duty(
            code=INITIAL.code,
            subject=each.spell.ref,
            opening=each.opening,
            opened_on=each.opened_on,
            due_on=each.due_on,
            met_on=next((day for day in days if each.spell.lives_on(day)), None),
            ended_on=each.spell.last,
            ended_because=each.spell.ended_because,
            role=INITIAL.role,
            because=each.because,
            source=each.source,
            weight=INITIAL.weight,
        )


def _signed(
    case: CaseFile,
    lives: Sequence[Spell],
    run: Days,
    plans: Sequence[PlanInForce],
    regime: Regime,
) -> Iterator[Duty]:
    if not plans:
        return
    among = [spell for spell in lives if spell.first in run]
    starts = [day for spell in among if (day := supervised_from(case, spell))]
    start = min(starts)[0] if starts else run.first
    levels = ContactLevels(case, spells=among, since=run.first, start=start, regime=regime)
    following = [each.plan for each in plans[1:]]
    for each, after in zip_longest(plans, following):
        yield from signed_plan.agreeing(each, run, regime)
        yield from signed_plan.setting_contact(each, after, run, levels, regime)
        yield from signed_plan.making_concrete(each, run, regime)
