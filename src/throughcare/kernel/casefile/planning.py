"""Sentence plans with objectives, the management of risks, agreement, and reviews."""

from datetime import date as Day
from enum import StrEnum
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class Interval(StrEnum):
    """How often the person is seen."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    THREE_WEEKLY = "three-weekly"
    FOUR_WEEKLY = "four-weekly"
    MONTHLY = "monthly"
    SIX_WEEKLY = "six-weekly"
    TWO_MONTHLY = "two-monthly"
    QUARTERLY = "quarterly"


class Action(Item, frozen=True, kw_only=True):
    """A step towards an objective, or a measure against a risk."""

    what: str
    """What is to be done."""
    who: str = ""
    """Who does it."""
    by_when: Day | None = None
    """By when, or until when it goes on."""
    heading: (
        Literal[
            "supervision",
            "monitoring and control",
            "interventions and treatment",
            "victim safety planning",
        ]
        | None
    ) = None
    """Under which heading of the risk management plan it stands."""
    requirement: str | None = None
    """The requirement or condition by which it is delivered."""
    done_on: Day | None = None
    """The day on which it was done."""

    @property
    def is_concrete(self) -> bool:
        """Whether it says what, who and by when."""
        return bool(self.what.strip() and self.who.strip() and self.by_when)


class ObjectiveEnd(Fact, frozen=True, kw_only=True):
    """The end of an objective."""

    date: Day
    """The last day on which it was worked towards."""
    achieved: bool
    """Whether it was reached."""
    because: str = ""
    """How one knows, or why it was given up."""


class Objective(Item, frozen=True, kw_only=True):
    """What the person and the officer mean to reach."""

    text: str = ""
    """The objective in words."""
    measure: str = ""
    """How one will know that it is reached."""
    needs: tuple[str, ...] = ()
    """The sections of an assessment that it answers."""
    risks: tuple[str, ...] = ()
    """The risks of an assessment that it answers."""
    actions: tuple[Action, ...] = ()
    """The steps towards it."""
    ended: ObjectiveEnd | None = None
    """Set when it was reached or given up."""


class ManagedRisk(Item, frozen=True, kw_only=True):
    """How the plan deals with one risk of an assessment."""

    risk: str
    """The risk."""
    actions: tuple[Action, ...] = ()
    """What is done about it."""
    contingency: str = ""
    """What happens if it rises."""
    restrictive: str = ""
    """The restrictive measures."""
    not_needed: str = ""
    """Why no contingency and restrictive measures are needed."""


class Agreement(Fact, frozen=True, kw_only=True):
    """What the person says to the plan, and the copy they were given."""

    date: Day
    """The day on which the person agreed or objected."""
    agrees: bool
    """Whether they agree."""
    words: str = ""
    """What they said, in their words."""
    copy_given_on: Day | None = None
    """The day on which they were given a copy."""


class ContactReason(Fact, frozen=True, kw_only=True):
    """Why the plan sees the person less often than the minimum. It counts once agreed."""

    because: str
    """Why."""
    by: str | None = None
    """Who gave the reason."""
    agreed_on: Day | None = None
    """The day on which the senior probation officer agreed."""
    agreed_by: str | None = None
    """The senior probation officer."""


class Plan(Item, frozen=True, kw_only=True):
    """A sentence plan that has been signed."""

    signed_on: Day
    """The day of signature."""
    signed_by: str | None = None
    """Who signed."""
    contact: Interval | None = None
    """How often the person is to be seen; left out where the plan does not say."""
    face_to_face: bool = True
    """Whether those contacts are to be face to face."""
    contact_reason: ContactReason | None = None
    """Set where less contact than the minimum has a reason."""
    objectives: tuple[Objective, ...] = ()
    """The plan's objectives."""
    managed_risks: tuple[ManagedRisk, ...] = ()
    """The risk management plan, risk by risk."""
    agreement: Agreement | None = None
    """Set when the person has agreed or objected."""


class ReviewAnswer(Item, frozen=True, kw_only=True):
    """What a review says to one fact since the last one."""

    change: str | None = None
    """The change of circumstances that it answers."""
    about: str = ""
    """The fact, where it is none of the changes."""
    text: str = ""
    """What it means for risk and plan."""


class Review(Item, frozen=True, kw_only=True):
    """A review: begun from the facts since the last one, signed with its result."""

    begun_on: Day
    """The day on which it was begun. It takes up every change recorded by then."""
    begun_by: str | None = None
    """Who began it."""
    signed_on: Day | None = None
    """The day of signature; left out while it goes on."""
    signed_by: str | None = None
    """Who signed."""
    outcome: Literal["plan changed", "plan stands"] | None = None
    """What came of it."""
    because: str = ""
    """Why the plan stands, or what was changed."""
    plan: str | None = None
    """The changed plan."""
    answers: tuple[ReviewAnswer, ...] = ()
    """The facts it answers."""


class Planning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Plans and reviews over time."""

    plans: tuple[Plan, ...] = ()
    """Signed plans, first to last."""
    reviews: tuple[Review, ...] = ()
    """Reviews, first to last."""
