"""Whether the days that a court gives for a report can be.

A request lies in the past or today, and a hearing not before it.

Not here: when a report is late, which the list of the court team says.
"""

from collections.abc import Mapping
from datetime import date


def wrong_days(
    requested_on: date, hearing_on: date | None, *, today: date | None = None
) -> Mapping[str, str]:
    """Return what is wrong with the days of a request, by the day it stands beside.

    Without ``today`` the request is one that was recorded before.
    """
    found = {}
    if today is not None and requested_on > today:
        found["requested_on"] = "The day of the request has not come yet."
    if hearing_on is not None and hearing_on < requested_on:
        found["hearing_on"] = "The hearing is before the request."
    return found
