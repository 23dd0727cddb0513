"""What is done about who a person is: somebody new comes, and says what is to be known of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.history.loading import reserve
from throughcare.history.subject import Subject
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Characteristic, Crn, Name, Person

NEW_NUMBERS = "T"
"""The letter with which numbers given here begin."""
_NUMBERS_LOCK = 20


def register(
    *,
    by: User,
    given: str,
    family: str,
    date_of_birth: date,
    sex: str | None,
    key: int | None = None,
    token: str | None = None,
) -> Person:
    """Begin the record of somebody who is new to the service, with a number of their own.

    ``key`` is a number reserved for them, where a write about them is open already. Raises Refusal
    without a family name, and for a day of birth that has not come.
    """
    key = key or reserve()
    with history.write(Subject("case", key), by=by, why="Record begun", token=token) as entry:
        if not family.strip():
            raise Refusal("Enter the family name.", field="family")
        if date_of_birth >= clock.today():
            raise Refusal("Check the date of birth.", field="date_of_birth")
        person = correcting.create(Person, id=key, date_of_birth=date_of_birth, sex=sex or None)
        correcting.create(Name, person=person, given=given.strip(), family=family.strip())
        Crn(person=person, value=_next_number()).save(force_insert=True)
        entry.result = person.public_id
    return person


class Answered(NamedTuple):
    """What the person said of one characteristic; the value only where it is known."""

    answer: str
    value: str = ""


def record_characteristics(
    person: Person, *, by: User, said: Mapping[str, Answered], token: str | None = None
) -> None:
    """Record what a person said of their characteristics and needs, by kind.

    What reads as before stays as it is; what reads otherwise is corrected. Raises Refusal for an
    answer that is known and says nothing.
    """
    with history.write(person, by=by, why="Characteristics and needs", token=token) as entry:
        before = {
            each.kind: each
            for each in Characteristic.objects.filter(person=person, in_error_at=None)
        }
        for kind, (answer, value) in said.items():
            if answer == "known" and not value.strip():
                raise Refusal("Say what it is.", field=kind.replace(" ", "_"))
            reads: dict[str, Any] = {
                "answer": answer,
                "value": value.strip() if answer == "known" else "",
            }
            row = before.get(kind)
            if row is None:
                correcting.create(Characteristic, person=person, kind=kind, **reads)
            elif (row.answer, row.value) != (reads["answer"], reads["value"]):
                correcting.supersede(row, **reads)
        entry.result = person.public_id


def _next_number() -> str:
    """The number after the highest that was given here; two who ask at once wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_NUMBERS_LOCK])
        cursor.execute(
            "SELECT COALESCE(max(substring(value, 2)::int), 0) + 1 FROM people_crn"
            " WHERE value ~ %s",
            [f"^{NEW_NUMBERS}[0-9]{{6}}$"],
        )
        return f"{NEW_NUMBERS}{int(cursor.fetchone()[0]):06d}"
