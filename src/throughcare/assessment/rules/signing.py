"""Whose signature needs that of a manager beside it.

High and very high levels, and officers without the qualification. The sources give the rule as
practice, not as a date or a number; a case of child protection is a manager's to see, too, and
that is not decided here.
"""

from throughcare.assessment.rules.harm import at_least
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.directory import Grade

UNQUALIFIED = frozenset({Grade.PSO, Grade.TRAINEE})


def countersigned_because(level: Level | None, grade: str | None) -> str:
    """Say why an assessment needs a manager's signature; empty where it needs none."""
    if at_least(level, Level.HIGH):
        return "The level is high or very high."
    if grade in UNQUALIFIED:
        return "It was signed by an officer without the qualification."
    return ""
