"""What of enforcement is open on one sentence: to be decided, sent, proposed or dealt with.

The same rules as open duties, asked for the page of a case. On licence and in supervision after a
sentence there is no clock; what was decided unacceptable and nobody took further is open there too.

Not here: the days by which it is owed (duties).
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from throughcare.enforcement import policy
from throughcare.enforcement.rules.absences import Place, for_a_manager, rows, to_review
from throughcare.enforcement.rules.breach import (
    REFERRALS,
    ToDecide,
    of_sentence,
    pending_on,
    to_decide,
)
from throughcare.enforcement.rules.failures import Failure
from throughcare.enforcement.rules.proposals import waiting
from throughcare.enforcement.rules.warnings import Calls, calls_for, met_on, of_order
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.enforcement import (
    AbsenceReview,
    BreachDecision,
    LicenceDecision,
    Proposal,
)
from throughcare.kernel.days import add_working_days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.sentences.rules.spells import Spell, SpellKind

WARNED = {
    "officer's warning": "officer's licence warning",
    "manager's warning": "manager's licence warning",
}
"""The warning that carries out a decision on licence."""
TO_A_MANAGER = "to a manager"


class Open(NamedTuple):
    """What is open on one sentence."""

    to_warn: Sequence[Failure] = ()
    to_breach: ToDecide | None = None
    to_take_further: Sequence[Failure] = ()
    """Failures on licence or in supervision of which nothing was proposed or decided."""
    proposed: Sequence[Proposal] = ()
    to_write: Sequence[LicenceDecision] = ()
    """A manager decided to warn, and no letter is on record."""
    pending: BreachDecision | None = None


def open_on(case: CaseFile, unacceptable: Sequence[Failure], spell: Spell, today: date) -> Open:
    """Return what is open on a sentence; ``unacceptable`` are the failures counted for it."""
    breaches = of_sentence(case.enforcement.breaches, spell.ref)
    pending = pending_on(today, breaches)
    proposed = [each for each in waiting(case, today) if each.of == spell.ref]
    if spell.kind is SpellKind.ORDER:
        warnings = of_order(case.enforcement.warnings, spell.ref)
        called = {each.ref: calls_for(each, each.decided_on, warnings) for each in unacceptable}
        to_warn = [
            each
            for each in unacceptable
            if called[each.ref] is Calls.WARNING
            and met_on(each.decided_on, warnings, breaches) is None
        ]
        to_breach = [each for each in unacceptable if called[each.ref] is Calls.BREACH]
        undecided = [each for each in to_decide(to_breach, breaches) if each.met_on is None]
        return Open(to_warn, undecided[0] if undecided else None, (), proposed, (), pending)
    decided = [each for each in case.enforcement.licence_decisions if each.of == spell.ref]
    taken = {
        *(each.failure for each in decided),
        *(each.failure for each in proposed),
        *(each.failure for each in breaches),
    }
    last = max((each.decided_on for each in breaches if each.outcome in REFERRALS), default=None)
    further = [
        each
        for each in unacceptable
        if each.ref not in taken and (last is None or each.decided_on > last)
    ]
    sent = {(each.failure, each.kind) for each in case.enforcement.warnings if each.of == spell.ref}
    to_write = [
        each
        for each in decided
        if each.outcome in WARNED
        and each.failure is not None
        and (each.failure, WARNED[each.outcome]) not in sent
    ]
    return Open((), None, () if pending else further, proposed, to_write, pending)


def to_look_at(
    case: CaseFile,
    failed: Sequence[Failure],
    breaks: Sequence[Place],
    spell: Spell,
    regime: Regime = TRANSFORMING_REHABILITATION,
) -> tuple[date, date | None] | None:
    """Return since when acceptable absences call for a decision, and by when; None if they do not.

    Of several the one that opened first.
    """
    reviews = [each for each in case.enforcement.absence_reviews if each.of == spell.ref]
    in_rows = rows(failed, breaks)
    wanted = to_review(
        in_rows,
        reviews,
        in_a_row=regime.of(policy.ABSENCES_IN_A_ROW).value,
        in_all=regime.of(policy.ABSENCES_IN_ALL).value,
    )
    most: int = regime.of(policy.ABSENCES_FOR_A_MANAGER).value
    of_manager = for_a_manager(in_rows, reviews, in_all=most)
    days = [(each, regime.of(policy.REVIEW_ABSENCES_DAYS).value) for each in wanted]
    if of_manager:
        days.append((of_manager, regime.of(policy.MANAGER_REVIEW_DAYS).value))
    return min(
        (
            (each.opened_on, add_working_days(each.opened_on, limit))
            for each, limit in days
            if each.met_on is None
        ),
        key=lambda both: both[0],
        default=None,
    )


def with_a_manager(case: CaseFile, spell: Spell) -> AbsenceReview | None:
    """Return the review that put a sentence's absences to a manager, until a manager has decided.

    The same as the list of decisions awaiting shows.
    """
    reviews = [each for each in case.enforcement.absence_reviews if each.of == spell.ref]
    put = [each for each in reviews if each.outcome == TO_A_MANAGER]
    if not put or any(each.by_manager and each.date >= put[-1].date for each in reviews):
        return None
    return put[-1]
