"""What arrived: received, read by the holder of the case, acted on or not with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload.queries import held
from throughcare.history import clock, correcting
from throughcare.information.actions.changes import write_change
from throughcare.information.actions.documents import FIRST_DAY, documents_of, not_too_early
from throughcare.information.actions.reading import as_read, changed, staff_of
from throughcare.information.models import ActedOn, Enquiry, IncomingItem, MarkedRead
from throughcare.information.queries import part
from throughcare.information.store import Kept
from throughcare.kernel.casefile.information import ChangeKind, ItemKind
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.people.models import Person

Arrived = Enquiry | IncomingItem

ALWAYS_A_CONCERN = (ItemKind.CALLOUT, ItemKind.ARREST)


class Happened(NamedTuple):
    """The change of circumstances that an item tells of."""

    kind: ChangeKind
    on: date


class Done(NamedTuple):
    """What was done about it; or, without an action, why nothing."""

    action: str = ""
    because: str = ""


def receive(
    person: Person,
    *,
    by: User,
    kind: ItemKind,
    sender: str,
    received_on: date,
    concern: bool,
    text: str,
    files: Sequence[Kept] = (),
    change: Happened | None = None,
    token: str | None = None,
) -> IncomingItem:
    """Record something that arrived unasked, and, where it is given, the change it tells of.

    A callout or an arrest is always something to act on. Raises Refusal for a day that has not
    come, and where it says nothing and nothing came with it.
    """
    with history.write(person, by=by, why="Item received", token=token) as entry:
        if not text.strip() and not files:
            raise Refusal("Say what it says, or add the document.", field="text")
        not_too_early(received_on, FIRST_DAY, "", field="received_on")
        kept_as = "letter" if kind is ItemKind.LETTER else "other"
        item = correcting.create(
            IncomingItem,
            person=person,
            kind=kind,
            sender=sender.strip(),
            received_on=received_on,
            concern=concern or kind in ALWAYS_A_CONCERN,
            text=text,
            documents=documents_of(person.pk, files, kind=kept_as, received_on=received_on),
        )
        if change is not None:
            write_change(person, by=by, kind=change.kind, happened_on=change.on, text="", item=item)
        entry.result = item.ref
    return item


def mark_read(
    arrived: Arrived,
    *,
    by: User,
    version: int,
    done: Done | None = None,
    token: str | None = None,
) -> None:
    """Record that it was read, and, where it is given, what was done about it.

    It counts once the holder of the case has read it, so the holder may mark as read what
    somebody else has. Raises Refusal where no answer came, and where it is read already.
    """
    with history.write(arrived, by=by, why="Marked as read", token=token) as entry:
        as_read(arrived, version)
        _has_come(arrived)
        reader = staff_of(by)
        before = part(arrived, "read")
        if before is not None and not (_holds(arrived.person, reader) and before.by != reader):
            raise Refusal("It is marked as read already.")
        _read(arrived, reader)
        if done is not None:
            _act(arrived, done, reader)
        changed(arrived)
        entry.result = arrived.ref


def act_on(
    arrived: Arrived, *, by: User, done: Done, version: int, token: str | None = None
) -> None:
    """Record what was done about it, or why nothing; what stood there before is kept.

    Who acts on something has read it. Raises Refusal where no answer came, and without an action or
    a reason.
    """
    with history.write(arrived, by=by, why="Acted on", token=token) as entry:
        as_read(arrived, version)
        _has_come(arrived)
        actor = staff_of(by)
        if part(arrived, "read") is None:
            _read(arrived, actor)
        _act(arrived, done, actor)
        changed(arrived)
        entry.result = arrived.ref


def _has_come(arrived: Arrived) -> None:
    if isinstance(arrived, Enquiry) and part(arrived, "answer") is None:
        raise Refusal("No answer has come yet.")


def _holds(person: Person, reader: Staff | None) -> bool:
    """Whether somebody holds the case today: as its officer, or as cover."""
    if reader is None:
        return False
    now = held(person, clock.today())
    return reader.code in [each.ref for each in (now.officer, now.cover) if each is not None]


def _read(arrived: Arrived, reader: Staff | None) -> None:
    _write(arrived, MarkedRead, "read", {"date": clock.today(), "by": reader})


def _act(arrived: Arrived, done: Done, actor: Staff | None) -> None:
    action, because = done.action.strip(), done.because.strip()
    if not action and not because:
        raise Refusal("Say what was done, or why nothing is needed.", field="action")
    said = {"action": action, "because": "" if action else because, "has_because": False}
    _write(arrived, ActedOn, "acted", {"date": clock.today(), "by": actor, **said})


def _write(
    arrived: Arrived, model: type[MarkedRead] | type[ActedOn], name: str, said: dict[str, Any]
) -> None:
    before = part(arrived, name)
    if before is not None:
        correcting.supersede(before, **said)
        return
    said["enquiry" if isinstance(arrived, Enquiry) else "incoming_item"] = arrived
    correcting.create(model, person_id=arrived.person_id, **said)
