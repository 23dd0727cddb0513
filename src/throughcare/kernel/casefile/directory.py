"""The slice of the directory that a case file names: providers, teams, offices and staff."""

from datetime import date as Day
from enum import StrEnum
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class ProviderKind(StrEnum):
    """The two kinds of provider from 2014 to 2021."""

    NPS = "nps"
    CRC = "crc"


class Charge(Item, frozen=True, kw_only=True):
    """A spell during which a member of staff is in charge of a team or a provider."""

    staff: str
    """The member of staff in charge."""
    starts_on: Day
    """The first day in charge."""
    ends_on: Day | None = None
    """The last day in charge; left out while it goes on."""


class Provider(Item, frozen=True, kw_only=True):
    """A division of the National Probation Service or a community rehabilitation company."""

    name: str
    """The provider's name."""
    kind: ProviderKind
    """nps or crc."""
    region: str = ""
    """The region the provider belongs to."""
    po_only: tuple[str, ...] | None = None
    """The kinds of case that this provider gives to probation officers alone: domestic abuse, child
    protection, looked-after child. Left out: as the regime has it."""
    duty_managers: tuple[Charge, ...] = ()
    """Who decides where a team has no manager, by dates."""


class Office(Item, frozen=True, kw_only=True):
    """A place where people are seen."""

    name: str
    """The office's name."""
    provider: str
    """The provider that runs the office."""
    address: str = ""
    """Where the office is."""


class Team(Item, frozen=True, kw_only=True):
    """A team that holds cases."""

    name: str
    """The team's name."""
    provider: str
    """The provider the team belongs to."""
    office: str | None = None
    """The office where the team works."""
    managers: tuple[Charge, ...] = ()
    """The team's managers, by dates."""


class Grade(StrEnum):
    """Grades of staff."""

    PSO = "PSO"
    PO = "PO"
    TRAINEE = "trainee"
    SPO = "SPO"
    COURT_OFFICER = "court officer"
    ADMINISTRATOR = "administrator"
    SENIOR_MANAGER = "senior manager"


class Leaving(Fact, frozen=True, kw_only=True):
    """The end of a post."""

    date: Day
    """The last day in post."""
    because: str = ""
    """Why the post ended."""


class Post(Item, frozen=True, kw_only=True):
    """A spell in which a member of staff works in a team."""

    team: str
    """The team."""
    starts_on: Day
    """The first day in post."""
    left: Leaving | None = None
    """Set when the last day in post is known."""


class Absence(Item, frozen=True, kw_only=True):
    """A spell in which a member of staff is away."""

    kind: Literal["leave", "sickness", "parental", "training", "other"] = "leave"
    """Why the member of staff is away."""
    starts_on: Day
    """The first day away."""
    ends_on: Day | None = None
    """The last day away, as planned; left out while it is not known."""


class StaffCover(Item, frozen=True, kw_only=True):
    """A spell in which another member of staff covers the whole caseload."""

    by: str
    """The member of staff who covers."""
    starts_on: Day
    """The first day of cover."""
    ends_on: Day | None = None
    """The last day of cover; left out while it goes on."""


class Reduction(Item, frozen=True, kw_only=True):
    """A spell in which a share of the hours is not for cases."""

    share: float
    """The share of the hours, from 0 to 1."""
    because: str = ""
    """Why: newly qualified, trainee, trade union."""
    starts_on: Day
    """The first day."""
    ends_on: Day | None = None
    """The last day; left out while it goes on."""


class Training(Item, frozen=True, kw_only=True):
    """Training that a member of staff completed."""

    name: str
    """What it was about: domestic abuse, child safeguarding, sexual offending."""
    completed_on: Day
    """The day of completion."""
    expires_on: Day | None = None
    """The last day on which it counts; left out where it does not lapse."""


class Staff(Item, frozen=True, kw_only=True):
    """A member of staff."""

    name: str
    """The name colleagues know."""
    grade: Grade
    """The grade held."""
    hours: float = 37.0
    """Contracted hours a week."""
    sex: Literal["M", "F"] | None = None
    """The sex, where it is recorded: a woman is offered a woman as her officer."""
    posts: tuple[Post, ...] = ()
    """Where the member of staff works or worked."""
    absences: tuple[Absence, ...] = ()
    """When the member of staff is or was away."""
    cover: tuple[StaffCover, ...] = ()
    """Who covers the whole caseload, and when."""
    reductions: tuple[Reduction, ...] = ()
    """When part of the hours is not for cases."""
    training: tuple[Training, ...] = ()
    """Training completed."""


class Directory(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The people and places that a case file names."""

    scope: Literal["file", "installation"] = "file"
    """file: the references mean something in this file alone; installation: they are the codes by
    which every file of the installation knows them."""
    providers: tuple[Provider, ...] = ()
    """Providers."""
    offices: tuple[Office, ...] = ()
    """Offices."""
    teams: tuple[Team, ...] = ()
    """Teams."""
    staff: tuple[Staff, ...] = ()
    """Members of staff."""
