"""The plans of one supervision, each with the days on which it is in force.

A plan is in force until the eve of the day on which the next is signed. Of two signed on one day
the one recorded later counts.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import NamedTuple

from throughcare.assessment.rules.written import written_on
from throughcare.kernel.casefile.facts import first_recorded, recorded
from throughcare.kernel.casefile.planning import Plan
from throughcare.kernel.days import ONE_DAY, Days, joined


class PlanInForce(NamedTuple):
    """A plan, and the last day on which it was in force; None for the one that is."""

    plan: Plan
    last: date | None

    def written_on(self, since: datetime) -> date:
        """Return the day of something that stands in the plan ``since`` an instant."""
        return written_on(self.plan.signed_on, first_recorded(self.plan), since)

    def ends(self, run: Days) -> tuple[date | None, str | None]:
        """Return the last day on which anything is owed to the plan, and why it is the last."""
        if self.last is not None and (run.last is None or self.last < run.last):
            return self.last, "plan replaced"
        return run.last, "supervision ended" if run.last else None


def in_force(plans: Iterable[Plan], run: Days) -> list[PlanInForce]:
    """Return the plans signed in ``run``, first to last."""
    signed = sorted(
        (plan for plan in plans if plan.signed_on in run),
        key=lambda plan: (plan.signed_on, recorded(plan)),
    )
    by_day = list({plan.signed_on: plan for plan in signed}.values())
    lasts = [plan.signed_on - ONE_DAY for plan in by_day[1:]]
    return [PlanInForce(plan, last) for plan, last in zip_longest(by_day, lasts)]


def covered_since(
    plans: Sequence[PlanInForce],
    days: Callable[[PlanInForce], Iterable[Days]],
    until: date | None,
) -> date | None:
    """Return since when something has been in the plans in force, unbroken up to ``until``.

    ``days`` says on which days a plan holds it. Without ``until`` it must stand for good.
    """
    found = [
        Days(each.first, _earlier(each.last, plan.last)) for plan in plans for each in days(plan)
    ]
    for run in joined(found):
        if run.last is None or (until is not None and run.last >= until):
            return None if until is not None and run.first > until else run.first
    return None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
