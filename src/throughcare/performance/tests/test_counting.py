"""Percentages, targets, and which state counts how."""

from decimal import Decimal

import pytest

from throughcare.kernel.duty import State
from throughcare.performance.policy import MEASURES
from throughcare.performance.rules.counting import BY_STATE, Outcome, percentage, reaches


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        pytest.param(396, 412, "96.1", id="rules 6.2: 412 starts, 396 in time"),
        pytest.param(101, 116, "87.1", id="rules 6.2: 101 positive of 116 that count"),
        pytest.param(0, 7, "0.0", id="none"),
        pytest.param(7, 7, "100.0", id="all"),
        pytest.param(1, 3, "33.3", id="a third"),
        pytest.param(2, 3, "66.7", id="two thirds"),
        pytest.param(1249, 2000, "62.5", id="62.45 goes up"),
        pytest.param(1, 2000, "0.1", id="0.05 goes up"),
        pytest.param(49, 100_000, "0.0", id="0.049 goes down"),
        pytest.param(1999, 2000, "100.0", id="99.95 goes up"),
    ],
)
def test_a_percentage_has_one_decimal_half_up(numerator, denominator, shown):
    assert str(percentage(numerator, denominator).quantize(Decimal("0.1"))) == shown


def test_nothing_in_scope_is_no_data():
    assert percentage(0, 0) is None
    assert reaches(0, 0, 97) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "reached"),
    [
        pytest.param(396, 412, False, id="96.1 of 97"),
        pytest.param(97, 100, True, id="on the target"),
        pytest.param(9699, 10_000, False, id="shown as 97.0, yet below it"),
    ],
)
def test_a_target_is_reached_before_rounding(numerator, denominator, reached):
    assert reaches(numerator, denominator, 97) is reached


def test_a_measure_without_a_target_is_neither():
    assert reaches(9, 10, None) is None


def test_the_states_a_due_day_can_leave_are_all_counted_somehow():
    impossible = {State.MET_LATE, State.MISSED, State.OVERDUE}
    assert set(BY_STATE) == set(State) - impossible
    assert BY_STATE[State.DUE_SOON] is Outcome.LATE


def test_every_measure_says_what_it_is():
    assert [each.id for each in MEASURES] == [
        "SL001R",
        "SL002R",
        "SL003",
        "NPS-SL002",
        "AE",
        "NPS-SL014",
    ]
    targets = [each.target.value for each in MEASURES]
    assert targets == [97, 97, 97, 95, None, 95]
    for each in MEASURES:
        assert each.means
        assert each.source
        assert each.status
