"""What is owed so that a case is always somebody's: rows A1 and A5 of the duty calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

from throughcare.caseload.policy import ASSIGN_OFFICER_DAYS, OFFICER_IN_POST
from throughcare.caseload.rules.holding import Holding
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.days import ONE_DAY, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.sentences.rules.spells import spells, supervisions

ASSIGN = Kind(code="assign-officer", failings=("A1",), weight=1, role=Role.TEAM_MANAGER)
IN_POST = Kind(code="officer-in-post", failings=("A5",), weight=1, role=Role.TEAM_MANAGER)

KINDS = (ASSIGN, IN_POST)


def duties(case: CaseFile, holding: Holding, regime: Regime) -> Iterator[Duty]:
    """Yield every duty to assign an officer and to keep one in post."""
    yield from _assign(case, holding, regime)
    yield from _in_post(case, holding, regime)


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


def _within(day: date | None, last: date | None) -> date | None:
    """Leave out a day after the spell's end: somebody for a later spell meets nothing of this."""
    return None if day and last and day > last else day
