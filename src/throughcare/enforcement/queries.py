"""What stands of enforcement: the sentence a fact is about, its failure, what was decided."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import QuerySet

from throughcare.contacts.models import Contact
from throughcare.contacts.queries import with_parts
from throughcare.enforcement.models import (
    AbsenceReview,
    BreachDecision,
    LicenceDecision,
    Proposal,
    Warned,
)
from throughcare.history import clock, prepared
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.sentences.models import Licence, Order, Supervision

Sentence = Order | Licence | Supervision
Row = Warned | Proposal | BreachDecision | LicenceDecision | AbsenceReview
RowT = TypeVar("RowT", Warned, Proposal, BreachDecision, LicenceDecision, AbsenceReview)

DECIDED = ("warning", "proposal", "breach decision", "licence decision", "absence review")
"""What enforcement has on record, by the kinds of its sections."""

SENTENCES = ("order", "custody")
HELD = ("allocation", "officer", "transfer")
"""What says who holds a case."""

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
    cancelled: bool
    """Whether it was given up by its day."""

    @property
    def failed(self) -> bool:
        """Whether the person failed to attend or to comply."""
        return self.result in ("failed to attend", "failed to comply")


_ENTRIES = """
    SELECT c.id, c.ref, c.stands_for, c.stands_at, c.kind, r.ref, o.result, o.service_cause,
        d.acceptable, d.cause, c.version, COALESCE(x.date <= c.stands_for, false)
    FROM contacts_contact c
    LEFT JOIN contacts_outcome o ON o.contact_id = c.id AND o.in_error_at IS NULL
    LEFT JOIN contacts_decision d ON d.contact_id = c.id AND d.in_error_at IS NULL
    LEFT JOIN contacts_cancellation x ON x.contact_id = c.id AND x.in_error_at IS NULL
    LEFT JOIN sentences_requirement r ON r.id = c.requirement_id
    WHERE c.person_id = %s AND c.in_error_at IS NULL AND c.kind <> 'note'
    ORDER BY 3, 4 NULLS FIRST, c.id
"""


def entries(person: Person, *, cancelled: bool = False) -> list[Entry]:
    """Return every appointment that was not given up by its day, or also those. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [person.pk])
        found = [Entry(*row) for row in cursor.fetchall()]
    return [each for each in found if cancelled or not each.cancelled]


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


def next_of(every: Iterable[Entry]) -> Entry | None:
    """Return the next appointment to come, None where nothing is booked."""
    today = clock.today()
    return next((each for each in every if each.on >= today and each.result is None), None)


def about(of: Sentence) -> dict[str, Any]:
    """Name a sentence by the field that holds it."""
    return {of._meta.model_name or "": of}


class Answered(NamedTuple):
    """What a manager made of a proposal."""

    person_id: int
    proposed: str
    outcome: str
    decided_on: date
    by: str


_ANSWERED = """
    SELECT d.person_id, p.outcome, d.outcome, d.decided_on, COALESCE(s.name, '')
    FROM enforcement_proposal p
    JOIN {table} d ON d.proposal_id = p.id AND d.in_error_at IS NULL
    LEFT JOIN organisation_staff s ON s.id = d.by_id
    WHERE p.by_id = %(staff)s AND p.in_error_at IS NULL AND d.decided_on >= %(since)s
        AND d.by_id IS DISTINCT FROM p.by_id
"""


def answered(staff: int, since: date) -> list[Answered]:
    """Return what managers made of what a member of staff proposed. One statement."""
    tables = ("enforcement_licencedecision", "enforcement_breachdecision")
    union = " UNION ALL ".join(_ANSWERED.format(table=each) for each in tables)
    rows = prepared.run(f"{union} ORDER BY 4, 1", {"staff": staff, "since": since})
    return [Answered(*row) for row in rows]


def open_proposal(failure: Contact, of: Sentence) -> Proposal | None:
    """Return what was proposed upon a failure and no decision has answered."""
    answered: list[QuerySet[Any, Any]] = [
        model._default_manager.filter(in_error_at=None, proposal__failure=failure).values(
            "proposal_id"
        )
        for model in (LicenceDecision, BreachDecision)
    ]
    found = Proposal.objects.filter(failure=failure, in_error_at=None, **about(of))
    for each in answered:
        found = found.exclude(pk__in=each)
    return found.select_related("by").order_by("pk").last()


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
