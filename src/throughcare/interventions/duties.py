"""What is owed so that what the court ordered begins: row D1 of the duty calendar."""

from collections.abc import Iterator
from datetime import date

from throughcare.interventions import policy
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Contact, ContactKind
from throughcare.kernel.casefile.sentences import Requirement, RequirementKind
from throughcare.kernel.days import Days, add_days, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.law import InForce
from throughcare.kernel.regime import Regime
from throughcare.sentences.rules.spells import Spell, paused, spells

_OFFICER = Role.RESPONSIBLE_OFFICER
REFER = Kind(code="refer-requirement", failings=("D1",), weight=4, role=_OFFICER)
START = Kind(code="start-requirement", failings=("D1",), weight=4, role=_OFFICER)

KINDS = (REFER, START)


def duties(case: CaseFile, regime: Regime) -> Iterator[Duty]:
    """Yield, for each requirement with a clock, the duty to refer and the duty to begin."""
    clocked = regime.of(policy.CLOCKED_KINDS).value
    pauses = paused(case)
    served: dict[str, list[Contact]] = {}
    for contact in case.contacts:
        if contact.kind is ContactKind.NOTE:
            continue
        serves = contact.requirement or contact.serves
        if serves:
            served.setdefault(serves, []).append(contact)
    for spell in spells(case):
        for requirement in spell.requirements:
            if requirement.kind not in clocked:
                continue
            opened = _opened(requirement, spell, case)
            if opened:
                contacts = list(served.get(requirement.ref, ()))
                contacts += [
                    contact
                    for contact in served.get(requirement.kind, ())
                    if contact.requirement is None and spell.lives_on(contact.stands_for)
                ]
                yield from _of(requirement, spell, opened, contacts, case, pauses, regime)


def _opened(requirement: Requirement, spell: Spell, case: CaseFile) -> tuple[date, str] | None:
    """The start of the requirement; for unpaid work the allocation of its sentence."""
    if requirement.kind is RequirementKind.UNPAID_WORK:
        in_force = policy.ARRANGE_UNPAID_WORK_DAYS.find
        received = [
            (each.received_on, each.ref)
            for each in case.caseload.allocations
            if each.of in (spell.ref, spell.of) and in_force(each.received_on)
        ]
        return min(received, default=None)
    return requirement.starts_on or spell.first, requirement.ref


def _of(
    requirement: Requirement,
    spell: Spell,
    opened: tuple[date, str],
    contacts: list[Contact],
    case: CaseFile,
    pauses: list[Days],
    regime: Regime,
) -> Iterator[Duty]:
    opened_on, opening = opened
    refer, refer_by, start, start_by = _limits(requirement.kind, opened_on, pauses, regime)
    referred = [
        referral.made_on
        for referral in case.interventions.referrals
        if referral.requirement == requirement.ref
    ]
    booked = [contact.booked_on or contact.date for contact in contacts]
    held = [contact.stands_for for contact in contacts if contact.attended]
    interim = [
        work.begun_on
        for work in case.interventions.interim_work
        if work.requirement == requirement.ref
    ]
    begun = list(held)
    if booked and interim:
        begun.append(max(min(booked), min(interim)))
    ended_on, ended_because = spell.last, spell.ended_because
    if requirement.ended and (ended_on is None or requirement.ended.date < ended_on):
        ended_on, ended_because = requirement.ended.date, requirement.ended.because
    for kind, limit, due_on, met in (
        (REFER, refer, refer_by, [*referred, *booked]),
        (START, start, start_by, begun),
    ):
        done = [day for day in met if ended_on is None or day <= ended_on]
        yield Duty(
            code=kind.code,
            subject=requirement.ref,
            opening=opening,
            opened_on=opened_on,
            due_on=due_on,
            met_on=min(done, default=None),
            ended_on=ended_on,
            ended_because=ended_because,
            role=kind.role,
            because=Because(
                kind.code,
                {
                    "requirement": requirement.kind,
                    "name": requirement.name,
                    "since": opened_on,
                    "referred_on": min(referred, default=None),
                },
            ),
            source=limit.source,
            weight=kind.weight,
        )


def _limits(
    kind: RequirementKind, opened_on: date, pauses: list[Days], regime: Regime
) -> tuple[InForce, date | None, InForce, date | None]:
    """The limits to refer and to begin, each with its last day in time."""
    if kind is RequirementKind.UNPAID_WORK:
        refer = policy.ARRANGE_UNPAID_WORK_DAYS.on(opened_on)
        start = regime.of(policy.START_UNPAID_WORK_DAYS)
        start_by = add_working_days(opened_on, start.value, without=pauses)
    elif kind is RequirementKind.DRUG_TESTING:
        refer, start = regime.of(policy.REFER_DAYS), regime.of(policy.FIRST_DRUG_TEST_DAYS)
        start_by = add_working_days(opened_on, start.value, without=pauses)
    else:
        refer, start = regime.of(policy.REFER_DAYS), regime.of(policy.START_DAYS)
        start_by = add_days(opened_on, start.value, without=pauses)
    return refer, add_working_days(opened_on, refer.value, without=pauses), start, start_by
