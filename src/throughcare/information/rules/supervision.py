"""Each supervision of a case: its days, what began it, and when somebody was first assigned.

Duty calendar, readings 1 and 6. The supervision is unbroken while any order, licence or
post-sentence supervision is live.

Not here: what is owed in it (information.duties); who holds the case (caseload.rules.holding).
"""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from throughcare.caseload.rules.holding import Holding
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.days import Days
from throughcare.sentences.rules.spells import Spell, spells, supervisions


class Assignment(msgspec.Struct, frozen=True):
    """The first assignment of an officer in a supervision, and the fact that made it."""

    on: date
    opening: str


class Supervised(msgspec.Struct, frozen=True, kw_only=True):
    """One supervision of a case."""

    days: Days
    begun_by: str
    """The order, licence or supervision that began it."""
    sentenced_on: date
    """The earliest day of sentence among its sentences."""
    after: date | None
    """The last day of the supervision before; None where it is the first."""
    assigned: Assignment | None
    """Left out while nobody has been assigned."""

    def ends(self) -> tuple[date | None, str | None]:
        """Return the last day and why the duties of the case end with it."""
        return self.days.last, "supervision ended" if self.days.last else None


def supervised(case: CaseFile, holding: Holding) -> list[Supervised]:
    """Return every supervision of a case, in order."""
    lives = spells(case)
    sentenced = {order.ref: order.sentenced_on for order in case.sentences.orders}
    sentenced |= {custody.ref: custody.sentenced_on for custody in case.sentences.custody}
    result: list[Supervised] = []
    for run in supervisions(lives):
        among = [spell for spell in lives if spell.first in run]
        result.append(
            Supervised(
                days=run,
                begun_by=among[0].ref,
                sentenced_on=min(sentenced[spell.of] for spell in among),
                after=result[-1].days.last if result else None,
                assigned=_assigned(run, among, case, holding),
            )
        )
    return result


def supervised_on(day: date, among: Sequence[Supervised]) -> Supervised | None:
    """Return the supervision that holds ``day``, else the next one after it."""
    return next((run for run in among if run.days.last is None or day <= run.days.last), None)


def _assigned(
    run: Days, among: Sequence[Spell], case: CaseFile, holding: Holding
) -> Assignment | None:
    """An officer who was there before counts from the day the case was received, or the first."""
    of = {ref for spell in among for ref in (spell.ref, spell.of)}
    received = [
        max(allocation.received_on, run.first)
        for allocation in case.caseload.allocations
        if allocation.of in of
    ]
    counts_from = min((day for day in received if day in run), default=run.first)
    named = [each for each in _named(holding) if each.on in run]
    first = named[0] if named else None
    if first is None or first.on > counts_from:
        held = holding.on(counts_from)
        if held and held.officer and held.in_post:
            return Assignment(counts_from, among[0].ref)
    return first


def _named(holding: Holding) -> Iterator[Assignment]:
    """Each day on which an officer was made responsible, with the fact that says so."""
    before: tuple[str | None, str | None] = None, None
    for stretch in holding.stretches:
        now = stretch.officer, stretch.named_by
        if stretch.officer and stretch.named_by and now != before:
            yield Assignment(stretch.first, stretch.named_by)
        before = now
