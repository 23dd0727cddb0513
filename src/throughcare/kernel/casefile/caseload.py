"""Who holds the case: allocation received, responsible officers, transfers and cover."""

from datetime import date as Day

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class Allocation(Item, frozen=True, kw_only=True):
    """The receipt of an order, a custodial sentence, a licence or supervision by a team."""

    of: str
    """What was allocated."""
    team: str
    """The team that received it."""
    received_on: Day
    """The day the team received it."""


class GradeAccepted(Fact, frozen=True, kw_only=True):
    """A senior probation officer accepts an officer whose grade the provider's policy excludes."""

    date: Day
    """The day."""
    by: str | None = None
    """The senior probation officer."""
    because: str
    """Why."""


class Handover(Fact, frozen=True, kw_only=True):
    """The case was handed over by the officer before."""

    date: Day
    """The day of the note."""
    text: str = ""
    """The note."""
    met_on: Day | None = None
    """The day of the meeting of both officers with the person."""


class Officer(Item, frozen=True, kw_only=True):
    """A responsible officer, until the next one or the end of supervision."""

    staff: str
    """The officer."""
    starts_on: Day
    """The first day as responsible officer."""
    ends_on: Day | None = None
    """The last day, where nobody follows at once."""
    because: str = ""
    """Why the case was given to this officer."""
    grade_accepted: GradeAccepted | None = None
    """Set when the grade was accepted against the provider's policy."""
    handover: Handover | None = None
    """Set when the case was handed over."""


class Acceptance(Fact, frozen=True, kw_only=True):
    """The receiving team's word that it takes the case."""

    date: Day
    """The day of acceptance."""
    by: str | None = None
    """Who accepted."""


class Withdrawal(Fact, frozen=True, kw_only=True):
    """The end of a transfer that will not happen."""

    date: Day
    """The day it was withdrawn or refused."""
    because: str = ""
    """Why."""


class Transfer(Item, frozen=True, kw_only=True):
    """A transfer to another team; it takes effect on its date or on acceptance, the later."""

    to_team: str
    """The receiving team."""
    to_officer: str | None = None
    """The receiving officer, who becomes responsible when the transfer takes effect."""
    effective_on: Day
    """The day on which it is meant to take effect."""
    because: str = ""
    """Why the case moves."""
    accepted: Acceptance | None = None
    """Set when the receiving team has accepted."""
    withdrawn: Withdrawal | None = None
    """Set when the transfer was withdrawn or refused."""


class Cover(Item, frozen=True, kw_only=True):
    """Acting cover of this one case."""

    staff: str
    """Who covers."""
    starts_on: Day
    """The first day of cover."""
    ends_on: Day | None = None
    """The last day of cover; left out while it goes on."""


class Caseload(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who holds the case, and when."""

    allocations: tuple[Allocation, ...] = ()
    """Allocations received."""
    officers: tuple[Officer, ...] = ()
    """Responsible officers over time."""
    transfers: tuple[Transfer, ...] = ()
    """Transfers between teams."""
    cover: tuple[Cover, ...] = ()
    """Acting cover of this case."""
