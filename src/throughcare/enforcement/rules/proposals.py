"""What waits for a manager: proposals that no decision has answered, while their sentence lives.

Not here: absences that an officer put to a manager (absences).
"""

from collections.abc import Sequence
from datetime import date

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.enforcement import Proposal
from throughcare.sentences.rules.spells import spells


def unanswered(case: CaseFile, failure: str | None = None) -> Sequence[Proposal]:
    """Return the proposals that no decision answered, the first first.

    With ``failure`` those of one alone.
    """
    enforcement = case.enforcement
    answered = {
        *(each.proposal for each in enforcement.licence_decisions if each.in_error is None),
        *(each.proposal for each in enforcement.breaches if each.in_error is None),
    }
    found = [
        each
        for each in enforcement.proposals
        if each.in_error is None and each.ref not in answered and failure in (None, each.failure)
    ]
    return sorted(found, key=lambda each: (each.proposed_on, each.ref))


def waiting(case: CaseFile, today: date, failure: str | None = None) -> Sequence[Proposal]:
    """Return the proposals that wait; once their sentence has ended they wait for nobody."""
    going_on = {each.ref for each in spells(case) if not each.ended_before(today)}
    return [each for each in unanswered(case, failure) if each.of in going_on]
