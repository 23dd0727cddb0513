"""What is done about contact: book, move, cancel, record what came of it, put right a mistake.

Every action is one write: who, why, one history entry, and the ledger right when it
ends. An action refuses with a reason; it never half-does.
"""

from collections.abc import Sequence
from datetime import date, time
from typing import TypeVar

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import (
    Account,
    Asked,
    Cancellation,
    Contact,
    Decision,
    Move,
    Outcome,
)
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.contacts import ContactKind, Mode, Result
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Office, Staff
from throughcare.people.models import Person
from throughcare.planning.models import Objective
from throughcare.sentences.models import Requirement

PartT = TypeVar("PartT", Outcome, Account, Asked, Decision, Cancellation)

FAILURES = (Result.FAILED_TO_ATTEND, Result.FAILED_TO_COMPLY)


def book(
    person: Person,
    *,
    by: User,
    day: date,
    at: time | None = None,
    minutes: int | None = None,
    mode: Mode = Mode.OFFICE,
    kind: ContactKind = ContactKind.SUPERVISION,
    staff: Staff | None = None,
    office: Office | None = None,
    requirement: Requirement | None = None,
    rar: bool = False,
    note: str = "",
    token: str | None = None,
) -> Contact:
    """Book an appointment for today or later.

    Raises Refusal for a day that has gone: what took place is recorded, not booked.
    """
    today = clock.today()
    if day < today:
        raise Refusal(
            "The day has gone. To record a contact that took place, use Record a contact.",
            field="day",
        )
    if requirement is not None and requirement.person_id != person.pk:
        raise Refusal("That requirement belongs to another case.", field="requirement")
    with history.write(person, by=by, why="Appointment booked", token=token) as entry:
        contact = correcting.create(
            Contact,
            person=person,
            kind=kind,
            mode=mode,
            date=day,
            time=at,
            minutes=minutes,
            booked_on=today,
            staff=staff,
            office=office,
            requirement=requirement,
            rar=rar,
            note=note,
        )
        entry.result = contact.ref
    return contact


def record_contact(
    person: Person,
    *,
    by: User,
    day: date,
    done: str,
    author: Staff | None,
    at: time | None = None,
    mode: Mode = Mode.OFFICE,
    kind: ContactKind = ContactKind.SUPERVISION,
    objectives: Sequence[Objective] = (),
    requirement: Requirement | None = None,
    rar: bool = False,
    token: str | None = None,
) -> Contact:
    """Record a contact that took place without an appointment.

    Raises Refusal for a day that has not come.
    """
    if day > clock.today():
        raise Refusal("The day has not come. To plan a contact, book an appointment.", field="day")
    if requirement is not None and requirement.person_id != person.pk:
        raise Refusal("That requirement belongs to another case.", field="requirement")
    with history.write(person, by=by, why="Contact recorded", token=token) as entry:
        contact = correcting.create(
            Contact,
            person=person,
            kind=kind,
            mode=mode,
            date=day,
            time=at,
            staff=author,
            requirement=requirement,
            rar=rar,
        )
        correcting.create(
            Outcome, person=person, contact=contact, result=Result.ATTENDED, by=author
        )
        if done.strip() or objectives:
            _write_account(contact, done, objectives)
        entry.result = contact.ref
    return contact


def move(
    contact: Contact,
    *,
    by: User,
    day: date,
    at: time | None,
    because: str,
    version: int,
    token: str | None = None,
) -> Move:
    """Move a booking to another day or time.

    Raises Refusal where an outcome is recorded, the booking was cancelled, or the day has
    gone; Conflict where somebody else changed it meanwhile.
    """
    _standing_booking(contact)
    if day < clock.today():
        raise Refusal("Choose today or a later day.", field="day")
    with history.write(contact, by=by, why="Appointment moved", token=token) as entry:
        _as_read(contact, version)
        moved = correcting.create(
            Move,
            person_id=contact.person_id,
            contact=contact,
            date=day,
            time=at,
            moved_on=clock.today(),
            because=because,
        )
        _changed(contact)
        entry.result = contact.ref
    return moved


