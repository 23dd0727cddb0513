"""The points of a section in work, beside the threshold from which it is a need."""

from collections.abc import Iterable
from dataclasses import dataclass

from throughcare.assessment import policy_sections as policy
from throughcare.assessment.rules import needs
from throughcare.kernel.casefile.assessment import AssessedSection


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the scores of a section come to."""

    points: int | None
    """None where no item that counts has a score."""
    threshold: int
    need: needs.Need | None

    @property
    def over(self) -> bool:
        """Whether the section is a need."""
        return self.need in (needs.Need.STANDARD, needs.Need.SEVERE)


def weighed(number: int, scores: Iterable[str]) -> Weighed | None:
    """Return what a section comes to; None for one that has no threshold."""
    threshold = policy.NEED_FROM.value.get(number)
    if threshold is None:
        return None
    section = AssessedSection(ref="", number=number, scores=tuple(scores))
    return Weighed(needs.points(section), threshold, needs.need(section))
