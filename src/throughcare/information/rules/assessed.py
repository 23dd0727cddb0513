"""What a signed assessment says, and from which day it says so.

Reading 3: assessments count from the day they were signed, and what is written into one later
from the day that was recorded.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from throughcare.information import policy
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import AssessedSection, Oasys
from throughcare.kernel.casefile.facts import FactT, day_of, recorded, standing_since
from throughcare.kernel.regime import Regime


class Since(NamedTuple):
    """Since when something is said."""

    on: date
    at: datetime
    """When it was recorded, which tells the order of one day."""


class Scored(NamedTuple):
    """A section with a score of note."""

    on: date
    at: datetime
    ref: str


class Signed(NamedTuple):
    """A signed assessment."""

    on: date
    at: datetime
    """When the signature was recorded."""
    assessment: Oasys

    def since(self, part: FactT | None, holds: Callable[[FactT], bool]) -> Since | None:
        """Since when a part says so: since the signature, or later if written in later."""
        at = standing_since(part, holds) if part else None
        if at is None:
            return None
        if at <= self.at:
            return Since(self.on, self.at)
        return Since(max(self.on, day_of(at)), at)


def signed(case: CaseFile) -> list[Signed]:
    """Return every signed assessment, in order."""
    found = []
    for each in case.assessment.oasys:
        at = standing_since(each, lambda version: version.signed_on is not None)
        if at and each.signed_on:
            found.append(Signed(each.signed_on, at, each))
    return sorted(found, key=lambda one: (one.on, recorded(one.assessment), one.assessment.ref))


def section(assessment: Oasys, number: int) -> AssessedSection | None:
    """Return a section of an assessment by its number."""
    return next((each for each in assessment.sections if each.number == number), None)


def abuse_scored(case: CaseFile, regime: Regime) -> Iterator[Scored]:
    """Yield each signed assessment that says by its score that domestic abuse was done."""
    number, item = regime.of(policy.DOMESTIC_ABUSE_SCORED).value

    def says_so(each: AssessedSection) -> bool:
        return item in each.scores

    for one in signed(case):
        part = section(one.assessment, number)
        if part and (since := one.since(part, says_so)):
            yield Scored(since.on, since.at, part.ref)
