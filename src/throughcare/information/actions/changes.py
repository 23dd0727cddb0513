"""Changes of circumstances, new partners and children, and what is decided about them."""

from datetime import date
from typing import NamedTuple

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.information.actions.documents import not_too_early
from throughcare.information.actions.reading import as_read, changed, staff_of
from throughcare.information.models import (
    Change,
    Document,
    Enquiry,
    IncomingItem,
    NotNeeded,
    RelationshipDecision,
)
from throughcare.information.queries import part
from throughcare.kernel.casefile.information import ChangeKind
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import ChildProtection, Person, Relationship


class NewRelationship(NamedTuple):
    """A partner or a child who came into the person's life."""

    name: str
    is_partner: bool = False
    is_child: bool = False
    cares_for_child: bool = False
    lives_with: bool = False
    contact: str | None = None


def record_change(
    person: Person,
    *,
    by: User,
    kind: ChangeKind,
    happened_on: date,
    text: str,
    item: IncomingItem | None = None,
    relationship: NewRelationship | None = None,
    token: str | None = None,
) -> Change:
    """Record a change of circumstances, and the partner or child whom it brings.

    Raises Refusal for a day that has not come or lies before the person's birth, and where nothing
    is said that the kind does not say by itself.
    """
    with history.write(person, by=by, why="Change recorded", token=token) as entry:
        if kind is ChangeKind.OTHER and not text.strip():
            raise Refusal("Say what has changed.", field="text")
        change = write_change(
            person, by=by, kind=kind, happened_on=happened_on, text=text, item=item
        )
        if relationship is not None:
            _relate(person, relationship, happened_on)
        entry.result = change.ref
    return change


def write_change(
    person: Person,
    *,
    by: User,
    kind: ChangeKind,
    happened_on: date,
    text: str,
    item: IncomingItem | None,
) -> Change:
    """Write a change; for use inside a write."""
    born = person.date_of_birth or date.min
    not_too_early(happened_on, born, "the person was born", field="happened_on")
    if item is not None and item.person_id != person.pk:
        raise Refusal("That item belongs to another case.", field="item")
    return correcting.create(
        Change,
        person=person,
        kind=kind,
        happened_on=happened_on,
        text=text,
        item=item,
        by=staff_of(by),
    )


def no_review_needed(
    change: Change, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Decide that a change needs no review. Raises Refusal without a reason, or if decided."""
    with history.write(change, by=by, why="Change needs no review", token=token) as entry:
        as_read(change, version)
        if not because.strip():
            raise Refusal("Say why it needs no review.", field="because")
        if part(change, "not_needed"):
            raise Refusal("It was decided already that this needs no review.")
        correcting.create(
            NotNeeded,
            person_id=change.person_id,
            change=change,
            date=clock.today(),
            because=because,
            by=staff_of(by),
        )
        changed(change)
        entry.result = change.ref


def decide_on_relationship(
    relationship: Relationship,
    *,
    by: User,
    outcome: str,
    because: str,
    version: int,
    token: str | None = None,
) -> RelationshipDecision:
    """Decide about a new partner or contact with a child: a referral, an enquiry, or neither.

    Raises Refusal for neither without a reason, and for somebody who is no partner or child.
    """
    with history.write(relationship, by=by, why="Decided on a relationship", token=token) as entry:
        as_read(relationship, version)
        if not (relationship.is_partner or relationship.is_child or relationship.cares_for_child):
            raise Refusal("This is recorded neither as a partner nor as a child.")
        if outcome == "neither" and not because.strip():
            raise Refusal("Say why neither is needed.", field="because")
        decision = correcting.create(
            RelationshipDecision,
            person_id=relationship.person_id,
            relationship=relationship,
            date=clock.today(),
            outcome=outcome,
            because=because,
            by=staff_of(by),
        )
        changed(relationship)
        entry.result = relationship.ref
    return decision


def set_child_status(
    person: Person, *, by: User, status: str, day: date, token: str | None = None
) -> ChildProtection:
    """Record the child protection status from a day on. The earlier ones stay."""
    with history.write(person, by=by, why="Child protection status recorded", token=token) as entry:
        born = person.date_of_birth or date.min
        not_too_early(day, born, "the person was born", field="date")
        made = correcting.create(ChildProtection, person=person, status=status, date=day)
        entry.result = made.ref
    return made


def mark_in_error(
    row: Enquiry | IncomingItem | Change | Document,
    *,
    by: User,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """Mark an enquiry, an item, a change or a document as recorded in error.

    It stays in the record. A document is given to nobody any more; its content stays in the store.
    """
    with history.write(row, by=by, why=f"Recorded in error: {because}", token=token) as entry:
        as_read(row, version)
        if not because.strip():
            raise Refusal("Say why it should not have been recorded.", field="because")
        correcting.mark_in_error(row, because)
        entry.result = row.ref


def _relate(person: Person, new: NewRelationship, began_on: date) -> Relationship:
    if not new.name.strip():
        raise Refusal("Enter a name; write “not known” if nobody knows it.", field="name")
    if not (new.is_partner or new.is_child):
        raise Refusal("Select partner or child.", field="who")
    return correcting.create(
        Relationship,
        person=person,
        kind="child" if new.is_child else "partner",
        name=new.name.strip(),
        is_partner=new.is_partner,
        is_child=new.is_child,
        cares_for_child=new.cares_for_child,
        lives_with=new.lives_with,
        contact=new.contact,
        began_on=began_on,
    )
