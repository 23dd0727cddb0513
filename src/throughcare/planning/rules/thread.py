"""The golden thread of a case: need or risk, objective, action, contact, review.

Every link between two facts that the record holds, and every place where one is missing, with
the duty that it opens. It reads the plan in force, the last signed assessment, and what has been
done since the plan was signed.

Not here: by when what is missing is owed (the duties), and how it is drawn (pages).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from throughcare.assessment.rules.needs import calls_for_objective
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Oasys, Risk
from throughcare.kernel.casefile.contacts import ContactKind
from throughcare.kernel.casefile.planning import Action, Interval, ManagedRisk, Objective, Plan
from throughcare.planning.rules.contact_level import is_less
from throughcare.planning.rules.draft import active, last_assessment, plan_in_force
from throughcare.planning.rules.linking import calls_for_action, calls_for_contingency
from throughcare.planning.rules.since import open_review, since
from throughcare.sentences.rules.spells import spells

NodeKind = Literal["need", "risk", "objective", "action", "contacts", "review"]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on the thread."""

    key: str
    kind: NodeKind
    text: str
    ref: str = ""
    """Its reference in the case file."""
    count: int = 0
    """Of contacts: how many. Of a need: the number of its section."""
    done: bool = False


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link between two nodes, by their keys."""

    start: str
    end: str


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """A link that is missing: behind which node, and the duty that says so."""

    code: str
    at: str
    """The key of the node; empty where the thread itself does not begin."""
    ref: str = ""
    """What the duty is about."""


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """The whole thread."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    broken: tuple[Broken, ...]

    def of(self, *kinds: NodeKind) -> list[Node]:
        """The nodes of some kinds, in their order."""
        return [each for each in self.nodes if each.kind in kinds]

    def after(self, key: str) -> list[Node]:
        """The nodes to which a node leads."""
        ends = {each.end for each in self.links if each.start == key}
        return [each for each in self.nodes if each.key in ends]

    def before(self, key: str) -> list[Node]:
        """The nodes that lead to a node."""
        starts = {each.start for each in self.links if each.end == key}
        return [each for each in self.nodes if each.key in starts]

    def broken_at(self, key: str) -> list[Broken]:
        """What is missing behind a node."""
        return [each for each in self.broken if each.at == key]


def thread(case: CaseFile, today: date, minimum: Interval | None = None) -> Thread:
    """Return the thread of a case on a day, with the ``minimum`` of contact for that day."""
    return _Builder(case, today, minimum).built()


