"""Recording what came of a contact, what goes with it, and putting right what was wrong."""

from collections.abc import Sequence
from datetime import datetime

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.actions.reading import as_read, changed, still_to_come
from throughcare.contacts.models import Account, Asked, Contact, Outcome
from throughcare.contacts.queries import FAILURES, part, stands_for
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.contacts import ContactKind, Result, ServiceCause
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.planning.models import Objective


def record_outcome(
    contact: Contact,
    *,
    by: User,
    author: Staff | None,
    result: Result,
    version: int,
    done: str = "",
    objectives: Sequence[Objective] = (),
    asked: str | None = None,
    service_cause: ServiceCause | None = None,
    token: str | None = None,
) -> Outcome:
    """Record what came of an appointment, and what goes with it, in one step.

    An attended contact takes what was done and its objectives; a failure takes how the
    person was asked for reason and evidence. Nothing of that is demanded here: what is missing
    opens a duty. Whether the reason is acceptable is decided in enforcement.

    Raises Refusal before the day of the appointment, on a cancelled booking or where an
    outcome stands; Conflict where somebody else changed the contact meanwhile.
    """
    with history.write(contact, by=by, why=f"Outcome recorded: {result}", token=token) as entry:
        as_read(contact, version)
        still_to_come(contact)
        if contact.kind == ContactKind.NOTE:
            raise Refusal("A note has no outcome.")
        if stands_for(contact) > clock.today():
            raise Refusal("The appointment has not taken place yet.", field="result")
        now = clock.now()
        record = (
            correcting.create if hasattr(contact, "outcome") else correcting.create_in_free_place
        )
        outcome = record(
            Outcome,
            recorded_at=now,
            person_id=contact.person_id,
            contact=contact,
            result=result,
            service_cause=_cause(result, service_cause),
            by=author,
        )
        _write_beside(contact, result, done, objectives, asked, now)
        changed(contact)
        entry.result = contact.ref
    return outcome


def correct_outcome(
    contact: Contact,
    *,
    by: User,
    author: Staff | None,
    result: Result,
    because: str,
    version: int,
    done: str = "",
    objectives: Sequence[Objective] = (),
    asked: str | None = None,
    service_cause: ServiceCause | None = None,
    token: str | None = None,
) -> None:
    """Put right an outcome that was recorded wrongly; the old one is kept as a version.

    What goes with the new outcome is written beside it. What was written or decided beside
    the old one stays, and counts again if the outcome is put back.
    """
    with history.write(contact, by=by, why=f"Outcome corrected: {because}", token=token) as entry:
        as_read(contact, version)
        if not because.strip():
            raise Refusal("Say what was wrong.", field="because")
        outcome = part(contact, "outcome")
        if outcome is None:
            raise Refusal("There is no outcome to correct. Record one instead.")
        came = {"result": result, "service_cause": _cause(result, service_cause)}
        same = all(getattr(outcome, name) == value for name, value in came.items())
        if same and not (done.strip() or objectives or asked):
            raise Refusal("That is the outcome already recorded.", field="result")
        now = clock.now()
        if not same:
            outcome = correcting.supersede(outcome, recorded_at=now, by=author, **came)
        _write_beside(contact, result, done, objectives, asked, outcome.recorded_at)
        changed(contact)
        entry.result = contact.ref


def say_what_was_done(
    contact: Contact,
    *,
    by: User,
    done: str,
    objectives: Sequence[Objective],
    version: int,
    token: str | None = None,
) -> None:
    """Complete an attended contact, or correct what was written. The old words are kept."""
    if not done.strip():
        raise Refusal("Say what was done.", field="done")
    with history.write(contact, by=by, why="What was done recorded", token=token) as entry:
        as_read(contact, version)
        outcome = part(contact, "outcome")
        if outcome is None or outcome.result != Result.ATTENDED:
            raise Refusal("What was done belongs to a contact that the person attended.")
        write_account(contact, done, objectives, clock.now())
        changed(contact)
        entry.result = contact.ref


def ask_for_reason(
    contact: Contact, *, by: User, how: str, version: int, token: str | None = None
) -> None:
    """Record that the person was asked for the reason and evidence of a failure."""
    with history.write(contact, by=by, why="Reason and evidence asked for", token=token) as entry:
        as_read(contact, version)
        _failure(contact)
        if part(contact, "asked"):
            raise Refusal("The person has been asked already.", field="how")
        correcting.create(Asked, person_id=contact.person_id, contact=contact, how=how)
        changed(contact)
        entry.result = contact.ref


def mark_in_error(
    contact: Contact, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Mark a whole contact as recorded in error. It stays in the record, struck through."""
    if not because.strip():
        raise Refusal("Say why it should not have been recorded.", field="because")
    with history.write(contact, by=by, why=f"Recorded in error: {because}", token=token) as entry:
        as_read(contact, version)
        correcting.mark_in_error(contact, because)
        entry.result = contact.ref


def write_account(
    contact: Contact, done: str, objectives: Sequence[Objective], now: datetime
) -> None:
    """Write what was done; what stood there before becomes an earlier version."""
    if any(objective.person_id != contact.person_id for objective in objectives):
        raise Refusal("That objective belongs to another case.", field="objectives")
    account = part(contact, "account")
    if account is None:
        # Where one was marked in error, the new one takes its place, without its objectives.
        in_error = hasattr(contact, "account")
        served = {"objectives": list(objectives)} if objectives or in_error else {}
        record = correcting.create if in_error else correcting.create_in_free_place
        record(
            Account,
            recorded_at=now,
            person_id=contact.person_id,
            contact=contact,
            done=done,
            **served,
        )
    else:
        correcting.supersede(account, recorded_at=now, done=done, objectives=list(objectives))


def _write_beside(
    contact: Contact,
    result: Result,
    done: str,
    objectives: Sequence[Objective],
    asked: str | None,
    now: datetime,
) -> None:
    """Write what goes with an outcome. One instant for all: nothing was missing in between."""
    if result is Result.ATTENDED and (done.strip() or objectives):
        write_account(contact, done, objectives, now)
    if result in FAILURES and asked and part(contact, "asked") is None:
        correcting.create(
            Asked, recorded_at=now, person_id=contact.person_id, contact=contact, how=asked
        )


def _cause(result: Result, cause: ServiceCause | None) -> ServiceCause | None:
    """The cause stands only where the service did not hold the appointment."""
    return cause if result is Result.NOT_HELD else None


def _failure(contact: Contact) -> Outcome:
    outcome = part(contact, "outcome")
    if outcome is None or outcome.result not in FAILURES:
        raise Refusal("Only a failure to attend or to comply has a reason to decide on.")
    return outcome
