"""When RSR, RoSH screening and case allocation form of a sentence were signed, and what is not.

A sentence has one allocation that stands. Those that are given together count as one: the first
signature of each kind counts.
"""

from collections.abc import Iterable
from datetime import date

from throughcare.court.rules.allocating import Missing
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.court import CourtAllocation
from throughcare.kernel.casefile.sentences import Custody, Order


def of_sentence(case: CaseFile, sentence: str) -> list[CourtAllocation]:
    """Return what the court team has on record of the allocation of a sentence."""
    return [each for each in case.court.allocations if each.of == sentence]


def unsigned(allocations: Iterable[CourtAllocation]) -> tuple[Missing, ...]:
    """Return what of the three is not signed."""
    there = first_signed(allocations)
    return tuple(each for each in (Missing.RSR, Missing.SCREENING, Missing.FORM) if not there[each])


def all_signed_on(allocations: Iterable[CourtAllocation]) -> date | None:
    """Return the day on which the last of the three was signed; None while one is not."""
    days = first_signed(allocations).values()
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def first_signed(allocations: Iterable[CourtAllocation]) -> dict[Missing, date | None]:
    """Return for each of the three the day of its first signature."""
    found: dict[Missing, date | None] = {}
    every = list(allocations)
    for kind, signatures in (
        (Missing.RSR, [each.rsr for each in every]),
        (Missing.SCREENING, [each.screening for each in every]),
        (Missing.FORM, [each.form for each in every]),
    ):
        days = [each.signed_on for each in signatures if each is not None]
        found[kind] = min(days, default=None)
    return found


def decided_on(allocations: Iterable[CourtAllocation]) -> date | None:
    """Return the day of the first decision to whom the case goes."""
    return min((each.decision.decided_on for each in allocations if each.decision), default=None)


def received_on(case: CaseFile, sentence: Order | Custody) -> date | None:
    """Return the first day on which a team received a sentence, or what follows from it."""
    refs = {sentence.ref}
    if isinstance(sentence, Custody):
        refs |= {licence.ref for licence in sentence.licences}
        refs |= {sentence.supervision.ref} if sentence.supervision else set()
    days = [each.received_on for each in case.caseload.allocations if each.of in refs]
    return min(days, default=None)
