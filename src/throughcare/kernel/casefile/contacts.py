"""Contacts: what was booked, what happened, what was done, and what was decided."""

from datetime import date as Day
from datetime import time as Time
from enum import StrEnum
from typing import Literal

from throughcare.kernel.casefile.facts import Fact, Item
from throughcare.kernel.casefile.sentences import RequirementKind


class Mode(StrEnum):
    """How a contact takes place."""

    OFFICE = "office"
    HOME_VISIT = "home visit"
    ELSEWHERE = "elsewhere in person"
    VIDEO = "video"
    TELEPHONE = "telephone"


class ContactKind(StrEnum):
    """What a contact is for."""

    SUPERVISION = "supervision"
    SESSION = "session"
    DRUG_TEST = "drug test"
    UNPAID_WORK = "unpaid work"
    NOTE = "note"


class Result(StrEnum):
    """What came of an appointment."""

    ATTENDED = "attended"
    FAILED_TO_ATTEND = "failed to attend"
    FAILED_TO_COMPLY = "failed to comply"
    NOT_HELD = "not held"


class Move(Item, frozen=True, kw_only=True):
    """A booking moved to another day or time."""

    date: Day
    """The day to which it was moved."""
    time: Time | None = None
    """The time to which it was moved."""
    moved_on: Day
    """The day on which it was moved."""
    because: str = ""
    """Why it was moved."""


class Cancellation(Fact, frozen=True, kw_only=True):
    """A booking that was given up before the appointment."""

    date: Day
    """The day of the cancellation."""
    because: str = ""
    """Why it was cancelled."""


class ServiceCause(StrEnum):
    """Why the service did not hold an appointment."""

    STOOD_DOWN = "stood down"
    CLASH = "clash made by the service"
    NOBODY_THERE = "nobody there"
    UNWORKABLE = "placement that cannot work"
    OTHER = "other"


class Cause(StrEnum):
    """Why somebody failed to attend or comply, as it was decided."""

    SICKNESS = "sickness"
    WORK = "work"
    HELD = "court, custody or hospital"
    BEREAVEMENT = "bereavement"
    CARING = "caring"
    FAITH = "religious observance"
    DISABILITY = "disability"
    TRANSPORT = "transport"
    SERVICE = "caused by the service"
    OTHER = "other"
    NONE = "no reason"


class Outcome(Fact, frozen=True, kw_only=True):
    """What came of the appointment. The instant of recording counts for the duty."""

    result: Result
    """attended; failed to attend; failed to comply (came, and was sent away or refused); not held
    (the service's doing: stood down, nobody there, a clash it made)."""
    by: str | None = None
    """The member of staff who recorded it."""
    service_cause: ServiceCause | None = None
    """Why the service did not hold it, where it was not held."""


class Account(Fact, frozen=True, kw_only=True):
    """What was done, and towards which objectives."""

    done: str = ""
    """What was done."""
    objectives: tuple[str, ...] = ()
    """The objectives of the plan that it served."""
    has_done: bool = False
    """Set in place of the words where a file is made without prose."""

    @property
    def says_what_was_done(self) -> bool:
        """Whether anything was written."""
        return self.has_done or bool(self.done.strip())


class Asked(Fact, frozen=True, kw_only=True):
    """The person was asked for the reason and the evidence of a failure."""

    how: Literal["in person", "telephone", "text", "letter", "e-mail"] = "telephone"
    """How the person was asked."""


class Decision(Fact, frozen=True, kw_only=True):
    """The decision on whether the reason for a failure is acceptable."""

    acceptable: bool
    """Whether it is."""
    decided_on: Day
    """The day of the decision."""
    because: str = ""
    """The reason given and the reason for the decision."""
    cause: Cause | None = None
    """Why, by its kind. What the service caused counts against nobody."""
    evidence: str = ""
    """The evidence that was seen, in words."""
    documents: tuple[str, ...] = ()
    """The documents that were seen as evidence."""
    by: str | None = None
    """Who decided."""


class Contact(Item, frozen=True, kw_only=True):
    """An appointment, or a contact that took place without one."""

    kind: ContactKind = ContactKind.SUPERVISION
    """What it is for."""
    mode: Mode = Mode.OFFICE
    """How it takes place."""
    date: Day
    """The day for which it was first booked, or on which it took place."""
    time: Time | None = None
    """The time of day."""
    minutes: int | None = None
    """How long it is meant to take."""
    booked_on: Day | None = None
    """The day of booking; left out where it is the day of the contact itself."""
    staff: str | None = None
    """With whom."""
    office: str | None = None
    """Where."""
    requirement: str | None = None
    """The requirement or condition it serves; a failure then counts for that sentence alone."""
    rar: bool = False
    """Whether it is a day of rehabilitation activity."""
    note: str = ""
    """What the person should know or bring, or the text of a note."""
    moves: tuple[Move, ...] = ()
    """To which days it was moved, first to last."""
    cancelled: Cancellation | None = None
    """Set when the booking was given up."""
    outcome: Outcome | None = None
    """Set when the outcome has been recorded."""
    account: Account | None = None
    """Set when what was done has been written."""
    asked: Asked | None = None
    """Set when reason and evidence of a failure have been asked for."""
    decision: Decision | None = None
    """Set when a failure has been decided acceptable or not."""

    @property
    def stands_for(self) -> Day:
        """The day for which the booking now stands."""
        return self.moves[-1].date if self.moves else self.date

    @property
    def stands_at(self) -> Time | None:
        """The time for which the booking now stands."""
        return self.moves[-1].time if self.moves else self.time

    @property
    def made_on(self) -> Day:
        """The day on which the booking, as it now stands, was made."""
        if self.moves:
            return self.moves[-1].moved_on
        return self.booked_on or self.date

    @property
    def attended(self) -> bool:
        """Whether the person came and took part."""
        return self.outcome is not None and self.outcome.result is Result.ATTENDED

    @property
    def failed(self) -> bool:
        """Whether the person failed to attend or comply; the service's own doing is no failure."""
        return self.outcome is not None and self.outcome.result in (
            Result.FAILED_TO_ATTEND,
            Result.FAILED_TO_COMPLY,
        )

    @property
    def serves(self) -> RequirementKind | None:
        """What it serves by what it is, where it names no requirement."""
        if self.kind is ContactKind.UNPAID_WORK:
            return RequirementKind.UNPAID_WORK
        if self.kind is ContactKind.DRUG_TEST:
            return RequirementKind.DRUG_TESTING
        return RequirementKind.RAR if self.rar else None

    @property
    def in_person(self) -> bool:
        """Whether it is face to face; video is not."""
        return self.mode not in (Mode.VIDEO, Mode.TELEPHONE)
