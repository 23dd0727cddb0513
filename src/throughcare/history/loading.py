"""Loading case files into the record.

The same file twice changes nothing. A different file for a known CRN is refused with the
differences, unless it is to replace what stands: then the differences are applied as one recorded
correction. Facts that the file does not have are marked as recorded in error; facts it has
otherwise keep their old version.

After a replacement an export says what the file says, except that it goes on holding the history:
earlier versions, facts marked in error, former numbers, and what other files know of the directory.
A fact corrected by a file that gives no later time counts as recorded when the file was loaded.
"""

from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from django.db import IntegrityError, connection, transaction

from throughcare.history import sections
from throughcare.history.composing import compose
from throughcare.history.differing import Difference, changes, differences, facts_of
from throughcare.history.directory import (
    Arrival,
    arrival,
    as_stored,
    cases_naming,
    codes_of,
    taken_elsewhere,
)
from throughcare.history.replacing import apply, know_rows
from throughcare.history.storing import Storage
from throughcare.history.subject import Subject
from throughcare.history.writing import write
from throughcare.kernel.casefile import CaseFile

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a case file."""

    crn: str
    person: int
    outcome: Literal["new", "unchanged", "replaced"]
    differences: tuple[Difference, ...] = ()


class LoadRefused(Exception):
    """The file cannot be loaded beside what is stored. Nothing was changed."""

    def __init__(self, crn: str, reason: str, found: list[Difference] | None = None) -> None:
        super().__init__(f"{crn}: {reason}")
        self.crn = crn
        self.reason = reason
        self.differences = tuple(found or ())


def load(case: CaseFile, *, by: Any = None, replace: bool = False) -> Loaded:
    """Load one case file. Raises `LoadRefused` with the differences where it differs."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _load(case, by, replace)
        except IntegrityError:
            # Somebody else stored the same code or number meanwhile: look again.
            if attempt == _ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def person_of(crn: str) -> int | None:
    """The person with a case reference number, the present or a former one."""
    numbers = sections.root().numbers._default_manager.filter(value=crn)
    found: int | None = numbers.values_list("person_id", flat=True).first()
    return found


def _load(case: CaseFile, by: Any, replace: bool) -> Loaded:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(1, hashtext(%s))", [case.crn])
    stored = as_stored(case)
    own = case.directory.scope == "file"
    arriving = arrival(stored.directory, own_of=case.crn if own else None)
    person = person_of(case.crn)
    found = arriving.changes.differences()
    if person is not None:
        (existing,) = compose([person], as_stored=True)
        found += differences(existing, stored)
    for crn in case.previous_crns:
        if person_of(crn) not in (None, person):
            raise LoadRefused(case.crn, f"{crn} is the number of another case.")
    if not own and (taken := taken_elsewhere((*arriving.added, *arriving.changes.added))):
        raise LoadRefused(case.crn, f"in use elsewhere in the directory: {', '.join(taken)}.")
    if found and not replace:
        known = "the case is stored otherwise" if person else "the directory is stored otherwise"
        raise LoadRefused(case.crn, known, found)
    if person is None:
        return _store_new(stored, arriving, by, found)
    if not found and not arriving.added:
        return Loaded(case.crn, person, "unchanged")
    return _replace(person, stored, arriving, by, found)


def _store_new(case: CaseFile, arriving: Arrival, by: Any, found: list[Difference]) -> Loaded:
    person = reserve()
    others = _touched(arriving)
    with write(Subject("case", person), *others, by=by, why="Case file loaded"):
        names = _store_directory(arriving)
        storage = Storage(person, names)
        facts = list(facts_of(case).values())
        storage.add(facts)
        _store_numbers(person, case)
    return Loaded(case.crn, person, "new", tuple(found))


def _replace(
    person: int, case: CaseFile, arriving: Arrival, by: Any, found: list[Difference]
) -> Loaded:
    others = _touched(arriving)
    with write(Subject("case", person), *others, by=by, why="Case file replaced"):
        (existing,) = compose([person], as_stored=True)  # again, now that it is locked
        names = _store_directory(arriving)
        storage = Storage(person, names)
        root = sections.root().section
        of_case = [section for section in sections.of_case() if section is not root]
        know_rows(storage, [root, *of_case], person_id=person)
        apply(storage, changes(facts_of(existing), facts_of(case)))
        _store_numbers(person, case)
    return Loaded(case.crn, person, "replaced", tuple(found))


def _touched(arriving: Arrival) -> list[Subject]:
    """The things of the directory that change, and the cases that name them."""
    things = arriving.changed_things
    return [*things, *(Subject("case", person) for person in cases_naming(*things))]


def _store_directory(arriving: Arrival) -> dict[str, dict[str, int]]:
    """Add what is new, change what differs; return the rows of all of it."""
    storage = Storage(None, arriving.rows)
    storage.add(arriving.added)
    if arriving.changes:
        know_rows(storage, sections.of_directory())
        apply(storage, arriving.changes)
    return storage.names


def _store_numbers(person: int, case: CaseFile) -> None:
    """Store what a case file says besides its facts."""
    root = sections.root()
    row: Any = root.section.model._default_manager.get(pk=person)
    provenance = case.provenance and msgspec.to_builtins(case.provenance)
    named = codes_of(case.directory)
    if (row.provenance, row.directory_named) != (provenance, named):
        row.provenance, row.directory_named = provenance, named
        row.save()
    numbers = root.numbers._default_manager
    for former in numbers.filter(person=person, current=True).exclude(value=case.crn):
        former.current = False  # type: ignore[attr-defined]
        former.save()
    for crn in case.previous_crns:
        if not numbers.filter(value=crn).exists():
            numbers.create(person_id=person, value=crn, current=False)
    current: Any = numbers.filter(value=case.crn).first()
    if current is None:
        numbers.create(person_id=person, value=case.crn, current=True)
    elif not current.current:
        current.current = True
        current.save()


def reserve() -> int:
    """Return a number for a person who is about to be stored."""
    table = sections.root().section.table
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0])
