"""Warning: of an order by law, of a licence on the one form that officers and managers share."""

from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact
from throughcare.contacts.queries import stands_for
from throughcare.enforcement.actions.reading import (
    as_read,
    not_outside,
    staff_of,
    unacceptable,
)
from throughcare.enforcement.models import LicenceDecision, Warned
from throughcare.enforcement.queries import Sentence, about
from throughcare.enforcement.rules.failures import Failure
from throughcare.enforcement.rules.warnings import Calls, calls_for, is_live, live_until, of_order
from throughcare.history import correcting
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Licence, Order

STATUTORY = "statutory"
OFFICERS = "officer's licence warning"
MANAGERS = "manager's licence warning"

DECIDED = {OFFICERS: "officer's warning", MANAGERS: "manager's warning"}
"""The decision on licence that each warning carries out."""


def warn(
    failure: Contact,
    *,
    by: User,
    of: Sentence,
    kind: str,
    sent_on: date,
    text: str,
    token: str | None = None,
) -> Warned:
    """Record that a warning was sent or handed over, with its words.

    Raises Refusal for a failure that was not decided unacceptable, a day before the failure or to
    come, a second warning of the same failure; on an order while another warning is live that the
    failure came after, since the law then asks for breach; on licence without a manager's decision
    to warn. Supervision after a sentence knows no warning: what follows there is decided as breach.
    """
    with history.write(failure, by=by, why=f"Warned: {kind}", token=token) as entry:
        case, found = unacceptable(failure, of)
        _fits(kind, of)
        if not text.strip():
            raise Refusal("Write the letter.", field="text")
        not_outside(sent_on, found.on, field="sent_on", what="the failure")
        same = Warned.objects.filter(failure=failure, in_error_at=None, **about(of))
        if same.exists():
            raise Refusal("A warning of this failure has been sent already.")
        if kind == STATUTORY:
            _not_while_warned(case, found, of)
        elif not _decided(failure, of, kind):
            raise Refusal("A manager decides on a warning of a licence first. Propose it.")
        made = correcting.create(
            Warned,
            person_id=failure.person_id,
            failure=failure,
            kind=kind,
            sent_on=sent_on,
            text=text.strip(),
            by=staff_of(by),
            **about(of),
        )
        entry.result = made.ref
    return made


def correct_warning(
    warned: Warned,
    *,
    by: User,
    sent_on: date,
    text: str,
    version: int,
    token: str | None = None,
) -> Warned:
    """Put right the words of a warning or the day it was sent; the old version is kept."""
    with history.write(warned, by=by, why="Warning put right", token=token) as entry:
        as_read(warned, version)
        if not text.strip():
            raise Refusal("Write the letter.", field="text")
        if warned.failure is not None:
            first = stands_for(warned.failure)
            not_outside(sent_on, first, field="sent_on", what="the failure")
        if (warned.sent_on, warned.text) != (sent_on, text.strip()):
            warned = correcting.supersede(warned, sent_on=sent_on, text=text.strip())
        entry.result = warned.ref
    return warned


def _fits(kind: str, of: Sentence) -> None:
    if isinstance(of, Order):
        if kind != STATUTORY:
            raise Refusal("An order has its warning by law.", field="kind")
    elif not isinstance(of, Licence):
        raise Refusal("Post-sentence supervision has no warning. Decide on breach instead.")
    elif kind not in (OFFICERS, MANAGERS):
        raise Refusal("Select whose warning it is: the officer’s or the manager’s.", field="kind")


def _not_while_warned(case: CaseFile, failure: Failure, of: Sentence) -> None:
    """A second failure within the time of a warning is breach: another warning is not open."""
    warnings = of_order(case.enforcement.warnings, of.ref)
    if calls_for(failure, failure.decided_on, warnings) is not Calls.BREACH:
        return
    days = [live_until(each) for each in warnings if is_live(each, failure.decided_on)]
    until = max(day for day in days if day is not None)
    raise Refusal(
        f"A warning is live until {until:%-d %B %Y}. The law asks for a decision on breach, not "
        "for another warning."
    )


def _decided(failure: Contact, of: Sentence, kind: str) -> bool:
    decided = LicenceDecision.objects.filter(
        of_id=of.pk, failure=failure, outcome=DECIDED[kind], in_error_at=None
    )
    return decided.exists()
