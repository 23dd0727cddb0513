"""Enquiries, items and changes in words: what stage each has reached, and what can be done next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import Fact, day_of, first_recorded
from throughcare.kernel.casefile.information import (
    ActedOn,
    Change,
    ChangeKind,
    Enquiry,
    EnquiryKind,
    IncomingItem,
    ItemKind,
    RelationshipDecision,
)
from throughcare.kernel.casefile.person import ChildProtection, Relationship
from throughcare.kernel.casefile.planning import Review

Words = Mapping[str, str | Promise]


class Stage(StrEnum):
    """How far an enquiry, or something that arrived, has got."""

    DRAWN_UP = "drawn up"
    SENT = "sent"
    CHASED = "chased"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    RECEIVED = "received"
    READ = "read"
    ACTED_ON = "acted on"
    NOT_APPLICABLE = "not applicable"


STAGES: Words = {
    Stage.DRAWN_UP: gettext_lazy("Drawn up"),
    Stage.SENT: gettext_lazy("Sent"),
    Stage.CHASED: gettext_lazy("Chased"),
    Stage.ESCALATED: gettext_lazy("Escalated"),
    Stage.ANSWERED: gettext_lazy("Answered"),
    Stage.RECEIVED: gettext_lazy("Received"),
    Stage.READ: gettext_lazy("Read"),
    Stage.ACTED_ON: gettext_lazy("Acted on"),
    Stage.NOT_APPLICABLE: gettext_lazy("Not applicable"),
}
COLOURS: Mapping[str, str] = {
    Stage.DRAWN_UP: "grey",
    Stage.SENT: "blue",
    Stage.CHASED: "yellow",
    Stage.ESCALATED: "orange",
    Stage.ANSWERED: "purple",
    Stage.RECEIVED: "purple",
    Stage.READ: "blue",
    Stage.ACTED_ON: "green",
    Stage.NOT_APPLICABLE: "grey",
}
ENQUIRIES: Words = {
    EnquiryKind.DOMESTIC_ABUSE: gettext_lazy("Domestic abuse"),
    EnquiryKind.SAFEGUARDING: gettext_lazy("Safeguarding"),
    EnquiryKind.OTHER: gettext_lazy("Other"),
}
ITEMS: Words = {
    ItemKind.CALLOUT: gettext_lazy("Police callout"),
    ItemKind.ARREST: gettext_lazy("Arrest"),
    ItemKind.LETTER: gettext_lazy("Letter or message"),
    ItemKind.OTHER: gettext_lazy("Something else"),
}
CHANGES: Words = {
    ChangeKind.ARREST: gettext_lazy("Arrest"),
    ChangeKind.CALLOUT: gettext_lazy("Police callout"),
    ChangeKind.RESTRAINING_ORDER: gettext_lazy("Restraining order breached"),
    ChangeKind.NEW_RELATIONSHIP: gettext_lazy("New relationship"),
    ChangeKind.RELATIONSHIP_ENDED: gettext_lazy("Relationship ended"),
    ChangeKind.CHILD_CONTACT: gettext_lazy("Contact with a child"),
    ChangeKind.PREGNANCY: gettext_lazy("Pregnancy"),
    ChangeKind.HOMELESS: gettext_lazy("Homeless"),
    ChangeKind.MOVED: gettext_lazy("Moved"),
    ChangeKind.JOB_LOST: gettext_lazy("Job lost"),
    ChangeKind.OVERDOSE: gettext_lazy("Overdose"),
    ChangeKind.SUBSTANCE_USE: gettext_lazy("Drink or drugs"),
    ChangeKind.HEALTH: gettext_lazy("Health"),
    ChangeKind.BEREAVEMENT: gettext_lazy("Bereavement"),
    ChangeKind.OTHER: gettext_lazy("Something else"),
}
STATUSES: Words = {
    "no children": gettext_lazy("No children in the person’s life"),
    "no concerns": gettext_lazy("Children, and no concerns"),
    "child in need": gettext_lazy("Child in need"),
    "child protection plan": gettext_lazy("Child protection plan"),
    "looked after": gettext_lazy("Looked after"),
    "not known": gettext_lazy("Not known"),
}
OUTCOMES: Words = {
    "referral": gettext_lazy("Referral to children’s social care"),
    "enquiry": gettext_lazy("Enquiry"),
    "neither": gettext_lazy("Neither is needed"),
}
DOCUMENTS: Words = {
    "reply": gettext_lazy("Reply"),
    "letter": gettext_lazy("Letter"),
    "report": gettext_lazy("Report"),
    "prosecution papers": gettext_lazy("Prosecution papers"),
    "evidence": gettext_lazy("Evidence"),
    "photograph": gettext_lazy("Photograph"),
    "other": gettext_lazy("Something else"),
}
CONTACT: Words = {
    "unsupervised": gettext_lazy("Unsupervised"),
    "supervised": gettext_lazy("Supervised"),
    "none": gettext_lazy("No contact"),
}


@dataclass(frozen=True)
class Asked:
    """An enquiry as lists show it."""

    fact: Enquiry
    what: str
    stage: Stage
    since: date
    """The day on which it reached this stage."""
    waiting: int | None
    """Days since it was sent, while no answer has come."""
    needs_message: bool
    """Whether it is said to be sent, and no message is on record."""

    @property
    def tag(self) -> tuple[str, str]:
        """Its stage, with a colour."""
        return str(STAGES[self.stage]), COLOURS[self.stage]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do, or waits."""
        if self.stage is Stage.READ and self.fact.answer:
            return self.fact.answer.concern
        return self.stage not in (Stage.ACTED_ON, Stage.NOT_APPLICABLE)


