"""The signed plan, as far as contact and objectives go."""

from datetime import date as Day
from enum import StrEnum

import msgspec

from throughcare.kernel.casefile.facts import Item


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


class Objective(Item, frozen=True, kw_only=True):
    """What the person and the officer mean to reach."""

    text: str = ""
    """The objective in words."""


class Plan(Item, frozen=True, kw_only=True):
    """A sentence plan that has been signed."""

    signed_on: Day
    """The day of signature."""
    contact: Interval | None = None
    """How often the person is to be seen; left out where the plan does not say."""
    face_to_face: bool = True
    """Whether those contacts are to be face to face."""
    objectives: tuple[Objective, ...] = ()
    """The plan's objectives."""


class Planning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Plans over time."""

    plans: tuple[Plan, ...] = ()
    """Signed plans, first to last."""
