"""What is owed in assessing: the first assessment, the analysis of harm, and no gaps.

Rows S2, S4, S8 and S13 of the duty calendar.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from throughcare.assessment import policy_sections as policy
from throughcare.assessment.rules.analysis import analysed_on, first_indicator
from throughcare.assessment.rules.completeness import completeness
from throughcare.assessment.rules.harm import levels, signed
from throughcare.assessment.rules.initial import initials
from throughcare.assessment.rules.unbroken import unbroken
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level, Oasys
from throughcare.kernel.days import Days, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.sentences.rules.spells import Spell, spells, supervision_on, supervisions

_OFFICER = Role.RESPONSIBLE_OFFICER
INITIAL = Kind(code="initial-assessment", failings=("S2",), weight=4, role=_OFFICER)
ANALYSE = Kind(code="analyse-harm", failings=("S4",), weight=3, role=_OFFICER)
COMPLETE = Kind(code="complete-assessment", failings=("S8", "S13"), weight=5, role=_OFFICER)

KINDS = (INITIAL, ANALYSE, COMPLETE)


def duties(case: CaseFile, regime: Regime) -> Iterator[Duty]:
    """Yield every duty of assessing."""
    lives = spells(case)
    runs = supervisions(lives)
    assessments = signed(case)
    yield from _initial(case, lives, assessments, regime)
    yield from _analyse(case, lives, runs, assessments, regime)
    yield from _complete(runs, assessments, regime)


def _initial(
    case: CaseFile, lives: Sequence[Spell], assessments: Sequence[Oasys], regime: Regime
) -> Iterator[Duty]:
    """Neither a draft nor an assessment of an earlier or later spell counts."""
    days = [each.signed_on for each in assessments]
    for each in initials(case, lives, regime):
        yield Duty(
            code=INITIAL.code,
            subject=each.spell.ref,
            opening=each.opening,
            opened_on=each.opened_on,
            due_on=each.due_on,
            met_on=next((day for day in days if day and each.spell.lives_on(day)), None),
            ended_on=each.spell.last,
            ended_because=each.spell.ended_because,
            role=INITIAL.role,
            because=each.because,
            source=each.source,
            weight=INITIAL.weight,
        )


def _analyse(
    case: CaseFile,
    lives: Sequence[Spell],
    runs: Sequence[Days],
    assessments: Sequence[Oasys],
    regime: Regime,
) -> Iterator[Duty]:
    """Reading 16: low runs from its first signing, and ends with the next other level."""
    lows = unbroken((day, level is Level.LOW, ref) for day, _, level, ref in levels(case))
    indicator = first_indicator(case, regime) if lows else None
    if indicator is None:
        return
    limit = regime.of(policy.ANALYSE_HARM_DAYS)
    on_record, what = indicator
    for low in lows:
        both_on = max(low.first, on_record)
        for run in runs:
            opened_on = max(both_on, run.first)
            if opened_on not in run or (low.last and low.last < opened_on):
                continue
            ended_on, because = run.last, "supervision ended" if run.last else None
            if low.last and (ended_on is None or low.last < ended_on):
                ended_on, because = low.last, "low no longer"
            analysed = (
                analysed_on(each)
                for each in assessments
                if each.signed_on in Days(low.first, low.last)
            )
            yield Duty(
                code=ANALYSE.code,
                subject=low.opening,
                opening=low.opening if both_on in run else _begun_by(lives, run),
                opened_on=opened_on,
                due_on=add_working_days(opened_on, limit.value),
                met_on=min((day for day in analysed if day), default=None),
                ended_on=ended_on,
                ended_because=because,
                role=ANALYSE.role,
                because=Because("low-with-indicator", {"since": low.first, "indicator": what}),
                source=limit.source,
                weight=ANALYSE.weight,
            )


def _begun_by(lives: Sequence[Spell], run: Days) -> str:
    return next(spell.ref for spell in lives if spell.first == run.first)


def _complete(runs: list[Days], assessments: Sequence[Oasys], regime: Regime) -> Iterator[Duty]:
    limit = regime.of(policy.COMPLETE_ASSESSMENT_DAYS)
    found = [(each, completeness(each)) for each in assessments]
    for at, (assessment, whole) in enumerate(found):
        on = assessment.signed_on
        run = supervision_on(on, runs) if on and whole.missing else None
        if on is None or run is None:
            continue
        filled: list[date] = [
            later.complete_on
            for other, later in found[at:]
            if later.complete_on and other.signed_on in run
        ]
        yield Duty(
            code=COMPLETE.code,
            subject=assessment.ref,
            opening=assessment.ref,
            opened_on=on,
            due_on=add_working_days(on, limit.value),
            met_on=min(filled, default=None),
            ended_on=run.last,
            ended_because="supervision ended" if run.last else None,
            role=COMPLETE.role,
            because=Because(
                "assessment-incomplete", {"on": on, "missing": ", ".join(whole.missing)}
            ),
            source=limit.source,
            weight=COMPLETE.weight,
        )
