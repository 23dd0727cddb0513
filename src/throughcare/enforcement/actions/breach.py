"""Breach of an order or of supervision: referred, presented, or decided against; and its result."""

from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact
from throughcare.enforcement.actions.reading import (
    as_read,
    changed,
    not_outside,
    staff_of,
    unacceptable,
)
from throughcare.enforcement.models import BreachDecision, CourtResult
from throughcare.enforcement.queries import Sentence, about, open_proposal
from throughcare.enforcement.rules.breach import of_sentence, pending_on
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Licence

OUTCOMES = ("referred", "presented", "not breached")


def decide_breach(
    failure: Contact,
    *,
    by: User,
    of: Sentence,
    outcome: str,
    because: str,
    token: str | None = None,
) -> BreachDecision:
    """Record what was decided on breach, today; it answers what was proposed of the failure.

    Raises Refusal on licence, which is not breached but recalled; without a reason for not
    breaching; and while an earlier referral has not been dealt with.
    """
    with history.write(failure, by=by, why=f"Decided on breach: {outcome}", token=token) as entry:
        if isinstance(of, Licence):
            raise Refusal("A licence is not breached. A manager decides what follows.")
        found = unacceptable(failure, of)
        if outcome not in OUTCOMES:
            raise Refusal("Select what is decided.", field="outcome")
        if outcome == "not breached" and not because.strip():
            raise Refusal("Say why it is not breached.", field="because")
        today = clock.today()
        pending = pending_on(today, of_sentence(found.case.enforcement.breaches, of.ref))
        if pending is not None:
            raise Refusal(
                f"It was {pending.outcome} on {pending.decided_on:%-d %B %Y}, and has not been "
                "dealt with yet."
            )
        made = correcting.create(
            BreachDecision,
            person_id=failure.person_id,
            failure=failure,
            decided_on=today,
            outcome=outcome,
            because=because.strip(),
            by=staff_of(by),
            proposal=open_proposal(failure, of),
            **about(of),
        )
        entry.result = made.ref
    return made


def deal_with(
    breach: BreachDecision,
    *,
    by: User,
    on: date,
    result: str,
    because: str,
    version: int,
    token: str | None = None,
) -> CourtResult:
    """Record how the court, or whoever was asked, has dealt with a breach.

    Raises Refusal for what was not taken anywhere, for a day before it was or still to come, and
    where it is recorded already.
    """
    with history.write(breach, by=by, why=f"Breach dealt with: {result}", token=token) as entry:
        as_read(breach, version)
        if breach.outcome == "not breached":
            raise Refusal("This was not taken to court.")
        before = CourtResult.objects.filter(breach=breach, in_error_at=None)
        if before.exists():
            raise Refusal("How it was dealt with is recorded already.")
        not_outside(on, breach.decided_on, field="on", what="it was taken to court")
        made = correcting.create(
            CourtResult,
            person_id=breach.person_id,
            breach=breach,
            date=on,
            result=result,
            because=because.strip(),
        )
        changed(breach)
        entry.result = breach.ref
    return made


def not_dealt_with(
    breach: BreachDecision, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Take back how a breach was dealt with: it was recorded in error, and breach is pending."""
    with history.write(
        breach, by=by, why=f"Not dealt with, recorded in error: {because}", token=token
    ) as entry:
        as_read(breach, version)
        result = CourtResult.objects.filter(breach=breach, in_error_at=None).first()
        if result is None:
            raise Refusal("How it was dealt with is not on record.")
        if not because.strip():
            raise Refusal("Say why it should not have been recorded.", field="because")
        correcting.mark_in_error(result, because)
        changed(breach)
        entry.result = breach.ref
