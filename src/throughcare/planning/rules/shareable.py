"""The copy of a plan for the person: what may stand in it, and what was left out of it.

It is built from what may be in it, never by taking things away from the whole: the objectives
and the steps towards them, how often to meet, the next appointments, the person's own words. The
risk management plan is no part of it. Because anything can be typed anywhere, a text that repeats
what others told, that speaks of what protects a victim, or that names somebody else is left out
whole, and the copy is refused until it was written in other words.

Not here: content told in other words, and in fewer than a few of them. The officer reads the copy
through before it is given.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

import msgspec

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Contact, ContactKind
from throughcare.kernel.casefile.planning import Action, Interval, Objective, Plan
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.planning import policy
from throughcare.planning.rules.draft import Draft, active
from throughcare.planning.rules.others import Others, Words, holds, words

RUN = 8
"""Words in a row that count as the same text."""
SHORTEST = 4
"""Words of a whole sentence that count, where it has fewer than a run."""
MOST_APPOINTMENTS = 4

_SHARED = (None, "supervision", "interventions and treatment")
"""The headings under which a step may be shared; victim safety planning is none of them."""

_SENTENCE = re.compile(r"[.!?;\n]+")

Because = Literal[
    "told by others", "names somebody else", "protects a victim", "risk management", "heading"
]
_TOLD: Because = "told by others"
_OTHER: Because = "names somebody else"
_VICTIM: Because = "protects a victim"
_RISK: Because = "risk management"
_HEADING: Because = "heading"


class SharedStep(msgspec.Struct, frozen=True, kw_only=True):
    """What will be done, by whom and by when."""

    what: str
    who: str
    by_when: date | None


class SharedObjective(msgspec.Struct, frozen=True, kw_only=True):
    """An objective as the person reads it."""

    text: str
    measure: str
    steps: tuple[SharedStep, ...]


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A text that may not be shared: where it stands, and why not."""

    objective: int
    """The objective, counted from 1; 0 for the person's words."""
    what: Literal["objective", "measure", "step", "who", "words"]
    step: int = 0
    ref: str = ""
    """The objective or the action."""
    because: Because

    @property
    def is_to_be_reworded(self) -> bool:
        """Whether it stands where the person reads; what stands under risk is merely not shared."""
        return self.because != _HEADING


class Shareable(msgspec.Struct, frozen=True, kw_only=True):
    """The copy for the person."""

    signed_on: date
    objectives: tuple[SharedObjective, ...]
    interval: Interval | None
    face_to_face: bool
    appointments: tuple[Contact, ...]
    """Of these only day, time, place and with whom may be shown."""
    agrees: bool | None
    words: str
    left_out: tuple[LeftOut, ...]

    @property
    def to_be_reworded(self) -> tuple[LeftOut, ...]:
        """What must be written in other words before there is a copy."""
        return tuple(each for each in self.left_out if each.is_to_be_reworded)


def shareable(
    case: CaseFile, plan: Plan, today: date, regime: Regime = TRANSFORMING_REHABILITATION
) -> Shareable:
    """Return the copy of a plan; it is not given while anything in it is to be reworded."""
    kept = _Kept(case, regime)
    left_out: list[LeftOut] = []
    objectives: list[SharedObjective] = []
    for number, each in enumerate(active(plan, today), 1):
        text, measure = each.text, each.measure
        if because := kept.why(text):
            left_out.append(_left_out(number, "objective", each.ref, because))
            text = ""
        if because := kept.why(measure):
            left_out.append(_left_out(number, "measure", each.ref, because))
            measure = ""
        steps = tuple(_steps(each, number, kept, left_out))
        if text:
            objectives.append(SharedObjective(text=text, measure=measure, steps=steps))
    said = plan.agreement.words if plan.agreement else ""
    if because := kept.why(said):
        left_out.append(_left_out(0, "words", plan.ref, because))
        said = ""
    return Shareable(
        signed_on=plan.signed_on,
        objectives=tuple(objectives),
        interval=plan.contact,
        face_to_face=plan.face_to_face,
        appointments=tuple(_appointments(case, today)),
        agrees=plan.agreement.agrees if plan.agreement else None,
        words=said,
        left_out=tuple(left_out),
    )


def unfit(
    case: CaseFile, draft: Draft, regime: Regime = TRANSFORMING_REHABILITATION
) -> tuple[LeftOut, ...]:
    """Return what a plan that is being worked out says that its copy may not."""
    kept = _Kept(case, regime)
    found: list[LeftOut] = []
    for number, each in enumerate(draft.standing, 1):
        texts: list[tuple[_What, int, str]] = [
            ("objective", 0, each.text),
            ("measure", 0, each.measure),
        ]
        for at, step in enumerate(each.actions, 1):
            if step.heading in _SHARED:
                texts += [("step", at, step.what), ("who", at, step.who)]
        for what, at, text in texts:
            if because := kept.why(text):
                found.append(_left_out(number, what, each.key, because, step=at))
    if because := kept.why(draft.agreement.words):
        found.append(_left_out(0, "words", "agreement", because))
    return tuple(found)


