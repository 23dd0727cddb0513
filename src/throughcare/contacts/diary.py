"""What is in a diary, when somebody was last seen, and when they are next expected."""

from collections.abc import Collection, Sequence
from datetime import date, time
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from throughcare.contacts.models import Contact
from throughcare.history import prepared
from throughcare.kernel.casefile.contacts import ContactKind, Mode

IN_PERSON = tuple(mode.value for mode in Mode if mode not in (Mode.TELEPHONE, Mode.VIDEO))


class Appointment(NamedTuple):
    """An appointment as it now stands."""

    person_id: int
    ref: str
    day: date
    at: time | None
    kind: str
    mode: str
    office: str
    """The name of the office; empty where it is held elsewhere or the office is not known."""
    note: str
    result: str
    """What came of it; empty while nothing is recorded."""


class Seen(NamedTuple):
    """When a person was last seen face to face, and when they are next expected."""

    last: date | None = None
    following: date | None = None
    at: time | None = None


_SHOWN = (
    "person_id",
    "ref",
    "stands_for",
    "stands_at",
    "kind",
    "mode",
    "office__name",
    "note",
    "came__result",
)


def diary(staff: int, first: date, last: date) -> list[Appointment]:
    """Return the appointments of a member of staff, by their key, from ``first`` to ``last``.

    What was moved stands on the day to which it was moved; what was cancelled is left out.
    """
    booked = Contact.objects.filter(staff=staff, stands_for__range=(first, last))
    return _as_they_stand(booked)


def appointments(wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], Appointment]:
    """Return these contacts, each named by its person and reference, as appointments."""
    if not wanted:
        return {}
    people, refs = zip(*wanted, strict=True)
    # More than is wanted where two people have a contact of one name; told apart by the key.
    found = _as_they_stand(Contact.objects.filter(person__in=people, ref__in=refs))
    return {(each.person_id, each.ref): each for each in found}


def _as_they_stand(contacts: QuerySet[Contact]) -> list[Appointment]:
    found = (
        contacts.filter(in_error_at=None)
        .exclude(kind=ContactKind.NOTE)
        .annotate(
            given_up=FilteredRelation("cancelled", condition=Q(cancelled__in_error_at=None)),
            came=FilteredRelation("outcome", condition=Q(outcome__in_error_at=None)),
        )
        .filter(given_up=None)
        .order_by("stands_for", F("stands_at").asc(nulls_last=True), "pk")
    )
    return [
        Appointment(*values[:6], *(value or "" for value in values[6:]))
        for values in found.values_list(*_SHOWN)
    ]


LAST_SEEN = f"""
    SELECT c.stands_for FROM contacts_contact c
    JOIN contacts_outcome o ON o.contact_id = c.id AND o.in_error_at IS NULL
        AND o.result = 'attended'
    WHERE c.person_id = {{person}} AND c.stands_for <= %(today)s AND c.in_error_at IS NULL
        AND c.kind <> 'note' AND c.mode IN {IN_PERSON!r}
    ORDER BY c.stands_for DESC LIMIT 1
"""
"""When a person was last seen face to face; ``{person}`` is the expression for who."""

NEXT_EXPECTED = """
    SELECT c.stands_for, c.stands_at FROM contacts_contact c
    WHERE c.person_id = {person} AND c.stands_for >= %(today)s AND c.in_error_at IS NULL
        AND c.kind <> 'note'
        AND NOT EXISTS (SELECT 1 FROM contacts_outcome o
            WHERE o.contact_id = c.id AND o.in_error_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM contacts_cancellation x
            WHERE x.contact_id = c.id AND x.in_error_at IS NULL)
    ORDER BY c.stands_for, c.stands_at LIMIT 1
"""
"""For when a person is next booked; ``{person}`` is the expression for who."""

BOOKED_BY = f"""
    SELECT c.stands_for, c.ref FROM contacts_contact c
    WHERE c.person_id = {{person}} AND c.stands_for BETWEEN %(today)s AND {{last}}
        AND c.in_error_at IS NULL AND c.kind <> 'note'
        AND (c.mode IN {IN_PERSON!r} OR {{otherwise}})
        AND NOT EXISTS (SELECT 1 FROM contacts_outcome o
            WHERE o.contact_id = c.id AND o.in_error_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM contacts_cancellation x
            WHERE x.contact_id = c.id AND x.in_error_at IS NULL)
    ORDER BY c.stands_for, c.stands_at LIMIT 1
"""
"""The first appointment booked in person up to ``{last}`` that stands and came to nothing yet;
``{otherwise}`` is the condition by which another mode will do."""


def seen(ids: Sequence[int], today: date) -> dict[int, Seen]:
    """Return for each person when they were last seen and when they are next expected."""
    rows = prepared.run(
        "SELECT p.id, l.stands_for, n.stands_for, n.stands_at"
        " FROM unnest(%(ids)s::bigint[]) p(id)"
        f" LEFT JOIN LATERAL ({LAST_SEEN.format(person='p.id')}) l ON true"
        f" LEFT JOIN LATERAL ({NEXT_EXPECTED.format(person='p.id')}) n ON true",
        {"ids": list(ids), "today": today},
    )
    return {person: Seen(*values) for person, *values in rows}
