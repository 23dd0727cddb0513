"""What is asked of others and what arrives: enquiries, incoming items, changes, documents."""

from datetime import date as Day
from enum import StrEnum
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class EnquiryKind(StrEnum):
    """What an enquiry asks about."""

    DOMESTIC_ABUSE = "domestic abuse"
    SAFEGUARDING = "safeguarding"
    OTHER = "other"


class Sent(Fact, frozen=True, kw_only=True):
    """The request that went out. Without its message there is no trail."""

    date: Day
    """The day on which it was sent."""
    to: str = ""
    """The address to which it was sent."""
    text: str = ""
    """The message."""
    has_text: bool = False
    """Set in place of the message where a file is made without prose."""
    by: str | None = None
    """Who sent it."""

    @property
    def has_trail(self) -> bool:
        """Whether the message that was sent is on record."""
        return self.has_text or bool(self.text.strip())


class Chase(Item, frozen=True, kw_only=True):
    """A reminder of an enquiry, or its escalation by a manager. It counts with its message."""

    date: Day
    """The day on which it was sent."""
    by_manager: bool = False
    """Whether a senior probation officer made it."""
    text: str = ""
    """The message."""
    has_text: bool = False
    """Set in place of the message where a file is made without prose."""
    by: str | None = None
    """Who made it."""

    @property
    def has_trail(self) -> bool:
        """Whether the message that was sent is on record."""
        return self.has_text or bool(self.text.strip())


class Answer(Fact, frozen=True, kw_only=True):
    """What came back."""

    received_on: Day
    """The day on which it came."""
    concern: bool = False
    """Whether it holds something to act on."""
    text: str = ""
    """What it says."""
    documents: tuple[str, ...] = ()
    """The documents that came with it."""


class MarkedRead(Fact, frozen=True, kw_only=True):
    """The holder of the case has read it."""

    date: Day
    """The day of reading."""
    by: str | None = None
    """Who read it; it counts where that was the holder of the case on the day."""


class ActedOn(Fact, frozen=True, kw_only=True):
    """What was done about it, or why nothing."""

    date: Day
    """The day of the action, or of the decision to do nothing."""
    action: str = ""
    """What was done; left out where nothing was."""
    because: str = ""
    """Why nothing needed doing; nothing done counts with its reason alone."""
    has_because: bool = False
    """Set in place of the reason where a file is made without prose."""
    by: str | None = None
    """Who acted or decided."""

    @property
    def counts(self) -> bool:
        """Whether it says what was done, or why nothing was."""
        return self.has_because or bool(self.action.strip() or self.because.strip())


class NotApplicable(Fact, frozen=True, kw_only=True):
    """The decision that an enquiry need not be made."""

    date: Day
    """The day of the decision."""
    because: str
    """Why."""
    by: str | None = None
    """Who decided."""


class Enquiry(Item, frozen=True, kw_only=True):
    """A question to another service. It belongs to the case and goes where the case goes."""

    kind: EnquiryKind
    """What it asks about."""
    to: str = ""
    """Whom it asks: a police domestic abuse unit, children’s social care."""
    asked_on: Day
    """The day on which it was drawn up, or said to have been made."""
    for_report: bool = False
    """Whether it was made for the report to the court that passed the sentence."""
    sent: Sent | None = None
    """Set when it was sent."""
    chases: tuple[Chase, ...] = ()
    """Reminders and escalations, first to last."""
    answer: Answer | None = None
    """Set when an answer came."""
    read: MarkedRead | None = None
    """Set when the answer was read."""
    acted: ActedOn | None = None
    """Set when the answer was acted on, or decided to need nothing."""
    not_applicable: NotApplicable | None = None
    """Set when it was decided that it need not be made."""


class ItemKind(StrEnum):
    """What arrives without having been asked for."""

    CALLOUT = "callout"
    ARREST = "arrest"
    LETTER = "letter"
    OTHER = "other"


class IncomingItem(Item, frozen=True, kw_only=True):
    """Information that arrived without having been asked for."""

    kind: ItemKind
    """What it is."""
    sender: str = ""
    """From whom it came."""
    received_on: Day
    """The day on which it came."""
    concern: bool = False
    """Whether it holds something to act on; a callout or an arrest always does."""
    text: str = ""
    """What it says."""
    documents: tuple[str, ...] = ()
    """The documents that came with it."""
    read: MarkedRead | None = None
    """Set when it was read."""
    acted: ActedOn | None = None
    """Set when it was acted on, or decided to need nothing."""


class ChangeKind(StrEnum):
    """What can change in a person's circumstances."""

    ARREST = "arrest"
    CALLOUT = "callout"
    RESTRAINING_ORDER = "restraining order breached"
    NEW_RELATIONSHIP = "new relationship"
    RELATIONSHIP_ENDED = "relationship ended"
    CHILD_CONTACT = "contact with a child"
    PREGNANCY = "pregnancy"
    HOMELESS = "homeless"
    MOVED = "moved"
    JOB_LOST = "job lost"
    OVERDOSE = "overdose"
    SUBSTANCE_USE = "drink or drugs"
    HEALTH = "health"
    BEREAVEMENT = "bereavement"
    OTHER = "other"


class NotNeeded(Fact, frozen=True, kw_only=True):
    """The decision that a change needs no review."""

    date: Day
    """The day of the decision."""
    because: str
    """Why."""
    by: str | None = None
    """Who decided."""


class Change(Item, frozen=True, kw_only=True):
    """A change of circumstances. Its clock counts from the day on which it was recorded."""

    kind: ChangeKind
    """What changed."""
    happened_on: Day
    """The day on which it happened."""
    text: str = ""
    """What is known of it."""
    item: str | None = None
    """The incoming item that told of it."""
    by: str | None = None
    """Who recorded it."""
    not_needed: NotNeeded | None = None
    """Set when it was decided that no review is needed."""


class RelationshipDecision(Item, frozen=True, kw_only=True):
    """What was decided about a new partner, or about contact with a child."""

    relationship: str
    """The partner, or the child."""
    date: Day
    """The day of the decision."""
    outcome: Literal["referral", "enquiry", "neither"]
    """What was decided."""
    because: str = ""
    """Why; neither counts with its reason alone."""
    has_because: bool = False
    """Set in place of the reason where a file is made without prose."""
    by: str | None = None
    """Who decided."""

    @property
    def counts(self) -> bool:
        """Whether it decides anything: neither needs its reason."""
        return self.outcome != "neither" or self.has_because or bool(self.because.strip())


class Document(Item, frozen=True, kw_only=True):
    """A document of the case. The file itself is in the store, under its hash."""

    name: str
    """The name of the file."""
    kind: Literal[
        "reply", "letter", "report", "prosecution papers", "evidence", "photograph", "other"
    ] = "other"
    """What it is."""
    media_type: str = ""
    """The type of its content, found from the content."""
    size: int = 0
    """Its size in bytes."""
    sha256: str = ""
    """The hash of its content, 64 hexadecimal digits."""
    received_on: Day
    """The day on which it came."""


class Information(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was asked, what arrived, and what changed."""

    enquiries: tuple[Enquiry, ...] = ()
    """Enquiries to other services."""
    items: tuple[IncomingItem, ...] = ()
    """Items that arrived unasked."""
    changes: tuple[Change, ...] = ()
    """Changes of circumstances."""
    relationship_decisions: tuple[RelationshipDecision, ...] = ()
    """Decisions about new partners and contact with children."""
    documents: tuple[Document, ...] = ()
    """Documents."""
