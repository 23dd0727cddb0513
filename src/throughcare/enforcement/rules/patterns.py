"""Whether there is ground to adjust how a sentence is delivered before an absence is judged.

A pattern from disability, caring or faith is no non-compliance: it says that the appointments do
not fit the person. Read from what is on record and from the causes accepted so far.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from throughcare.enforcement.rules.failures import Failure
from throughcare.kernel.casefile.contacts import Cause
from throughcare.kernel.casefile.person import Characteristic

TO_ADJUST = (Cause.DISABILITY, Cause.CARING, Cause.FAITH)
"""Causes that prompt an adjustment first."""

_OF_INTEREST = (
    "disability",
    "health",
    "learning need",
    "caring responsibilities",
    "pregnancy",
    "religion",
)
_NONE = frozenset({"", "no", "none", "no religion", "none known", "not known"})


class Grounds(NamedTuple):
    """What prompts an adjustment."""

    on_record: tuple[Characteristic, ...]
    causes: tuple[tuple[Cause, int], ...]
    """Earlier causes that call for an adjustment, each with how often it was given."""

    def __bool__(self) -> bool:
        return bool(self.on_record or self.causes)


def grounds(characteristics: Iterable[Characteristic], failures: Iterable[Failure]) -> Grounds:
    """Return what on record prompts an adjustment."""
    known = tuple(
        each
        for each in characteristics
        if each.kind in _OF_INTEREST
        and each.answer == "known"
        and each.value.strip().lower() not in _NONE
    )
    counted = Counter(
        each.contact.decision.cause
        for each in failures
        if each.contact.decision and each.contact.decision.cause in TO_ADJUST
    )
    return Grounds(known, tuple((cause, counted[cause]) for cause in TO_ADJUST if counted[cause]))
