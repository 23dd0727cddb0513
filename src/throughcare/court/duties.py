"""What is owed at court once a sentence is passed: rows C1, C3 and C13 of the duty calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from throughcare.court.policy import ALLOCATE_DAYS, COMPLETE_CAS_DAYS
from throughcare.court.rules.signed import (
    all_signed_on,
    decided_on,
    of_sentence,
    received_on,
    unsigned,
)
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.sentences import Custody, Order
from throughcare.kernel.days import add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.sentences.rules.spells import Spell, spells

CAS = Kind(code="complete-cas", failings=("C1", "C3"), weight=1, role=Role.COURT_OFFICER)
ALLOCATE = Kind(code="allocate-case", failings=("C13",), weight=2, role=Role.COURT_OFFICER)

KINDS = (CAS, ALLOCATE)


def duties(case: CaseFile) -> Iterator[Duty]:
    """Yield what the court team owes of each order and custodial sentence."""
    sentences: tuple[Order | Custody, ...] = (*case.sentences.orders, *case.sentences.custody)
    lives = spells(case) if sentences else []
    for sentence in sentences:
        own = [spell for spell in lives if spell.of == sentence.ref]
        ended_on, ended_because = _ended(own)
        for owed in (_complete_cas(case, sentence), _allocate(case, sentence)):
            if owed is not None:
                yield _ending(owed, ended_on, ended_because)


def _complete_cas(case: CaseFile, sentence: Order | Custody) -> Duty | None:
    limit = COMPLETE_CAS_DAYS.find(sentence.sentenced_on)
    found = of_sentence(case, sentence.ref)
    signed = all_signed_on(found)
    if limit is None or (signed is not None and signed <= sentence.sentenced_on):
        return None
    return Duty(
        code=CAS.code,
        subject=sentence.ref,
        opening=sentence.ref,
        opened_on=sentence.sentenced_on,
        due_on=sentence.sentenced_on + timedelta(days=limit.value),
        met_on=signed,
        role=CAS.role,
        author=sentence.ref,
        because=Because(
            "cas-signed-late" if signed else "cas-unsigned",
            {"on": sentence.sentenced_on, "missing": ", ".join(unsigned(found))},
        ),
        source=limit.source,
        weight=CAS.weight,
    )


def _allocate(case: CaseFile, sentence: Order | Custody) -> Duty | None:
    limit = ALLOCATE_DAYS.find(sentence.sentenced_on)
    if limit is None:
        return None
    day = decided_on(of_sentence(case, sentence.ref)) or received_on(case, sentence)
    return Duty(
        code=ALLOCATE.code,
        subject=sentence.ref,
        opening=sentence.ref,
        opened_on=sentence.sentenced_on,
        due_on=add_working_days(sentence.sentenced_on, limit.value),
        met_on=max(day, sentence.sentenced_on) if day else None,
        role=ALLOCATE.role,
        author=sentence.ref,
        because=Because("sentenced", {"on": sentence.sentenced_on}),
        source=limit.source,
        weight=ALLOCATE.weight,
    )


def _ended(own: list[Spell]) -> tuple[date | None, str | None]:
    """The last day of a sentence; None while it goes on, before release and after a recall."""
    if not own or any(spell.last is None for spell in own):
        return None, None
    if own[-1].ended_because == "recalled":
        return None, None
    last = max(own, key=lambda spell: spell.last or date.min)
    return last.last, last.ended_because


def _ending(owed: Duty, ended_on: date | None, because: str | None) -> Duty:
    return msgspec.structs.replace(owed, ended_on=ended_on, ended_because=because)
