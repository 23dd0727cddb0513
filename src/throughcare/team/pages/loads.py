"""What officers carry before and after cases are given to them, as the pages show it."""

from collections.abc import Iterable
from typing import NamedTuple

from throughcare.workload.at_work import AtWork
from throughcare.workload.pages.wording import percent, warnings
from throughcare.workload.rules.room import Load

_SHOWN = 150
"""Per cent of capacity at which a bar is as long as it gets."""


class Bar(NamedTuple):
    """A load as a picture: how long the bar is, in hundredths, and where capacity ends."""

    now: float
    after: float
    full: float


class After(NamedTuple):
    """Somebody who is to have cases, with what they carry before and after."""

    name: str
    grade: str
    held: int
    more: int
    before: str
    after: str
    warned: list[str]
    away: bool
    bar: Bar


def bar(now: Load, after: Load | None = None) -> Bar:
    """Return a load as a picture; with what it would be after."""
    return Bar(_length(now), _length(after or now), 100 * 100 / _SHOWN)


def _length(of: Load) -> float:
    return round(min(float(of.percent), _SHOWN) * 100 / _SHOWN, 1)


def afterwards(of: Iterable[tuple[AtWork, Load, Load, int]]) -> list[After]:
    """Return what each carries now and after so many cases more; who is given most comes first."""
    found = [
        After(
            each.staff.name,
            each.staff.grade,
            now.cases,
            more,
            percent(now),
            percent(after),
            warnings(after),
            each.away,
            bar(now, after),
        )
        for each, now, after, more in of
    ]
    return sorted(found, key=lambda each: (-each.more, each.name))
