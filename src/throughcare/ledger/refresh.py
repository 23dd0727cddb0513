"""Keep the ledger as the rules say: a keyed difference, never delete and insert.

A refresh reads a case at *facts* depth, asks the calendar, and writes only rows that
differ. It runs inside the write that touched the case, so record and ledger are right
at once.
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

import msgspec
from django.db import connection
from django.utils import timezone

from throughcare.contacts.duties import Touched
from throughcare.history import writing
from throughcare.history.composing import compose
from throughcare.history.subject import Subject
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.duty import Duty
from throughcare.ledger.calendar import RULES_VERSION, Account, account
from throughcare.ledger.models import Event, Row, Unrefreshed
from throughcare.ledger.narrowing import narrow, only_contacts, within
from throughcare.ledger.owning import refresh_owners
from throughcare.ledger.subject import CASE

_CONTENT = (
    "opened_on",
    "due_on",
    "met_on",
    "ended_on",
    "ended_because",
    "role",
    "author",
    "because",
    "source",
    "weight",
)

_FEW = 6

_encode = msgspec.msgpack.Encoder().encode


class Difference(msgspec.Struct, frozen=True):
    """What a refresh changes in the ledger of one case."""

    subject_id: int
    opened: tuple[Duty, ...]
    changed: tuple[tuple[int, Duty], ...]
    withdrawn: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.opened or self.changed or self.withdrawn)


def refresh_touched(subjects: Sequence[Subject]) -> None:
    """Refresh the cases among ``subjects``; beyond a hundred, note them for the worker.

    Called by history at the end of every write, inside its transaction.
    """
    entry = writing.current()
    corrected = entry is not None and any(what != "added" for _, _, what in entry.changes)
    cases = [subject for subject in subjects if subject.kind == CASE]
    locked = [each.id for each in cases if entry is None or each.lock in entry.held]
    now = locked[: writing.AT_ONCE]
    refresh(
        now,
        cause=Event.CORRECTION if corrected else Event.FACT,
        entry_id=entry.id if entry else None,
        touched={each: only for each in now if (only := only_contacts(entry, each))},
    )
    later = {each.id for each in cases}.difference(now)
    leave_for_worker(sorted(later), because="more cases than one write refreshes")


def leave_for_worker(ids: Iterable[int], *, because: str) -> None:
    """Note cases whose ledger has yet to follow, so that they are seen and taken up."""
    Unrefreshed.objects.bulk_create(
        [Unrefreshed(subject_kind=CASE, subject_id=each, because=because) for each in ids],
        ignore_conflicts=True,
    )


def refresh(
    ids: Sequence[int],
    *,
    cause: str,
    entry_id: int | None = None,
    touched: Mapping[int, frozenset[str]] = MappingProxyType({}),
) -> list[Difference]:
    """Bring the ledger of the cases ``ids`` up to what the rules say; return what changed.

    Of the cases in ``touched`` nothing was written but those contacts: only what they can
    change is worked out and compared.
    """
    found = []
    with _without_collection():
        for subject_id, case in _cases(ids):
            only = narrow(subject_id, case, touched.get(subject_id))
            stands = account(case, standing=True, touched=only)
            difference = compare(subject_id, stands, only)
            apply(difference, cause=cause, entry_id=entry_id)
            refresh_owners(subject_id, stands)
            found.append(difference)
    return found


@contextmanager
def _without_collection() -> Iterator[None]:
    """Make many thousand short-lived objects without the collector going through all of them.

    Nothing made here stands in a circle, so all of it goes as soon as it is let go.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def preview(ids: Sequence[int]) -> Iterator[Difference]:
    """Say what a refresh of the cases ``ids`` would open, change and withdraw."""
    for subject_id, case in _cases(ids):
        yield compare(subject_id, account(case, standing=True))


def _cases(ids: Sequence[int]) -> Iterator[tuple[int, CaseFile]]:
    return zip(ids, compose(ids, "facts", standing=True, as_stored=True), strict=True)