def why_not(
    case: CaseFile, regime: Regime = TRANSFORMING_REHABILITATION
) -> Callable[[str], Because | None]:
    """Return what says of a text to the person why it may not go; None where it may."""
    return _Kept(case, regime).why


_What = Literal["objective", "measure", "step", "who", "words"]


def _left_out(number: int, what: _What, ref: str, because: Because, *, step: int = 0) -> LeftOut:
    return LeftOut(objective=number, what=what, step=step, ref=ref, because=because)


def _steps(
    objective: Objective, number: int, kept: "_Kept", left_out: list[LeftOut]
) -> Iterator[SharedStep]:
    for at, step in enumerate(objective.actions, 1):
        if step.done_on is not None:
            continue
        if step.heading not in _SHARED:
            left_out.append(_left_out(number, "step", step.ref, _HEADING, step=at))
        elif because := kept.why(step.what):
            left_out.append(_left_out(number, "step", step.ref, because, step=at))
        elif because := kept.why(step.who):
            left_out.append(_left_out(number, "who", step.ref, because, step=at))
        else:
            yield SharedStep(what=step.what, who=step.who, by_when=step.by_when)


def _appointments(case: CaseFile, today: date) -> list[Contact]:
    ahead = [
        each
        for each in case.contacts
        if each.kind is not ContactKind.NOTE
        and each.booked_on is not None
        and each.stands_for >= today
        and each.cancelled is None
        and each.outcome is None
    ]
    ahead.sort(key=lambda each: (each.stands_for, str(each.stands_at or "")))
    return ahead[:MOST_APPOINTMENTS]


class _Kept:
    """What may not be repeated to the person: runs of words, whole short sentences, names."""

    def __init__(self, case: CaseFile, regime: Regime) -> None:
        self._runs: dict[Words, Because] = {}
        self._short: dict[Words, Because] = {}
        assessed, managed = list(_assessed(case)), list(_risk_management(case))
        heard = list(_told(case))
        for text in assessed:
            self._keep(text, _RISK, whole=False)
        for text in managed:
            self._keep(text, _RISK)
        for text in heard:
            self._keep(text, _TOLD)
        self._victim = [words(each) for each in regime.of(policy.NOT_SHARED).value]
        self._others = Others(case, (*heard, *managed, *assessed))

    def _keep(self, text: str, because: Because, *, whole: bool = True) -> None:
        found = words(text)
        for at in range(len(found) - RUN + 1):
            self._runs[found[at : at + RUN]] = because
        for sentence in _SENTENCE.split(text) if whole else ():
            short = words(sentence)
            if SHORTEST <= len(short) < RUN:
                self._short[short] = because

    def why(self, text: str) -> Because | None:
        """Say why a text may not be shared; None where it may."""
        found = words(text)
        for length in range(RUN, SHORTEST - 1, -1):
            known = self._runs if length == RUN else self._short
            for at in range(len(found) - length + 1):
                if because := known.get(found[at : at + length]):
                    return because
        if self._others.named_in(text):
            return _OTHER
        if any(holds(found, phrase) for phrase in self._victim):
            return _VICTIM
        return None


def _told(case: CaseFile) -> Iterator[str]:
    """Everything that others told, and what was recorded of it."""
    information = case.information
    for enquiry in information.enquiries:
        yield from _texts(enquiry.to, enquiry.sent, enquiry.answer, enquiry.acted)
        yield from _texts(enquiry.not_applicable, *enquiry.chases)
    for item in information.items:
        yield from _texts(item.text, item.sender, item.acted)
    for change in information.changes:
        yield from _texts(change.text, change.not_needed)
    for decision in information.relationship_decisions:
        yield decision.because
    for document in information.documents:
        yield document.name
    for registration in case.person.registrations:
        yield from _texts(registration.detail, registration.ended)


def _texts(*facts: object) -> Iterator[str]:
    for fact in facts:
        if isinstance(fact, str):
            yield fact
        elif fact is not None:
            for name in ("text", "action", "because"):
                yield getattr(fact, name, "")


def _risk_management(case: CaseFile) -> Iterator[str]:
    """The management of risks in every plan, and what protects victims."""
    for plan in case.planning.plans:
        for managed in plan.managed_risks:
            yield from (managed.contingency, managed.restrictive, managed.not_needed)
            yield from (step.what for step in managed.actions)
        for objective in plan.objectives:
            yield from (step.what for step in objective.actions if not _is_shared(step))


def _assessed(case: CaseFile) -> Iterator[str]:
    """The analysis of harm. Single factors (drinks at weekends) are the person's own to work on."""
    for assessment in case.assessment.oasys:
        yield from (part.text for part in assessment.analysis)
        for risk in assessment.risks:
            yield from (risk.who, risk.nature, risk.imminence, *risk.raises, *risk.lowers)


def _is_shared(step: Action) -> bool:
    return step.heading in _SHARED