@dataclass(frozen=True)
class Arrived:
    """An item as lists show it."""

    fact: IncomingItem
    what: str
    stage: Stage
    since: date
    changes: Sequence[Change]
    """The changes of circumstances recorded from it."""

    @property
    def tag(self) -> tuple[str, str]:
        """Its stage, with a colour."""
        return str(STAGES[self.stage]), COLOURS[self.stage]


@dataclass(frozen=True)
class Changed:
    """A change as lists show it: decided or not."""

    fact: Change
    what: str
    review: Review | None
    """The review that took it up."""
    item: IncomingItem | None

    @property
    def is_decided(self) -> bool:
        """Whether a review was begun, or it was decided that none is needed."""
        return bool(self.review or standing(self.fact.not_needed))

    @property
    def tag(self) -> tuple[str, str]:
        """What was decided, with a colour."""
        if standing(self.fact.not_needed):
            return _("No review needed"), "grey"
        return (_("Reviewed"), "green") if self.review else (_("Not decided yet"), "yellow")


@dataclass(frozen=True)
class Related:
    """A partner or a child, and what was decided."""

    fact: Relationship
    about: str
    decisions: Sequence[RelationshipDecision]
    """What was decided and counts, newest first."""

    @property
    def tag(self) -> tuple[str, str]:
        """Whether something was decided, with a colour."""
        if not self.decisions:
            return _("Nothing decided yet"), "yellow"
        return str(OUTCOMES[self.decisions[0].outcome]), "blue"


def standing(fact: Any) -> Any:
    """A part that stands, None for one recorded in error."""
    return None if fact is None or fact.in_error else fact


def acted_on(fact: Enquiry | IncomingItem) -> ActedOn | None:
    """What was done about something, or why nothing; None while neither is on record."""
    acted: ActedOn | None = standing(fact.acted)
    return acted if acted and acted.counts else None


