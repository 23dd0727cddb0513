"""How a duty that fell due counts in a service level, and the percentage that comes of it.

A duty counts by the state it was in at the end of its due day (``kernel.duty.state``): what was
put right afterwards is late, what was excused afterwards is late.

Not here: in which month and for whom it counts, which is the day it fell due and the owner on it
(performance.queries).
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from throughcare.kernel.duty import State


class Outcome(StrEnum):
    """How a duty counts."""

    MET = "met"
    """In the numerator and in the denominator: done by the end of its due day."""
    LATE = "late"
    """In the denominator alone."""
    EXCUSED = "excused"
    """Left out: a manager had excused it for its due day, on that day or before."""
    ENDED = "ended"
    """Left out: the sentence ended before it was due."""
    DECIDED = "decided against"
    """Left out: the senior probation officer decided in time against breach."""
    PAUSED = "paused"
    """Left out: it had no due day, since a pause has no known end."""


COUNTED = (Outcome.MET, Outcome.LATE)
LEFT_OUT = (Outcome.EXCUSED, Outcome.ENDED, Outcome.DECIDED, Outcome.PAUSED)

BY_STATE: Mapping[State, Outcome] = {
    State.EXCUSED: Outcome.EXCUSED,
    State.MET: Outcome.MET,
    State.ENDED: Outcome.ENDED,
    State.DUE_SOON: Outcome.LATE,  # the day is over, and it was still to be done
    State.OPEN: Outcome.PAUSED,
}
"""How a duty counts by its state on its due day. No other state is possible on that day."""


def percentage(numerator: int, denominator: int) -> Decimal | None:
    """Return the percentage to one decimal, half up; None where nothing was in scope."""
    if denominator == 0:
        return None
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    return Decimal(tenths) / 10


def reaches(numerator: int, denominator: int, target: int | None) -> bool | None:
    """Say whether a figure reaches its target, before rounding; None where either is missing."""
    if target is None or denominator == 0:
        return None
    return 100 * numerator >= target * denominator
