"""When the first assessment and the first plan of a spell are due.

Duty calendar, initial-assessment and initial-plan; readings 1 and 2. Fifteen business days from
the first appointment attended, if that was within twenty of the allocation or release; otherwise
those twenty.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from throughcare.assessment import policy_sections as policy
from throughcare.caseload.rules.receiving import begun
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import ContactKind, Mode
from throughcare.kernel.days import add_working_days
from throughcare.kernel.duty import Because
from throughcare.kernel.regime import Regime
from throughcare.sentences.rules.spells import Spell


class Initial(msgspec.Struct, frozen=True, kw_only=True):
    """For one order, licence or supervision: from when and by when both are owed, and why."""

    spell: Spell
    opening: str
    """The allocation or the release, whether or not an appointment moved the limit."""
    opened_on: date
    due_on: date
    because: Because
    source: str


def initials(case: CaseFile, lives: Sequence[Spell], regime: Regime) -> list[Initial]:
    """Return the limits of every spell that begins with an allocation or a release."""
    found = []
    attended = _appointments_attended(case)
    for spell in lives:
        began = begun(case, spell)
        limit = policy.INITIAL_DAYS.find(began[0]) if began else None
        if began is None or limit is None:
            continue
        opened_on, opening = began
        backstop = regime.of(policy.INITIAL_BACKSTOP_DAYS)
        due_on, source = add_working_days(opened_on, backstop.value), backstop.source
        assert due_on is not None  # no pause is given
        message = "initial-released" if spell.released else "initial-allocated"
        within = attended[bisect_left(attended, opened_on) : bisect_right(attended, due_on)]
        seen = next((day for day in within if spell.lives_on(day)), None)
        if seen:
            opened_on, due_on = seen, add_working_days(seen, limit.value)
            assert due_on is not None
            message, source = "initial-seen", limit.source
        found.append(
            Initial(
                spell=spell,
                opening=opening,
                opened_on=opened_on,
                due_on=due_on,
                because=Because(message, {"on": opened_on}),
                source=source,
            )
        )
    return found


def _appointments_attended(case: CaseFile) -> list[date]:
    """Return the days of what counts as a first appointment: in person or by video."""
    return sorted(
        contact.stands_for
        for contact in case.contacts
        if contact.attended
        and contact.mode is not Mode.TELEPHONE
        and contact.kind is not ContactKind.NOTE
    )
