"""Since when something stands unbroken, over what was signed one after the other."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from throughcare.kernel.days import ONE_DAY


class Stretch(NamedTuple):
    """Days on which something stood, with what it has stood from."""

    opening: Any
    first: date
    last: date | None
    """The eve of the day on which it was said to stand no longer."""


def unbroken(steps: Iterable[tuple[date, bool | None, Any]]) -> list[Stretch]:
    """Return the stretches on which something stood.

    ``steps`` say on their days, in order, that it stands, that it does not, or nothing (None).
    Of two on one day the later counts.
    """
    by_day: dict[date, tuple[bool, Any]] = {
        day: (stands, what) for day, stands, what in steps if stands is not None
    }
    found: list[Stretch] = []
    for day, (stands, what) in by_day.items():
        goes_on = bool(found) and found[-1].last is None
        if stands and not goes_on:
            found.append(Stretch(what, day, None))
        elif not stands and goes_on:
            found[-1] = found[-1]._replace(last=day - ONE_DAY)
    return found
