"""Working days, counted here and nowhere else: Monday to Friday without bank holidays."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

ONE = timedelta(days=1)
_FIRST, _LAST = date(2005, 1, 1), date(2045, 12, 31)


class _Days(NamedTuple):
    working: list[date]
    after: list[int]
    """For each day since the first: how many working days there have been by its end."""


@lru_cache(maxsize=1)
def _days() -> _Days:
    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(_FIRST.year, _LAST.year + 1))
    working: list[date] = []
    after: list[int] = []
    day = _FIRST
    while day <= _LAST:
        if day.weekday() < 5 and day not in closed:
            working.append(day)
        after.append(len(working))
        day += ONE
    return _Days(working, after)


def later(day: date, count: int) -> date:
    """The ``count``-th working day after a day; the day itself where none is asked for."""
    if count <= 0:
        return day
    days = _days()
    return days.working[days.after[(day - _FIRST).days] + count - 1]


def earlier(day: date, count: int) -> date:
    """The working day from which ``count`` working days lead to ``day``, itself one."""
    days = _days()
    return days.working[days.after[(day - _FIRST).days] - 1 - count]


def is_working(day: date) -> bool:
    """Say whether a day is a working day."""
    days = _days()
    return days.working[days.after[(day - _FIRST).days] - 1] == day


def on_or_after(day: date) -> date:
    """The day, or the first working day after it."""
    return day if is_working(day) else later(day, 1)


def on_or_before(day: date) -> date:
    """The day, or the last working day before it."""
    days = _days()
    return days.working[days.after[(day - _FIRST).days] - 1]


def between(first: date, last: date) -> int:
    """How many working days lie after ``first``, up to and with ``last``."""
    after = _days().after
    return after[(last - _FIRST).days] - after[(first - _FIRST).days]


def months(day: date, count: int) -> date:
    """The same day ``count`` months later, or earlier, else the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def eve_of_anniversary(day: date) -> date:
    """The last day of twelve months that begin with a day; 29 February: 28 February."""
    following = months(day, 12)
    return following if following.day < day.day else following - ONE
