"""When each fact was recorded, where the file does not say, and in what order lists stand.

A fact left without ``recorded_at`` counts as recorded at the start of the day on
which it happened, as the table below says, but never before the fact it is a part
of. Facts without a day of their own count as recorded with the fact around them;
else on the first day of anything in the person's record; providers, offices, teams
and staff as known from the first day of the calendar, whatever file names them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import msgspec

from throughcare.kernel.casefile import (
    Excused,
    assessment,
    caseload,
    contacts,
    court,
    directory,
    enforcement,
    information,
    interventions,
    oversight,
    planning,
    sentences,
)
from throughcare.kernel.casefile import person as people
from throughcare.kernel.casefile.facts import Fact, day_of, first_recorded, start_of
from throughcare.kernel.casefile.problems import Path
from throughcare.kernel.casefile.shapes import parts
from throughcare.kernel.days import FIRST_YEAR

StructT = TypeVar("StructT", bound=msgspec.Struct)

ALWAYS = date(FIRST_YEAR, 1, 1)

DAYS: dict[type[Fact], tuple[str, ...]] = {
    directory.Charge: ("starts_on",),
    directory.Post: ("starts_on",),
    directory.Leaving: ("date",),
    directory.Absence: ("starts_on",),
    directory.StaffCover: ("starts_on",),
    people.Address: ("starts_on",),
    people.Registration: ("registered_on",),
    people.RegistrationEnd: ("date",),
    sentences.Order: ("sentenced_on",),
    sentences.Custody: ("sentenced_on",),
    sentences.Licence: ("released_on",),
    sentences.Supervision: ("starts_on",),
    sentences.Ending: ("date",),
    sentences.Recall: ("date",),
    sentences.Pause: ("received_on",),
    sentences.Release: ("date",),
    caseload.Allocation: ("received_on",),
    caseload.Officer: ("starts_on",),
    caseload.Acceptance: ("date",),
    caseload.Withdrawal: ("date",),
    caseload.Transfer: ("effective_on",),
    caseload.Cover: ("starts_on",),
    assessment.HarmLevel: ("signed_on",),
    people.Relationship: ("began_on",),
    information.RelationshipDecision: ("date",),
    people.ChildProtection: ("date",),
    information.Enquiry: ("asked_on",),
    information.Sent: ("date",),
    information.Chase: ("date",),
    information.Answer: ("received_on",),
    information.MarkedRead: ("date",),
    information.ActedOn: ("date",),
    information.NotApplicable: ("date",),
    information.IncomingItem: ("received_on",),
    information.Change: ("happened_on",),
    information.NotNeeded: ("date",),
    information.Document: ("received_on",),
    assessment.Score: ("scored_on",),
    assessment.Oasys: ("signed_on", "begun_on"),
    assessment.Screening: ("done_on",),
    assessment.NoAnalysis: ("date",),
    planning.Plan: ("signed_on",),
    planning.ObjectiveEnd: ("date",),
    planning.Agreement: ("date",),
    planning.Review: ("signed_on", "begun_on"),
    contacts.Contact: ("booked_on", "date"),
    contacts.Move: ("moved_on",),
    contacts.Cancellation: ("date",),
    contacts.Decision: ("decided_on",),
    interventions.Referral: ("made_on",),
    interventions.InterimWork: ("begun_on",),
    Excused: ("date",),
    directory.Reduction: ("starts_on",),
    directory.Training: ("completed_on",),
    caseload.GradeAccepted: ("date",),
    caseload.Handover: ("date",),
    court.Report: ("requested_on",),
    court.ReportSignature: ("date",),
    court.ReportWithdrawn: ("date",),
    court.CourtDisposal: ("date",),
    court.PaperRequest: ("asked_on",),
    court.PaperChase: ("date",),
    court.PaperReceived: ("date",),
    court.CourtScreening: ("signed_on",),
    court.SignedRsr: ("signed_on",),
    court.AllocationForm: ("signed_on",),
    court.AllocationDecision: ("decided_on",),
    court.Instruction: ("given_on",),
    enforcement.Warned: ("sent_on",),
    enforcement.Proposal: ("proposed_on",),
    enforcement.BreachDecision: ("decided_on",),
    enforcement.CourtResult: ("date",),
    enforcement.LicenceDecision: ("decided_on",),
    enforcement.AbsenceReview: ("date",),
    oversight.ManagerDecision: ("date",),
    oversight.CarriedOut: ("date",),
}
"""The field, or the first of two that is given, on whose day a fact counts as recorded."""

ON_THE_DAY_OF_THE_CONTACT = (contacts.Outcome, contacts.Account, contacts.Asked)
IN_THE_DIRECTORY = (directory.Provider, directory.Office, directory.Team, directory.Staff)


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact of a case file with its place."""

    fact: Fact
    path: Path
    around: "Placed | None"
    """The fact it is a part of."""
    before: Fact | None
    """The one before it in its list."""


def placed(
    struct: msgspec.Struct, path: Path = (), around: Placed | None = None
) -> Iterator[Placed]:
    """Yield every fact, those around before those inside, in the order of the file."""
    for shape in parts(type(struct)):
        value = getattr(struct, shape.name)
        here = (*path, shape.name)
        if not shape.many:
            if value is not None:
                yield from _placed(value, here, around, None)
            continue
        before = None
        for index, each in enumerate(value):
            yield from _placed(each, (*here, index), around, before)
            before = each


