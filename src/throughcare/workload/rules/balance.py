"""How cases are spread over officers so that nobody is fuller than need be.

The heaviest case first, each to whoever is least full with it among those whom nothing speaks
against; of equals to who had it before, then by name. A case that only somebody excluded by
grade could have is left to the manager.
"""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from throughcare.workload.rules.room import Load


class Piece(msgspec.Struct, frozen=True):
    """A case to be given to somebody."""

    case: int
    points: int
    not_to: Collection[int] = ()
    """Those who may not have it."""
    had_by: Collection[int] = ()
    """Those who had it before."""


def spread(pieces: Sequence[Piece], loads: Mapping[int, Load]) -> dict[int, int | None]:
    """Return who is to have each case, None where nobody may."""
    now = dict(loads)
    found: dict[int, int | None] = {}
    for piece in sorted(pieces, key=lambda each: (-each.points, each.case)):
        could = [who for who in now if who not in piece.not_to]
        if not could:
            found[piece.case] = None
            continue

        def fullness(who: int, piece: Piece = piece) -> tuple[bool, float, int, bool, int]:
            after = now[who].with_more([piece.points])
            no_room = not after.room and bool(after.points)
            share = float(after.percent)
            return no_room, share, after.cases, who not in piece.had_by, who

        chosen = min(could, key=fullness)
        now[chosen] = now[chosen].with_more([piece.points])
        found[piece.case] = chosen
    return found
