"""What stands of an enquiry, an item, a change: its parts, and whom one asked last time."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import models

from throughcare.accounts.models import User
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

PARTS: Mapping[type[models.Model], tuple[str, ...]] = {
    Enquiry: ("sent", "answer", "read", "acted", "not_applicable"),
    IncomingItem: ("read", "acted"),
    Change: ("not_needed", "item"),
    Relationship: (),
}
"""What is recorded beside a fact, one of each at most."""


class Addressee(NamedTuple):
    """Whom one asks, and where it goes."""

    to: str
    address: str


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


def last_message(enquiry: Enquiry) -> OutboxMessage | None:
    """Return the last message that was written for an enquiry."""
    return OutboxMessage.objects.filter(enquiry=enquiry).order_by("-written_at", "-pk").first()
