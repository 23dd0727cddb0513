"""What would follow from each answer about a failure, said before anybody decides.

The answers are tried on the record as it stands, with the same rules that open duties. Nothing here
says which answer is right.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from throughcare.enforcement import policy
from throughcare.enforcement.rules.absences import Place, rows, to_review
from throughcare.enforcement.rules.breach import of_sentence, pending_on, to_decide
from throughcare.enforcement.rules.failures import Answer, Failure, counts_for
from throughcare.enforcement.rules.limits import breach_by, warn_by
from throughcare.enforcement.rules.warnings import Calls, calls_for, is_live, live_until, of_order
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Decision
from throughcare.kernel.casefile.enforcement import BreachDecision
from throughcare.kernel.days import add_working_days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.sentences.rules.spells import Spell, SpellKind, spells


class Follows(NamedTuple):
    """What would follow for one sentence."""

    spell: Spell
    calls: Calls
    """On an order; elsewhere nothing follows by law."""
    by: date | None
    """The last day for the warning, or for the decision on breach."""
    live_until: date | None
    """The last day of the warning that is live."""
    pending: BreachDecision | None
    """Breach already referred and not dealt with."""
    joins: bool
    """Whether a decision on breach is open already."""
    accepted: int
    """How many acceptable absences it would be."""
    in_a_row: int
    review_by: date | None
    """By when somebody would have to decide whether the sentence can work."""
    overdue: bool
    """Whether that day has gone by."""
    decided: Answer | None
    """The answer that stands; None where nothing is decided yet."""
    warned_on: date | None
    """The day of the warning that was given for this failure."""
    referred_on: date | None
    """The day on which breach was taken up upon this failure, where that is still pending."""
    ended: bool
    """Whether the sentence has ended, so that neither warning nor breach is owed."""


def foresee(
    case: CaseFile,
    failures: Sequence[Failure],
    failure: Failure,
    spell: Spell,
    breaks: Sequence[Place],
    today: date,
    *,
    crc: bool,
    regime: Regime = TRANSFORMING_REHABILITATION,
) -> Follows:
    """Return what each answer, given today, would call for on one sentence.

    ``failures`` are all of the case, ``breaks`` the places of the sentence's attended appointments.
    """
    among = spells(case)
    others = [
        each
        for each in failures
        if each.ref != failure.ref and counts_for(each.contact, each.on, spell, among)
    ]
    calls, by, until, pending, joins = _if_unacceptable(
        case, others, failure, spell, today, crc=crc
    )
    tried = _decided(failure, today, acceptable=True)
    accepted = rows(sorted([*others, tried], key=lambda each: each.key), breaks)
    mine = next(row for row in accepted if any(each.ref == failure.ref for each in row))
    reviews = [each for each in case.enforcement.absence_reviews if each.of == spell.ref]
    wanted = to_review(
        accepted,
        reviews,
        in_a_row=regime.of(policy.ABSENCES_IN_A_ROW).value,
        in_all=regime.of(policy.ABSENCES_IN_ALL).value,
    )
    days = regime.of(policy.REVIEW_ABSENCES_DAYS).value
    opened = [each.opened_on for each in wanted if each.met_on is None]
    review_by = add_working_days(opened[0], days) if opened else None
    return Follows(
        spell=spell,
        calls=calls,
        by=by,
        live_until=until,
        pending=pending,
        joins=joins,
        accepted=sum(len(row) for row in accepted),
        in_a_row=len(mine),
        review_by=review_by,
        overdue=review_by is not None and review_by < today,
        decided=failure.answer if failure.contact.decision else None,
        warned_on=_warned_on(case, failure, spell),
        referred_on=_referred_on(case, failure, spell, today),
        ended=spell.ended_before(today),
    )


def _warned_on(case: CaseFile, failure: Failure, spell: Spell) -> date | None:
    days = [
        each.sent_on
        for each in case.enforcement.warnings
        if each.of == spell.ref and each.failure == failure.ref
    ]
    return max(days, default=None)


def _referred_on(case: CaseFile, failure: Failure, spell: Spell, today: date) -> date | None:
    pending = pending_on(today, of_sentence(case.enforcement.breaches, spell.ref))
    if pending is None or pending.failure != failure.ref:
        return None
    return pending.decided_on


def _if_unacceptable(
    case: CaseFile,
    others: Sequence[Failure],
    failure: Failure,
    spell: Spell,
    today: date,
    *,
    crc: bool,
) -> tuple[Calls, date | None, date | None, BreachDecision | None, bool]:
    if spell.kind is SpellKind.LICENCE:
        return Calls.NOTHING, None, None, None, False
    breaches = of_sentence(case.enforcement.breaches, spell.ref)
    pending = pending_on(today, breaches)
    if spell.kind is not SpellKind.ORDER:
        return Calls.NOTHING, None, None, pending, False
    warnings = of_order(case.enforcement.warnings, spell.ref)
    live = [live_until(each) for each in warnings if is_live(each, today)]
    until = max((day for day in live if day), default=None)
    calls = calls_for(failure, today, warnings)
    if calls is Calls.WARNING:
        return calls, warn_by(today), until, pending, False
    if calls is Calls.NOTHING or pending is not None:
        return calls, None, until, pending, False
    called = [
        each
        for each in others
        if each.answer is Answer.UNACCEPTABLE
        and calls_for(each, each.decided_on, warnings) is Calls.BREACH
    ]
    open_ = [each for each in to_decide(called, breaches) if each.met_on is None]
    opened = open_[0].opened_on if open_ else today
    return calls, breach_by(opened, crc=crc), until, None, bool(open_)


def _decided(failure: Failure, today: date, *, acceptable: bool) -> Failure:
    decision = Decision(acceptable=acceptable, decided_on=today)
    return msgspec.structs.replace(
        failure, contact=msgspec.structs.replace(failure.contact, decision=decision)
    )
