"""Who needs a countersignature, as the regime sets it, and thresholds that stand in one place."""

import pytest

from throughcare.assessment import policy_sections as policy
from throughcare.assessment.rules.signing import countersigned_because
from throughcare.information.policy import DRINK, DRUGS
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.directory import Grade
from throughcare.kernel.regime import Regime

OTHER = Regime(
    "Elsewhere",
    {policy.COUNTERSIGN_FROM.name: Level.VERY_HIGH, policy.COUNTERSIGNED_GRADES.name: ()},
)


@pytest.mark.parametrize(
    ("level", "grade", "needed"),
    [
        (Level.HIGH, Grade.PO, True),
        (Level.VERY_HIGH, Grade.PO, True),
        (Level.MEDIUM, Grade.PO, False),
        (None, Grade.PO, False),
        (Level.LOW, Grade.PSO, True),
        (Level.LOW, Grade.TRAINEE, True),
        (Level.LOW, Grade.SPO, False),
        (Level.LOW, None, False),
    ],
)
def test_high_levels_and_officers_without_the_qualification(level, grade, needed):
    assert bool(countersigned_because(level, grade)) is needed


def test_a_regime_sets_its_own():
    assert not countersigned_because(Level.HIGH, Grade.PSO, OTHER)
    assert "very high" in countersigned_because(Level.VERY_HIGH, Grade.PO, OTHER)


@pytest.mark.parametrize("need", [DRUGS.value, DRINK.value])
def test_drugs_and_drink_stand_in_one_place(need):
    section, items, lowest = need
    assert policy.NEED_ITEMS.value[section] is items
    assert policy.NEED_FROM.value[section] is lowest
