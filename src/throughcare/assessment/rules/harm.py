"""The level of risk of serious harm in force on a day: of the case, and of each group at risk.

A level is in force from the day on which it was signed. Levels come with signed assessments, and
by themselves where no assessment is on this record. Of two signed on one day the one recorded
later counts.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level, Oasys, RiskTo
from throughcare.kernel.casefile.facts import recorded

ORDER: tuple[Level, ...] = tuple(Level)
"""From the lowest to the highest."""


def at_least(level: Level | None, lowest: Level) -> bool:
    """Say whether a level is known and is ``lowest`` or higher."""
    return level is not None and ORDER.index(level) >= ORDER.index(lowest)


def signed(case: CaseFile) -> list[Oasys]:
    """Return the signed assessments, first to last."""
    found = [each for each in case.assessment.oasys if each.signed_on is not None]
    return sorted(found, key=lambda each: (each.signed_on, recorded(each)))


def levels(case: CaseFile) -> list[tuple[date, datetime, Level, str]]:
    """Return every level signed, first to last: day, instant of recording, level, reference."""
    found = [
        (each.signed_on, recorded(each), each.level, each.ref) for each in case.assessment.harm
    ]
    found += [
        (each.signed_on, recorded(each), each.overall, each.ref)
        for each in case.assessment.oasys
        if each.signed_on is not None and each.overall is not None
    ]
    return sorted(found)


class HarmLevels:
    """The level in force for any day, worked out once."""

    def __init__(self, case: CaseFile) -> None:
        self._levels = levels(case)
        self._days = [day for day, *_ in self._levels]

    @property
    def days(self) -> Iterable[date]:
        """The days on which the level may change."""
        return self._days

    def on(self, day: date) -> Level | None:
        """Return the level in force on ``day``, None where none is known."""
        at = bisect_right(self._days, day)
        return self._levels[at - 1][2] if at else None


def harm_level_on(day: date, case: CaseFile) -> Level | None:
    """Return the level of risk of serious harm in force on ``day``."""
    return HarmLevels(case).on(day)


def group_level_on(day: date, case: CaseFile, group: RiskTo) -> Level | None:
    """Return the level in the community for one group by the last assessment signed by ``day``."""
    last = None
    for each in signed(case):
        if each.signed_on is not None and each.signed_on <= day and each.risks:
            last = each
    if last is None:
        return None
    return next((risk.level for risk in last.risks if risk.group is group), None)
