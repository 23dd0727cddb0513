"""Enforcement: warnings, breach and what was decided, by the kind of sentence.

What happened at an appointment, and whether the reason was acceptable, stands with the contact.
"""

from datetime import date as Day
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class Warned(Item, frozen=True, kw_only=True):
    """A warning sent: of an order by law, of a licence on the one form for it."""

    of: str
    """The order, licence or supervision on which the person is warned."""
    failure: str | None = None
    """The failure that the warning is about."""
    kind: Literal["statutory", "officer's licence warning", "manager's licence warning"] = (
        "statutory"
    )
    """By law (community and suspended sentence orders), or a warning on licence."""
    sent_on: Day
    """The day on which it was sent or handed over; its twelve months begin with it."""
    by: str | None = None
    """Who warned."""
    text: str = ""
    """The letter."""
    has_text: bool = False
    """Set in place of the letter where a file is made without prose."""


class Proposal(Item, frozen=True, kw_only=True):
    """What an officer proposes should follow a failure, for a manager to decide."""

    of: str
    """The order, licence or supervision."""
    failure: str | None = None
    """The failure upon which it is proposed."""
    proposed_on: Day
    """The day on which it was put to the manager."""
    outcome: Literal[
        "no action",
        "officer's warning",
        "manager's warning",
        "vary conditions",
        "alternatives to recall",
        "recall",
        "not breached",
    ]
    """What is proposed: on licence anything from no action to recall; of an order or of
    supervision, that it is not breached."""
    because: str = ""
    """Why, and what was tried."""
    by: str | None = None
    """Who proposes it."""


class CourtResult(Fact, frozen=True, kw_only=True):
    """How the court, or whoever was asked, has dealt with it."""

    date: Day
    """The day."""
    result: Literal["proved", "not proved", "withdrawn", "returned", "order revoked", "amended"]
    """What came of it."""
    because: str = ""
    """In words."""


class BreachDecision(Item, frozen=True, kw_only=True):
    """What was decided about breach of an order or of supervision."""

    of: str
    """The order or supervision."""
    failure: str | None = None
    """The failure upon which it was decided."""
    decided_on: Day
    """The day of the decision."""
    outcome: Literal["referred", "presented", "not breached"]
    """referred to the enforcement officer (CRC), presented to the court (NPS), or not breached by
    decision of the senior probation officer."""
    because: str = ""
    """Why."""
    by: str | None = None
    """Who decided."""
    proposal: str | None = None
    """The proposal that it answers."""
    dealt_with: CourtResult | None = None
    """Set when it has been dealt with."""


class LicenceDecision(Item, frozen=True, kw_only=True):
    """What a manager decided about non-compliance on licence."""

    of: str
    """The licence."""
    failure: str | None = None
    """The failure upon which it was decided."""
    decided_on: Day
    """The day of the decision."""
    outcome: Literal[
        "no action",
        "officer's warning",
        "manager's warning",
        "vary conditions",
        "alternatives to recall",
        "recall",
    ]
    """What was decided."""
    because: str = ""
    """Why."""
    proposed_by: str | None = None
    """Who proposed it."""
    by: str | None = None
    """The manager who decided."""
    proposal: str | None = None
    """The proposal that it answers."""


class AbsenceReview(Item, frozen=True, kw_only=True):
    """What was decided about acceptable absences that mount up."""

    of: str
    """The order, licence or supervision."""
    date: Day
    """The day of the decision."""
    outcome: Literal["adjust", "back to court", "to a manager", "continue"]
    """Adjust how the sentence is delivered; take the order back to court; put it to a manager
    (licence); or go on, because."""
    because: str = ""
    """Why, and what will be different."""
    by: str | None = None
    """Who decided."""
    by_manager: bool = False
    """Whether it is the senior probation officer's decision."""


class Enforcement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Warnings and decisions."""

    warnings: tuple[Warned, ...] = ()
    """Warnings sent."""
    proposals: tuple[Proposal, ...] = ()
    """What officers proposed to their manager."""
    breaches: tuple[BreachDecision, ...] = ()
    """Decisions about breach."""
    licence_decisions: tuple[LicenceDecision, ...] = ()
    """Decisions about non-compliance on licence."""
    absence_reviews: tuple[AbsenceReview, ...] = ()
    """Decisions about acceptable absences."""
