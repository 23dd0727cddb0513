"""What is owed so that a case is always somebody's, and of the right grade.

Rows A1, A5 and A2 of the duty calendar.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from throughcare.caseload.policy import (
    ASSIGN_OFFICER_DAYS,
    ASSIGN_RIGHT_GRADE_DAYS,
    OFFICER_IN_POST,
)
from throughcare.caseload.rules.grade import excluded
from throughcare.caseload.rules.holding import Holding
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.days import ONE_DAY, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.sentences.rules.spells import spells, supervisions

ASSIGN = Kind(code="assign-officer", failings=("A1",), weight=1, role=Role.TEAM_MANAGER)
IN_POST = Kind(code="officer-in-post", failings=("A5",), weight=1, role=Role.TEAM_MANAGER)
RIGHT_GRADE = Kind(code="assign-right-grade", failings=("A2",), weight=3, role=Role.TEAM_MANAGER)

KINDS = (ASSIGN, IN_POST, RIGHT_GRADE)


def duties(case: CaseFile, holding: Holding, regime: Regime) -> Iterator[Duty]:
    """Yield every duty to assign an officer of the right grade and to keep one in post."""
    yield from _assign(case, holding, regime)
    yield from _in_post(case, holding, regime)
    yield from _right_grade(case, holding, regime)


def _assign(case: CaseFile, holding: Holding, regime: Regime) -> Iterator[Duty]:
    limit = regime.of(ASSIGN_OFFICER_DAYS)
    lives = spells(case)
    first: dict[str, str] = {}
    for allocation in sorted(
        case.caseload.allocations, key=lambda each: (each.received_on, each.ref)
    ):
        if allocation.of in first:
            continue
        first[allocation.of] = allocation.ref
        of = [spell for spell in lives if allocation.of in (spell.ref, spell.of)]
        lasts = [spell.last for spell in of]
        ended_on = None if not of or None in lasts else max(last for last in lasts if last)
        if ended_on and ended_on < allocation.received_on:
            continue
        yield Duty(
            code=ASSIGN.code,
            subject=allocation.of,
            opening=allocation.ref,
            opened_on=allocation.received_on,
            due_on=add_working_days(allocation.received_on, limit.value),
            met_on=_within(holding.assigned_from(allocation.received_on), ended_on),
            ended_on=ended_on,
            ended_because=of[-1].ended_because if ended_on else None,
            role=ASSIGN.role,
            because=Because("allocation-received", {"received_on": allocation.received_on}),
            source=limit.source,
            weight=ASSIGN.weight,
        )


def _in_post(case: CaseFile, holding: Holding, regime: Regime) -> Iterator[Duty]:
    limit = regime.of(OFFICER_IN_POST)
    lives = spells(case)
    for run in supervisions(lives):
        begun_by = next(spell.ref for spell in lives if spell.first == run.first)
        for vacancy in holding.vacancies:
            opened_on = max(vacancy.days.first, run.first)
            if opened_on not in run or opened_on not in vacancy.days:
                continue
            yield Duty(
                code=IN_POST.code,
                subject="case",
                opening=vacancy.opening if opened_on == vacancy.days.first else begun_by,
                opened_on=opened_on,
                due_on=opened_on + timedelta(days=limit.value),
                met_on=_within(vacancy.days.last and vacancy.days.last + ONE_DAY, run.last),
                ended_on=run.last,
                ended_because="supervision ended" if run.last else None,
                role=IN_POST.role,
                because=Because(
                    f"nobody-in-post-{vacancy.because}",
                    {"since": opened_on},
                ),
                source=limit.source,
                weight=IN_POST.weight,
            )


def _right_grade(case: CaseFile, holding: Holding, regime: Regime) -> Iterator[Duty]:
    found = excluded(case, holding, regime)
    if not found:
        return
    limit = regime.of(ASSIGN_RIGHT_GRADE_DAYS)
    lives = spells(case)
    for run in supervisions(lives):
        begun_by = next(spell.ref for spell in lives if spell.first == run.first)
        for each in found:
            opened_on = max(each.opened_on, run.first)
            gone = each.met_on is not None and each.met_on <= opened_on
            if opened_on not in run or gone or (each.ended_on and each.ended_on < opened_on):
                continue
            last, because = run.last, "supervision ended"
            if each.ended_on and (last is None or each.ended_on < last):
                last, because = each.ended_on, "the policy no longer excludes the officer"
            yield Duty(
                code=RIGHT_GRADE.code,
                subject="case",
                opening=each.opening if opened_on == each.opened_on else begun_by,
                opened_on=opened_on,
                due_on=add_working_days(opened_on, limit.value),
                met_on=_within(each.met_on, last),
                ended_on=last,
                ended_because=because if last else None,
                role=RIGHT_GRADE.role,
                because=Because(
                    "grade-excluded",
                    {"kind": each.kind, "grade": str(each.grade), "since": opened_on},
                ),
                source=limit.source,
                weight=RIGHT_GRADE.weight,
            )


def _within(day: date | None, last: date | None) -> date | None:
    """Leave out a day after the spell's end: somebody for a later spell meets nothing of this."""
    return None if day and last and day > last else day
