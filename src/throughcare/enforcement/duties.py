"""What is owed about failures to comply: decisions, warnings, breach, absences that mount up.

Rows E1, E2, E3 and E4 of the duty calendar.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from throughcare.caseload.rules.holding import Holding
from throughcare.contacts.duties import Touched
from throughcare.enforcement import policy
from throughcare.enforcement.rules.absences import (
    Place,
    ToReview,
    for_a_manager,
    rows,
    to_review,
)
from throughcare.enforcement.rules.breach import of_sentence, to_decide
from throughcare.enforcement.rules.failures import (
    Answer,
    Failure,
    counts_for,
    failures,
    first_decided_on,
    place_in_day,
    took_place,
)
from throughcare.enforcement.rules.holder import crc_holds
from throughcare.enforcement.rules.warnings import Calls, calls_for, met_on, of_order
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.enforcement import BreachDecision, Warned
from throughcare.kernel.days import add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.law import InForce
from throughcare.kernel.regime import Regime
from throughcare.sentences.rules.spells import Spell, SpellKind, spells

_OFFICER, _MANAGER = Role.RESPONSIBLE_OFFICER, Role.TEAM_MANAGER
DECIDE = Kind(code="decide-absence", failings=("E1",), weight=2, role=_OFFICER)
WARN = Kind(code="send-warning", failings=("E4",), weight=2, role=_OFFICER)
BREACH = Kind(code="decide-breach", failings=("E3",), weight=2, role=_OFFICER)
REVIEW = Kind(code="review-acceptable-absences", failings=("E2",), weight=4, role=_OFFICER)
MANAGER = Kind(code="manager-review-absences", failings=("E2",), weight=4, role=_MANAGER)

KINDS = (DECIDE, WARN, BREACH, REVIEW, MANAGER)

OF_ONE_CONTACT = (DECIDE,)
"""What follows from one contact and the sentences it stands in, whatever the other contacts say."""


def duties(
    case: CaseFile, holding: Holding, regime: Regime, touched: Touched | None = None
) -> Iterator[Duty]:
    """Yield every duty of enforcement.

    With ``touched``, of `OF_ONE_CONTACT` only what follows from those contacts; all the others,
    since one failure can change what another calls for.
    """
    failed = failures(case.contacts)
    if not failed:
        return
    among = spells(case)
    for spell in among:
        counted = [each for each in failed if counts_for(each.contact, each.on, spell, among)]
        for failure in counted:
            if touched is None or failure.ref in touched.contacts:
                yield from _decide(failure, spell)
        if spell.kind is SpellKind.ORDER:
            yield from _after_decisions(case, counted, spell, holding)
        yield from _absences(case, counted, spell, among, regime)


def _decide(failure: Failure, spell: Spell) -> Iterator[Duty]:
    """One decision serves every sentence; each keeps its own row and clock."""
    limit = policy.DECIDE_ABSENCE_DAYS.find(failure.on)
    if limit is None:
        return
    decision = failure.contact.decision
    yield _of_failure(
        DECIDE,
        failure,
        spell,
        opened_on=failure.on,
        limit=limit,
        met_on=first_decided_on(decision) if decision else None,
        because=Because("failure", {"on": failure.on, "order": spell.name}),
    )


def _after_decisions(
    case: CaseFile, counted: Sequence[Failure], spell: Spell, holding: Holding
) -> Iterator[Duty]:
    """Readings 13 and 14: what each unacceptable failure calls for, on the day it is decided."""
    unacceptable = [each for each in counted if each.answer is Answer.UNACCEPTABLE]
    warnings = of_order(case.enforcement.warnings, spell.ref)
    breaches = of_sentence(case.enforcement.breaches, spell.ref)
    called = {each.ref: calls_for(each, each.decided_on, warnings) for each in unacceptable}
    for failure in unacceptable:
        if called[failure.ref] is Calls.WARNING:
            yield from _warn(failure, spell, warnings, breaches)
    to_breach = [each for each in unacceptable if called[each.ref] is Calls.BREACH]
    for wanted in to_decide(to_breach, breaches):
        crc = crc_holds(case, holding, wanted.opened_on)
        days = policy.REFER_BREACH_DAYS if crc else policy.PRESENT_BREACH_DAYS
        limit = days.find(wanted.opened_on)
        if limit is None:
            continue
        yield _of_failure(
            BREACH,
            wanted.failure,
            spell,
            opened_on=wanted.opened_on,
            limit=limit,
            met_on=wanted.met_on,
            because=Because(
                "failure-while-warned",
                {
                    "on": wanted.failure.on,
                    "decided_on": wanted.opened_on,
                    "joined": len(wanted.joined),
                    "order": spell.name,
                },
            ),
        )


def _warn(
    failure: Failure,
    spell: Spell,
    warnings: Sequence[Warned],
    breaches: Sequence[BreachDecision],
) -> Iterator[Duty]:
    decided_on = failure.decided_on
    limit = policy.SEND_WARNING_DAYS.find(decided_on)
    if limit is None:
        return
    yield _of_failure(
        WARN,
        failure,
        spell,
        opened_on=decided_on,
        limit=limit,
        met_on=met_on(decided_on, warnings, breaches),
        because=Because(
            "unacceptable",
            {"on": failure.on, "decided_on": decided_on, "order": spell.name},
        ),
    )


def _of_failure(
    kind: Kind,
    failure: Failure,
    spell: Spell,
    *,
    opened_on: date,
    limit: InForce,
    met_on: date | None,
    because: Because,
) -> Duty:
    return Duty(
        code=kind.code,
        subject=f"{failure.ref}/{spell.ref}",
        opening=failure.ref,
        opened_on=opened_on,
        due_on=add_working_days(opened_on, limit.value),
        met_on=met_on,
        ended_on=spell.last,
        ended_because=spell.ended_because,
        role=kind.role,
        because=because,
        source=limit.source,
        weight=kind.weight,
    )


def _absences(
    case: CaseFile,
    counted: Sequence[Failure],
    spell: Spell,
    among: Sequence[Spell],
    regime: Regime,
) -> Iterator[Duty]:
    """Reading 15, for one sentence."""
    in_a_row: int = regime.of(policy.ABSENCES_IN_A_ROW).value
    in_all: int = regime.of(policy.ABSENCES_IN_ALL).value
    accepted = [each for each in counted if each.answer is Answer.ACCEPTABLE]
    if len(accepted) < min(in_a_row, in_all):
        return
    in_rows = rows(counted, _attended(case, spell, among))
    reviews = [each for each in case.enforcement.absence_reviews if each.of == spell.ref]
    limit = regime.of(policy.REVIEW_ABSENCES_DAYS)
    for wanted in to_review(in_rows, reviews, in_a_row=in_a_row, in_all=in_all):
        yield _review(REVIEW, wanted, spell, limit)
    most: int = regime.of(policy.ABSENCES_FOR_A_MANAGER).value
    manager = for_a_manager(in_rows, reviews, in_all=most)
    if manager is not None:
        yield _review(MANAGER, manager, spell, regime.of(policy.MANAGER_REVIEW_DAYS))


def _attended(case: CaseFile, spell: Spell, among: Sequence[Spell]) -> list[Place]:
    """The places of the appointments of a sentence that the person attended, sorted."""
    found = []
    for contact in case.contacts:
        if contact.attended and took_place(contact):
            on = contact.stands_for
            if counts_for(contact, on, spell, among):
                found.append((on, place_in_day(contact), contact.ref))
    return sorted(found)


def _review(kind: Kind, wanted: ToReview, spell: Spell, limit: InForce) -> Duty:
    message = "acceptable-in-a-row" if wanted.in_a_row else "acceptable-in-all"
    return Duty(
        code=kind.code,
        subject=spell.ref,
        opening=wanted.absence.ref,
        opened_on=wanted.opened_on,
        due_on=add_working_days(wanted.opened_on, limit.value),
        met_on=wanted.met_on,
        ended_on=spell.last,
        ended_because=spell.ended_because,
        role=kind.role,
        because=Because(
            message, {"number": wanted.number, "on": wanted.opened_on, "order": spell.name}
        ),
        source=limit.source,
        weight=kind.weight,
    )
