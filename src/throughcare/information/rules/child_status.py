"""On which days the child protection status stood on record as *not known*.

Duty calendar, establish-child-status, and reading 3: a status counts from the day it was
recorded, and the one recorded last stands, from whatever day it says it is so.

Not here: that nobody has asked, which is apart from *not known* and opens nothing.
"""

from bisect import bisect_right
from datetime import date

import msgspec

from throughcare.information.rules.asking import is_not_known
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import day_of, first_recorded, recorded
from throughcare.kernel.casefile.person import ChildProtection
from throughcare.kernel.days import ONE_DAY, Days


class NotKnown(msgspec.Struct, frozen=True):
    """A run of days on which the status was not known, and the fact that began it."""

    days: Days
    opening: str


def not_known(case: CaseFile) -> list[NotKnown]:
    """Return every run of days on which the status stood as not known, in order."""
    statuses = sorted(
        case.person.child_protection, key=lambda each: (first_recorded(each), each.date, each.ref)
    )
    days = {day_of(recorded(version)) for each in statuses for version in (*each.earlier, each)}
    found: list[NotKnown] = []
    since: tuple[date, str] | None = None
    for day in sorted(days):
        last = [each for each in statuses if day_of(first_recorded(each)) <= day][-1]
        if is_not_known(_on(day, last)):
            since = since or (day, last.ref)
        elif since:
            found.append(_run(since, day - ONE_DAY, found))
            since = None
    if since:
        found.append(_run(since, None, found))
    return found


def _on(day: date, status: ChildProtection) -> ChildProtection:
    """The version of a status that stood at the end of a day."""
    versions: tuple[ChildProtection, ...] = (*status.earlier, status)
    return versions[bisect_right(versions, day, key=lambda each: day_of(recorded(each))) - 1]


def _run(since: tuple[date, str], last: date | None, before: list[NotKnown]) -> NotKnown:
    first, opening = since
    if any(each.opening == opening for each in before):  # said twice by corrections of one fact
        opening = f"{opening}/{first}"
    return NotKnown(Days(first, last), opening)
