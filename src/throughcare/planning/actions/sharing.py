"""The copy of a plan for the person: confirmed before it leaves."""

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.planning.models import Plan
from throughcare.planning.queries import read
from throughcare.planning.rules.shareable import shareable

NOT_YET = "The copy says what the person may not read. Put that in other words first."


def confirm_copy(plan: Plan, *, by: User, token: str | None = None) -> None:
    """Record who read the copy through as the person will, and confirmed it.

    Raises Refusal while something in it is to be put in other words.
    """
    with history.write(plan, by=by, why="Copy for the person confirmed", token=token) as entry:
        case = read(plan.person)
        found = next((each for each in case.planning.plans if each.ref == plan.ref), None)
        if found is None:
            raise Refusal("This plan is marked as recorded in error.")
        if shareable(case, found, clock.today()).to_be_reworded:
            raise Refusal(NOT_YET)
        entry.result = plan.ref
