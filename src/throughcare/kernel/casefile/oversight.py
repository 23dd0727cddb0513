"""Oversight: what a manager decided about a case, and whether it was carried out."""

from datetime import date as Day
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class CarriedOut(Fact, frozen=True, kw_only=True):
    """The decision was carried out."""

    date: Day
    """The day."""
    by: str | None = None
    """By whom."""
    text: str = ""
    """What was done."""


class ManagerDecision(Item, frozen=True, kw_only=True):
    """A decision of a manager that somebody is to carry out by a day."""

    date: Day
    """The day of the decision."""
    about: Literal[
        "risk", "assessment", "plan", "contact", "enforcement", "allocation", "other"
    ] = "other"
    """What it is about."""
    text: str
    """What is to be done."""
    by: str | None = None
    """The manager."""
    to: str | None = None
    """Who is to carry it out; left out where it is the responsible officer."""
    due_on: Day
    """The day by which it is to be carried out."""
    carried_out: CarriedOut | None = None
    """Set when it was carried out."""


class Oversight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What managers decided."""

    decisions: tuple[ManagerDecision, ...] = ()
    """Decisions."""
