"""How contacts are said in words: what a contact is, what came of it, and how it was corrected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.design.wording import clock, day
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import (
    Cause,
    Contact,
    ContactKind,
    Mode,
    Move,
    Result,
    ServiceCause,
)
from throughcare.kernel.casefile.information import Document
from throughcare.kernel.casefile.sentences import Requirement

KINDS: Mapping[str, Any] = {
    ContactKind.SUPERVISION: gettext_lazy("Supervision"),
    ContactKind.SESSION: gettext_lazy("Session"),
    ContactKind.DRUG_TEST: gettext_lazy("Drug test"),
    ContactKind.UNPAID_WORK: gettext_lazy("Unpaid work"),
    ContactKind.NOTE: gettext_lazy("Note"),
}
MODES: Mapping[str, Any] = {
    Mode.OFFICE: gettext_lazy("At the office"),
    Mode.HOME_VISIT: gettext_lazy("Home visit"),
    Mode.ELSEWHERE: gettext_lazy("Elsewhere, in person"),
    Mode.VIDEO: gettext_lazy("By video"),
    Mode.TELEPHONE: gettext_lazy("By telephone"),
}
RESULTS: Mapping[str, Any] = {
    Result.ATTENDED: gettext_lazy("Attended"),
    Result.FAILED_TO_ATTEND: gettext_lazy("Failed to attend"),
    Result.FAILED_TO_COMPLY: gettext_lazy("Failed to comply"),
    Result.NOT_HELD: gettext_lazy("Not held by the service"),
}
SERVICE_CAUSES: Mapping[str, Any] = {
    ServiceCause.STOOD_DOWN: gettext_lazy("Stood down"),
    ServiceCause.CLASH: gettext_lazy("Clash with another appointment"),
    ServiceCause.NOBODY_THERE: gettext_lazy("Nobody there to see them"),
    ServiceCause.UNWORKABLE: gettext_lazy("Placement that cannot work"),
    ServiceCause.OTHER: gettext_lazy("Something else"),
}
CAUSES: Mapping[str, Any] = {
    Cause.SICKNESS: gettext_lazy("Sickness"),
    Cause.WORK: gettext_lazy("Work"),
    Cause.HELD: gettext_lazy("Court, custody or hospital"),
    Cause.BEREAVEMENT: gettext_lazy("Bereavement"),
    Cause.CARING: gettext_lazy("Caring for somebody"),
    Cause.FAITH: gettext_lazy("Religious observance"),
    Cause.DISABILITY: gettext_lazy("Disability or health condition"),
    Cause.TRANSPORT: gettext_lazy("Transport"),
    Cause.SERVICE: gettext_lazy("Caused by the service"),
    Cause.OTHER: gettext_lazy("Another reason"),
    Cause.NONE: gettext_lazy("No reason given"),
}
WAYS: Mapping[str, Any] = {
    "in person": gettext_lazy("In person"),
    "telephone": gettext_lazy("By telephone"),
    "text": gettext_lazy("By text"),
    "letter": gettext_lazy("By letter"),
    "e-mail": gettext_lazy("By e-mail"),
}
_COLOURS = {
    Result.ATTENDED: "green",
    Result.FAILED_TO_ATTEND: "red",
    Result.FAILED_TO_COMPLY: "red",
    Result.NOT_HELD: "grey",
}

Tag = tuple[str, str]
"""The text of a tag, and its colour."""


@dataclass(frozen=True)
class Correction:
    """What once stood in the record, and when it was corrected."""

    on: datetime
    was: str


@dataclass(frozen=True)
class Shown:
    """A contact as pages show it."""

    ref: str
    what: str
    on: date
    at: time | None
    fact: Contact
    moves: Sequence[Move]
    tags: Sequence[Tag]
    with_whom: str
    place: str
    requirement: str
    outcome: str
    outcome_by: str
    outcome_at: datetime | None
    done: str
    objectives: Sequence[str]
    asked: str
    decision: str
    evidence: str
    """The evidence that was seen, in words."""
    papers: Sequence[Document]
    """The documents seen as evidence."""
    cancelled: str
    owed: bool
    """Whether its day has come and nothing is recorded of it."""
    to_come: bool
    corrections: Sequence[Correction] = field(default=())

    @property
    def when(self) -> str:
        """The day and, where it is known, the time."""
        return said_when(self.on, self.at)

    @property
    def is_note(self) -> bool:
        """Whether it is a note, which nobody attends."""
        return self.fact.kind is ContactKind.NOTE

    @property
    def text(self) -> str:
        """What was written: of a note the note, else what was done."""
        return self.done or (self.fact.note if self.is_note else "")


class Log:
    """Shows the contacts of a case file, with the names of what they refer to."""

    def __init__(self, case: CaseFile, today: date) -> None:
        self._today = today
        self._staff = {each.ref: each.name for each in case.directory.staff}
        self._offices = {each.ref: each.name for each in case.directory.offices}
        self._requirements = {each.ref: named(each) for each in _requirements(case)}
        self._documents = [d for d in case.information.documents if d.in_error is None]
        self._objectives = {
            each.ref: each.text for plan in case.planning.plans for each in plan.objectives
        }

    def shown(self, contact: Contact) -> Shown:
        """Return a contact in words."""
        moves = [each for each in contact.moves if each.in_error is None]
        outcome, account = _standing(contact.outcome), _standing(contact.account)
        asked, decision = _standing(contact.asked), _standing(contact.decision)
        cancelled = _standing(contact.cancelled)
        on = moves[-1].date if moves else contact.date
        is_note = contact.kind is ContactKind.NOTE
        open_ = not (outcome or cancelled or contact.in_error or is_note)
        place = self._offices.get(contact.office or "", "")
        return Shown(
            ref=contact.ref,
            what=said_what(contact.kind, contact.mode),
            on=on,
            at=moves[-1].time if moves else contact.time,
            fact=contact,
            moves=moves,
            tags=list(_tags(outcome, decision, cancelled, open_ and on <= self._today)),
            with_whom=self._staff.get(contact.staff or "", ""),
            place=place,
            requirement=self._requirements.get(contact.requirement or "", ""),
            outcome=_came(outcome) if outcome else "",
            outcome_by=self._staff.get(outcome.by or "", "") if outcome else "",
            outcome_at=outcome.recorded_at if outcome else None,
            done=account.done if account else "",
            objectives=self._served(account),
            asked=str(WAYS[asked.how]) if asked else "",
            decision=_decided(decision) if decision else "",
            evidence=decision.evidence if decision else "",
            papers=[
                each
                for each in self._documents
                if decision is not None and each.ref in decision.documents
            ],
            cancelled=cancelled.because or _("no reason recorded") if cancelled else "",
            owed=open_ and on <= self._today,
            to_come=open_ and on >= self._today,
            corrections=sorted(self._corrections(contact), key=lambda each: each.on),
        )

    def _served(self, account: Any) -> list[str]:
        return [self._objectives.get(ref) or ref for ref in account.objectives] if account else []

    def _corrections(self, contact: Contact) -> Iterator[Correction]:
        for fact, said in (
            (contact, lambda v: self._booking(v)),
            (contact.outcome, _came),
            (contact.account, lambda v: v.done or _("nothing about what was done")),
            (contact.asked, lambda v: str(WAYS[v.how])),
            (contact.decision, _decided),
        ):
            if fact is None:
                continue
            versions = [*fact.earlier, fact]
            for version, after in pairwise(versions):
                assert after.recorded_at is not None
                ended = version.in_error.recorded_at if version.in_error else after.recorded_at
                yield Correction(ended, said(version))
            if fact is not contact and fact.in_error:
                yield Correction(fact.in_error.recorded_at, said(fact))
        for move in contact.moves:
            if move.in_error:
                moved = _("moved to %(when)s") % {"when": said_when(move.date, move.time)}
                yield Correction(move.in_error.recorded_at, moved)

    def _booking(self, version: Contact) -> str:
        whom = self._staff.get(version.staff or "", "")
        said = f"{MODES[version.mode]}, {said_when(version.date, version.time)}"
        return f"{said}, {whom}" if whom else said


def said_what(kind: str, mode: str) -> str:
    """What a contact is for and how it takes place: Supervision, at the office."""
    if kind == ContactKind.NOTE:
        return str(KINDS[kind])
    how = str(MODES[mode])
    return f"{KINDS[kind]}, {how[:1].lower()}{how[1:]}"


def said_when(on: date, at: time | None) -> str:
    """The day and, where it is known, the time."""
    if at is None:
        return day(on)
    return _("%(day)s at %(time)s") % {"day": day(on), "time": clock(at)}


def named(requirement: Requirement) -> str:
    """A requirement by its name, else by its kind."""
    return requirement.name or str(requirement.kind).capitalize()


def _came(outcome: Any) -> str:
    said = str(RESULTS[outcome.result])
    return f"{said}: {SERVICE_CAUSES[outcome.service_cause]}" if outcome.service_cause else said


def _decided(decision: Any) -> str:
    word = _("Acceptable") if decision.acceptable else _("Not acceptable")
    if decision.cause == Cause.SERVICE:
        word = str(CAUSES[Cause.SERVICE])
    elif decision.cause:
        word = f"{word} ({str(CAUSES[decision.cause]).lower()})"
    return f"{word}: {decision.because}" if decision.because else word


def _tags(outcome: Any, decision: Any, cancelled: Any, owed: bool) -> Iterator[Tag]:
    if outcome:
        yield str(RESULTS[outcome.result]), _COLOURS[outcome.result]
        if outcome.result in (Result.FAILED_TO_ATTEND, Result.FAILED_TO_COMPLY):
            if decision is None:
                yield _("Not decided yet"), "yellow"
            elif decision.cause == Cause.SERVICE:
                yield _("Caused by the service"), "grey"
            elif decision.acceptable:
                yield _("Acceptable"), "blue"
            else:
                yield _("Not acceptable"), "red"
    elif cancelled:
        yield _("Cancelled"), "grey"
    elif owed:
        yield _("Outcome not recorded"), "orange"


def _standing(part: Any) -> Any:
    return None if part is None or part.in_error else part


def _requirements(case: CaseFile) -> Iterator[Requirement]:
    for order in case.sentences.orders:
        yield from order.requirements
    for custody in case.sentences.custody:
        for licence in custody.licences:
            yield from licence.conditions
        if custody.supervision:
            yield from custody.supervision.conditions
