"""Enquiries to other services, items that arrive, changes of circumstances, and documents."""

from typing import Any

from django.db import models
from django.db.models import Q

from throughcare.history.models import Tracked
from throughcare.history.subject import Subject
from throughcare.history.tracking import tracked
from throughcare.organisation.models import Staff
from throughcare.people.models import OfPerson, PartOfPerson, Relationship


def _staff() -> models.ForeignKey:
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


@tracked()
class Enquiry(OfPerson):
    """A question to another service. It belongs to the case and goes where the case goes."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="enquiries", db_index=False
    )
    kind = models.CharField(max_length=30)
    to = models.TextField(default="", blank=True)
    asked_on = models.DateField()
    for_report = models.BooleanField(default=False)

    class Meta(OfPerson.Meta):
        verbose_name_plural = "enquiries"


@tracked()
class IncomingItem(OfPerson):
    """Information that arrived without having been asked for."""

    kind = models.CharField(max_length=20)
    sender = models.TextField(default="", blank=True)
    received_on = models.DateField()
    concern = models.BooleanField(default=False)
    text = models.TextField(default="", blank=True)
    documents: Any = models.ManyToManyField(
        "Document", through="ItemDocument", related_name="items"
    )


@tracked()
class Document(OfPerson):
    """A document of the case. The file itself is in the store, under its hash."""

    name = models.TextField()
    kind = models.CharField(max_length=20, default="other")
    media_type = models.TextField(default="", blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.TextField(default="", blank=True)
    received_on = models.DateField()


@tracked()
class Sent(PartOfPerson):
    """The request that went out."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="sent")
    date = models.DateField()
    to = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)
    has_text = models.BooleanField(default=False)
    by = _staff()


@tracked()
class Chase(OfPerson):
    """A reminder of an enquiry, or its escalation by a manager."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="chases")
    date = models.DateField()
    by_manager = models.BooleanField(default=False)
    text = models.TextField(default="", blank=True)
    has_text = models.BooleanField(default=False)
    by = _staff()


@tracked()
class Answer(PartOfPerson):
    """What came back."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="answer")
    received_on = models.DateField()
    concern = models.BooleanField(default=False)
    text = models.TextField(default="", blank=True)
    documents = models.ManyToManyField(Document, through="AnswerDocument", related_name="answers")


def _of_one(name: str) -> models.CheckConstraint:
    """A part belongs to an enquiry or to an item, never to both."""
    return models.CheckConstraint(
        condition=Q(enquiry__isnull=True) ^ Q(incoming_item__isnull=True), name=name
    )


@tracked()
class MarkedRead(PartOfPerson):
    """The holder of the case has read it."""

    enquiry = models.OneToOneField(
        Enquiry, null=True, on_delete=models.PROTECT, related_name="read"
    )
    incoming_item = models.OneToOneField(
        IncomingItem, null=True, on_delete=models.PROTECT, related_name="read"
    )
    date = models.DateField()
    by = _staff()

    class Meta:
        constraints = [_of_one("read_of_one")]


@tracked()
class ActedOn(PartOfPerson):
    """What was done about it, or why nothing."""

    enquiry = models.OneToOneField(
        Enquiry, null=True, on_delete=models.PROTECT, related_name="acted"
    )
    incoming_item = models.OneToOneField(
        IncomingItem, null=True, on_delete=models.PROTECT, related_name="acted"
    )
    date = models.DateField()
    action = models.TextField(default="", blank=True)
    because = models.TextField(default="", blank=True)
    has_because = models.BooleanField(default=False)
    by = _staff()

    class Meta:
        constraints = [_of_one("acted_of_one")]


@tracked()
class NotApplicable(PartOfPerson):
    """The decision that an enquiry need not be made."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="not_applicable")
    date = models.DateField()
    because = models.TextField()
    by = _staff()


@tracked()
class Change(OfPerson):
    """A change of circumstances."""

    kind = models.CharField(max_length=40)
    happened_on = models.DateField()
    text = models.TextField(default="", blank=True)
    item = models.ForeignKey(
        IncomingItem, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    by = _staff()


@tracked()
class NotNeeded(PartOfPerson):
    """The decision that a change needs no review."""

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="not_needed")
    date = models.DateField()
    because = models.TextField()
    by = _staff()


@tracked()
class RelationshipDecision(OfPerson):
    """What was decided about a new partner, or about contact with a child."""

    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="decisions"
    )
    date = models.DateField()
    outcome = models.CharField(max_length=20)
    because = models.TextField(default="", blank=True)
    has_because = models.BooleanField(default=False)
    by = _staff()


class _Between(Tracked):
    """A document named by an answer or an item. Part of their own content, without times."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    stands = models.BooleanField(default=True)
    """False where a later version took it away."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"document {self.document_id}"


@tracked()
class AnswerDocument(_Between):
    """A document that came with an answer."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "document"], name="answer_document_once"),
        ]


@tracked()
class ItemDocument(_Between):
    """A document that came with an item."""

    incoming_item = models.ForeignKey(IncomingItem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incoming_item", "document"], name="item_document_once"
            ),
        ]


@tracked()
class OutboxMessage(Tracked):
    """A message that waits to be sent: an enquiry, or a chase of one.

    What it says is on record with the enquiry; this is the copy that whatever sends the post takes.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="messages")
    to = models.TextField()
    subject_line = models.TextField()
    text = models.TextField()
    written_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)
    """When it was handed to the post; null while it waits."""

    class Meta:
        indexes = [
            models.Index(
                fields=["written_at"],
                condition=Q(handed_over_at=None),
                name="outbox_still_waiting",
            ),
        ]

    @property
    def subject(self) -> Subject:
        """The case it belongs to."""
        return Subject("case", self.person_id)

    def __str__(self) -> str:
        return f"message of enquiry {self.enquiry_id}"
