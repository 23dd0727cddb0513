"""What the actions of enforcement ask before they write."""

from datetime import date
from typing import NamedTuple

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact
from throughcare.enforcement.queries import Row, Sentence, of_enforcement
from throughcare.enforcement.rules.failures import Answer, Failure, counts_for, failures
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.people.models import OfPerson
from throughcare.sentences.rules.spells import spells


class Standing(NamedTuple):
    """An unacceptable failure, and what is on record of enforcement beside it."""

    case: CaseFile
    failure: Failure


def staff_of(by: User) -> Staff | None:
    """Return the member of staff whose account it is, None for an account of nobody's."""
    return Staff.objects.filter(user=by).first()


def as_read(row: Row, version: int) -> None:
    """Read a row anew under its lock; refuse if somebody changed it or marked it in error.

    Raises Conflict where it was changed meanwhile.
    """
    row.refresh_from_db()
    history.check_version(row, version)
    if row.in_error_at is not None:
        raise Refusal("This is marked as recorded in error.")


def changed(row: OfPerson) -> None:
    """Count a change of a part of the row, so that two who edit at once notice."""
    row.version += 1
    row.save(update_fields=["version"])


def unacceptable(contact: Contact, of: Sentence) -> Standing:
    """Return a failure as it stands now; refuse unless it was decided unacceptable for ``of``."""
    if contact.person_id != of.person_id:
        raise Refusal("That sentence belongs to another case.")
    case = of_enforcement(contact.person, [contact.pk])
    failure = next(iter(failures(case.contacts)), None)
    if failure is None or failure.answer is Answer.UNDECIDED:
        raise Refusal("Decide first whether the reason is acceptable.")
    if failure.answer is not Answer.UNACCEPTABLE:
        raise Refusal("This failure was not decided unacceptable, so nothing follows from it.")
    among = spells(case)
    spell = next((each for each in among if each.ref == of.ref), None)
    if spell is None or not counts_for(failure.contact, failure.on, spell, among):
        raise Refusal("This failure does not count for that sentence.")
    return Standing(case, failure)


def not_outside(on: date, first: date, *, field: str, what: str) -> None:
    """Refuse a day that has not come, or before the one it follows."""
    if on > clock.today():
        raise Refusal("That day has not come yet.", field=field)
    if on < first:
        raise Refusal(f"That is before {what}.", field=field)
