"""Values fixed by law or contract, each with the day it took effect and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class InForce:
    """A value together with the provision that gives it its force."""

    value: Any
    source: str


class NotInForce(LookupError):
    """No value had taken effect by the day asked about."""


class Dated:
    """A value that changes by date, and *which* date chooses between its versions.

    In sentencing the choosing date (conviction, sentence, release, today) is half
    of the rule, so it is named beside the values.
    """

    __slots__ = ("_days", "chosen_by", "name", "since", "unit")

    def __init__(
        self, name: str, *, chosen_by: str, since: Mapping[date, InForce], unit: str = ""
    ) -> None:
        if not since:
            raise ValueError(f"{name}: at least one value is needed")
        self.name = name
        self.chosen_by = chosen_by
        self.unit = unit
        self.since = dict(sorted(since.items()))
        self._days = tuple(self.since)

    def on(self, day: date) -> InForce:
        """Return the value in force on ``day``.

        Raises NotInForce for a day before the first value took effect.
        """
        found = self.find(day)
        if found is None:
            raise NotInForce(f"{self.name} has no value on {day}: it starts on {self._days[0]}")
        return found

    def find(self, day: date) -> InForce | None:
        """Return the value in force on ``day``, None before the first took effect."""
        for since in reversed(self._days):
            if since <= day:
                return self.since[since]
        return None


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that no published source fixes: each regime may set its own.

    ``unit`` says what the value counts; ``source`` says where the default comes
    from and how sure it is.
    """

    name: str
    value: Any
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided, why, and under which provision."""

    outcome: Any
    because: str
    source: str


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, else that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(1))


def last_day(*, months: int, beginning_with: date) -> date:
    """Return the last day of a period of ``months`` whose first day is ``beginning_with``.

    A period that begins on 29 February ends on 28 February in an ordinary year:
    the eve of the day that would be the anniversary (rules, 7.1).
    """
    anniversary = add_months(beginning_with, months)
    if anniversary.day < beginning_with.day:  # the day itself does not exist that month
        return anniversary
    return anniversary - timedelta(days=1)
