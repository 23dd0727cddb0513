"""Loading synthetic people into the database, in batches, each case with its whole history.

This module alone of the package knows the product: it hands over finished case files.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import islice

from throughcare.casebook.synthetic.people import Person, synthesise
from throughcare.casebook.synthetic.planting import Planting
from throughcare.casebook.synthetic.writing import encode
from throughcare.history.copying import Copying
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.reading import read_sound
from throughcare.ledger.copying import LedgerCopying

BATCH = 200


def load_synthetic(
    people: int,
    *,
    seed: int,
    today: date,
    planting: Planting = Planting(),  # noqa: B008  an immutable tuple
    progress: Callable[[int], None] | None = None,
) -> int:
    """Make so many people and load them; return how many."""
    found = synthesise(people, seed=seed, today=today, planting=planting)
    return load_people(found, progress=progress)


def load_people(people: Iterable[Person], *, progress: Callable[[int], None] | None = None) -> int:
    """Load people as they are made; return how many.

    They are made in a thread of their own, so making them may not ask the database.
    """
    ledger = LedgerCopying()
    copying = Copying(also=(ledger,))
    batches = _batches(people)

    def prepare() -> list[CaseFile]:
        cases = [read_sound(encode(each)) for each in next(batches, ())]
        ledger.work_out(cases)
        return cases

    count = 0
    collecting = gc.isenabled()
    gc.disable()  # nothing made here stands in a circle
    try:
        with ThreadPoolExecutor(1) as ahead:  # the next batch, while the database takes this one
            coming = ahead.submit(prepare)
            while cases := coming.result():
                coming = ahead.submit(prepare)
                copying.copy(cases)
                count += len(cases)
                if progress:
                    progress(len(cases))
            ahead.submit(ledger.let_go).result()
    finally:
        if collecting:
            gc.enable()
    return count


def _batches(people: Iterable[Person]) -> Iterator[list[Person]]:
    waiting = iter(people)
    while batch := list(islice(waiting, BATCH)):
        yield batch
