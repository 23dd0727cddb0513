"""What waits for a manager: proposals that no decision has answered.

Not here: absences that an officer put to a manager (absences).
"""

from collections.abc import Sequence

from throughcare.kernel.casefile.enforcement import Enforcement, Proposal


def waiting(enforcement: Enforcement, failure: str | None = None) -> Sequence[Proposal]:
    """Return the proposals that wait, the first first; with ``failure`` those of one alone."""
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
