"""Signing a plan: from a draft to the record, in one write."""

from collections.abc import Iterable
from datetime import date, datetime

from throughcare import history
from throughcare.accounts.models import User
from throughcare.assessment.models import AssessedSection, Risk
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.people.models import Person
from throughcare.planning.actions.drafting import still_open, store
from throughcare.planning.models import (
    Action,
    Agreement,
    ContactReason,
    ManagedRisk,
    Objective,
    Plan,
    PlanDraft,
)
from throughcare.planning.queries import content, read
from throughcare.planning.rules.contact_level import is_less
from throughcare.planning.rules.draft import (
    Draft,
    DraftAction,
    lacks,
    last_assessment,
)
from throughcare.planning.rules.minimum import minimum_on
from throughcare.sentences.models import Requirement

MISSING = {
    "no-objective": "The plan has no objective.",
    "objective-empty": "An objective has no words.",
    "make-objective-concrete": "An objective has no action that says what, who and by when.",
    "contingency": "A group at risk has neither contingency and restrictive measures nor a reason.",
    "contact": "The plan does not say how often to meet.",
    "contact-reason": "The plan has less contact than the minimum, and no reason.",
}


def sign_plan(
    draft: PlanDraft, *, by: User, author: Staff | None, version: int, token: str | None = None
) -> Plan:
    """Sign a plan: from now on it is in force, and read-only.

    Raises Refusal while something is missing that the plan cannot do without, and Conflict where
    somebody changed it after it was read through.
    """
    person = draft.person
    with history.write(person, by=by, why="Plan signed", token=token) as entry:
        still_open(draft)
        history.check_version(draft, version)
        written, case, today = content(draft), read(person), clock.today()
        minimum = minimum_on(today, case)
        least = minimum.interval if minimum else None
        missing = lacks(written, last_assessment(case), (), least)
        wanting = [MISSING[each.code] for each in missing if each.forbids]
        if wanting:
            raise Refusal(" ".join(dict.fromkeys(wanting)))
        plan = _Signing(person, clock.now()).plan(written, author, today)
        less = least and written.contact.interval and is_less(written.contact.interval, least)
        if less and written.contact.because.strip():
            correcting.create(
                ContactReason,
                recorded_at=plan.recorded_at,
                person=person,
                plan=plan,
                because=written.contact.because,
                by=author,
            )
        draft.plan, draft.closed_at = plan, clock.now()
        store(draft, by)
        entry.result = plan.ref
    return plan


class _Signing:
    """Makes the rows of one plan, all recorded at one instant."""

    def __init__(self, person: Person, now: datetime) -> None:
        self._person, self._now = person, now

    def plan(self, written: Draft, author: Staff | None, today: date) -> Plan:
        plan = correcting.create(
            Plan,
            recorded_at=self._now,
            person=self._person,
            signed_on=today,
            signed_by=author,
            contact=written.contact.interval,
            face_to_face=written.contact.face_to_face,
        )
        needs, risks = self._by_ref(AssessedSection), self._by_ref(Risk)
        for each in written.standing:
            objective = correcting.create(
                Objective,
                recorded_at=self._now,
                person=self._person,
                plan=plan,
                text=each.text,
                measure=each.measure,
                needs=[needs[ref] for ref in each.needs if ref in needs],
                risks=[risks[ref] for ref in each.risks if ref in risks],
            )
            self._actions(each.actions, objective=objective)
        for one in written.risks:
            if one.risk not in risks:
                continue  # of an assessment that was put right meanwhile
            managed = correcting.create(
                ManagedRisk,
                recorded_at=self._now,
                person=self._person,
                plan=plan,
                risk=risks[one.risk],
                contingency=one.contingency,
                restrictive=one.restrictive,
                not_needed=one.not_needed,
            )
            self._actions(one.actions, managed_risk=managed)
        self._agreement(written, plan)
        return plan

    def _actions(self, steps: Iterable[DraftAction], **around: Objective | ManagedRisk) -> None:
        requirements = self._requirements
        for step in steps:
            correcting.create(
                Action,
                recorded_at=self._now,
                person=self._person,
                what=step.what,
                who=step.who,
                by_when=step.by_when,
                heading=step.heading,
                requirement=requirements.get(step.requirement or ""),
                **around,
            )

    def _agreement(self, written: Draft, plan: Plan) -> None:
        agreement = written.agreement
        if not agreement.said or agreement.on is None:
            return
        correcting.create(
            Agreement,
            recorded_at=self._now,
            person=self._person,
            plan=plan,
            date=agreement.on,
            agrees=agreement.said == "agrees",
            words=agreement.words,
        )

    def _by_ref(self, model: type[AssessedSection] | type[Risk]) -> dict[str, object]:
        found = model.objects.filter(person=self._person, in_error_at=None)
        return {each.ref: each for each in found}

    @property
    def _requirements(self) -> dict[str, Requirement]:
        found = Requirement.objects.filter(person=self._person, in_error_at=None)
        return {each.ref: each for each in found}
