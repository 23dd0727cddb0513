"""Who the person is: names, numbers, addresses, relationships, characteristics, registrations."""

from datetime import date as Day
from enum import StrEnum
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class Particulars(Item, frozen=True, kw_only=True):
    """The few facts of a person that are neither names nor characteristics."""

    date_of_birth: Day | None = None
    """Date of birth; left out where it is not known."""
    sex: Literal["M", "F"] | None = None
    """Sex as the courts record it; left out where it is not known."""


class Name(Item, frozen=True, kw_only=True):
    """A name the person has or had. A single name is given as the family name."""

    kind: Literal["legal", "preferred", "previous", "alias"] = "legal"
    """Which kind of name it is."""
    given: str = ""
    """Given names."""
    family: str
    """Family name, or the only name."""


class Identifier(Item, frozen=True, kw_only=True):
    """A number by which another service knows the person."""

    kind: Literal["pnc", "noms", "cro", "nino", "court", "other"]
    """Which number it is."""
    value: str
    """The number."""


class Address(Item, frozen=True, kw_only=True):
    """Where the person lives or lived."""

    kind: Literal["home", "approved premises", "temporary", "postal", "no fixed abode"] = "home"
    """What kind of address it is."""
    lines: str = ""
    """The address."""
    postcode: str = ""
    """The postcode."""
    starts_on: Day
    """The first day at the address."""
    ends_on: Day | None = None
    """The last day at the address; left out while it goes on."""


class Relationship(Item, frozen=True, kw_only=True):
    """Somebody who matters in the person's life or in the work with them."""

    kind: str
    """What they are to the person: partner, child, mother, general practitioner."""
    name: str
    """Their name."""
    telephone: str = ""
    """How to reach them."""
    lives_with: bool = False
    """Whether they live with the person."""
    is_child: bool = False
    """Whether they are under 18."""
    is_partner: bool = False
    """Whether they are the person's partner."""
    cares_for_child: bool = False
    """Whether they live with or care for a child, whoever's child it is."""
    contact: Literal["unsupervised", "supervised", "none"] | None = None
    """The contact of the person with a child; left out where it is not known."""
    began_on: Day | None = None
    """The day on which the relationship or the contact began; left out where it is not known."""


class ChildProtection(Item, frozen=True, kw_only=True):
    """What is known of the protection of children in the person's life, from a day on."""

    status: Literal[
        "no children",
        "no concerns",
        "child in need",
        "child protection plan",
        "looked after",
        "not known",
    ]
    """The status; not known is apart from nobody having asked."""
    date: Day
    """The day from which it is so."""


class Characteristic(Item, frozen=True, kw_only=True):
    """A protected characteristic, or a health or learning need that changes how to work."""

    kind: Literal[
        "ethnicity",
        "religion",
        "disability",
        "sexual orientation",
        "gender identity",
        "pregnancy",
        "caring responsibilities",
        "marital status",
        "language",
        "learning need",
        "health",
    ]
    """Which characteristic."""
    answer: Literal["known", "not known", "not asked", "prefers not to say"] = "known"
    """Whether there is an answer; not known is apart from not asked."""
    value: str = ""
    """The answer, where it is known."""


class RegistrationKind(StrEnum):
    """What a person can be registered for."""

    DOMESTIC_ABUSE = "domestic abuse perpetrator"
    DOMESTIC_ABUSE_VICTIM = "domestic abuse victim"
    CHILD_PROTECTION = "child protection"
    CHILD_CONCERNS = "child concerns"
    RISK_TO_CHILDREN = "risk to children"
    GANGS = "gangs"
    GUNS = "guns"
    WEAPONS = "weapons"
    RISK_TO_STAFF = "risk to staff"
    MAPPA = "MAPPA"
    SEX_OFFENDER = "sexual offence register"
    IOM = "integrated offender management"
    SELF_HARM = "suicide or self-harm"
    MENTAL_HEALTH = "mental health"
    VULNERABLE = "vulnerability"
    RESTRAINING_ORDER = "restraining order"
    PUBLIC_INTEREST = "public interest"


class RegistrationEnd(Fact, frozen=True, kw_only=True):
    """The end of a registration."""

    date: Day
    """The last day of the registration."""
    because: str = ""
    """Why it ended."""


class Registration(Item, frozen=True, kw_only=True):
    """A flag that everybody who works with the person must see."""

    kind: RegistrationKind
    """What the person is registered for."""
    detail: str = ""
    """Level, category or a few words."""
    registered_on: Day
    """The day of registration."""
    ended: RegistrationEnd | None = None
    """Set when the registration has ended."""


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything about who the person is."""

    particulars: Particulars
    """Date of birth and sex."""
    names: tuple[Name, ...]
    """Names; the first legal name is the one shown."""
    identifiers: tuple[Identifier, ...] = ()
    """Numbers by which other services know the person."""
    addresses: tuple[Address, ...] = ()
    """Where the person lives and lived."""
    relationships: tuple[Relationship, ...] = ()
    """Who matters."""
    child_protection: tuple[ChildProtection, ...] = ()
    """The child protection status over time."""
    characteristics: tuple[Characteristic, ...] = ()
    """Protected characteristics and needs."""
    registrations: tuple[Registration, ...] = ()
    """Registrations."""
