"""What a write would change, said before it is made.

The write is carried out, looked at, and taken back, so that what is said is what would happen.
Those who keep something up with every write, as the ledger does, declare how it reads; an area
further down asks without knowing them.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.db import transaction

from throughcare.history.subject import HasSubject, Subject


class Reading(NamedTuple):
    """One thing that follows from the record: what it is called, and how it stands."""

    name: str
    stands: str


class Change(NamedTuple):
    """One thing that would read otherwise; empty where it would not be there, or is not yet."""

    name: str
    before: str
    after: str


Reader = Callable[[Subject], Mapping[object, Reading]]

_readers: list[Reader] = []


def declare(reader: Reader) -> None:
    """Let ``reader`` say what follows from the record of a subject, by a key that lasts."""
    if reader not in _readers:
        _readers.append(reader)


def foresee(subject: HasSubject, act: Callable[[], object]) -> list[Change]:
    """Say what ``act`` would change in what follows from the record, and leave nothing behind.

    What ``act`` refuses it refuses here too.
    """
    about = subject.subject
    with transaction.atomic():
        before = _read(about)
        act()
        after = _read(about)
        transaction.set_rollback(True)
    keys = [*before, *(key for key in after if key not in before)]
    nothing = Reading("", "")
    changes = []
    for key in keys:
        then, now = before.get(key, nothing), after.get(key, nothing)
        if then.stands != now.stands:
            changes.append(Change(now.name or then.name, then.stands, now.stands))
    return changes


def _read(about: Subject) -> dict[object, Reading]:
    found: dict[object, Reading] = {}
    for reader in _readers:
        found.update(reader(about))
    return found
