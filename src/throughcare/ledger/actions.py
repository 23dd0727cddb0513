"""What is done about duties themselves: excuse one, ask for it, say no.

Every action is one write: who, why, one history entry, and the ledger right when it ends.
"""

from datetime import date
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.kernel.duty import Key
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.models import ExcusalAsked, Excused, Row
from throughcare.ledger.subject import CASE
from throughcare.oversight.rules.excusing import may_be_excused
from throughcare.people.models import Person


def excuse(
    person: Person,
    *,
    by: User | None,
    key: Key,
    until: date,
    because: str,
    token: str | None = None,
) -> Excused:
    """Excuse a duty up to a day. It moves no date, and falls when the duty's days change.

    An excusal that stands is set to the new day. Who asked for it is answered with it.

    Raises Refusal without a reason, for a day that has gone, for what is not owed, and for what
    nobody may be excused from.
    """
    _said(because, until)
    with history.write(person, by=by, why=f"Excused: {key.code}", token=token) as entry:
        row = _owed(person, key)
        today = clock.today()
        given: dict[str, Any] = {
            "opened_on": row.opened_on,
            "due_on": row.due_on,
            "date": today,
            "until": until,
            "by": getattr(by, "staff", None),
            "because": because,
        }
        about: dict[str, Any] = {"code": key.code, "about": key.subject, "opening": key.opening}
        standing = Excused.objects.filter(person=person, in_error_at=None, **about).last()
        if standing is not None and standing.until >= today:
            made = correcting.supersede(standing, **given)
        else:
            made = correcting.create(Excused, person=person, **about, **given)
        for asked in _asked(person, key):
            asked.answered_on = today
            asked.save(update_fields=["answered_on"])
        entry.result = made.ref
    return made


def ask_to_excuse(
    person: Person,
    *,
    by: User | None,
    key: Key,
    until: date,
    because: str,
    token: str | None = None,
) -> ExcusalAsked:
    """Ask a manager to excuse a duty up to a day. Until one does, it stays owed.

    Raises Refusal as excusing does, and where it was asked for already.
    """
    _said(because, until)
    with history.write(person, by=by, why=f"Asked to excuse: {key.code}", token=token):
        _owed(person, key)
        if _asked(person, key):
            raise Refusal("Somebody has asked for that already, and a manager has to answer.")
        made = ExcusalAsked(
            person=person,
            code=key.code,
            about=key.subject,
            opening=key.opening,
            by=getattr(by, "staff", None),
            date=clock.today(),
            until=until,
            because=because,
        )
        made.save()
    return made


def refuse_to_excuse(
    person: Person, *, by: User | None, key: Key, because: str, token: str | None = None
) -> None:
    """Say no to who asked to be excused. Raises Refusal without a reason, or where nobody asked."""
    if not because.strip():
        raise Refusal("Say why it is to be done.", field="because")
    with history.write(person, by=by, why=f"Not excused: {key.code}", token=token):
        waiting = _asked(person, key)
        if not waiting:
            raise Refusal("Nobody has asked for that, or it was answered.")
        for asked in waiting:
            asked.answered_on, asked.refused_because = clock.today(), because
            asked.save(update_fields=["answered_on", "refused_because"])


def _said(because: str, until: date) -> None:
    if not because.strip():
        raise Refusal("Say why it need not be done.", field="because")
    if until < clock.today():
        raise Refusal("Choose today or a later day.", field="until")


def _asked(person: Person, key: Key) -> list[ExcusalAsked]:
    found = ExcusalAsked.objects.filter(
        person=person, code=key.code, about=key.subject, opening=key.opening, answered_on=None
    )
    return list(found)


def _owed(person: Person, key: Key) -> Row:
    """The row of the duty, while it is owed and may be excused."""
    today = clock.today()
    row = Row.objects.filter(
        subject_kind=CASE,
        subject_id=person.pk,
        code=key.code,
        subject_ref=key.subject,
        opening_ref=key.opening,
        opened_on__lte=today,
    ).first()
    if (
        row is None
        or (row.met_on and row.met_on <= today)
        or (row.ended_on and row.ended_on < today)
    ):
        raise Refusal("That is not owed today.", field="duty")
    if not may_be_excused(row.code, row.because["parameters"]):
        raise Refusal("Nobody is excused from that.", field="duty")
    return row
