"""The copy of a plan for the person: what may stand in it, and what was left out of it.

It is built from what may be in it, never by taking things away from the whole: the objectives
and the steps towards them, how often to meet, the next appointments, the person's own words. The
risk management plan is no part of it. Because anything can be typed anywhere, a text that repeats
what others told, what protects a victim, or who somebody else is, is left out whole.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Contact, ContactKind
from throughcare.kernel.casefile.planning import Action, Interval, Objective, Plan
from throughcare.planning.rules.draft import active

RUN = 8
"""Words in a row that count as the same text."""
SHORTEST = 4
"""Words of a whole sentence that count, where it has fewer than a run."""
MOST_APPOINTMENTS = 4

_SHARED = (None, "supervision", "interventions and treatment")
"""The headings under which a step may be shared; victim safety planning is none of them."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?;\n]+")

Words = tuple[str, ...]


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
    """A text that may not be shared: where it stands, and what it repeats."""

    objective: int
    """The objective, counted from 1; 0 for the person's words."""
    what: Literal["objective", "measure", "step", "words"]
    step: int = 0
    because: Literal["told by others", "about somebody else", "risk management"]


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


def shareable(case: CaseFile, plan: Plan, today: date) -> Shareable:
    """Return the copy of a plan for the person."""
    kept = _Kept(case)
    left_out: list[LeftOut] = []
    objectives: list[SharedObjective] = []
    for number, each in enumerate(active(plan, today), 1):
        if because := kept.why(each.text):
            left_out.append(LeftOut(objective=number, what="objective", because=because))
            continue
        measure = each.measure
        if because := kept.why(measure):
            left_out.append(LeftOut(objective=number, what="measure", because=because))
            measure = ""
        steps = tuple(_steps(each, number, kept, left_out))
        objectives.append(SharedObjective(text=each.text, measure=measure, steps=steps))
    words = plan.agreement.words if plan.agreement else ""
    if because := kept.why(words):
        left_out.append(LeftOut(objective=0, what="words", because=because))
        words = ""
    return Shareable(
        signed_on=plan.signed_on,
        objectives=tuple(objectives),
        interval=plan.contact,
        face_to_face=plan.face_to_face,
        appointments=tuple(_appointments(case, today)),
        agrees=plan.agreement.agrees if plan.agreement else None,
        words=words,
        left_out=tuple(left_out),
    )


def _steps(
    objective: Objective, number: int, kept: "_Kept", left_out: list[LeftOut]
) -> Iterator[SharedStep]:
    for at, step in enumerate(objective.actions, 1):
        if step.heading not in _SHARED:
            because: _Because | None = _RISK
        else:
            because = kept.why(step.what) or kept.why(step.who)
        if because:
            left_out.append(LeftOut(objective=number, what="step", step=at, because=because))
        elif step.done_on is None:
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


_Because = Literal["told by others", "about somebody else", "risk management"]
_TOLD: _Because = "told by others"
_OTHER: _Because = "about somebody else"
_RISK: _Because = "risk management"


class _Kept:
    """What may not be repeated to the person: runs of words, whole short sentences, names."""

    def __init__(self, case: CaseFile) -> None:
        self._runs: dict[Words, _Because] = {}
        self._short: dict[Words, _Because] = {}
        for text in _assessed(case):
            self._keep(text, _RISK, whole=False)
        for text in _risk_management(case):
            self._keep(text, _RISK)
        for text in _told(case):
            self._keep(text, _TOLD)
        self._others = [
            words
            for each in case.person.relationships
            for text in (each.name, each.telephone)
            if (words := _words(text)) and words != _own_name(case)
        ]

    def _keep(self, text: str, because: _Because, *, whole: bool = True) -> None:
        words = _words(text)
        for at in range(len(words) - RUN + 1):
            self._runs[words[at : at + RUN]] = because
        for sentence in _SENTENCE.split(text) if whole else ():
            short = _words(sentence)
            if SHORTEST <= len(short) < RUN:
                self._short[short] = because

    def why(self, text: str) -> _Because | None:
        """Say why a text may not be shared; None where it may."""
        words = _words(text)
        for at in range(len(words) - RUN + 1):
            if found := self._runs.get(words[at : at + RUN]):
                return found
        for length in range(SHORTEST, RUN):
            for at in range(len(words) - length + 1):
                if found := self._short.get(words[at : at + length]):
                    return found
        if any(_holds(words, name) for name in self._others):
            return _OTHER
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


def _own_name(case: CaseFile) -> Words:
    return next((_words(f"{each.given} {each.family}") for each in case.person.names), ())


def _holds(words: Words, name: Words) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))


def _words(text: str) -> Words:
    """The words of a text, however it is written: case, accents, signs and lines left out."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in _IN)
    return tuple(_WORD.findall(letters.casefold()))


_IN: Iterable[str] = frozenset("'’‘ʼ\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Signs inside words, some of them without width."""
