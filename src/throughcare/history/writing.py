"""``history.write``: the only way to write a record.

A write takes the locks of its subjects, runs in one transaction, leaves one entry, and before it
commits lets every registered handler (the ledger) work on the subjects it touched, once. An
exception anywhere leaves nothing behind.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import connection, models, transaction

from throughcare.history import clock
from throughcare.history.subject import HasSubject, Subject

Handler = Callable[[list[Subject]], None]

AT_ONCE = 100
"""How many subjects a write takes on at its end. Those touched beyond are not locked: handlers
leave them for later, in sight."""

_handlers: list[Handler] = []


class OutsideWrite(Exception):
    """A tracked row was to be written outside ``history.write``, or deleted."""


class LockOrder(Exception):
    """A nested write asks for a lock that must be taken before those already held."""


class AlreadyDone(Exception):
    """The same form was sent before. ``result`` is where its sender was sent."""

    def __init__(self, result: str) -> None:
        super().__init__("This form has been sent before; nothing was written again.")
        self.result = result


class Conflict(Exception):
    """Somebody else changed the fact after it was read."""

    def __init__(self, current: models.Model, expected: int) -> None:
        super().__init__("It was changed by somebody else after you opened it.")
        self.current = current
        self.expected = expected


@dataclass
class Entry:
    """A write that is open. ``result`` is kept with the token of the form."""

    id: int
    subject: Subject
    by: Any
    why: str
    result: str = ""
    held: set[int] = field(default_factory=set)
    touched: dict[Subject, None] = field(default_factory=dict)
    changes: list[list[Any]] = field(default_factory=list)
    rows: list[Any] | None = field(default_factory=list)
    """The rows written one by one, for handlers that need not go through the whole subject. None
    once rows were written in bulk."""
    token: str | None = None

    def touch(self, *touched: HasSubject) -> None:
        """Let the handlers work on these subjects too when the write ends.

        Those not locked yet are locked at the end, the first hundred of them.
        """
        self.touched.update(dict.fromkeys(each.subject for each in touched))

    def note(self, table: str, row: int, what: str) -> None:
        """Note for the entry that a row was added, changed or marked."""
        self.changes.append([table, row, what])


def on_touched(handler: Handler) -> Handler:
    """Register what works on the touched subjects of every write, inside its transaction."""
    if handler not in _handlers:
        _handlers.append(handler)
    return handler


def current() -> Entry | None:
    """The open write of this connection, None where there is none."""
    entry: Entry | None = getattr(connection, "throughcare_write", None)
    return entry


def require_open(row: models.Model) -> Entry:
    """Return the open write, or refuse."""
    entry = current()
    if entry is None:
        raise OutsideWrite(
            f"A {row._meta.verbose_name} is written inside `with history.write(...)` alone."
        )
    return entry


@contextmanager
def write(
    subject: HasSubject, *others: HasSubject, by: Any, why: str, token: str | None = None
) -> Iterator[Entry]:
    """Open a write about a subject; every further subject to be locked stands beside it.

    Inside an open write it joins that write: a subject already locked is free, another one only
    if its lock comes after those held. ``by`` is the user, None for a loader. With ``token``, a
    form sent twice raises `AlreadyDone` the second time.
    """
    subjects = [each.subject for each in (subject, *others)]
    open_write = current()
    if open_write is not None:
        _join(open_write, subjects)
        yield open_write
        return
    part_of_longer = connection.in_atomic_block
    with transaction.atomic():
        entry = _begin(subjects, by=by, why=why)
        connection.throughcare_write = entry  # type: ignore[attr-defined]
        try:
            if token:
                entry.token = token
                _claim(entry)
            yield entry
            _finish(entry)
        finally:
            connection.throughcare_write = None  # type: ignore[attr-defined]
        if part_of_longer:
            _take_back_the_mark()


def check_version(row: Any, expected: int) -> None:
    """Raise `Conflict` where the row is not the version that was read."""
    if row.version != expected:
        raise Conflict(row, expected)


def _begin(subjects: list[Subject], *, by: Any, why: str) -> Entry:
    """Take the locks, the entry's number and the mark that lets triggers pass, in one statement."""
    locks = sorted({each.lock for each in subjects})
    taken = ", ".join("pg_advisory_xact_lock(%s)" for _ in locks)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e, {taken}, set_config('throughcare.entry', e::text, true),"
            " set_config('pghistory.context_metadata',"
            " json_build_object('entry', e)::text, true)"
            " FROM nextval(pg_get_serial_sequence('history_entry', 'id')) e",
            locks,
        )
        number = cursor.fetchone()[0]
    entry = Entry(id=number, subject=subjects[0], by=by, why=why, held=set(locks))
    entry.touch(*subjects)
    return entry


def _join(entry: Entry, subjects: list[Subject]) -> None:
    _lock(entry, subjects)
    entry.touch(*subjects)


def _lock(entry: Entry, subjects: list[Subject]) -> None:
    wanted = {each.lock: each for each in subjects if each.lock not in entry.held}
    if not wanted:
        return
    if min(wanted) < max(entry.held):
        early = wanted[min(wanted)]
        raise LockOrder(
            f"The lock of {early} must be taken before those held: name {early} "
            "when the outer write is opened."
        )
    numbers = sorted(wanted)
    with connection.cursor() as cursor:
        taken = ", ".join("pg_advisory_xact_lock(%s)" for _ in numbers)
        cursor.execute(f"SELECT {taken}", numbers)
    entry.held.update(numbers)


def _claim(entry: Entry) -> None:
    """Take the token of the form; the same form sent meanwhile waits here for the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO history_token (token, by_id, entry_id, result) VALUES (%s, %s, %s, '')"
            " ON CONFLICT DO NOTHING",
            [entry.token, _key(entry.by), entry.id],
        )
        if cursor.rowcount:
            return
        cursor.execute(
            "SELECT result FROM history_token WHERE token = %s AND by_id IS NOT DISTINCT FROM %s",
            [entry.token, _key(entry.by)],
        )
        raise AlreadyDone(cursor.fetchone()[0])


def _finish(entry: Entry) -> None:
    """Let the handlers work, then store the entry: the last statement before the commit."""
    if _handlers:
        _lock(entry, [each for each in entry.touched if each.lock not in entry.held][:AT_ONCE])
    for handler in _handlers:
        handler(list(entry.touched))
    also = [[each.kind, each.id] for each in entry.touched if each != entry.subject]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO history_entry (id, at, domain_at, by_id, why, subject_kind, subject_id,"
            " request_id, changes, also)"
            " VALUES (%s, clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                entry.id,
                clock.now(),
                _key(entry.by),
                entry.why,
                entry.subject.kind,
                entry.subject.id,
                structlog.contextvars.get_contextvars().get("request", ""),
                json.dumps(entry.changes),
                json.dumps(also),
            ],
        )
        if entry.token:
            cursor.execute(
                "UPDATE history_token SET result = %s WHERE token = %s AND by_id IS NOT DISTINCT"
                " FROM %s",
                [entry.result, entry.token, _key(entry.by)],
            )


def _take_back_the_mark() -> None:
    """Let triggers refuse again at once, where the write was part of a longer transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('throughcare.entry', '', true),"
            " set_config('pghistory.context_metadata', '', true)"
        )


def _key(user: Any) -> int | None:
    return None if user is None else user.pk
