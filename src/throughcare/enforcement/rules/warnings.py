"""Whether a warning of an order is live, and what an unacceptable failure calls for.

Criminal Justice Act 2003, Schedule 8 paragraphs 5 and 6, and Schedule 12 for suspended sentence
orders; reading 13. A warning counts for its own order alone.

Not here: warnings on licence, which have no statutory count (licence), and post-sentence
supervision, which knows none; what follows once breach is called for (breach).
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from throughcare.enforcement.policy import WARNING_MONTHS
from throughcare.enforcement.rules.breach import REFERRALS
from throughcare.enforcement.rules.failures import Failure
from throughcare.kernel.casefile.enforcement import BreachDecision, Warned
from throughcare.kernel.law import last_day


class Calls(StrEnum):
    """What an unacceptable failure on an order calls for."""

    WARNING = "warning"
    BREACH = "breach"
    NOTHING = "nothing more"


def live_until(warned: Warned) -> date | None:
    """Return the last day on which a warning is live; None where no law gives it a time."""
    months = WARNING_MONTHS.find(warned.sent_on)
    if months is None:
        return None
    return last_day(months=months.value, beginning_with=warned.sent_on)


def is_live(warned: Warned, day: date) -> bool:
    """Say whether a warning is live on a day: from its own to the eve of its anniversary."""
    until = live_until(warned)
    return until is not None and warned.sent_on <= day <= until


def of_order(warnings: Sequence[Warned], ref: str) -> list[Warned]:
    """Return the statutory warnings of one order, first to last."""
    found = [each for each in warnings if each.of == ref and each.kind == "statutory"]
    return sorted(found, key=lambda each: (each.sent_on, each.ref))


def calls_for(failure: Failure, decided_on: date, warnings: Sequence[Warned]) -> Calls:
    """Say what a failure decided unacceptable on a day calls for, with an order's warnings.

    A warning never counts against the failure for which it was given.
    """
    live = [each for each in warnings if is_live(each, decided_on)]
    others = [each for each in live if not _given_for(each, failure, decided_on)]
    if any(each.sent_on <= failure.on for each in others):
        return Calls.BREACH
    if others or any(each.sent_on < decided_on for each in live):
        return Calls.NOTHING
    return Calls.WARNING


def met_on(
    decided_on: date, warnings: Sequence[Warned], breaches: Sequence[BreachDecision]
) -> date | None:
    """Return the day on which a warning called for on a day was sent, or breach taken up."""
    sent = [each.sent_on for each in warnings]
    referred = [each.decided_on for each in breaches if each.outcome in REFERRALS]
    return min((day for day in (*sent, *referred) if day >= decided_on), default=None)


def _given_for(warned: Warned, failure: Failure, decided_on: date) -> bool:
    """Whether the warning is about this failure; one that names none, of the day of decision."""
    if warned.failure is None:
        return warned.sent_on == decided_on
    return warned.failure == failure.ref