def asked(enquiry: Enquiry, today: date) -> Asked:
    """Return an enquiry with its stage."""
    stage, since = max(_stages(enquiry), key=lambda each: (_ORDER.index(each[0]), each[1]))
    sent, answer = standing(enquiry.sent), standing(enquiry.answer)
    waits = sent and not answer and not standing(enquiry.not_applicable)
    return Asked(
        fact=enquiry,
        what=str(ENQUIRIES[enquiry.kind]),
        stage=stage,
        since=since,
        waiting=(today - sent.date).days if waits else None,
        needs_message=bool(waits and not sent.has_trail),
    )


_ORDER = tuple(Stage)


def _stages(enquiry: Enquiry) -> Iterator[tuple[Stage, date]]:
    """The stages that an enquiry has passed, each with its day."""
    yield Stage.DRAWN_UP, enquiry.asked_on
    if sent := standing(enquiry.sent):
        yield Stage.SENT, sent.date
    for chase in enquiry.chases:
        if standing(chase):
            yield Stage.ESCALATED if chase.by_manager else Stage.CHASED, chase.date
    if answer := standing(enquiry.answer):
        yield Stage.ANSWERED, answer.received_on
    yield from _dealt_with(enquiry)
    if decided := standing(enquiry.not_applicable):
        yield Stage.NOT_APPLICABLE, decided.date


def _dealt_with(fact: Enquiry | IncomingItem) -> Iterator[tuple[Stage, date]]:
    if read := standing(fact.read):
        yield Stage.READ, read.date
    if acted := acted_on(fact):
        yield Stage.ACTED_ON, acted.date


def arrived(item: IncomingItem, changes: Sequence[Change]) -> Arrived:
    """Return an item with its stage."""
    stages = [(Stage.RECEIVED, item.received_on), *_dealt_with(item)]
    stage, since = stages[-1]
    told = [each for each in changes if each.item == item.ref and not each.in_error]
    return Arrived(item, str(ITEMS[item.kind]), stage, since, told)


def changed(change: Change, case: CaseFile) -> Changed:
    """Return a change with what was decided about it."""
    recorded = _recorded_on(change)
    taken_up = [
        each
        for each in case.planning.reviews
        if not each.in_error and each.begun_on >= max(recorded, change.happened_on)
    ]
    review = min(taken_up, key=lambda each: each.begun_on, default=None)
    item = next((each for each in case.information.items if each.ref == change.item), None)
    return Changed(change, str(CHANGES[change.kind]), review, item)


def _recorded_on(fact: Fact) -> date:
    return day_of(first_recorded(fact))


def related(case: CaseFile) -> list[Related]:
    """Return the partners and children of a person, those last begun first."""
    found = []
    for each in case.person.relationships:
        if each.in_error or not (each.is_partner or each.is_child or each.cares_for_child):
            continue
        decisions = [
            decision
            for decision in case.information.relationship_decisions
            if decision.relationship == each.ref and decision.counts and not decision.in_error
        ]
        decisions.sort(key=lambda decision: decision.date, reverse=True)
        found.append(Related(each, _about(each), decisions))
    return sorted(found, key=lambda each: each.fact.began_on or date.min, reverse=True)


def _about(each: Relationship) -> str:
    said = [each.kind]
    if each.is_child:
        said.append(_("under 18"))
    if each.lives_with:
        said.append(_("lives with the person"))
    if each.cares_for_child:
        said.append(_("lives with or cares for a child"))
    if each.contact:
        said.append(_("contact: %(how)s") % {"how": str(CONTACT[each.contact]).lower()})
    return ", ".join(said)


def child_status(case: CaseFile, today: date) -> ChildProtection | None:
    """Return the child protection status on a day; of one day the one recorded last."""
    known = [e for e in case.person.child_protection if e.date <= today and not e.in_error]
    return max(known, key=lambda each: (each.date, each.recorded_at), default=None)


def size(document_bytes: int) -> str:
    """The size of a document: 12 KB, 1.4 MB."""
    if document_bytes >= 1024 * 1024:
        return f"{document_bytes / (1024 * 1024):.1f} MB"
    return f"{max(1, round(document_bytes / 1024))} KB" if document_bytes else ""
