"""Whether the question that every supervision begins with was put, and when it opens again.

Duty calendar, send-da-enquiry and send-safeguarding-enquiry, and reading 11. The question is
answered for by a request sent with its trail, or by the decision that it does not apply.

Not here: what came back (information.duties).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from operator import attrgetter

import msgspec

from throughcare.information import policy
from throughcare.information.rules.assessed import abuse_scored
from throughcare.information.rules.supervision import Supervised
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import Fact, day_of, recorded, standing_since
from throughcare.kernel.casefile.information import Enquiry, EnquiryKind
from throughcare.kernel.casefile.person import (
    ChildProtection,
    Registration,
    RegistrationKind,
    Relationship,
)
from throughcare.kernel.regime import Regime


class Dealt(msgspec.Struct, frozen=True, kw_only=True):
    """A request that was sent, or the decision that the question does not apply."""

    on: date
    at: datetime
    """When it was recorded, which tells the order of one day."""
    applies: bool


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A fact on record that says children may be concerned."""

    on: date
    at: datetime
    opening: str
    what: str


class Again(msgspec.Struct, frozen=True):
    """The question opened again by a trigger, and the day it was next dealt with."""

    trigger: Trigger
    met_on: date | None


_order = attrgetter("on", "at")


def dealt(case: CaseFile, kind: EnquiryKind, run: Supervised) -> list[Dealt]:
    """Return what was done in a supervision about the question, in order."""
    return sorted(
        (
            each
            for enquiry in case.information.enquiries
            if enquiry.kind is kind
            for each in _dealt(enquiry)
            if _counts(each, enquiry, run)
        ),
        key=_order,
    )


def _dealt(enquiry: Enquiry) -> Iterator[Dealt]:
    if enquiry.sent and enquiry.sent.has_trail:
        yield Dealt(on=enquiry.sent.date, at=recorded(enquiry.sent), applies=True)
    if decided := enquiry.not_applicable:
        yield Dealt(on=decided.date, at=recorded(decided), applies=False)


def _counts(each: Dealt, enquiry: Enquiry, run: Supervised) -> bool:
    """A request counts since the report or the sentence; a decision, in its supervision alone."""
    if run.days.last and each.on > run.days.last:
        return False
    of_this = run.after is None or each.on > run.after
    since_sentence = each.on >= run.sentenced_on
    if enquiry.for_report:
        return of_this or (each.applies and since_sentence)
    return since_sentence and (of_this or each.applies)


def unsent(case: CaseFile, kind: EnquiryKind, run: Supervised) -> date | None:
    """Return the day of a request said to have been made, of which there is no trail."""
    found = [
        enquiry.asked_on
        for enquiry in case.information.enquiries
        if enquiry.kind is kind
        and (enquiry.for_report or enquiry.asked_on >= run.sentenced_on)
        and enquiry.not_applicable is None
        and not (enquiry.sent and enquiry.sent.has_trail)
    ]
    return min((day for day in found if not run.days.last or day <= run.days.last), default=None)


def again(
    case: CaseFile, run: Supervised, answers: Sequence[Dealt], regime: Regime
) -> Iterator[Again]:
    """Yield each opening of the safeguarding question after it was said not to apply.

    A trigger opens it where the last answer before was *not applicable*. Until the question is
    dealt with, a further trigger opens no second.
    """
    opened = set()
    for trigger in sorted(_triggers(case, regime), key=attrgetter("on", "at", "opening")):
        if run.days.last and trigger.on > run.days.last:
            break
        last = bisect_right(answers, (trigger.on, trigger.at), key=_order) - 1
        if last < 0 or answers[last].applies or last in opened:
            continue
        opened.add(last)
        yield Again(trigger, answers[last + 1].on if last + 1 < len(answers) else None)


def _triggers(case: CaseFile, regime: Regime) -> Iterator[Trigger]:
    abuse = regime.of(policy.DOMESTIC_ABUSE).value
    harm = regime.of(policy.HARM_TO_A_CHILD).value
    for relationship in case.person.relationships:
        since = standing_since(relationship, brings_a_child)
        yield from _trigger(relationship, relationship.ref, since, "child")
    for registration in case.person.registrations:
        for what, kinds in (("domestic abuse", abuse), ("harm to a child", harm)):
            since = standing_since(registration, partial(_is_one_of, kinds))
            yield from _trigger(registration, registration.ref, since, what)
    yield from _scored(case, abuse, regime)
    for status in case.person.child_protection:
        yield from _trigger(status, status.ref, standing_since(status, is_not_known), "status")


def _scored(case: CaseFile, abuse: Sequence[RegistrationKind], regime: Regime) -> Iterator[Trigger]:
    """An assessment says it first where nothing on record did before."""
    first = min(abuse_scored(case, regime), key=_order, default=None)
    if first is None:
        return
    registered = [
        standing_since(each, partial(_is_one_of, abuse)) for each in case.person.registrations
    ]
    if not any(since and (day_of(since), since) <= (first.on, first.at) for since in registered):
        yield Trigger(on=first.on, at=first.at, opening=first.ref, what="domestic abuse")


def _trigger(fact: Fact, ref: str, since: datetime | None, what: str) -> Iterator[Trigger]:
    if since is not None:
        yield Trigger(on=day_of(since), at=since, opening=ref, what=what)


def _is_one_of(kinds: Sequence[RegistrationKind], each: Registration) -> bool:
    return each.kind in kinds


def brings_a_child(each: Relationship) -> bool:
    """Say whether somebody is a child in the household or in contact, or brings one there."""
    if each.is_child:
        return each.lives_with or each.contact != "none"
    return each.cares_for_child and (each.is_partner or each.lives_with)


def is_not_known(each: ChildProtection) -> bool:
    """Say whether a child protection status says *not known*."""
    return each.status == "not known"
