"""Warning: of an order by law, of a licence on the one form that officers and managers share."""

from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact
from throughcare.enforcement.actions.reading import about, not_outside, staff_of, unacceptable
from throughcare.enforcement.models import LicenceDecision, Warned
from throughcare.enforcement.queries import Sentence
from throughcare.history import correcting
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Licence, Order

STATUTORY = "statutory"
OFFICERS = "officer's licence warning"
MANAGERS = "manager's licence warning"


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
    come, a second warning of the same failure, and a manager's warning that no manager decided.
    Supervision after a sentence knows no warning: what follows there is decided as breach.
    """
    with history.write(failure, by=by, why=f"Warned: {kind}", token=token) as entry:
        found = unacceptable(failure, of).failure
        _fits(kind, of)
        if not text.strip():
            raise Refusal("Write the letter.", field="text")
        not_outside(sent_on, found.on, field="sent_on", what="the failure")
        same = Warned.objects.filter(failure=failure, in_error_at=None, **about(of))
        if same.exists():
            raise Refusal("A warning of this failure has been sent already.")
        if kind == MANAGERS and not _decided(failure, of):
            raise Refusal(
                "A manager decides on a manager’s warning first. Ask for the decision.",
                field="kind",
            )
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


def _fits(kind: str, of: Sentence) -> None:
    if isinstance(of, Order):
        if kind != STATUTORY:
            raise Refusal("An order has its warning by law.", field="kind")
    elif not isinstance(of, Licence):
        raise Refusal("Post-sentence supervision has no warning. Decide on breach instead.")
    elif kind not in (OFFICERS, MANAGERS):
        raise Refusal("Select whose warning it is: the officer’s or the manager’s.", field="kind")


def _decided(failure: Contact, of: Sentence) -> bool:
    decided = LicenceDecision.objects.filter(
        of_id=of.pk, failure=failure, outcome="manager's warning", in_error_at=None
    )
    return decided.exists()
