"""What a manager decides about a failure on licence; there is no statutory count of warnings."""

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact
from throughcare.enforcement.actions.reading import staff_of, unacceptable
from throughcare.enforcement.models import LicenceDecision
from throughcare.enforcement.queries import open_proposal
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Licence

OUTCOMES = (
    "no action",
    "officer's warning",
    "manager's warning",
    "vary conditions",
    "alternatives to recall",
    "recall",
)


def decide_on_licence(
    failure: Contact,
    *,
    by: User,
    of: Licence,
    outcome: str,
    because: str,
    token: str | None = None,
) -> LicenceDecision:
    """Record a manager's decision on a failure on licence; it answers what was proposed of it.

    Raises Refusal without a reason.
    """
    with history.write(failure, by=by, why=f"Decided on licence: {outcome}", token=token) as entry:
        unacceptable(failure, of)
        if outcome not in OUTCOMES:
            raise Refusal("Select what is decided.", field="outcome")
        if not because.strip():
            raise Refusal("Say why.", field="because")
        proposal = open_proposal(failure, of)
        made = correcting.create(
            LicenceDecision,
            person_id=failure.person_id,
            of=of,
            failure=failure,
            decided_on=clock.today(),
            outcome=outcome,
            because=because.strip(),
            proposed_by=proposal.by if proposal else None,
            by=staff_of(by),
            proposal=proposal,
        )
        entry.result = made.ref
    return made
