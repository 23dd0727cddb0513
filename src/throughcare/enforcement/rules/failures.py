"""Failures to attend or comply, and for which sentence each of them counts.

Readings 1, 3 and 15. A contact for a requirement counts for its sentence alone, any other for
every sentence live on its day; unpaid work and drug tests that name no requirement, for the
sentences that require them. What the service caused is nobody's failure.

Not here: whether a warning was live (warnings); breach (breach); acceptable absences (absences).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from throughcare.kernel.casefile.contacts import Cause, Contact, ContactKind, Decision, Result
from throughcare.kernel.casefile.sentences import RequirementKind
from throughcare.sentences.rules.spells import Spell


class Answer(StrEnum):
    """What is said of one appointment, as far as compliance goes."""

    ATTENDED = "attended"
    ACCEPTABLE = "acceptable"
    UNACCEPTABLE = "unacceptable"
    UNDECIDED = "undecided"
    SERVICE = "caused by the service"
    NOT_RECORDED = "not recorded"


_BY_KIND: Mapping[str, RequirementKind] = {
    ContactKind.UNPAID_WORK: RequirementKind.UNPAID_WORK,
    ContactKind.DRUG_TEST: RequirementKind.DRUG_TESTING,
}


class Failure(msgspec.Struct, frozen=True):
    """A failure, the day for which the appointment stood, and what was decided of it."""

    on: date
    at: str
    contact: Contact

    @property
    def ref(self) -> str:
        """The contact's reference."""
        return self.contact.ref

    @property
    def key(self) -> tuple[date, str, str]:
        """Its place among the appointments of the case."""
        return self.on, self.at, self.contact.ref

    @property
    def answer(self) -> Answer:
        """What was decided of it."""
        return answer(self.contact)

    @property
    def decided_on(self) -> date:
        """The day of the decision that stands."""
        assert self.contact.decision is not None
        return self.contact.decision.decided_on


def answer(contact: Contact) -> Answer:
    """Say what came of an appointment whose day has come."""
    decision = contact.decision
    return answer_of(
        contact.outcome.result if contact.outcome else None,
        decision.acceptable if decision else None,
        decision.cause if decision else None,
    )


def answer_of(result: str | None, acceptable: bool | None, cause: str | None) -> Answer:
    """Say the same of what was recorded and decided, in the words of the record."""
    if result is None:
        return Answer.NOT_RECORDED
    if result == Result.ATTENDED:
        return Answer.ATTENDED
    if result == Result.NOT_HELD or cause == Cause.SERVICE:
        return Answer.SERVICE
    if acceptable is None:
        return Answer.UNDECIDED
    return Answer.ACCEPTABLE if acceptable else Answer.UNACCEPTABLE


def took_place(contact: Contact) -> bool:
    """Say whether it was an appointment that was not given up by its day."""
    if contact.kind is ContactKind.NOTE:
        return False
    return contact.cancelled is None or contact.cancelled.date > contact.stands_for


def failures(contacts: Iterable[Contact]) -> list[Failure]:
    """Return the failures, by the day and time for which each appointment stood."""
    found = [
        Failure(contact.stands_for, place_in_day(contact), contact)
        for contact in contacts
        if contact.failed and took_place(contact)
    ]
    return sorted(found, key=lambda each: each.key)


def place_in_day(contact: Contact) -> str:
    """Return by what appointments of one day are put in order: one without a time comes first."""
    return str(contact.stands_at or "")


def serves_by(
    requirement: str | None, kind: str, on: date, spell: Spell, among: Sequence[Spell]
) -> bool:
    """Say whether an appointment of a day serves a sentence: by the requirement that it names.

    One that names none serves every sentence; unpaid work and drug tests only those that require
    them, where one of ``among``, all of the person, does so that day.
    """
    if requirement is not None:
        return any(each.ref == requirement for each in spell.requirements)
    wanted = _BY_KIND.get(kind)
    if wanted is None or _requires(spell, wanted):
        return True
    return not any(each.lives_on(on) and _requires(each, wanted) for each in among)


def _requires(spell: Spell, kind: RequirementKind) -> bool:
    return any(each.kind is kind for each in spell.requirements)


def counts_for(contact: Contact, on: date, spell: Spell, among: Sequence[Spell]) -> bool:
    """Say whether an appointment of a day counts for a sentence live that day."""
    return spell.lives_on(on) and serves_by(contact.requirement, contact.kind, on, spell, among)


def first_decided_on(decision: Decision) -> date:
    """Return the day on which it was first decided.

    A version that gives another answer is a further decision; one that gives the same puts the
    record of it right. What was taken back, and all before it, counts for nothing.
    """
    versions = [*decision.earlier, decision]
    while any(version.in_error for version in versions[:-1]):
        versions = versions[1:]
    first = versions[0]
    for version in versions:
        if _said(version) != _said(versions[0]):
            break
        first = version
    day: date = first.decided_on
    return day


def _said(decision: Decision) -> tuple[bool, bool]:
    return decision.acceptable, decision.cause is Cause.SERVICE
