"""Deciding whether the reason for a failure is acceptable, and whose doing it was."""

from collections.abc import Sequence
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.actions.reading import as_read, changed
from throughcare.contacts.models import Contact, Decision
from throughcare.contacts.queries import FAILURES, documents_seen, part
from throughcare.enforcement.actions.reading import staff_of
from throughcare.history import clock, correcting
from throughcare.information.actions.documents import documents_of
from throughcare.information.models import Document
from throughcare.information.store import Kept
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
    documents: Sequence[Document] = (),
    files: Sequence[Kept] = (),
    token: str | None = None,
) -> Decision:
    """Decide whether the reason for a failure is acceptable; what was decided before is kept.

    Another answer is another decision, of today. The same answer in other words puts the record of
    the first one right, and keeps its day. What the service caused counts against nobody, so it is
    acceptable whatever was said. Evidence is described, or seen in ``documents`` of the case and in
    ``files`` that become such. Raises Refusal without a reason, and where nobody failed.
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
        if any(each.person_id != contact.person_id for each in documents):
            raise Refusal("That document belongs to another case.", field="documents")
        acceptable = acceptable or cause is Cause.SERVICE
        added = documents_of(contact.person_id, files, kind="evidence", received_on=clock.today())
        seen = [*documents, *added]
        evidence_of: dict[str, Any] = {"documents": seen}
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
                **evidence_of,
            )
        elif _differs(decision, said, seen):
            same = (decision.acceptable, decision.cause == Cause.SERVICE)
            kept = same == (acceptable, cause is Cause.SERVICE)
            day = decision.decided_on if kept else clock.today()
            decision = correcting.supersede(decision, decided_on=day, **said, **evidence_of)
        changed(contact)
        entry.result = contact.ref
    return decision


def withdraw_decision(
    contact: Contact, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Say that a decision was recorded in error: the failure is to be decided again."""
    with history.write(contact, by=by, why=f"Decision withdrawn: {because}", token=token) as entry:
        as_read(contact, version)
        decision = part(contact, "decision")
        if decision is None:
            raise Refusal("Nothing was decided yet.")
        if not because.strip():
            raise Refusal("Say why it should not have been recorded.", field="reason")
        correcting.mark_in_error(decision, because)
        changed(contact)
        entry.result = contact.ref


def _differs(decision: Decision, said: dict[str, Any], seen: Sequence[Document]) -> bool:
    return {each.pk for each in seen} != {each.pk for each in documents_seen(decision)} or any(
        getattr(decision, name) != said[name]
        for name in ("acceptable", "because", "cause", "evidence")
    )
