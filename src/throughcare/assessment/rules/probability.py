"""From a sum of points or coefficients to a probability, a percentage and a band."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")


def logistic(score: float) -> float:
    """Return the probability that stands behind a score."""
    return 1 / (1 + math.exp(-score))


def percent(probability: float) -> int:
    """Return the printed percentage: halves go up, and it is never 0 nor 100."""
    return min(max(int(_hundredfold(probability, Decimal(1))), 1), 99)


def percent_in_hundredths(probability: float, highest: Decimal) -> Decimal:
    """Return the percentage printed with two decimals: halves go up, to ``highest``."""
    return min(_hundredfold(probability, Decimal("0.01")), highest)


def half_up(value: Fraction) -> int:
    """Return the nearest whole number; halves go up."""
    return math.floor(value + Fraction(1, 2))


def step(rows: Sequence[tuple[int | Decimal, T]], value: int | Decimal) -> T:
    """Return what a table says of a value; its rows begin at a limit, the highest first."""
    return next(said for lowest, said in rows if value >= lowest)


def _hundredfold(probability: float, unit: Decimal) -> Decimal:
    # As decimal digits: 100 times the float 0.285 is a little less than 28.5.
    return (Decimal(repr(probability)) * 100).quantize(unit, ROUND_HALF_UP)