def cancel(
    contact: Contact, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Give up a booking before its outcome is recorded. Raises as ``move`` does."""
    _standing_booking(contact)
    with history.write(contact, by=by, why="Appointment cancelled", token=token) as entry:
        _as_read(contact, version)
        correcting.create(
            Cancellation,
            person_id=contact.person_id,
            contact=contact,
            date=clock.today(),
            because=because,
        )
        _changed(contact)
        entry.result = contact.ref


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
    acceptable: bool | None = None,
    reason: str = "",
    token: str | None = None,
) -> Outcome:
    """Record what came of an appointment, and what goes with it, in one step.

    An attended contact takes what was done and its objectives; a failure takes how the
    person was asked for reason and evidence, and, where it can be told already, the
    decision. Nothing of that is demanded here: what is missing opens a duty.

    Raises Refusal before the day of the appointment, on a cancelled booking or where an
    outcome stands; Conflict where somebody else changed the contact meanwhile.
    """
    if stands_for(contact) > clock.today():
        raise Refusal("The appointment has not taken place yet.", field="result")
    if result not in FAILURES and acceptable is not None:
        raise Refusal("Only a failure is decided acceptable or not.", field="acceptable")
    with history.write(contact, by=by, why=f"Outcome recorded: {result}", token=token) as entry:
        _as_read(contact, version)
        _standing_booking(contact)
        outcome = correcting.create(
            Outcome, person_id=contact.person_id, contact=contact, result=result, by=author
        )
        if result is Result.ATTENDED and (done.strip() or objectives):
            _write_account(contact, done, objectives)
        if result in FAILURES:
            if asked:
                correcting.create(Asked, person_id=contact.person_id, contact=contact, how=asked)
            if acceptable is not None:
                _decide(contact, acceptable=acceptable, because=reason)
        _changed(contact)
        entry.result = contact.ref
    return outcome


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
    with history.write(contact, by=by, why="What was done recorded", token=token) as entry:
        _as_read(contact, version)
        outcome = standing(contact, Outcome)
        if outcome is None or outcome.result != Result.ATTENDED:
            raise Refusal("What was done belongs to a contact that the person attended.")
        _write_account(contact, done, objectives)
        _changed(contact)
        entry.result = contact.ref


def ask_for_reason(
    contact: Contact, *, by: User, how: str, version: int, token: str | None = None
) -> None:
    """Record that the person was asked for the reason and evidence of a failure."""
    with history.write(contact, by=by, why="Reason and evidence asked for", token=token) as entry:
        _as_read(contact, version)
        _failure(contact)
        if standing(contact, Asked):
            raise Refusal("The person has been asked already.", field="how")
        correcting.create(Asked, person_id=contact.person_id, contact=contact, how=how)
        _changed(contact)
        entry.result = contact.ref


def decide_absence(
    contact: Contact,
    *,
    by: User,
    acceptable: bool,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """Decide whether the reason for a failure is acceptable. Raises Refusal without a reason."""
    if not because.strip():
        raise Refusal(
            "Say what the person gave as the reason, and why you decide so.", field="because"
        )
    with history.write(contact, by=by, why="Absence decided", token=token) as entry:
        _as_read(contact, version)
        _failure(contact)
        _decide(contact, acceptable=acceptable, because=because)
        _changed(contact)
        entry.result = contact.ref


def correct_outcome(
    contact: Contact,
    *,
    by: User,
    author: Staff | None,
    result: Result,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """Put right an outcome that was recorded wrongly; the old one is kept as a version.

    What was written or decided beside the old outcome stays, and counts again if the
    outcome is put back.
    """
    if not because.strip():
        raise Refusal("Say what was wrong.", field="because")
    with history.write(contact, by=by, why=f"Outcome corrected: {because}", token=token) as entry:
        _as_read(contact, version)
        outcome = standing(contact, Outcome)
        if outcome is None:
            raise Refusal("There is no outcome to correct. Record one instead.")
        if outcome.result == result:
            raise Refusal("That is the outcome already recorded.", field="result")
        correcting.supersede(outcome, result=result, by=author)
        _changed(contact)
        entry.result = contact.ref


def mark_in_error(
    contact: Contact, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Mark a whole contact as recorded in error. It stays in the record, struck through."""
    if not because.strip():
        raise Refusal("Say why it should not have been recorded.", field="because")
    with history.write(contact, by=by, why=f"Recorded in error: {because}", token=token) as entry:
        _as_read(contact, version)
        if contact.in_error_at is not None:
            raise Refusal("It is already marked as recorded in error.")
        correcting.mark_in_error(contact, because)
        entry.result = contact.ref


def stands_for(contact: Contact) -> date:
    """Return the day for which the booking now stands."""
    latest = _latest_move(contact)
    return latest.date if latest else contact.date


def standing(contact: Contact, model: type[PartT]) -> PartT | None:
    """Return the part of a contact that stands, None where there is none."""
    return model.objects.filter(contact=contact, in_error_at=None).first()


def _latest_move(contact: Contact) -> Move | None:
    return Move.objects.filter(contact=contact, in_error_at=None).order_by("moved_on", "pk").last()


def _standing_booking(contact: Contact) -> None:
    if contact.in_error_at is not None:
        raise Refusal("This entry is marked as recorded in error.")
    if standing(contact, Cancellation):
        raise Refusal("This appointment was cancelled. Book another.")
    if standing(contact, Outcome):
        raise Refusal("Its outcome is already recorded. To change it, correct the outcome.")


def _failure(contact: Contact) -> Outcome:
    outcome = standing(contact, Outcome)
    if outcome is None or outcome.result not in FAILURES:
        raise Refusal("Only a failure to attend or to comply has a reason to decide on.")
    return outcome


def _decide(contact: Contact, *, acceptable: bool, because: str) -> None:
    decision = standing(contact, Decision)
    if decision is None:
        correcting.create(
            Decision,
            person_id=contact.person_id,
            contact=contact,
            acceptable=acceptable,
            decided_on=clock.today(),
            because=because,
        )
    else:
        correcting.supersede(
            decision, acceptable=acceptable, decided_on=clock.today(), because=because
        )


def _write_account(contact: Contact, done: str, objectives: Sequence[Objective]) -> None:
    if any(objective.person_id != contact.person_id for objective in objectives):
        raise Refusal("That objective belongs to another case.", field="objectives")
    account = standing(contact, Account)
    if account is None:
        correcting.create(
            Account,
            person_id=contact.person_id,
            contact=contact,
            done=done,
            objectives=list(objectives),
        )
    else:
        correcting.supersede(account, done=done, objectives=list(objectives))


def _as_read(contact: Contact, version: int) -> None:
    """Read the contact anew under its lock, and refuse if somebody changed it meanwhile."""
    contact.refresh_from_db()
    history.check_version(contact, version)


def _changed(contact: Contact) -> None:
    """Count a change of any part of the contact, so that two who edit at once notice."""
    contact.version += 1
    contact.save(update_fields=["version"])
