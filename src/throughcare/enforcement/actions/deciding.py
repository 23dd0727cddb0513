"""Deciding whether the reason for a failure is acceptable, and whose doing it was."""

from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.actions.reading import as_read, changed
from throughcare.contacts.models import Contact, Decision
from throughcare.contacts.queries import FAILURES, part
from throughcare.enforcement.actions.reading import staff_of
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.contacts import Cause
from throughcare.kernel.refusal import Refusal


def decide_absence(
    contact: Contact,
    *,
    by: User,
    acceptable: bool,
    because: str,
    version: int,
    cause: Cause | None = None,
    evidence: str = "",
    token: str | None = None,
) -> Decision:
    """Decide whether the reason for a failure is acceptable; what was decided before is kept.

    Another answer is another decision, of today. The same answer in other words puts the record of
    the first one right, and keeps its day. What the service caused counts against nobody, so it is
    acceptable whatever was said. Raises Refusal without a reason, and where nobody failed.
    """
    with history.write(contact, by=by, why="Absence decided", token=token) as entry:
        as_read(contact, version)
        outcome = part(contact, "outcome")
        if outcome is None or outcome.result not in FAILURES:
            raise Refusal("Only a failure to attend or to comply has a reason to decide on.")
        if not because.strip():
            raise Refusal(
                "Say what the person gave as the reason, and why you decide so.", field="reason"
            )
        if acceptable and cause is Cause.NONE:
            raise Refusal("An absence without any reason is not acceptable.", field="cause")
        acceptable = acceptable or cause is Cause.SERVICE
        said: dict[str, Any] = {
            "acceptable": acceptable,
            "because": because.strip(),
            "cause": cause,
            "evidence": evidence.strip(),
            "by": staff_of(by),
        }
        decision = part(contact, "decision")
        if decision is None:
            decision = correcting.create(
                Decision,
                person_id=contact.person_id,
                contact=contact,
                decided_on=clock.today(),
                **said,
            )
        elif _differs(decision, said):
            same = (decision.acceptable, decision.cause == Cause.SERVICE)
            kept = same == (acceptable, cause is Cause.SERVICE)
            day = decision.decided_on if kept else clock.today()
            decision = correcting.supersede(decision, decided_on=day, **said)
        changed(contact)
        entry.result = contact.ref
    return decision


def _differs(decision: Decision, said: dict[str, Any]) -> bool:
    return any(
        getattr(decision, name) != said[name]
        for name in ("acceptable", "because", "cause", "evidence")
    )
