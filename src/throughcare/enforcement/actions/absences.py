"""What is decided about acceptable absences that mount up."""

from throughcare import history
from throughcare.accounts.models import User
from throughcare.enforcement.actions.reading import staff_of
from throughcare.enforcement.models import AbsenceReview
from throughcare.enforcement.queries import Sentence, about
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Order

OUTCOMES = ("adjust", "back to court", "to a manager", "continue")


def review_absences(
    of: Sentence,
    *,
    by: User,
    outcome: str,
    because: str,
    by_manager: bool,
    token: str | None = None,
) -> AbsenceReview:
    """Record whether the sentence can work as it is delivered, and what is to be different.

    An order can go back to court, what is no order to a manager. Raises Refusal otherwise, and
    without a reason.
    """
    with history.write(of, by=by, why=f"Absences reviewed: {outcome}", token=token) as entry:
        if outcome not in OUTCOMES:
            raise Refusal("Select what is decided.", field="outcome")
        if outcome == "back to court" and not isinstance(of, Order):
            raise Refusal("Only an order goes back to court.", field="outcome")
        if outcome == "to a manager" and (isinstance(of, Order) or by_manager):
            raise Refusal("That is not open here. Decide what is to be done.", field="outcome")
        if not because.strip():
            raise Refusal("Say why, and what will be different.", field="because")
        made = correcting.create(
            AbsenceReview,
            person_id=of.person_id,
            date=clock.today(),
            outcome=outcome,
            because=because.strip(),
            by=staff_of(by),
            by_manager=by_manager,
            **about(of),
        )
        entry.result = made.ref
    return made
