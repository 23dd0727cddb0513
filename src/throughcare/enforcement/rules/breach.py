"""One decision about breach at a time, order by order.

Reading 14: later failures join the one that is open; after a referral or a presentation none opens
until it has been dealt with. That it was decided not to breach leaves nothing pending.

Not here: which failure calls for it (warnings).
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from throughcare.enforcement.rules.failures import Failure
from throughcare.kernel.casefile.enforcement import BreachDecision

REFERRALS = ("referred", "presented")


class ToDecide(NamedTuple):
    """A decision on breach that is called for, and when it was made."""

    failure: Failure
    """The failure that opened it."""
    opened_on: date
    met_on: date | None
    joined: tuple[Failure, ...]
    """Failures decided while it was open."""


def of_sentence(breaches: Sequence[BreachDecision], ref: str) -> list[BreachDecision]:
    """Return the decisions about breach of one order or supervision, first to last."""
    found = [each for each in breaches if each.of == ref]
    return sorted(found, key=lambda each: (each.decided_on, each.ref))


def pending_on(day: date, breaches: Sequence[BreachDecision]) -> BreachDecision | None:
    """Return the referral or presentation made by ``day`` and not dealt with by then.

    On the day on which it is dealt with it is pending no longer.
    """
    for each in reversed(breaches):
        if each.outcome not in REFERRALS or each.decided_on > day:
            continue
        if each.dealt_with is None or each.dealt_with.date > day:
            return each
    return None


def to_decide(failures: Sequence[Failure], breaches: Sequence[BreachDecision]) -> list[ToDecide]:
    """Return each decision on breach that failures called for, by the day that opened it.

    ``failures`` are those that called for breach, each on the day it was decided.
    """
    found: list[ToDecide] = []
    for failure in sorted(failures, key=lambda each: (each.decided_on, each.key)):
        day = failure.decided_on
        last = found[-1] if found else None
        if last is not None and (last.met_on is None or day <= last.met_on):
            found[-1] = last._replace(joined=(*last.joined, failure))
            continue
        if _pending_before(day, breaches):
            continue
        met_on = min((b.decided_on for b in breaches if b.decided_on >= day), default=None)
        found.append(ToDecide(failure, day, met_on, ()))
    return found


def _pending_before(day: date, breaches: Sequence[BreachDecision]) -> bool:
    """Whether something was pending when the day began: what is referred that day meets it."""
    return pending_on(day, [each for each in breaches if each.decided_on < day]) is not None
