"""Keep the ledger as the rules say: a keyed difference, never delete and insert.

A refresh reads a case at *facts* depth, asks the calendar, and writes only rows that
differ. It runs inside the write that touched the case, so record and ledger are right
at once.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from throughcare.history import writing
from throughcare.history.composing import compose
from throughcare.history.subject import Subject
from throughcare.kernel.casefile import CaseFile
from throughcare.ledger.applying import apply
from throughcare.ledger.calendar import Account, account
from throughcare.ledger.comparing import Difference, compare, compare_all
from throughcare.ledger.models import Event, Unrefreshed
from throughcare.ledger.narrowing import Written, only_contacts, worked_out
from throughcare.ledger.owning import refresh_owners
from throughcare.ledger.subject import CASE

_AT_ONCE = 200
"""Cases of which the record is held in memory at the same time."""


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
    touched: Mapping[int, Written] = MappingProxyType({}),
) -> list[Difference]:
    """Bring the ledger of the cases ``ids`` up to what the rules say; return what changed.

    Of the cases in ``touched`` nothing was written but those contacts: only what they can
    change is read, worked out and compared.
    """
    found: list[Difference] = []
    with _without_collection():
        for at in range(0, len(ids), _AT_ONCE):
            accounts: dict[int, Account] = {}
            alone: list[Difference] = []
            batch = ids[at : at + _AT_ONCE]
            for subject_id in [each for each in batch if each in touched]:
                accounts[subject_id], only = worked_out(subject_id, touched[subject_id])
                alone.append(compare(subject_id, accounts[subject_id], only))
            for subject_id, case in _cases([each for each in batch if each not in touched]):
                accounts[subject_id] = account(case, standing=True)
                if len(ids) == 1:
                    alone.append(compare(subject_id, accounts[subject_id]))
            compared = {each.subject_id for each in alone}
            whole = {i: stands for i, stands in accounts.items() if i not in compared}
            differences = [*alone, *compare_all(whole)]
            apply(differences, cause=cause, entry_id=entry_id)
            refresh_owners(accounts)
            found += differences
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
    with _without_collection():
        for at in range(0, len(ids), _AT_ONCE):
            cases = _cases(ids[at : at + _AT_ONCE])
            yield from compare_all({each: account(case, standing=True) for each, case in cases})


def _cases(ids: Sequence[int]) -> Iterator[tuple[int, CaseFile]]:
    return zip(ids, compose(ids, "facts", standing=True, as_stored=True), strict=True)
