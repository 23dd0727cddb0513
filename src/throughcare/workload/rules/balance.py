"""How cases are spread over officers so that nobody is fuller than need be.

The heaviest case first. Each goes to somebody whom the case leaves within what is full, of those to
whom the least speaks against (training that is missing, a woman whose officer would not be one), of
those to who had it before, and then to who is least full with it; last by key, so that the same
facts give the same answer. Who may not have a case is never proposed: one that only somebody
excluded by grade could have is left to the manager.
"""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.workload import policy
from throughcare.workload.rules.room import Load


class Piece(msgspec.Struct, frozen=True):
    """A case to be given to somebody."""

    case: int
    points: int
    not_to: Collection[int] = ()
    """Those who may not have it."""
    had_by: Collection[int] = ()
    """Those who had it before."""
    against: Mapping[int, int] = {}
    """Of some, how much speaks against giving it to them."""


def spread(
    pieces: Sequence[Piece],
    loads: Mapping[int, Load],
    regime: Regime = TRANSFORMING_REHABILITATION,
) -> dict[int, int | None]:
    """Return who is to have each case, None where nobody may."""
    now = dict(loads)
    found: dict[int, int | None] = {}
    full = regime.of(policy.FULL_PERCENT).value
    for piece in sorted(pieces, key=lambda each: (-each.points, each.case)):
        could = [who for who in now if who not in piece.not_to]
        if not could:
            found[piece.case] = None
            continue

        def order(who: int, piece: Piece = piece) -> tuple[bool, bool, int, bool, float, int, int]:
            after = now[who].with_more([piece.points])
            share = after.percent
            return (
                not after.room and bool(after.points),
                share > full,
                piece.against.get(who, 0),
                who not in piece.had_by,
                float(share),
                after.cases,
                who,
            )

        chosen = min(could, key=order)
        now[chosen] = now[chosen].with_more([piece.points])
        found[piece.case] = chosen
    return found
