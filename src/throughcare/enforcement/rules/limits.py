"""By when each step after a failure is owed: the days that duties have, for pages that say them.

Not here: what opens each step (duties).
"""

from datetime import date

from throughcare.contacts.policy import RECORD_OUTCOME_DAYS
from throughcare.enforcement import policy
from throughcare.kernel.days import add_working_days
from throughcare.kernel.law import Dated


def outcome_by(on: date) -> date | None:
    """Return the last day for recording what came of an appointment."""
    return _last(RECORD_OUTCOME_DAYS, on)


def decide_by(failed_on: date) -> date | None:
    """Return the last day for deciding on a failure; None where no limit applied yet."""
    return _last(policy.DECIDE_ABSENCE_DAYS, failed_on)


def warn_by(decided_on: date) -> date | None:
    """Return the last day for the warning of a failure decided unacceptable."""
    return _last(policy.SEND_WARNING_DAYS, decided_on)


def breach_by(opened_on: date, *, crc: bool) -> date | None:
    """Return the last day for a decision on breach, by who held the case when it opened."""
    return _last(policy.REFER_BREACH_DAYS if crc else policy.PRESENT_BREACH_DAYS, opened_on)


def _last(days: Dated, opened_on: date) -> date | None:
    limit = days.find(opened_on)
    return add_working_days(opened_on, limit.value) if limit else None
