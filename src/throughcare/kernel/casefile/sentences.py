"""Sentences: orders, custody, licences, post-sentence supervision, and what they require."""

from datetime import date as Day
from enum import StrEnum
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class Ending(Fact, frozen=True, kw_only=True):
    """The end of an order, a licence, post-sentence supervision or a requirement."""

    date: Day
    """The last day, itself still a day in it."""
    because: str
    """How it ended: expired, revoked for good progress, revoked for breach, completed."""


class RequirementKind(StrEnum):
    """Requirements of orders and conditions of licences and supervision."""

    RAR = "rehabilitation activity"
    PROGRAMME = "programme"
    UNPAID_WORK = "unpaid work"
    DRUG_REHABILITATION = "drug rehabilitation"
    ALCOHOL_TREATMENT = "alcohol treatment"
    MENTAL_HEALTH_TREATMENT = "mental health treatment"
    DRUG_TESTING = "drug testing"
    ACTIVITY = "activity"
    CURFEW = "curfew"
    EXCLUSION = "exclusion"
    RESIDENCE = "residence"
    PROHIBITED_ACTIVITY = "prohibited activity"
    NON_CONTACT = "non-contact"
    SUPERVISION = "supervision"
    STANDARD = "standard conditions"
    ELECTRONIC_MONITORING = "electronic monitoring"


class Requirement(Item, frozen=True, kw_only=True):
    """A requirement of an order, or a condition of a licence or of supervision."""

    kind: RequirementKind
    """What is required."""
    name: str = ""
    """The programme, treatment or activity by name."""
    starts_on: Day | None = None
    """The first day; left out where it is the first day of the order, licence or supervision."""
    amount: int | None = None
    """How much: hours of unpaid work, days of activity or of a programme."""
    unit: Literal["hours", "days", "months", "sessions"] | None = None
    """What the amount counts."""
    ended: Ending | None = None
    """Set when the requirement has ended before its order."""


class Offence(Item, frozen=True, kw_only=True):
    """An offence for which the sentence was passed."""

    description: str
    """The offence in words."""
    code: str = ""
    """Its Home Office code, written 00106 or 001/06; left out where it is not known."""
    main: bool = False
    """Whether it is the principal offence."""
    committed_on: Day | None = None
    """The day of the offence."""
    convicted_on: Day | None = None
    """The day of conviction."""


class Order(Item, frozen=True, kw_only=True):
    """A community order or a suspended sentence order."""

    kind: Literal["community order", "suspended sentence order"]
    """Which order."""
    sentenced_on: Day
    """The day of sentence, the first day of the order."""
    expires_on: Day | None = None
    """The last day of the order as made by the court."""
    court: str = ""
    """The court that made the order."""
    offences: tuple[Offence, ...] = ()
    """Offences."""
    requirements: tuple[Requirement, ...] = ()
    """Requirements."""
    ended: Ending | None = None
    """Set when the order has ended."""


class Recall(Fact, frozen=True, kw_only=True):
    """A recall to custody, which ends the licence's spell."""

    date: Day
    """The day of recall, the last day of the licence's spell."""
    returned_on: Day | None = None
    """The day of return to custody; left out while at large."""
    kind: Literal["fixed term", "standard", "emergency"] = "standard"
    """Which recall."""


class Licence(Item, frozen=True, kw_only=True):
    """A release on licence. A release after a recall is a licence of its own."""

    released_on: Day
    """The day of release, the first day of the licence."""
    expires_on: Day | None = None
    """The last day of the licence."""
    conditions: tuple[Requirement, ...] = ()
    """Conditions that ask for something, besides the standard ones."""
    recall: Recall | None = None
    """Set when the person was recalled."""
    ended: Ending | None = None
    """Set when the licence ended in another way than recall or expiry."""


class Supervision(Item, frozen=True, kw_only=True):
    """Post-sentence supervision."""

    starts_on: Day
    """The first day."""
    expires_on: Day | None = None
    """The last day."""
    conditions: tuple[Requirement, ...] = ()
    """Supervision requirements that ask for something."""
    ended: Ending | None = None
    """Set when supervision has ended."""


class Custody(Item, frozen=True, kw_only=True):
    """A sentence of imprisonment or detention."""

    sentenced_on: Day
    """The day of sentence."""
    months: int | None = None
    """The length of the sentence in months."""
    court: str = ""
    """The sentencing court."""
    offences: tuple[Offence, ...] = ()
    """Offences."""
    licences: tuple[Licence, ...] = ()
    """Releases on licence, first to last."""
    supervision: Supervision | None = None
    """Post-sentence supervision, where the sentence carries it."""


class Release(Fact, frozen=True, kw_only=True):
    """The end of a pause."""

    date: Day
    """The day of release or discharge, which counts again."""


class Pause(Item, frozen=True, kw_only=True):
    """Custody (remand too) or a stay in hospital during which some clocks stand still."""

    kind: Literal["custody", "hospital"]
    """Where the person is."""
    received_on: Day
    """The day of reception or admission, the first day that does not count."""
    released: Release | None = None
    """Set when the end is known."""


class Sentences(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the courts ordered."""

    orders: tuple[Order, ...] = ()
    """Community orders and suspended sentence orders."""
    custody: tuple[Custody, ...] = ()
    """Custodial sentences with their licences and supervision."""
    pauses: tuple[Pause, ...] = ()
    """Spells in custody or hospital. Those that follow from a custodial sentence or a recall above
    need not be given again."""
