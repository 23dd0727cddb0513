"""A duty: what must be done by a day, and the state it is in on any day asked about."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from throughcare.kernel.days import add_working_days

DUE_SOON_WORKING_DAYS = 5


class State(StrEnum):
    """The states of a duty, in the precedence in which they are decided."""

    EXCUSED = "excused"
    MET = "met"
    MET_LATE = "met-late"
    ENDED = "ended"
    MISSED = "missed"
    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    OPEN = "open"


class Role(StrEnum):
    """Whose a duty is, before the person is resolved for a day."""

    RESPONSIBLE_OFFICER = "responsible officer"
    TEAM_MANAGER = "team manager"
    AUTHOR = "author"
    ACTING_COVER = "acting cover"
    DUTY_MANAGER = "duty manager"
    COURT_OFFICER = "court officer"


class Because(msgspec.Struct, frozen=True, gc=False):
    """Why a duty is owed: the name of a message, with typed parameters.

    Wording lives with the pages, so that a change of words, or Welsh, rebuilds nothing.
    """

    message: str
    parameters: Mapping[str, Any] = msgspec.field(default_factory=dict)


class Key(msgspec.Struct, frozen=True, order=True, gc=False):
    """What names a duty for ever: its code, its subject and the fact that opened it."""

    code: str
    subject: str
    opening: str


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the duty calendar."""

    code: str
    failings: tuple[str, ...]
    """The failings of the register that the duty surfaces."""
    weight: int
    """The band by which lists are ranked: 1 act today to 6 records."""
    role: Role


class Duty(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One duty of one subject, with the days on which it opens, falls due, is met and ends.

    Some of the days may lie in the future: a duty says nothing about today.
    """

    code: str
    subject: str
    opening: str
    opened_on: date
    due_on: date | None
    """The last day in time; None while a pause without a known end stands before it."""
    met_on: date | None = None
    ended_on: date | None = None
    """The last day of the spell in which the duty lived, unless it was met before."""
    ended_because: str | None = None
    role: Role
    author: str | None = None
    """The staff member whose entry it is, for duties of the author; for those of a court officer,
    the sentence."""
    because: Because
    source: str
    weight: int

    @property
    def key(self) -> Key:
        """The duty's name for ever."""
        return Key(self.code, self.subject, self.opening)

    @property
    def failing_since(self) -> date | None:
        """The day after the last day in time."""
        return self.due_on + timedelta(days=1) if self.due_on else None


class Excusal(msgspec.Struct, frozen=True, kw_only=True):
    """A manager's word that a duty need not be done until a day."""

    key: Key
    opened_on: date
    due_on: date | None
    on: date
    until: date

    def holds(self, duty: Duty, today: date) -> bool:
        """Say whether the excusal stands: it falls when the opening or the due day changes."""
        return (
            self.key == duty.key
            and self.opened_on == duty.opened_on
            and self.due_on == duty.due_on
            and self.on <= today <= self.until
        )


def state(duty: Duty, today: date, *, excused: bool = False) -> State:
    """Return the state of ``duty`` on ``today``. Due today is not overdue.

    A duty that opens after ``today`` is open, whatever else is known of it.
    """
    if duty.opened_on > today:
        return State.OPEN
    if excused:
        return State.EXCUSED
    if duty.met_on and duty.met_on <= today:
        in_time = duty.due_on is None or duty.met_on <= duty.due_on
        return State.MET if in_time else State.MET_LATE
    if duty.ended_on and duty.ended_on < today:
        fell_due = duty.due_on is not None and duty.due_on <= duty.ended_on
        return State.MISSED if fell_due else State.ENDED
    if duty.due_on is None:
        return State.OPEN
    if duty.due_on < today:
        return State.OVERDUE
    soon = add_working_days(today - timedelta(days=1), DUE_SOON_WORKING_DAYS)
    return State.DUE_SOON if soon and duty.due_on <= soon else State.OPEN
