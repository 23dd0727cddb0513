"""How plans are said in words: sections, groups at risk, headings, intervals."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.rules.items import BY_NUMBER
from throughcare.design.wording import day
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level, RiskTo
from throughcare.kernel.casefile.planning import Interval, Objective, Plan

INTERVALS: Mapping[str, Any] = {
    Interval.WEEKLY: gettext_lazy("Every week"),
    Interval.FORTNIGHTLY: gettext_lazy("Every two weeks"),
    Interval.THREE_WEEKLY: gettext_lazy("Every three weeks"),
    Interval.FOUR_WEEKLY: gettext_lazy("Every four weeks"),
    Interval.MONTHLY: gettext_lazy("Every month"),
    Interval.SIX_WEEKLY: gettext_lazy("Every six weeks"),
    Interval.TWO_MONTHLY: gettext_lazy("Every two months"),
    Interval.QUARTERLY: gettext_lazy("Every three months"),
}
GROUPS: Mapping[str, Any] = {
    RiskTo.CHILDREN: gettext_lazy("Children"),
    RiskTo.PUBLIC: gettext_lazy("The public"),
    RiskTo.KNOWN_ADULT: gettext_lazy("A known adult"),
    RiskTo.STAFF: gettext_lazy("Staff"),
    RiskTo.PRISONERS: gettext_lazy("Prisoners"),
}
LEVELS: Mapping[str, Any] = {
    Level.LOW: gettext_lazy("low"),
    Level.MEDIUM: gettext_lazy("medium"),
    Level.HIGH: gettext_lazy("high"),
    Level.VERY_HIGH: gettext_lazy("very high"),
}
HEADINGS: Mapping[str, Any] = {
    "supervision": gettext_lazy("Supervision"),
    "monitoring and control": gettext_lazy("Monitoring and control"),
    "interventions and treatment": gettext_lazy("Interventions and treatment"),
    "victim safety planning": gettext_lazy("Victim safety planning"),
}
WHY_MINIMUM: Mapping[str, Any] = {
    "re-release": gettext_lazy("released again after a recall"),
    "high": gettext_lazy("high or very high risk of serious harm"),
    "medium-complex": gettext_lazy("medium risk of serious harm, with complexity"),
    "medium": gettext_lazy("medium risk of serious harm, or not assessed"),
    "low-likely": gettext_lazy("low risk of serious harm, likely to reoffend"),
    "low": gettext_lazy("low risk of serious harm"),
}


def section_name(number: int) -> str:
    """What a section of the assessment is about."""
    known = BY_NUMBER.get(number)
    return _(known.name) if known else _("Section %(number)d") % {"number": number}


def sentence(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


class Step(NamedTuple):
    """An action as pages show it."""

    ref: str
    what: str
    who: str
    by_when: date | None
    done_on: date | None
    late: bool
    requirement: str
    is_concrete: bool


class ObjectiveShown(NamedTuple):
    """An objective as pages show it."""

    ref: str
    text: str
    measure: str
    answers: list[str]
    steps: list[Step]
    ended: str
    is_concrete: bool


class RiskShown(NamedTuple):
    """How the plan deals with one risk, as pages show it."""

    group: str
    level: str
    headings: list[tuple[str, list[Step]]]
    contingency: str
    restrictive: str
    not_needed: str


class PlanShown(NamedTuple):
    """A plan as pages show it."""

    fact: Plan
    signed_by: str
    objectives: list[ObjectiveShown]
    risks: list[RiskShown]
    interval: str
    face_to_face: bool
    agreed_by: str


class Words:
    """Says the facts of one case."""

    def __init__(self, case: CaseFile, today: date) -> None:
        self._today = today
        self._staff = {each.ref: each.name for each in case.directory.staff}
        self.sections = {s.ref: s for each in case.assessment.oasys for s in each.sections}
        self.risks = {r.ref: r for each in case.assessment.oasys for r in each.risks}
        self.requirements = requirement_names(case)
        self.changes = {
            each.ref: f"{each.kind}, {day(each.happened_on)}" for each in case.information.changes
        }

    def staff(self, ref: str | None) -> str:
        """The name of a member of staff; empty for none."""
        return self._staff.get(ref or "", ref or "")

    def need(self, ref: str) -> str:
        """A need by what its section is about."""
        section = self.sections.get(ref)
        return section_name(section.number) if section else ref

    def risk(self, ref: str) -> str:
        """A risk by whom it threatens."""
        risk = self.risks.get(ref)
        if risk is None:
            return ref
        return _("Risk to: %(group)s") % {"group": str(GROUPS[risk.group]).lower()}

    def step(self, action: Any) -> Step:
        """An action, of a signed plan or of a draft."""
        done_on = getattr(action, "done_on", None)
        late = bool(action.by_when and action.by_when < self._today and done_on is None)
        return Step(
            ref=getattr(action, "ref", ""),
            what=action.what,
            who=action.who,
            by_when=action.by_when,
            done_on=done_on,
            late=late,
            requirement=self.requirements.get(action.requirement or "", ""),
            is_concrete=action.is_concrete,
        )

    def objective(self, each: Any) -> ObjectiveShown:
        """An objective, of a signed plan or of a draft."""
        answers = [self.need(ref) for ref in each.needs] + [self.risk(ref) for ref in each.risks]
        return ObjectiveShown(
            ref=getattr(each, "ref", "") or each.key,
            text=each.text,
            measure=each.measure,
            answers=answers,
            steps=[self.step(step) for step in each.actions],
            ended=_ended(each) if isinstance(each, Objective) else "",
            is_concrete=any(step.is_concrete for step in each.actions),
        )

    def managed(self, each: Any) -> RiskShown:
        """How one risk is dealt with, of a signed plan or of a draft."""
        risk = self.risks.get(each.risk)
        under: dict[str, list[Step]] = {heading: [] for heading in HEADINGS}
        for step in each.actions:
            under.setdefault(step.heading or "supervision", []).append(self.step(step))
        return RiskShown(
            group=str(GROUPS[risk.group]) if risk else each.risk,
            level=str(LEVELS[risk.level]) if risk else "",
            headings=[(str(HEADINGS[name]), steps) for name, steps in under.items()],
            contingency=each.contingency,
            restrictive=each.restrictive,
            not_needed=each.not_needed,
        )

    def plan(self, plan: Plan) -> PlanShown:
        """A signed plan."""
        reason = plan.contact_reason
        return PlanShown(
            fact=plan,
            signed_by=self.staff(plan.signed_by),
            objectives=[self.objective(each) for each in plan.objectives],
            risks=[self.managed(each) for each in plan.managed_risks],
            interval=str(INTERVALS[plan.contact]) if plan.contact else "",
            face_to_face=plan.face_to_face,
            agreed_by=self.staff(reason.agreed_by) if reason else "",
        )


def _ended(objective: Objective) -> str:
    if objective.ended is None:
        return ""
    words = _("Reached on %(day)s") if objective.ended.achieved else _("Given up on %(day)s")
    said = words % {"day": day(objective.ended.date)}
    return f"{said}: {objective.ended.because}" if objective.ended.because else said


def requirement_names(case: CaseFile) -> dict[str, str]:
    """Every requirement and condition of the case by its reference, in words."""
    found = [each for order in case.sentences.orders for each in order.requirements]
    for custody in case.sentences.custody:
        found += [each for licence in custody.licences for each in licence.conditions]
        if custody.supervision:
            found += custody.supervision.conditions
    return {each.ref: each.name or sentence(each.kind) for each in found}
