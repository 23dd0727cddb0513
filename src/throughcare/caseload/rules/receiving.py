"""When an order came to a team, and when supervision under a sentence begins.

Duty calendar, readings 2 and 9.
"""

from datetime import date

from throughcare.kernel.casefile import CaseFile
from throughcare.sentences.rules.spells import Spell, SpellKind


def received(case: CaseFile, spell: Spell) -> tuple[date, str] | None:
    """Return the first day on which a team received the order, and the allocation."""
    found = [
        (allocation.received_on, allocation.ref)
        for allocation in case.caseload.allocations
        if allocation.of == spell.ref
    ]
    return min(found, default=None)


def begun(case: CaseFile, spell: Spell) -> tuple[date, str] | None:
    """Return the allocation or the release that begins a spell, and the fact that says so.

    None for an order that no team has received, and for supervision that follows a licence
    without custody between them: nothing begins there (reading 2).
    """
    if spell.released:
        return spell.first, spell.ref
    return received(case, spell) if spell.kind is SpellKind.ORDER else None


def supervised_from(case: CaseFile, spell: Spell) -> tuple[date, str] | None:
    """Return the first day from which contact counts: allocation, release, or of supervision."""
    if spell.kind is SpellKind.ORDER:
        found = received(case, spell)
        return (found[0], spell.ref) if found else None
    return spell.first, spell.ref