_STORED = """
    SELECT json_agg(json_build_array(code, subject_ref, opening_ref, fingerprint, id))::text
    FROM ledger_row WHERE subject_kind = %s AND subject_id = %s
"""
"""In one text: a case of thousands of duties is read in a third of the time."""

_read_stored = msgspec.json.Decoder(list[tuple[str, str, str, int, int]]).decode


def compare(subject_id: int, stands: Account, only: Touched | None = None) -> Difference:
    """Return how the ledger of a case differs from ``stands``, or the part ``only`` can change."""
    where, values = ("", []) if only is None else within(only, stands)
    with connection.cursor() as cursor:
        cursor.execute(_STORED + where, [CASE, subject_id, *values])
        stored = _read_stored(cursor.fetchone()[0] or "[]")
    rows = {(code, ref, opening): (mark, pk) for code, ref, opening, mark, pk in stored}
    opened, changed = [], []
    for duty in stands.duties:
        row = rows.pop((duty.code, duty.subject, duty.opening), None)
        if row is None:
            opened.append(duty)
        elif row[0] != fingerprint(duty):
            changed.append((row[1], duty))
    withdrawn = tuple(pk for _, pk in rows.values())
    return Difference(subject_id, tuple(opened), tuple(changed), withdrawn)


def fingerprint(duty: Duty) -> int:
    """Return a number that differs when anything of the duty differs."""
    digest = hashlib.blake2b(_encode(duty), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def apply(difference: Difference, *, cause: str, entry_id: int | None) -> None:
    """Write a difference, and leave an event for each row that changed or was withdrawn."""
    if difference.opened:
        Row.objects.bulk_create([_row(difference.subject_id, duty) for duty in difference.opened])
    ids = [pk for pk, _ in difference.changed] + list(difference.withdrawn)
    if not ids:
        return
    before = {row.pk: row for row in Row.objects.filter(pk__in=ids)}
    changed = []
    events = []
    for pk, duty in difference.changed:
        row = _row(difference.subject_id, duty)
        row.pk = pk
        changed.append(row)
        events.append(_event(before[pk], _content(row), cause, entry_id))
    events += [_event(before[pk], None, cause, entry_id) for pk in difference.withdrawn]
    fields = [*_CONTENT, "fingerprint", "rules_version"]
    if len(changed) > _FEW:
        Row.objects.bulk_update(changed, fields)
    else:  # as most writes change: plain statements are made sooner than one for all
        for row in changed:
            row.save(force_update=True, update_fields=fields)
    if difference.withdrawn:
        Row.objects.filter(pk__in=difference.withdrawn).delete()
    Event.objects.bulk_create(events)


def _row(subject_id: int, duty: Duty) -> Row:
    return Row(
        subject_kind=CASE,
        subject_id=subject_id,
        code=duty.code,
        subject_ref=duty.subject,
        opening_ref=duty.opening,
        opened_on=duty.opened_on,
        due_on=duty.due_on,
        met_on=duty.met_on,
        ended_on=duty.ended_on,
        ended_because=duty.ended_because,
        role=duty.role,
        author=duty.author or "",
        because=msgspec.to_builtins(duty.because),
        source=duty.source,
        weight=duty.weight,
        fingerprint=fingerprint(duty),
        rules_version=RULES_VERSION,
    )


def _content(row: Row) -> dict[str, object]:
    found = {name: getattr(row, name) for name in _CONTENT}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }


def _event(row: Row, after: dict[str, object] | None, cause: str, entry_id: int | None) -> Event:
    return Event(
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        code=row.code,
        subject_ref=row.subject_ref,
        opening_ref=row.opening_ref,
        before=_content(row),
        after=after,
        cause=cause,
        entry_id=entry_id,
        at=timezone.now(),
        rules_version=RULES_VERSION,
    )
