"""What stands of an enquiry, an item, a change: its parts, and whom one asked last time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models

from throughcare.accounts.models import User
from throughcare.history.models import Entry
from throughcare.information.models import (
    Change,
    Chase,
    Document,
    Enquiry,
    IncomingItem,
    OutboxMessage,
    Sent,
)
from throughcare.people.models import Person, Relationship
from throughcare.people.queries import reachable

LOOKED_AT = 500
"""Of how many enquiries the names are suggested."""

PARTS: Mapping[type[models.Model], tuple[str, ...]] = {
    Enquiry: ("sent", "answer", "read", "acted", "not_applicable"),
    IncomingItem: ("read", "acted"),
    Change: ("not_needed", "item"),
    Document: (),
    Relationship: (),
}
"""What is recorded beside a fact, one of each at most."""


class Addressee(NamedTuple):
    """Whom one asks, and where it goes."""

    to: str
    address: str


class Addressees(NamedTuple):
    """Whom one can ask."""

    last: Addressee | None
    """Whom one asked last."""
    names: list[str]
    """The authorities in use, by name."""


class Withdrawn(NamedTuple):
    """A document recorded in error."""

    document: Document
    by: str
    """Who said so; empty where a case file did."""


def part(row: models.Model, name: str) -> Any:
    """Return a part that was read with a fact, None where none stands."""
    found = getattr(row, name, None)
    return found if found is not None and found.stands else None


def has_trail(enquiry: Enquiry) -> bool:
    """Say whether the message that was sent is on record."""
    sent = part(enquiry, "sent")
    return sent is not None and (sent.has_text or bool(sent.text.strip()))


def enquiry_of(person: Person, ref: str) -> Enquiry | None:
    """Return an enquiry with its parts."""
    found = Enquiry.objects.filter(person=person, ref=ref)
    return found.select_related(*PARTS[Enquiry]).first()


def arrived(person: Person, ref: str) -> Enquiry | IncomingItem | None:
    """Return what can be read and acted on: an item that arrived, or an enquiry."""
    found = IncomingItem.objects.filter(person=person, ref=ref)
    return found.select_related(*PARTS[IncomingItem]).first() or enquiry_of(person, ref)


def change_of(person: Person, ref: str) -> Change | None:
    """Return a change of circumstances with its parts."""
    found = Change.objects.filter(person=person, ref=ref)
    return found.select_related(*PARTS[Change]).first()


def document_of(person: Person, ref: str) -> Document | None:
    """Return a document that stands."""
    return Document.objects.filter(person=person, ref=ref, in_error_at=None).first()


def documents_of_person(person: Person, refs: Iterable[str]) -> list[Document]:
    """Return the documents that stand among those with these references."""
    return list(Document.objects.filter(person=person, ref__in=list(refs), in_error_at=None))


def document_of_any(person: Person, ref: str) -> Document | None:
    """Return a document, one recorded in error too; its content is not to be given then."""
    return Document.objects.filter(person=person, ref=ref).first()


def withdrawn(person: Person) -> list[Withdrawn]:
    """Return the documents recorded in error, and who said so."""
    found = list(Document.objects.filter(person=person).exclude(in_error_at=None))
    if not found:
        return []
    label = Document._meta.label_lower
    entries = Entry.objects.filter(
        subject_kind="case", subject_id=person.pk, changes__contains=[[label]]
    )
    by = {
        row: entry.by.full_name if entry.by else ""
        for entry in entries.select_related("by").order_by("pk")
        for table, row, *_done in entry.changes
        if table == label
    }
    return [Withdrawn(each, by.get(each.pk, "")) for each in found]


def unsent(person: Person, kind: str) -> Enquiry | None:
    """Return the newest enquiry of a kind that waits to be sent, or whose message is missing."""
    chased = Chase.objects.filter(enquiry=models.OuterRef("pk"), in_error_at=None)
    found = Enquiry.objects.filter(~models.Exists(chased), person=person, kind=kind)
    waiting = found.filter(in_error_at=None).select_related(*PARTS[Enquiry])
    for each in waiting.order_by("-asked_on", "-pk"):
        if not (has_trail(each) or part(each, "answer") or part(each, "not_applicable")):
            return each
    return None


def asked_last(by: User, kind: str) -> Addressee | None:
    """Return whom a user asked last with an enquiry of a kind, on any case."""
    sent = Sent.objects.filter(by__user=by, enquiry__kind=kind, in_error_at=None).exclude(to="")
    found = sent.order_by("-date", "-pk").values_list("enquiry__to", "to").first()
    return Addressee(*found) if found else None


def addressees(user: User, kind: str) -> Addressees:
    """Return whom a user asked last, and the authorities in use, the most usual first.

    They are those of the newest enquiries of a kind that were sent on cases within reach. Names
    that differ by capitals and spaces alone are one, as it is mostly written.
    """
    sent = Sent.objects.filter(
        enquiry__kind=kind, enquiry__in_error_at=None, in_error_at=None, person__in=reachable(user)
    ).exclude(enquiry__to="")
    columns = ("enquiry__to", "to", "by__user_id")
    newest = list(sent.order_by("-date", "-pk").values_list(*columns)[:LOOKED_AT])
    own = [Addressee(*said) for *said, by in newest if by == user.pk and said[1]]
    written = Counter(" ".join(name.split()) for name, _address, _by in newest)
    usual: dict[str, str] = {}
    times: Counter[str] = Counter()
    for name, count in written.most_common():
        usual.setdefault(name.lower(), name)
        times[name.lower()] += count
    return Addressees(own[0] if own else None, [usual[key] for key, _n in times.most_common(20)])


def last_message(enquiry: Enquiry) -> OutboxMessage | None:
    """Return the last message that was written for an enquiry."""
    return OutboxMessage.objects.filter(enquiry=enquiry).order_by("-written_at", "-pk").first()
