"""What managers decide about a case, and that it was carried out.

Every action is one write: who, why, one history entry, and the ledger right when it ends.
"""

from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.organisation.queries import in_post
from throughcare.oversight.models import CarriedOut, ManagerDecision
from throughcare.people.models import Person

ABOUT = ("risk", "assessment", "plan", "contact", "enforcement", "allocation", "other")


def decide(
    person: Person,
    *,
    by: User | None,
    about: str,
    text: str,
    due_on: date,
    to: Staff | None = None,
    token: str | None = None,
) -> ManagerDecision:
    """Record what a manager decided, who is to carry it out and by when.

    Without ``to`` it is the responsible officer's, whoever that is.

    Raises Refusal without words, for a day that has gone, and for somebody not in post.
    """
    if not text.strip():
        raise Refusal("Say what is to be done.", field="text")
    if about not in ABOUT:
        raise Refusal("Choose what it is about.", field="about")
    today = clock.today()
    if due_on < today:
        raise Refusal("Choose today or a later day.", field="due_on")
    if to is not None and not in_post(to, today):
        raise Refusal(f"{to.name} is not in post today.", field="to")
    with history.write(person, by=by, why=f"Manager decided: {about}", token=token) as entry:
        made = correcting.create(
            ManagerDecision,
            person=person,
            date=today,
            about=about,
            text=text,
            by=getattr(by, "staff", None),
            to=to,
            due_on=due_on,
        )
        entry.result = made.ref
    return made


def carry_out(
    decision: ManagerDecision,
    *,
    by: User | None,
    text: str,
    version: int,
    token: str | None = None,
) -> CarriedOut:
    """Record that a decision was carried out, today, and what was done.

    Raises Refusal without words, and where it was carried out before; Conflict where somebody
    else changed the decision meanwhile.
    """
    if not text.strip():
        raise Refusal("Say what was done.", field="text")
    with history.write(decision, by=by, why="Manager's decision carried out", token=token) as entry:
        _stands(decision, version)
        made = correcting.create(
            CarriedOut,
            person_id=decision.person_id,
            decision=decision,
            date=clock.today(),
            by=getattr(by, "staff", None),
            text=text,
        )
        decision.version += 1
        decision.save(update_fields=["version"])
        entry.result = decision.ref
    return made


def take_back(
    decision: ManagerDecision,
    *,
    by: User | None,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """Mark a decision that was not carried out as recorded in error; it stays, with the reason."""
    if not because.strip():
        raise Refusal("Say why it should not have been recorded.", field="because")
    with history.write(decision, by=by, why="Manager's decision taken back", token=token) as entry:
        _stands(decision, version)
        correcting.mark_in_error(decision, because)
        entry.result = decision.ref


def _stands(decision: ManagerDecision, version: int) -> None:
    decision.refresh_from_db()
    history.check_version(decision, version)
    if decision.in_error_at is not None:
        raise Refusal("This decision was taken back.")
    if CarriedOut.objects.filter(decision=decision, in_error_at=None).exists():
        raise Refusal("This decision was carried out already.")
