"""Whose signature needs that of a manager beside it.

From a level upwards, and where the officer has not the qualification. Both are settings of the
regime: the sources give them as practice.

Not here: a case of child protection, which is a manager's to see too, and the decision not to
make the full analysis, which always needs one (``drafting``).
"""

from throughcare.assessment import policy_sections as policy
from throughcare.assessment.rules.harm import at_least
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime


def countersigned_because(
    level: Level | None, grade: str | None, regime: Regime = TRANSFORMING_REHABILITATION
) -> str:
    """Say why an assessment needs a manager's signature; empty where it needs none."""
    lowest = Level(regime.of(policy.COUNTERSIGN_FROM).value)
    if at_least(level, lowest):
        return f"The level of risk of serious harm is {level}."
    if grade in regime.of(policy.COUNTERSIGNED_GRADES).value:
        return "It was signed by an officer without the qualification."
    return ""
