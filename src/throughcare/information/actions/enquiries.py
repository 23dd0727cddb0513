"""Asking another service: draw up, send, chase, escalate, record the answer, or say why not.

What is sent stands in the record with its message and its day, and goes into the outbox.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.information.actions.documents import documents_of, not_too_early
from throughcare.information.actions.reading import as_read, changed, staff_of
from throughcare.information.models import (
    Answer,
    Chase,
    Enquiry,
    NotApplicable,
    OutboxMessage,
    Sent,
)
from throughcare.information.queries import has_trail, part
from throughcare.information.store import Kept
from throughcare.kernel.casefile.information import EnquiryKind
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person


class Message(NamedTuple):
    """A message as it is to be sent."""

    address: str
    subject_line: str
    text: str


def draw_up(
    person: Person,
    *,
    by: User,
    kind: EnquiryKind,
    to: str,
    message: Message | None = None,
    not_applicable: str | None = None,
    for_report: bool = False,
    token: str | None = None,
) -> Enquiry:
    """Draw up an enquiry; send it at once where its message is given.

    ``for_report`` says that it is asked for a report to the court, before any supervision.
    With ``not_applicable`` it is recorded why it need not be made. Raises Refusal where it does
    not say whom it asks, and for a message or a reason that says nothing.
    """
    why = "Enquiry drawn up"
    if not_applicable is not None:
        why = "Enquiry not applicable"
    elif message is not None:
        why = "Enquiry sent"
    with history.write(person, by=by, why=why, token=token) as entry:
        if not_applicable is None and not to.strip():
            raise Refusal("Say whom you ask.", field="to")
        enquiry = correcting.create(
            Enquiry,
            person=person,
            kind=kind,
            to=" ".join(to.split()),
            asked_on=clock.today(),
            for_report=for_report,
        )
        if message is not None:
            _send(enquiry, message, by)
        if not_applicable is not None:
            _set_aside(enquiry, not_applicable, by)
        entry.result = enquiry.ref
    return enquiry


def send(
    enquiry: Enquiry, *, by: User, message: Message, version: int, token: str | None = None
) -> None:
    """Send an enquiry that was drawn up, or one that was said to be sent and has no message.

    Raises Refusal where its message is on record, it is answered or need not be made.
    """
    with history.write(enquiry, by=by, why="Enquiry sent", token=token) as entry:
        as_read(enquiry, version)
        if has_trail(enquiry):
            raise Refusal("It was sent already. To ask again, chase it.")
        _still_open(enquiry)
        _send(enquiry, message, by)
        changed(enquiry)
        entry.result = enquiry.ref


def chase(
    enquiry: Enquiry, *, by: User, message: Message, version: int, token: str | None = None
) -> Chase:
    """Remind the service that was asked. Raises Refusal where nothing was sent, or it answered."""
    return _chase(enquiry, by, message, version, token, by_manager=False)


def escalate(
    enquiry: Enquiry, *, by: User, message: Message, version: int, token: str | None = None
) -> Chase:
    """Take an enquiry that was chased in vain to the managers of the service that was asked."""
    return _chase(enquiry, by, message, version, token, by_manager=True)


def record_answer(
    enquiry: Enquiry,
    *,
    by: User,
    received_on: date,
    concern: bool,
    text: str,
    files: Sequence[Kept] = (),
    version: int,
    token: str | None = None,
) -> Answer:
    """Record what came back, and on which day.

    Raises Refusal for a day that has not come or lies before the enquiry, where it says nothing and
    nothing came with it, and where an answer is on record.
    """
    with history.write(enquiry, by=by, why="Answer recorded", token=token) as entry:
        as_read(enquiry, version)
        _still_open(enquiry)
        if not text.strip() and not files:
            raise Refusal("Say what the answer is, or add the document.", field="text")
        not_too_early(received_on, _asked_on(enquiry), "the enquiry", field="received_on")
        answer = correcting.create(
            Answer,
            person_id=enquiry.person_id,
            enquiry=enquiry,
            received_on=received_on,
            concern=concern,
            text=text,
            documents=documents_of(enquiry.person_id, files, kind="reply", received_on=received_on),
        )
        changed(enquiry)
        entry.result = enquiry.ref
    return answer


def add_to_answer(
    enquiry: Enquiry,
    *,
    by: User,
    concern: bool,
    text: str,
    files: Sequence[Kept] = (),
    version: int,
    token: str | None = None,
) -> Answer:
    """Correct or complete an answer. What it said before is kept, and its documents stay."""
    with history.write(enquiry, by=by, why="Answer corrected", token=token) as entry:
        as_read(enquiry, version)
        answer = part(enquiry, "answer")
        if answer is None:
            raise Refusal("No answer is recorded yet.")
        before = list(answer.documents.filter(in_error_at=None))
        if not text.strip() and not files and not before:
            raise Refusal("Say what the answer is, or add the document.", field="text")
        more = documents_of(enquiry.person_id, files, kind="reply", received_on=clock.today())
        correcting.supersede(answer, concern=concern, text=text, documents=[*before, *more])
        changed(enquiry)
        entry.result = enquiry.ref
    return answer


def not_applicable(
    enquiry: Enquiry, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Record that an enquiry drawn up need not be made, and why."""
    with history.write(enquiry, by=by, why="Enquiry not applicable", token=token) as entry:
        as_read(enquiry, version)
        if has_trail(enquiry):
            raise Refusal("It was sent. Record the answer instead.")
        _still_open(enquiry)
        _set_aside(enquiry, because, by)
        changed(enquiry)
        entry.result = enquiry.ref


