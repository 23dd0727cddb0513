"""What an officer puts to the manager: what should follow on licence, or that nobody breaches."""

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact
from throughcare.enforcement.actions.licence import OUTCOMES as ON_LICENCE
from throughcare.enforcement.actions.reading import staff_of, unacceptable
from throughcare.enforcement.models import Proposal
from throughcare.enforcement.queries import Sentence, about, open_proposal
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Licence
from throughcare.sentences.rules.spells import spells

NOT_BREACHED = "not breached"


def propose(
    failure: Contact,
    *,
    by: User,
    of: Sentence,
    outcome: str,
    because: str,
    token: str | None = None,
) -> Proposal:
    """Put to the manager what should follow a failure; it waits until a decision answers it.

    Raises Refusal without a reason, for what cannot follow there, once the sentence has ended, and
    while an earlier proposal of the same failure waits.
    """
    with history.write(failure, by=by, why=f"Proposed: {outcome}", token=token) as entry:
        case = unacceptable(failure, of).case
        possible = ON_LICENCE if isinstance(of, Licence) else (NOT_BREACHED,)
        if outcome not in possible:
            raise Refusal("Select what you propose.", field="outcome")
        if not because.strip():
            raise Refusal("Say why.", field="because")
        spell = next(each for each in spells(case) if each.ref == of.ref)
        if spell.ended_before(clock.today()):
            raise Refusal(
                f"The {spell.name} ended on {spell.last:%-d %B %Y}. Nothing is left to propose."
            )
        if waiting := open_proposal(failure, of):
            raise Refusal(
                f"It was put to the manager on {waiting.proposed_on:%-d %B %Y}, and waits. Take "
                "that back first."
            )
        made = correcting.create(
            Proposal,
            person_id=failure.person_id,
            failure=failure,
            proposed_on=clock.today(),
            outcome=outcome,
            because=because.strip(),
            by=staff_of(by),
            **about(of),
        )
        entry.result = made.ref
    return made
