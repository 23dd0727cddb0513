"""Loading synthetic people into the database, in batches, each case with its whole history.

This module alone of the package knows the product: it hands over finished case files. Few people
are loaded here, one batch after the other; many in as many processes as there are cores. Then
those who are the first to name something of the directory go before the others, so that no two
processes write the same of it.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice

from throughcare.casebook.synthetic.people import Person, synthesise
from throughcare.casebook.synthetic.planting import Planting
from throughcare.casebook.synthetic.writing import encode
from throughcare.history.copying import Copying
from throughcare.history.processes import in_processes, ready_for_processes
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.reading import read_sound
from throughcare.ledger.copying import LedgerCopying

BATCH = 200
_WORTH_A_PROCESS = 1_000
"""People below which starting a process takes longer than it saves."""

Progress = Callable[[int], None]


def load_synthetic(
    people: int,
    *,
    seed: int,
    today: date,
    planting: Planting = Planting(),  # noqa: B008  an immutable tuple
    progress: Progress | None = None,
) -> int:
    """Make so many people and load them; return how many."""
    found = synthesise(people, seed=seed, today=today, planting=planting)
    return load_people(found, progress=progress)


def load_people(
    people: Iterable[Person], *, processes: int | None = None, progress: Progress | None = None
) -> int:
    """Load people as they are made; return how many."""
    waiting = iter(people)
    first = list(islice(waiting, _WORTH_A_PROCESS))
    count = processes or (os.cpu_count() or 1)
    if len(first) < _WORTH_A_PROCESS and processes is None:
        count = 1
    every = chain(first, waiting)
    together = count > 1 and ready_for_processes()
    load = _load_in_processes(every, count) if together else _load_here(every)
    loaded = 0
    with _without_collection():
        for more in load:
            loaded += more
            if progress:
                progress(more)
    return loaded


def _load_here(people: Iterator[Person]) -> Iterator[int]:
    """Load in this process; people are made in a thread of their own, ahead of the database."""
    ledger = LedgerCopying()
    copying = Copying(also=(ledger,))

    def prepare() -> list[CaseFile]:
        cases = [read_sound(encode(each)) for each in islice(people, BATCH)]
        ledger.work_out(cases)
        return cases

    with ThreadPoolExecutor(1) as ahead:  # the next batch, while the database takes this one
        coming = ahead.submit(prepare)
        while cases := coming.result():
            coming = ahead.submit(prepare)
            copying.copy(cases)
            yield len(cases)
        ahead.submit(ledger.let_go).result()


def _load_in_processes(people: Iterator[Person], count: int) -> Iterator[int]:
    """Load in several processes; here those who bring something new of the directory."""
    with in_processes(count, begin=_begin) as pool:
        pool.submit(os.getpid).result()  # all are there before we open a connection of our own
        _begin()
        seen: set[tuple[str, str]] = set()
        waiting: list[Future[int]] = []
        try:
            while batch := list(islice(people, count * BATCH)):
                new = [each for each in batch if _brings(each, seen)]
                yield _copy([encode(each) for each in new])
                known = {each.crn for each in new}
                rest = [encode(each) for each in batch if each.crn not in known]
                parts = [rest[at : at + BATCH] for at in range(0, len(rest), BATCH)]
                waiting += [pool.submit(_copy, part) for part in parts]
                while len(waiting) > 2 * count:
                    yield waiting.pop(0).result()
            for each in waiting:
                yield each.result()
        finally:
            for each in waiting:
                each.cancel()


def _brings(person: Person, seen: set[tuple[str, str]]) -> bool:
    """Whether the file is the first to name something of the directory."""
    named = {
        (kind, thing["ref"])
        for kind, things in person.file["directory"].items()
        if isinstance(things, list)
        for thing in things
    }
    new = named - seen
    seen |= new
    return bool(new)


_copying: list[Copying] = []
"""What copies in this process, and knows the directory as far as it has met it."""


def _begin() -> None:
    gc.disable()
    _copying[:] = [Copying(also=(LedgerCopying(),))]


def _copy(files: Sequence[bytes]) -> int:
    if files:
        _copying[0].copy([read_sound(each) for each in files])
    return len(files)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Make many objects without the collector: nothing made here stands in a circle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