class _Builder:
    def __init__(self, case: CaseFile, today: date, minimum: Interval | None) -> None:
        self._case, self._today, self._minimum = case, today, minimum
        self._assessment = last_assessment(case)
        self._plan = plan_in_force(case, today)
        self._active = active(self._plan, today) if self._plan else []
        self._nodes: list[Node] = []
        self._links: list[Link] = []
        self._broken: list[Broken] = []
        self._held = self._sessions()

    def built(self) -> Thread:
        if self._assessment is None:
            self._miss("initial-assessment", "")
        if self._plan is None:
            self._miss("initial-plan", "")
        self._needs(self._assessment)
        self._risks(self._assessment)
        for each in self._active:
            self._objective(each)
        if self._plan:
            self._managed(self._plan)
            self._of_plan(self._plan)
        self._reviews()
        order = ("need", "risk", "objective", "action", "contacts", "review")
        nodes = sorted(self._nodes, key=lambda each: order.index(each.kind))
        return Thread(
            nodes=tuple(nodes),
            links=tuple(dict.fromkeys(self._links)),
            broken=tuple(self._broken),
        )

    def _miss(self, code: str, at: str, ref: str = "") -> None:
        self._broken.append(Broken(code=code, at=at, ref=ref))

    def _node(self, kind: NodeKind, ref: str, text: str, **more: object) -> str:
        key = f"{kind}-{ref}" if ref else kind
        node = {"key": key, "kind": kind, "ref": ref, "text": text, **more}
        self._nodes.append(msgspec.convert(node, Node))
        return key

    def _link(self, start: str, end: str) -> None:
        self._links.append(Link(start=start, end=end))

    # Needs and risks

    def _needs(self, assessment: Oasys | None) -> None:
        answered = self._sections_answered()
        for section in assessment.sections if assessment else ():
            wanted = calls_for_objective(section)
            if not wanted and section.number not in answered:
                continue
            key = self._node("need", section.ref, "", count=section.number)
            for ref in answered.get(section.number, ()):
                self._link(key, f"objective-{ref}")
            if wanted and section.number not in answered and self._plan:
                self._miss("objective-for-need", key, section.ref)

    def _sections_answered(self) -> dict[int, list[str]]:
        """For each section the objectives that answer it, also as an earlier assessment had it."""
        numbers = {s.ref: s.number for each in self._case.assessment.oasys for s in each.sections}
        found: dict[int, list[str]] = {}
        for objective in self._active:
            for ref in objective.needs:
                if ref in numbers:
                    found.setdefault(numbers[ref], []).append(objective.ref)
        return found

    def _risks(self, assessment: Oasys | None) -> None:
        groups = {r.ref: r.group for each in self._case.assessment.oasys for r in each.risks}
        managed = {groups[each.risk]: each for each in self._managed_risks() if each.risk in groups}
        for risk in assessment.risks if assessment else ():
            answering = [
                each.ref
                for each in self._active
                if any(groups.get(ref) == risk.group for ref in each.risks)
            ]
            one = managed.get(risk.group)
            if not answering and one is None and not calls_for_action(risk):
                continue
            key = self._node("risk", risk.ref, str(risk.group))
            for ref in answering:
                self._link(key, f"objective-{ref}")
            if self._plan:
                self._risk(risk, one, key)

    def _risk(self, risk: Risk, managed: ManagedRisk | None, key: str) -> None:
        steps = managed.actions if managed else ()
        for step in steps:
            self._link(key, f"action-{step.ref}")
        if not steps and calls_for_action(risk):
            self._miss("action-for-risk", key, risk.ref)
        if calls_for_contingency(risk) and not _settled(managed):
            self._miss("contingency", key, risk.ref)

    def _managed_risks(self) -> Sequence[ManagedRisk]:
        return self._plan.managed_risks if self._plan else ()

    # Objectives, actions, contacts

    def _objective(self, objective: Objective) -> None:
        key = self._node("objective", objective.ref, objective.text)
        for step in objective.actions:
            self._link(key, self._action(step))
        if not any(step.is_concrete for step in objective.actions):
            self._miss("make-objective-concrete", key, objective.ref)
        served = sum(1 for each in self._contacts_of() if objective.ref in each)
        if served:
            node = self._node("contacts", objective.ref, "", count=served)
            for start in [f"action-{step.ref}" for step in objective.actions] or [key]:
                self._link(start, node)
            self._link(node, "review")

    def _contacts_of(self) -> Sequence[tuple[str, ...]]:
        return [
            each.account.objectives
            for each in self._case.contacts
            if each.attended and each.account
        ]

    def _action(self, step: Action) -> str:
        key = self._node("action", step.ref, step.what, done=step.done_on is not None)
        if step.requirement:
            begun = self._held[step.requirement]
            if begun:
                node = self._node("contacts", step.ref, "sessions", count=begun)
                self._link(key, node)
                self._link(node, "review")
            elif not self._is_begun(step.requirement):
                self._miss("start-requirement", key, step.requirement)
        return key

    def _sessions(self) -> Counter[str]:
        """Sessions held for each requirement: those that name it, and those that serve it."""
        found: Counter[str] = Counter()
        for spell in spells(self._case):
            for requirement in spell.requirements:
                found[requirement.ref] = sum(
                    1
                    for each in self._case.contacts
                    if each.attended
                    and each.kind is not ContactKind.NOTE
                    and (
                        each.requirement == requirement.ref
                        or (
                            each.requirement is None
                            and each.serves is requirement.kind
                            and spell.lives_on(each.stands_for)
                        )
                    )
                )
        return found

    def _is_begun(self, requirement: str) -> bool:
        """A date booked with interim work is a beginning too."""
        interim = {each.requirement for each in self._case.interventions.interim_work}
        booked = {each.requirement for each in self._case.contacts if each.booked_on}
        return requirement in interim and requirement in booked

    def _managed(self, plan: Plan) -> None:
        for managed in plan.managed_risks:
            for step in managed.actions:
                self._action(step)

    # The plan itself, and reviews

    def _of_plan(self, plan: Plan) -> None:
        if plan.agreement is None or plan.agreement.copy_given_on is None:
            self._miss("agree-plan", "", plan.ref)
        reason = plan.contact_reason
        agreed = reason is not None and reason.agreed_on is not None
        too_little = plan.contact and self._minimum and is_less(plan.contact, self._minimum)
        if too_little and not agreed:
            self._miss("set-contact-level", "", plan.ref)

    def _reviews(self) -> None:
        going_on = open_review(self._case)
        last = _last_signed(self._case, self._plan)
        if going_on:
            key = self._node("review", "", going_on.begun_on.isoformat())
            self._miss("review-after-change", key, going_on.ref)
        elif last:
            self._node("review", "", last.isoformat(), done=True)
        elif self._plan:
            self._node("review", "", "")
        if not going_on:
            for fact in since(self._case, self._today):
                if fact.change:
                    at = "review" if self._nodes and self._nodes[-1].kind == "review" else ""
                    self._miss("decide-on-change", at, fact.change)


def _settled(managed: ManagedRisk | None) -> bool:
    if managed is None:
        return False
    stated = managed.contingency.strip() and managed.restrictive.strip()
    return bool(stated or managed.not_needed.strip())


def _last_signed(case: CaseFile, plan: Plan | None) -> date | None:
    """The last review signed since the plan, or that led to it."""
    found: Iterator[date] = (
        each.signed_on
        for each in case.planning.reviews
        if each.signed_on
        and (plan is None or each.signed_on >= plan.signed_on or each.plan == plan.ref)
    )
    return max(found, default=None)