def _placed(
    struct: msgspec.Struct, path: Path, around: Placed | None, before: Fact | None
) -> Iterator[Placed]:
    if isinstance(struct, Fact):
        around = Placed(struct, path, around, before)
        yield around
    yield from placed(struct, path, around)


def settle(case: msgspec.Struct) -> None:
    """Give every fact of a case file just built its ``recorded_at``."""
    _instants(list(placed(case)), give=True)


def unsaid(case: msgspec.Struct) -> set[int]:
    """Return the identities of facts recorded just when they would count as recorded."""
    everything = list(placed(case))
    instants = _instants(everything, give=False)
    return {
        id(each.fact)
        for each in everything
        if not each.fact.earlier and each.fact.recorded_at == instants[id(each.fact)]
    }


def _instants(everything: list[Placed], *, give: bool) -> dict[int, datetime]:
    """Work out when each fact would count as recorded; ``give`` it to those that do not say."""
    result: dict[int, datetime] = {}
    later = []
    first: datetime | None = None
    for each in everything:
        instant = _own_instant(each)
        if instant is None:
            later.append(each)
            continue
        result[id(each.fact)] = instant
        if give and each.fact.recorded_at is None:
            msgspec.structs.force_setattr(each.fact, "recorded_at", instant)
        if each.path[0] != "directory":
            recorded = first_recorded(each.fact)
            first = recorded if first is None or recorded < first else first
    for each in later:
        instant = _first(each.around) or first or start_of(ALWAYS)
        result[id(each.fact)] = instant
        if give and each.fact.recorded_at is None:
            msgspec.structs.force_setattr(each.fact, "recorded_at", instant)
    return result


def _own_instant(each: Placed) -> datetime | None:
    """Return the start of the fact's own day, but not before the fact around it."""
    fact = each.fact
    if isinstance(fact, IN_THE_DIRECTORY):
        return start_of(ALWAYS)
    day = own_day(fact, each.around.fact if each.around else None)
    if day is None:
        return _first(each.around)
    instant = start_of(day)
    around = _first(each.around)
    if around is not None and around > instant:
        instant = around
    before = each.before
    if isinstance(fact, contacts.Move) and before is not None and before.recorded_at is not None:
        # Two moves on one day: the order of the file says which was last.
        if day_of(before.recorded_at) == day_of(instant) and before.recorded_at >= instant:
            instant = before.recorded_at + timedelta(microseconds=1)
    return instant


def _first(around: Placed | None) -> datetime | None:
    if around is None or around.fact.recorded_at is None:
        return None
    return first_recorded(around.fact)


def own_day(fact: Fact, around: Fact | None) -> date | None:
    """Return the day on which a fact happened, None if it has none."""
    if isinstance(fact, ON_THE_DAY_OF_THE_CONTACT):
        return day_of_contact(around) if isinstance(around, contacts.Contact) else None
    if isinstance(fact, caseload.Transfer) and fact.accepted:
        return min(fact.effective_on, fact.accepted.date)
    for name in DAYS.get(type(fact), ()):
        day: date | None = getattr(fact, name)
        if day is not None:
            return day
    return None


def day_of_contact(contact: contacts.Contact) -> date:
    """Return the day for which a contact stands, moves recorded in error left out."""
    days = [move.date for move in contact.moves if move.in_error is None]
    return days[-1] if days else contact.date


# The order of lists

_DIGITS = re.compile(r"([0-9]+)")
_NAME_KINDS = ("legal", "preferred", "previous", "alias")


NAMING_SEVERAL: dict[type[msgspec.Struct], tuple[str, ...]] = {
    contacts.Account: ("objectives",),
    contacts.Decision: ("documents",),
    information.Answer: ("documents",),
    information.IncomingItem: ("documents",),
    planning.Objective: ("needs", "risks"),
}
"""Fields that name several facts, in no order of their own."""


def natural(ref: str) -> tuple[Any, ...]:
    """Return a key by which c-2 comes before c-10."""
    return tuple((int(p), p) if p.isdigit() else (-1, p) for p in _DIGITS.split(ref))


def order_of(item: Any) -> tuple[Any, ...]:
    """Return the key by which an item stands in its list: its day, then its reference."""
    if isinstance(item, people.Name):
        return (_NAME_KINDS.index(item.kind), first_recorded(item), natural(item.ref))
    if isinstance(item, sentences.Offence):
        return (not item.main, natural(item.ref))
    if isinstance(item, contacts.Move):
        return (item.moved_on, first_recorded(item), natural(item.ref))
    if isinstance(item, contacts.Contact):
        return (item.date, item.time or time.min, natural(item.ref))
    if isinstance(item, assessment.AssessedSection):
        return (item.number, natural(item.ref))
    names = DAYS.get(type(item), ())
    return (*(getattr(item, name) or date.min for name in names), natural(item.ref))


def ordered(struct: StructT) -> StructT:
    """Return a case file with every list in its order, so that equal content is equal."""
    changes: dict[str, Any] = {}
    for shape in parts(type(struct)):
        value = getattr(struct, shape.name)
        if shape.many:
            inner = tuple(ordered(each) for each in value)
            if len(inner) > 1:
                inner = tuple(sorted(inner, key=order_of))
            if any(a is not b for a, b in zip(inner, value, strict=True)):
                changes[shape.name] = inner
        elif value is not None:
            part = ordered(value)
            if part is not value:
                changes[shape.name] = part
    for name in NAMING_SEVERAL.get(type(struct), ()):
        if len(refs := getattr(struct, name)) > 1:
            changes[name] = tuple(sorted(refs, key=natural))
    return msgspec.structs.replace(struct, **changes) if changes else struct
