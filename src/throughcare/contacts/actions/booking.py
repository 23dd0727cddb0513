"""Booking, moving and cancelling appointments, and recording a contact that had none."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.actions.outcomes import write_account
from throughcare.contacts.actions.reading import as_read, changed, still_to_come
from throughcare.contacts.models import Cancellation, Contact, Move, Outcome
from throughcare.contacts.queries import latest_move, stands
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.contacts import ContactKind, Mode, Result
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Office, Staff
from throughcare.people.models import Person
from throughcare.planning.models import Objective
from throughcare.sentences.models import Requirement

YEARS_AHEAD = 5
FIRST_DAY = date(1990, 1, 1)
"""Nothing was recorded by anybody before this day; a year typed wrongly is."""


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
    if kind is ContactKind.NOTE:
        raise Refusal("A note is recorded, not booked.", field="kind")
    if minutes is not None and not 0 < minutes <= 1440:
        raise Refusal("An appointment lasts from 1 to 1440 minutes.", field="minutes")
    _belongs(requirement, person)
    with history.write(person, by=by, why="Appointment booked", token=token) as entry:
        today = clock.today()
        if day < today:
            raise Refusal(
                "The day has gone. To record a contact that took place, use Record a contact.",
                field="day",
            )
        _not_too_far(day, today)
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
    minutes: int | None = None,
    mode: Mode = Mode.OFFICE,
    kind: ContactKind = ContactKind.SUPERVISION,
    objectives: Sequence[Objective] = (),
    requirement: Requirement | None = None,
    rar: bool = False,
    token: str | None = None,
) -> Contact:
    """Record a contact that took place without an appointment, or a note.

    Raises Refusal for a day that has not come.
    """
    _belongs(requirement, person)
    if minutes is not None and not 0 < minutes <= 1440:
        raise Refusal("A contact lasts from 1 to 1440 minutes.", field="minutes")
    if kind is ContactKind.NOTE and not done.strip():
        raise Refusal("Write the note.", field="done")
    why = "Note recorded" if kind is ContactKind.NOTE else "Contact recorded"
    with history.write(person, by=by, why=why, token=token) as entry:
        if day > clock.today():
            raise Refusal(
                "The day has not come. To plan a contact, book an appointment.", field="day"
            )
        born = person.date_of_birth
        if day < FIRST_DAY or (born is not None and day < born):
            raise Refusal("That is too long ago. Check the year.", field="day")
        now = clock.now()
        contact = correcting.create(
            Contact,
            recorded_at=now,
            person=person,
            kind=kind,
            mode=mode,
            date=day,
            time=at,
            minutes=minutes,
            staff=author,
            requirement=requirement,
            rar=rar,
            note=done if kind is ContactKind.NOTE else "",
        )
        if kind is not ContactKind.NOTE:
            correcting.create(
                Outcome,
                recorded_at=now,
                person=person,
                contact=contact,
                result=Result.ATTENDED,
                by=author,
            )
            if done.strip() or objectives:
                write_account(contact, done, objectives, now)
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

    Raises Refusal where an outcome is recorded, the booking was cancelled, its day has gone,
    or the new day has; Conflict where somebody else changed it meanwhile.
    """
    with history.write(contact, by=by, why="Appointment moved", token=token) as entry:
        as_read(contact, version)
        _still_ahead(contact)
        today = clock.today()
        if day < today:
            raise Refusal("Choose today or a later day.", field="day")
        _not_too_far(day, today)
        if stands(contact) == (day, at):
            raise Refusal("It stands for that day and time already.", field="day")
        now, before = clock.now(), latest_move(contact)
        if before is not None:  # the later of two moves is told by when it was recorded
            now = max(now, before.recorded_at + timedelta(microseconds=1))
        moved = correcting.create(
            Move,
            recorded_at=now,
            person_id=contact.person_id,
            contact=contact,
            date=day,
            time=at,
            moved_on=today,
            because=because,
        )
        changed(contact)
        entry.result = contact.ref
    return moved


def cancel(
    contact: Contact, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Give up a booking before its day has gone. Raises as ``move`` does."""
    if not because.strip():
        raise Refusal("Say why it is cancelled.", field="because")
    with history.write(contact, by=by, why="Appointment cancelled", token=token) as entry:
        as_read(contact, version)
        _still_ahead(contact)
        correcting.create(
            Cancellation,
            person_id=contact.person_id,
            contact=contact,
            date=clock.today(),
            because=because,
        )
        changed(contact)
        entry.result = contact.ref


def _still_ahead(contact: Contact) -> None:
    still_to_come(contact)
    if contact.booked_on is None:
        raise Refusal("This was no appointment. If it is wrong, mark it as recorded in error.")
    if stands(contact).day < clock.today():
        raise Refusal("Its day has gone. Record what came of it, then book another.")


def _belongs(requirement: Requirement | None, person: Person) -> None:
    if requirement is not None and requirement.person_id != person.pk:
        raise Refusal("That requirement belongs to another case.", field="requirement")


def _not_too_far(day: date, today: date) -> None:
    if day.year > today.year + YEARS_AHEAD:
        raise Refusal(f"That is more than {YEARS_AHEAD} years ahead. Check the year.", field="day")
