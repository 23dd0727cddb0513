"""How full an officer is, and what a manager is warned of before giving them more.

Rules 4.2, the rule of thumb at its end: 100% is full, over 110% needs action; and the numbers of
cases beyond which one officer cannot know each person.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

import msgspec

from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.workload import policy
from throughcare.workload.rules.points import available, capacity, hours_for_cases


class Warn(StrEnum):
    """What is to be thought of before an officer has more."""

    FULL = "full"
    ACT = "act"
    MANY = "many cases"
    TOO_MANY = "too many cases"


class Load(msgspec.Struct, frozen=True):
    """What an officer carries: cases, points, and the points for which there is room."""

    cases: int
    points: int
    room: int

    @property
    def percent(self) -> Decimal:
        """How much of the room is taken."""
        return capacity(self.points, self.room)

    def with_more(self, points: Iterable[int]) -> "Load":
        """The same with further cases, each of some points; of fewer, where they are negative."""
        given = list(points)
        count = sum(1 if each >= 0 else -1 for each in given)
        return Load(self.cases + count, self.points + sum(given), self.room)

    def warnings(self, regime: Regime = TRANSFORMING_REHABILITATION) -> list[Warn]:
        """Return what a manager is warned of, the worst first; a limit itself is not over it."""
        found = []
        if self.percent > regime.of(policy.ACT_PERCENT).value or (self.points and not self.room):
            found.append(Warn.ACT)
        elif self.percent > regime.of(policy.FULL_PERCENT).value:
            found.append(Warn.FULL)
        if self.cases > regime.of(policy.TOO_MANY_CASES).value:
            found.append(Warn.TOO_MANY)
        elif self.cases > regime.of(policy.MANY_CASES).value:
            found.append(Warn.MANY)
        return found


def load(points: Iterable[int], *, hours: float, shares: Iterable[float], reports: int = 0) -> Load:
    """Return what an officer carries, from the points of each case and the hours worked."""
    given = list(points)
    room = available(hours_for_cases(hours, shares))
    return Load(len(given), sum(given) + reports, room)
