"""What stands of enforcement: the sentence a fact is about, its failure, what was decided."""

from datetime import date, time
from typing import NamedTuple, TypeVar

from django.db import connection

from throughcare.contacts.models import Contact
from throughcare.contacts.queries import with_parts
from throughcare.enforcement.models import (
    AbsenceReview,
    BreachDecision,
    LicenceDecision,
    Warned,
)
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.sentences.models import Licence, Order, Supervision

Sentence = Order | Licence | Supervision
Row = Warned | BreachDecision | LicenceDecision | AbsenceReview
RowT = TypeVar("RowT", Warned, BreachDecision, LicenceDecision, AbsenceReview)

DECIDED = ("warning", "breach decision", "licence decision", "absence review")
"""What enforcement has on record, by the kinds of its sections."""

SENTENCES = ("order", "custody")

_KINDS: tuple[type[Sentence], ...] = (Order, Licence, Supervision)


class Entry(NamedTuple):
    """An appointment, as counting and lists need it."""

    id: int
    ref: str
    on: date
    at: time | None
    kind: str
    requirement: str | None
    """The reference of the requirement it serves."""
    result: str | None
    service_cause: str | None
    acceptable: bool | None
    cause: str | None
    version: int

    @property
    def failed(self) -> bool:
        """Whether the person failed to attend or to comply."""
        return self.result in ("failed to attend", "failed to comply")


_ENTRIES = """
    SELECT c.id, c.ref, c.stands_for, c.stands_at, c.kind, r.ref, o.result, o.service_cause,
        d.acceptable, d.cause, c.version
    FROM contacts_contact c
    LEFT JOIN contacts_outcome o ON o.contact_id = c.id AND o.in_error_at IS NULL
    LEFT JOIN contacts_decision d ON d.contact_id = c.id AND d.in_error_at IS NULL
    LEFT JOIN contacts_cancellation x ON x.contact_id = c.id AND x.in_error_at IS NULL
    LEFT JOIN sentences_requirement r ON r.id = c.requirement_id
    WHERE c.person_id = %s AND c.in_error_at IS NULL AND c.kind <> 'note'
        AND (x.id IS NULL OR x.date > c.stands_for)
    ORDER BY 3, 4 NULLS FIRST, c.id
"""


def entries(person: Person) -> list[Entry]:
    """Return every appointment that was not given up by its day. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [person.pk])
        return [Entry(*row) for row in cursor.fetchall()]


def sentence_of(person: Person, ref: str) -> Sentence | None:
    """Return an order, a licence or supervision of a person by its reference."""
    for model in _KINDS:
        found = model._default_manager.filter(person=person, ref=ref, in_error_at=None).first()
        if found is not None:
            return found
    return None


def failure_of(person: Person, ref: str) -> Contact | None:
    """Return a contact with what was recorded beside it."""
    return with_parts(person, ref)


def row_of(model: type[RowT], person: Person, ref: str) -> RowT | None:
    """Return a warning or a decision of a person by its reference."""
    found = model._default_manager.filter(person=person, ref=ref)
    return found.select_related("by").first()


def of_enforcement(
    person: Person, contacts: list[int] | None = None, *others: str, standing: bool = True
) -> CaseFile:
    """Return the part of a record that pages of enforcement show: sentences and decisions.

    Of the contacts those with these ids. A part, so never for the rules for duties.
    """
    rows: dict[str, list[int] | None] = dict.fromkeys((*SENTENCES, *DECIDED, *others))
    rows["contact"] = contacts or []
    return excerpt(person.pk, rows, standing=standing)


def sentences_of(person: Person, contacts: list[int] | None = None) -> CaseFile:
    """Return the sentences of a person, and some contacts, with nobody's name. One statement."""
    rows: dict[str, list[int] | None] = dict.fromkeys(SENTENCES)
    rows["contact"] = contacts or []
    return excerpt(person.pk, rows, directory=False)
