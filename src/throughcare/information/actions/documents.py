"""Documents of a case: what came with an answer or an item, and what was added by itself."""

from collections.abc import Sequence
from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.information.models import Document
from throughcare.information.store import Kept
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person

FIRST_DAY = date(1990, 1, 1)
"""Nothing was recorded by anybody before this day; a year typed wrongly is."""


def add_documents(
    person: Person,
    *,
    by: User,
    files: Sequence[Kept],
    kind: str,
    received_on: date,
    token: str | None = None,
) -> list[Document]:
    """Add documents that belong to no answer and no item. Raises Refusal where there are none."""
    with history.write(person, by=by, why="Document added", token=token) as entry:
        if not files:
            raise Refusal("Choose a document.", field="documents")
        not_too_early(received_on, FIRST_DAY, "", field="received_on")
        made = documents_of(person.pk, files, kind=kind, received_on=received_on)
        entry.result = made[0].ref
    return made


def documents_of(
    person_id: int, files: Sequence[Kept], *, kind: str, received_on: date
) -> list[Document]:
    """Make the documents of files that the store has; for use inside a write."""
    return [
        correcting.create(
            Document,
            person_id=person_id,
            name=each.name,
            kind=kind,
            media_type=each.media_type,
            size=each.size,
            sha256=each.sha256,
            received_on=received_on,
        )
        for each in files
    ]


def not_too_early(day: date, first: date, what: str, *, field: str) -> None:
    """Refuse a day that has not come, or that lies before ``what`` it follows."""
    if day > clock.today():
        raise Refusal("The day has not come yet.", field=field)
    if day < max(first, FIRST_DAY):
        said = f"That is before {what}. Check the day." if what else "Check the year."
        raise Refusal(said, field=field)
