"""Which sections of an assessment are needs: their points against the published thresholds.

Only the items of the threshold set count. An item without a score is not known and adds
nothing; a section with none of them scored is not scored, which is something else than no need.
Of drug misuse all five items are added, where the tier model adds four of them.

Not here: sections 1, 2, 5, 10 and 13, which have no threshold.
"""

from enum import StrEnum

from throughcare.assessment import policy_sections as policy
from throughcare.kernel.casefile.assessment import AssessedSection


class Need(StrEnum):
    """What the points of a section come to."""

    NONE = "no need"
    STANDARD = "need"
    SEVERE = "severe need"


def has_threshold(section: AssessedSection) -> bool:
    """Say whether a section can be a need by its points."""
    return section.number in policy.NEED_ITEMS.value


def points(section: AssessedSection) -> int | None:
    """Return the points of a section; None where it has no threshold or nothing is scored."""
    counted = policy.NEED_ITEMS.value.get(section.number, ())
    scores = [
        int(score)
        for item, _, score in (each.partition("=") for each in section.scores)
        if item in counted
    ]
    return sum(scores) if scores else None


def need(section: AssessedSection) -> Need | None:
    """Return whether a section is a need; None where it is not scored."""
    found = points(section)
    if found is None:
        return None
    if found >= policy.SEVERE_NEED_FROM.value[section.number]:
        return Need.SEVERE
    return Need.STANDARD if found >= policy.NEED_FROM.value[section.number] else Need.NONE


def calls_for_objective(section: AssessedSection) -> bool | None:
    """Say whether a section is over its threshold and linked to the offending.

    None where nobody knows: it is not scored, or nobody has said whether it is linked.
    """
    found = need(section)
    if found is Need.NONE or section.linked_to_offending is False:
        return False
    return True if found and section.linked_to_offending else None
