"""A plan while it is worked out: what is in it, where it begins, and what it still lacks.

A part (an objective, a risk, the contact level, the agreement) counts its own versions, so
that two who write different parts at once are in nobody's way.

Not here: what is owed once a plan is signed (planning.duties).
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from throughcare.assessment.rules.harm import signed
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Oasys
from throughcare.kernel.casefile.facts import recorded
from throughcare.kernel.casefile.planning import Interval, Objective, Plan
from throughcare.planning.rules.contact_level import is_less
from throughcare.planning.rules.linking import calls_for_action, calls_for_contingency
from throughcare.sentences.rules.spells import spells, supervision_on, supervisions

HEADINGS = (
    "supervision",
    "monitoring and control",
    "interventions and treatment",
    "victim safety planning",
)
"""Of a risk management plan, in their order."""


class DraftAction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step as far as it is written."""

    what: str
    who: str = ""
    by_when: date | None = None
    heading: str | None = None
    requirement: str | None = None

    @property
    def is_concrete(self) -> bool:
        """Whether it says what, who and by when."""
        return bool(self.what.strip() and self.who.strip() and self.by_when)


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is saved in one go, with who saved it last and when."""

    version: int = 0
    by: str = ""
    at: datetime | None = None


class DraftObjective(Part, frozen=True, kw_only=True, omit_defaults=True):
    """An objective as far as it is written."""

    key: str
    text: str = ""
    measure: str = ""
    needs: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    actions: tuple[DraftAction, ...] = ()
    removed: bool = False


class DraftRisk(Part, frozen=True, kw_only=True, omit_defaults=True):
    """How one risk of the assessment is to be dealt with."""

    risk: str
    actions: tuple[DraftAction, ...] = ()
    contingency: str = ""
    restrictive: str = ""
    not_needed: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether contingency and restrictive measures are stated, or not needed because."""
        stated = self.contingency.strip() and self.restrictive.strip()
        return bool(stated or self.not_needed.strip())


class DraftContact(Part, frozen=True, kw_only=True, omit_defaults=True):
    """How often the person is to be seen."""

    interval: Interval | None = None
    face_to_face: bool = True
    because: str = ""


