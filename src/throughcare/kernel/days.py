"""Days as the law counts them: working days, months, and days that do not count.

A working day, also called a business day, is Monday to Friday without the bank
holidays of England and Wales. A limit of *n* days is counted from the day after
the opening fact (rules, 5.1 and 5.3).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from throughcare.kernel.law import add_months

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1930, 2100
"""The years in which facts may lie; limits may run on a little past the last."""

_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR - 1, 1, 1), date(LAST_YEAR + 10, 12, 31)


class OutOfCalendar(ValueError):
    """A day outside the years for which bank holidays are known."""


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included; ``last`` is None while the end is not known."""

    first: date
    last: date | None = None

    def __contains__(self, day: object) -> bool:
        return (
            isinstance(day, date) and self.first <= day and (self.last is None or day <= self.last)
        )


def joined(runs: Sequence[Days]) -> list[Days]:
    """Return ``runs`` in order, with those that overlap or follow at once made into one."""
    result: list[Days] = []
    for run in sorted(runs, key=lambda run: run.first):
        if run.last is not None and run.last < run.first:
            continue
        before = result[-1] if result else None
        if before is None or (before.last is not None and run.first > before.last + ONE_DAY):
            result.append(run)
        elif before.last is not None and (run.last is None or run.last > before.last):
            result[-1] = Days(before.first, run.last)
    return result


@lru_cache(maxsize=1)
def _working_days() -> tuple[date, ...]:
    bank_holidays = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(_FIRST_DAY.year, _LAST_DAY.year + 1)
    )
    closed = frozenset(bank_holidays)
    day = _FIRST_DAY
    result = []
    while day <= _LAST_DAY:
        if day.weekday() < 5 and day not in closed:
            result.append(day)
        day += ONE_DAY
    return tuple(result)


@lru_cache(maxsize=1)
def _working_day_set() -> frozenset[date]:
    return frozenset(_working_days())


def _known(day: date) -> date:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise OutOfCalendar(f"{day} is outside {_FIRST_DAY.year} to {_LAST_DAY.year}")
    return day


def is_working_day(day: date) -> bool:
    """Say whether ``day`` is Monday to Friday and no bank holiday."""
    return _known(day) in _working_day_set()


def add_working_days(day: date, count: int, *, without: Sequence[Days] = ()) -> date | None:
    """Return the ``count``-th working day after ``day``.

    Days in ``without`` are left out as though they were not in the calendar. None
    means that the day cannot be named, because a run without an end stands before it.
    """
    if not without or not any(_ends_after(run, day) for run in without):
        return _nth_working_day(day, count)
    working = _working_days()
    at = bisect_right(working, _known(day))
    result = day
    while count > 0:
        result = working[at]
        at += 1
        for run in without:
            if result in run:
                if run.last is None:
                    return None
                at = bisect_right(working, run.last)
                break
        else:
            count -= 1
    return result


@lru_cache(maxsize=1 << 16)
def _nth_working_day(day: date, count: int) -> date:
    working = _working_days()
    at = bisect_right(working, _known(day))
    return working[at + count - 1] if count > 0 else day


def add_days(day: date, count: int, *, without: Sequence[Days] = ()) -> date | None:
    """Return the ``count``-th calendar day after ``day``; ``without`` as for working days."""
    result = day + timedelta(days=count)
    if not without:
        return result
    for run in joined([run for run in without if _ends_after(run, day)]):
        first = max(run.first, day + ONE_DAY)
        if first > result:
            break
        if run.last is None:
            return None
        result += run.last - first + ONE_DAY
    return result


def add_calendar_months(day: date, count: int, *, without: Sequence[Days] = ()) -> date | None:
    """Return the same day ``count`` months later, else that month's last day."""
    if not without:
        return add_months(day, count)
    return add_days(day, (add_months(day, count) - day).days, without=without)


def working_days_between(first: date, last: date) -> Sequence[date]:
    """Return the working days from ``first`` to ``last``, both included."""
    working = _working_days()
    return working[bisect_left(working, _known(first)) : bisect_right(working, _known(last))]


def next_working_days(day: date, count: int) -> Sequence[date]:
    """Return ``count`` working days, beginning with ``day`` if it is one."""
    working = _working_days()
    at = bisect_left(working, _known(day))
    return working[at : at + count]


def _ends_after(run: Days, day: date) -> bool:
    return run.last is None or run.last > day
