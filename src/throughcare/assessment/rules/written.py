"""On which day the parts of something signed count as done.

What is part of it when it is signed counts from the signature. What is written into it later
has no other day than that of its recording.
"""

from datetime import date, datetime

from throughcare.kernel.casefile.assessment import Oasys
from throughcare.kernel.casefile.facts import day_of, standing_since


def written_on(signed_on: date, signed_at: datetime, since: datetime) -> date:
    """Return the day of something that stands ``since`` an instant in what was signed."""
    return signed_on if since <= signed_at else max(signed_on, day_of(since))


def signed_at(assessment: Oasys) -> datetime:
    """Return when the signature of a signed assessment was recorded."""
    instant = standing_since(assessment, lambda version: version.signed_on is not None)
    assert instant is not None  # it is signed
    return instant