class DraftAgreement(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What the person says to it; empty until they were asked."""

    said: Literal["", "agrees", "objects"] = ""
    words: str = ""
    on: date | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan that is being worked out."""

    objectives: tuple[DraftObjective, ...] = ()
    risks: tuple[DraftRisk, ...] = ()
    contact: DraftContact = DraftContact()
    agreement: DraftAgreement = DraftAgreement()

    @property
    def standing(self) -> tuple[DraftObjective, ...]:
        """The objectives that were not taken out."""
        return tuple(each for each in self.objectives if not each.removed)

    def objective(self, key: str) -> DraftObjective | None:
        """The objective with a key, also one that was taken out."""
        return next((each for each in self.objectives if each.key == key), None)

    def put(self, part: Part) -> "Draft":
        """The same draft with a part written anew."""
        change: dict[str, object]
        if isinstance(part, DraftObjective):
            known = self.objective(part.key) is not None
            kept = tuple(part if each.key == part.key else each for each in self.objectives)
            change = {"objectives": kept if known else (*kept, part)}
        elif isinstance(part, DraftRisk):
            others = tuple(each for each in self.risks if each.risk != part.risk)
            change = {"risks": (*others, part)}
        else:
            change = {"contact" if isinstance(part, DraftContact) else "agreement": part}
        return msgspec.structs.replace(self, **change)

    def as_saved(self, part: Part) -> Part:
        """The part as it is saved now; of version 0 where it is not there."""
        if isinstance(part, DraftObjective):
            return self.objective(part.key) or DraftObjective(key=part.key)
        if isinstance(part, DraftRisk):
            return self.risk(part.risk)
        return self.contact if isinstance(part, DraftContact) else self.agreement

    def risk(self, ref: str) -> DraftRisk:
        """What is written about a risk."""
        return next((each for each in self.risks if each.risk == ref), DraftRisk(risk=ref))


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is missing: which sort, in which part, and whether it forbids signing."""

    code: Literal[
        "no-assessment",
        "no-objective",
        "objective-empty",
        "make-objective-concrete",
        "objective-for-need",
        "action-for-risk",
        "contingency",
        "contact",
        "contact-reason",
    ]
    part: str = ""
    about: str = ""
    forbids: bool = True


def last_assessment(case: CaseFile) -> Oasys | None:
    """Return the last signed assessment."""
    found = signed(case)
    return found[-1] if found else None


def plan_in_force(case: CaseFile, day: date) -> Plan | None:
    """Return the last plan signed by ``day`` in the supervision of that day."""
    run = supervision_on(day, supervisions(spells(case)))
    since = run.first if run else date.min
    found = [plan for plan in case.planning.plans if since <= plan.signed_on <= day]
    return max(found, key=lambda plan: (plan.signed_on, recorded(plan)), default=None)


def begin(case: CaseFile, day: date) -> Draft:
    """Return a new draft: the plan in force, without what is done or ended.

    Links follow the section and the group into the last assessment.
    """
    plan, assessment = plan_in_force(case, day), last_assessment(case)
    if plan is None:
        return Draft()
    needs, risks = _carried(case, assessment)
    objectives = tuple(
        DraftObjective(
            key=each.ref,
            text=each.text,
            measure=each.measure,
            needs=_named(each.needs, needs),
            risks=_named(each.risks, risks),
            actions=tuple(_action(step) for step in each.actions if step.done_on is None),
        )
        for each in active(plan, day)
    )
    managed = tuple(
        DraftRisk(
            risk=risks[each.risk],
            actions=tuple(_action(step) for step in each.actions if step.done_on is None),
            contingency=each.contingency,
            restrictive=each.restrictive,
            not_needed=each.not_needed,
        )
        for each in plan.managed_risks
        if each.risk in risks
    )
    reason = plan.contact_reason.because if plan.contact_reason else ""
    contact = DraftContact(interval=plan.contact, face_to_face=plan.face_to_face, because=reason)
    return Draft(objectives=objectives, risks=managed, contact=contact)


def active(plan: Plan, day: date) -> list[Objective]:
    """Return the objectives of a plan that have not ended."""
    return [each for each in plan.objectives if each.ended is None or each.ended.date > day]


def _carried(case: CaseFile, last: Oasys | None) -> tuple[dict[str, str], dict[str, str]]:
    """For sections and risks of every assessment, the same ones of the last."""
    if last is None:
        return {}, {}
    sections = {each.number: each.ref for each in last.sections}
    groups = {each.group: each.ref for each in last.risks}
    needs, risks = {}, {}
    for assessment in case.assessment.oasys:
        for section in assessment.sections:
            if section.number in sections:
                needs[section.ref] = sections[section.number]
        for risk in assessment.risks:
            if risk.group in groups:
                risks[risk.ref] = groups[risk.group]
    return needs, risks


def _named(refs: Sequence[str], carried: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(carried[ref] for ref in refs if ref in carried))


def _action(step: object) -> DraftAction:
    return msgspec.convert(step, DraftAction, from_attributes=True)


def lacks(
    draft: Draft, assessment: Oasys | None, needs: Sequence[str], minimum: Interval | None
) -> Iterator[Lack]:
    """Yield what a plan lacks, in the order of its pages.

    ``needs`` are the sections that call for an objective. What does not forbid signing opens a
    duty afterwards.
    """
    if assessment is None:
        yield Lack(code="no-assessment", forbids=False)
    if not draft.standing:
        yield Lack(code="no-objective", part="objective")
    for each in draft.standing:
        if not each.text.strip():
            yield Lack(code="objective-empty", part=each.key)
        if not any(step.is_concrete for step in each.actions):
            yield Lack(code="make-objective-concrete", part=each.key, about=each.text)
    answered = {ref for each in draft.standing for ref in each.needs}
    for ref in needs:
        if ref not in answered:
            yield Lack(code="objective-for-need", part="objective", about=ref, forbids=False)
    for risk in assessment.risks if assessment else ():
        written = draft.risk(risk.ref)
        if calls_for_contingency(risk) and not written.is_settled:
            yield Lack(code="contingency", part=risk.ref, about=risk.group)
        if calls_for_action(risk) and not written.actions:
            yield Lack(code="action-for-risk", part=risk.ref, about=risk.group, forbids=False)
    contact = draft.contact
    if contact.interval is None:
        yield Lack(code="contact", part="contact")
    elif minimum and is_less(contact.interval, minimum) and not contact.because.strip():
        yield Lack(code="contact-reason", part="contact")