def _chase(
    enquiry: Enquiry,
    by: User,
    message: Message,
    version: int,
    token: str | None,
    *,
    by_manager: bool,
) -> Chase:
    why = "Enquiry escalated" if by_manager else "Enquiry chased"
    with history.write(enquiry, by=by, why=why, token=token) as entry:
        as_read(enquiry, version)
        _still_open(enquiry)
        if part(enquiry, "sent") is None:
            raise Refusal("It was not sent yet. Send it first.")
        _complete(message)
        made = correcting.create(
            Chase,
            person_id=enquiry.person_id,
            enquiry=enquiry,
            date=clock.today(),
            by_manager=by_manager,
            text=message.text,
            by=staff_of(by),
        )
        _into_outbox(enquiry, message)
        changed(enquiry)
        entry.result = enquiry.ref
    return made


def _send(enquiry: Enquiry, message: Message, by: User) -> None:
    _complete(message)
    said: dict[str, Any] = {
        "date": clock.today(),
        "to": message.address.strip(),
        "text": message.text,
        "has_text": False,
        "by": staff_of(by),
    }
    before = part(enquiry, "sent")
    if before is not None and enquiry.chases.filter(in_error_at=None).exists():
        raise Refusal("It was chased already. Draw up another enquiry instead.")
    if before is None:
        correcting.create(Sent, person_id=enquiry.person_id, enquiry=enquiry, **said)
    else:
        correcting.supersede(before, **said)
    _into_outbox(enquiry, message)


def _set_aside(enquiry: Enquiry, because: str, by: User) -> None:
    if not because.strip():
        raise Refusal("Say why it is not applicable.", field="because")
    correcting.create(
        NotApplicable,
        person_id=enquiry.person_id,
        enquiry=enquiry,
        date=clock.today(),
        because=because,
        by=staff_of(by),
    )


def _complete(message: Message) -> None:
    for name, text, said in (
        ("address", message.address, "Enter the address to which it goes."),
        ("subject_line", message.subject_line, "Enter the subject."),
        ("text", message.text, "Write the message."),
    ):
        if not text.strip():
            raise Refusal(said, field=name)


def _into_outbox(enquiry: Enquiry, message: Message) -> None:
    OutboxMessage(
        person_id=enquiry.person_id,
        enquiry=enquiry,
        to=message.address.strip(),
        subject_line=message.subject_line.strip(),
        text=message.text,
        written_at=clock.now(),
    ).save()


def _still_open(enquiry: Enquiry) -> None:
    if part(enquiry, "answer"):
        raise Refusal("Its answer is recorded already.")
    if part(enquiry, "not_applicable"):
        raise Refusal("It was decided that this need not be asked. Draw up another.")


def _asked_on(enquiry: Enquiry) -> date:
    """The first day on which an answer can have come."""
    sent = part(enquiry, "sent")
    return sent.date if sent else enquiry.asked_on
