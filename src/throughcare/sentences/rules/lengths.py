"""Whether an order can be as long, and its unpaid work as much, as somebody enters.

A slip of the hand makes 37 months of 36 and 1,000 hours of 100; the duties of years follow from
it. Whoever enters a sentence is asked to look again. What a file brings is taken as it is.

Not here: how long a custodial sentence may be, and the cap on hours of several orders at once.
"""

from datetime import date
from typing import NamedTuple

from throughcare.kernel.law import last_day
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.sentences.policy import (
    COMMUNITY_ORDER_MONTHS,
    SUSPENDED_ORDER_MONTHS,
    UNPAID_WORK_HOURS,
)

_LENGTHS = {
    "community order": COMMUNITY_ORDER_MONTHS,
    "suspended sentence order": SUSPENDED_ORDER_MONTHS,
}
_UNPAID_WORK = "unpaid work"


class Limits(NamedTuple):
    """Between what a number has to be, and by which provision."""

    least: int
    most: int
    source: str


def limits_of_length(kind: str, regime: Regime = TRANSFORMING_REHABILITATION) -> Limits | None:
    """Return between how many months an order of a kind may be; None where nothing is fixed."""
    setting = _LENGTHS.get(kind)
    if setting is None:
        return None
    found = regime.of(setting)
    least, most = found.value
    return Limits(least, most, found.source)


def limits_of_amount(kind: str, sentenced_on: date) -> Limits | None:
    """Return between what the amount of a requirement may be; None where nothing is fixed."""
    found = UNPAID_WORK_HOURS.find(sentenced_on) if kind == _UNPAID_WORK else None
    if found is None:
        return None
    least, most = found.value
    return Limits(least, most, found.source)


def wrong_end(kind: str, sentenced_on: date, expires_on: date) -> str:
    """Return why an order of a kind cannot end on a day; empty where it can."""
    limits = limits_of_length(kind)
    if limits is None:
        return ""
    first, last = (
        last_day(months=months, beginning_with=sentenced_on)
        for months in (limits.least, limits.most)
    )
    if limits.least > 1 and expires_on < first:
        return f"A {kind} is of {limits.least} months at least. Check the order."
    if expires_on > last:
        return f"A {kind} is of {limits.most} months at most. Check the order."
    return ""


def wrong_amount(kind: str, amount: int | None, sentenced_on: date) -> str:
    """Return why a requirement cannot be of an amount; empty where it can."""
    limits = limits_of_amount(kind, sentenced_on)
    if limits is None or amount is None or limits.least <= amount <= limits.most:
        return ""
    return f"Unpaid work is of {limits.least} to {limits.most} hours. Check the order."
