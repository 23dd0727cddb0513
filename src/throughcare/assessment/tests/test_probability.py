"""From points to probability, percentage and band: every rounding on both sides."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment.rules.probability import (
    half_up,
    logistic,
    percent,
    percent_in_hundredths,
    step,
)


def test_the_logistic_function():
    assert logistic(0) == 0.5
    assert logistic(1) == pytest.approx(0.7310585786300049, abs=1e-15)


@given(st.floats(-30, 30))
def test_a_probability_lies_between_0_and_1_and_rises(score):
    assert 0 < logistic(score) < logistic(score + 0.5) < 1


@pytest.mark.parametrize(
    ("probability", "printed"),
    [(0.0, 1), (0.0149, 1), (0.015, 2), (0.285, 29), (0.2849, 28), (0.994, 99), (1.0, 99)],
)
def test_halves_go_up_and_a_percentage_is_never_0_or_100(probability, printed):
    assert percent(probability) == printed


@pytest.mark.parametrize(
    ("probability", "printed"),
    [
        (0.0, "0.00"),
        (0.00005, "0.01"),
        (0.0000499, "0.00"),
        (0.06895, "6.90"),
        (0.0689499, "6.89"),
        (0.9999, "99.99"),
        (0.99995, "99.99"),
        (1.4, "99.99"),
    ],
)
def test_two_decimals_halves_up_to_the_highest(probability, printed):
    assert str(percent_in_hundredths(probability, Decimal("99.99"))) == printed


@pytest.mark.parametrize(("value", "whole"), [("2.5", 3), ("2.49", 2), ("7.5", 8), ("0", 0)])
def test_halves_of_points_go_up(value, whole):
    assert half_up(Fraction(value)) == whole


def test_a_table_is_read_from_its_highest_limit():
    rows = ((10, "ten and more"), (5, "five to nine"), (0, "less"))
    assert [step(rows, value) for value in (11, 10, 9, 5, 4, 0)] == [
        *("ten and more", "ten and more", "five to nine", "five to nine", "less", "less"),
    ]
