"""The limits of the duty calendar, written out by hand from its table and readings.

They are written a second time on purpose. What is planted by them is found by the rules of the
product, which have their own; where the two differ, one of them is wrong.
"""

from datetime import date, timedelta
from typing import Final

from throughcare.casebook.synthetic import calendar

WORKING_DAYS: Final[dict[str, int]] = {
    "allocate-case": 2,
    "assign-officer": 1,
    "assign-right-grade": 5,
    "analyse-harm": 5,
    "send-da-enquiry": 2,
    "send-safeguarding-enquiry": 2,
    "chase-enquiry": 10,
    "escalate-enquiry": 10,
    "read-reply": 1,
    "act-on-reply": 1,
    "establish-child-status": 15,
    "agree-plan": 10,
    "set-contact-level": 5,
    "make-objective-concrete": 5,
    "refer-requirement": 10,
    "complete-contact": 2,
    "record-outcome": 2,
    "decide-absence": 6,
    "send-warning": 2,
    "review-acceptable-absences": 5,
    "manager-review-absences": 5,
    "review-after-change": 15,
    "complete-assessment": 10,
}
"""Working days after the opening fact, where the row has one number."""

SAME_DAY: Final = ("complete-cas", "officer-in-post")

FIRST_APPOINTMENT: Final = {"order": 5, "licence": 1, "supervision": 1}
"""arrange- and hold-first-appointment: after allocation; after release."""

INITIAL_FROM_APPOINTMENT: Final = 15
INITIAL_BACKSTOP: Final = 20
"""initial-assessment and initial-plan, and with them objective, action and contingency."""

IN_A_PLAN_THAT_EXISTS: Final = 15

DECIDE_ON_PARTNER: Final = 2
"""decide-on-child-or-partner; the same day where a child is near."""

UNPAID_WORK_REFER: Final = 7
UNPAID_WORK_START: Final = 25
DRUG_TEST_START: Final = 10
START_DAYS: Final = 84

GRACE: Final = 5
"""see-the-person: working days beyond the interval."""

BREACH: Final = {"crc": 8, "nps": 10}

REVIEW_MONTHS: Final = {"very high": 4, "high": 4, "medium": 6, "low": 12}

URGENT: Final = ("arrest", "callout", "restraining order breached")
DECIDE_ON_CHANGE: Final = 5
DECIDE_ON_URGENT_CHANGE: Final = 1

UNCOVERED: Final = 11
"""officer-in-post: the working day in a row on which the case is nobody's."""

INTERVALS: Final = {
    "weekly": 7,
    "fortnightly": 14,
    "three-weekly": 21,
    "four-weekly": 28,
    "monthly": 0,
}
"""In days; a month is the same day of the next."""

ORDER_OF_INTERVALS: Final = tuple(INTERVALS)


def due(code: str, opened: date) -> date:
    """The last day in time of a row with one number of working days."""
    return calendar.later(opened, WORKING_DAYS[code])


def minimum(level: str, *, involved: bool, ogrs: int, weeks: int, again: bool) -> str:
    """How often a person is to be seen at least, ``weeks`` after the start.

    ``involved``: domestic abuse, safeguarding, guns or gangs. ``again``: re-released after recall.
    """
    if again and weeks < 8:
        return "weekly"
    if level in ("high", "very high"):
        return "weekly"
    if level == "medium" and involved:
        return "weekly" if weeks < 12 else "fortnightly"
    if level == "medium":
        return "fortnightly" if weeks < 12 else "monthly"
    if ogrs >= 50:
        return "fortnightly" if weeks < 8 else "monthly"
    return "monthly"


def next_by(last: date, interval: str) -> date:
    """see-the-person: the last day in time after a contact, at an interval."""
    days = INTERVALS[interval]
    lapses = last + timedelta(days=days) if days else calendar.months(last, 1)
    return calendar.later(lapses, GRACE)
