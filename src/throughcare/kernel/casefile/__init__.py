"""The case file: one frozen, typed structure of every fact of one person's supervision.

It is what is imported and exported, what rules read, and what an as-at replay
rebuilds. Rules never see a database; models and case file share no classes.
"""

from collections.abc import Iterator
from datetime import date as Day
from datetime import datetime
from typing import Any, Literal

import msgspec

from throughcare.kernel.casefile.assessment import Assessment
from throughcare.kernel.casefile.caseload import Caseload
from throughcare.kernel.casefile.contacts import Contact
from throughcare.kernel.casefile.court import Court
from throughcare.kernel.casefile.directory import Directory
from throughcare.kernel.casefile.enforcement import Enforcement
from throughcare.kernel.casefile.facts import Item, as_known, fact_fields
from throughcare.kernel.casefile.information import Information
from throughcare.kernel.casefile.interventions import Interventions
from throughcare.kernel.casefile.oversight import Oversight
from throughcare.kernel.casefile.person import Person
from throughcare.kernel.casefile.planning import Planning
from throughcare.kernel.casefile.sentences import Sentences

FORMAT = "throughcare-case-1"


class Excused(Item, frozen=True, kw_only=True):
    """A manager's excusal of one duty until a day."""

    code: str
    """The duty's code."""
    about: str
    """The duty's subject: the case, an order, a requirement, a contact."""
    opening: str
    """The fact that opened the duty."""
    opened_on: Day
    """The day the duty opened, as it stood; the excusal falls when it changes."""
    due_on: Day | None = None
    """The day it fell due, as it stood; the excusal falls when it changes."""
    date: Day
    """The day of the excusal."""
    until: Day
    """The last day on which the duty is excused."""
    by: str | None = None
    """The manager."""
    because: str
    """Why."""


class Provenance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a published case comes from."""

    source: str
    """The document, its publisher and the attribution its licence asks for."""
    states: tuple[str, ...] = ()
    """What the source states, in our words."""
    assumes: tuple[str, ...] = ()
    """What was assumed so that the case can stand as a record."""


class CaseFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person's supervision, whole."""

    format: Literal["throughcare-case-1"]
    """The version of this format."""
    crn: str
    """The case reference number: a letter and six digits."""
    previous_crns: tuple[str, ...] = ()
    """Numbers under which the case was known before."""
    provenance: Provenance | None = None
    """Where a published case comes from."""
    directory: Directory = msgspec.field(default_factory=Directory)
    """The providers, teams, offices and staff that the file names."""
    person: Person
    """Who the person is."""
    sentences: Sentences = msgspec.field(default_factory=Sentences)
    """What the courts ordered."""
    caseload: Caseload = msgspec.field(default_factory=Caseload)
    """Who holds the case."""
    information: Information = msgspec.field(default_factory=Information)
    """What was asked of others, what arrived, and what changed."""
    assessment: Assessment = msgspec.field(default_factory=Assessment)
    """Levels and scores."""
    court: Court = msgspec.field(default_factory=Court)
    """Reports to the court, and the allocation of each sentence."""
    planning: Planning = msgspec.field(default_factory=Planning)
    """Plans."""
    contacts: tuple[Contact, ...] = ()
    """Contacts."""
    interventions: Interventions = msgspec.field(default_factory=Interventions)
    """Referrals and interim work."""
    enforcement: Enforcement = msgspec.field(default_factory=Enforcement)
    """Warnings and decisions about failures to comply."""
    oversight: Oversight = msgspec.field(default_factory=Oversight)
    """What managers decided."""
    excusals: tuple[Excused, ...] = ()
    """Duties that a manager has excused."""


def known(case: CaseFile, before: datetime | None = None) -> CaseFile:
    """Return the case file as it was known just before an instant.

    Without an instant, what was recorded in error goes and all else stays.
    """
    changes: dict[str, Any] = {}
    for name in fact_fields(CaseFile):
        value = getattr(case, name)
        if isinstance(value, tuple):
            changes[name] = _kept(value, before)
        elif isinstance(value, msgspec.Struct) and name != "provenance":
            inner: dict[str, Any] = {
                part: _kept(getattr(value, part), before)
                for part in fact_fields(type(value))
                if isinstance(getattr(value, part), tuple)
            }
            if isinstance(value, Person):
                seen = as_known(value.particulars, before)
                inner["particulars"] = seen or msgspec.structs.replace(
                    value.particulars, date_of_birth=None, sex=None, earlier=(), in_error=None
                )
            changes[name] = msgspec.structs.replace(value, **inner)
    return msgspec.structs.replace(case, **changes)


def _kept(items: tuple[Item, ...], before: datetime | None) -> tuple[Item, ...]:
    return tuple(k for k in (as_known(item, before) for item in items) if k is not None)


def items(value: msgspec.Struct) -> Iterator[Item]:
    """Yield every item of a case file, however deep, in the order of the file."""
    for name in fact_fields(type(value)):
        inner = getattr(value, name)
        for each in inner if isinstance(inner, tuple) else (inner,):
            if isinstance(each, msgspec.Struct):
                if isinstance(each, Item):
                    yield each
                yield from items(each)
