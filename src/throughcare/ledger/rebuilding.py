"""Work on the whole ledger: rebuild it under new rules, audit it, catch up what was left.

A rebuild works on batches of cases in as many processes as there are cores, each batch under the
locks of its cases, so that writes go on meanwhile. What it has yet to come to stands among what is
left to refresh: a rebuild that was stopped goes on from there, and `catch-up` would finish it too.
"""

import os
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from random import Random
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from throughcare.history.processes import in_processes, ready_for_processes
from throughcare.history.subject import Subject
from throughcare.ledger.calendar import RULES_VERSION
from throughcare.ledger.comparing import Difference
from throughcare.ledger.models import Event, Row, Unrefreshed
from throughcare.ledger.refresh import preview, refresh
from throughcare.ledger.subject import CASE
from throughcare.people.models import Person

BATCH = 200
_WORTH_A_PROCESS = 1_000
"""Cases below which starting a process takes longer than it saves."""

Progress = Callable[[int], None]


class Rebuilt(NamedTuple):
    """What became of a batch, or would become of it."""

    cases: int
    opened: int
    changed: int
    withdrawn: int
    process: int
    memory: int
    """The most memory its process ever had, in KiB."""


def rebuild(
    ids: Sequence[int],
    *,
    applying: bool,
    processes: int | None = None,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Count what the present rules would open, change and withdraw; with ``applying``, do it."""
    counts = {"cases": 0, "opened": 0, "changed": 0, "withdrawn": 0}
    for batch in rebuilt(ids, applying=applying, processes=processes):
        for name in counts:
            counts[name] += getattr(batch, name)
        if progress:
            progress(batch.cases)
    return counts


def every_case() -> list[int]:
    """The cases there are."""
    return list(Person.objects.order_by("pk").values_list("pk", flat=True))


def to_do() -> list[int]:
    """Note every case as yet to be rebuilt; of a rebuild that was stopped, return the rest."""
    because = f"rebuild under rules {RULES_VERSION}"
    noted = Unrefreshed.objects.filter(subject_kind=CASE, because=because)
    if not noted.exists():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_unrefreshed (subject_kind, subject_id, since, because)"
                " SELECT %s, id, %s, %s FROM people_person ON CONFLICT DO NOTHING",
                [CASE, timezone.now(), because],
            )
    left = Unrefreshed.objects.filter(subject_kind=CASE)
    return list(left.order_by("subject_id").values_list("subject_id", flat=True))


def rebuilt(
    ids: Sequence[int], *, applying: bool, processes: int | None = None
) -> Iterator[Rebuilt]:
    """Rebuild these cases, and yield what became of each batch as it is done."""
    work = _apply if applying else _preview
    count = processes or (os.cpu_count() or 1)
    if len(ids) < _WORTH_A_PROCESS and processes is None:
        count = 1
    if count == 1 or not ready_for_processes():
        for batch in _batches(ids):
            yield work(batch)
        return
    with in_processes(count) as pool:
        waiting: list[Future[Rebuilt]] = []
        try:
            for batch in _batches(ids):
                waiting.append(pool.submit(work, batch))
                if len(waiting) > 2 * count:
                    yield waiting.pop(0).result()
            for each in waiting:
                yield each.result()
        finally:
            for each in waiting:
                each.cancel()


def _preview(ids: list[int]) -> Rebuilt:
    return _counted(ids, list(preview(ids)))


def _apply(ids: list[int]) -> Rebuilt:
    with transaction.atomic():
        _lock(ids)
        found = refresh(ids, cause=Event.RULE)
        Row.objects.filter(subject_kind=CASE, subject_id__in=ids).exclude(
            rules_version=RULES_VERSION
        ).update(rules_version=RULES_VERSION)
        Unrefreshed.objects.filter(subject_kind=CASE, subject_id__in=ids).delete()
    return _counted(ids, found)


def _counted(ids: Sequence[int], found: Sequence[Difference]) -> Rebuilt:
    return Rebuilt(
        len(ids),
        sum(len(each.opened) for each in found),
        sum(len(each.changed) for each in found),
        sum(len(each.withdrawn) for each in found),
        os.getpid(),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    )


def audit(sample: int) -> dict[str, int]:
    """Recompute a random sample of cases and count those whose ledger differs."""
    left = set(Unrefreshed.objects.values_list("subject_id", flat=True))
    ids = list(Person.objects.exclude(pk__in=left).values_list("pk", flat=True))
    seed = int(timezone.now().timestamp())
    chosen = sorted(Random(seed).sample(ids, min(sample, len(ids))))
    defects = 0
    for batch in _batches(chosen):
        defects += sum(1 for difference in preview(batch) if difference)
    return {"cases": len(chosen), "defects": defects}


def catch_up() -> dict[str, int]:
    """Refresh the cases that were left for later, a batch a transaction."""
    done = 0
    while ids := list(
        Unrefreshed.objects.filter(subject_kind=CASE)
        .order_by("since")
        .values_list("subject_id", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            _lock(ids)
            refresh(sorted(ids), cause=Event.FACT)
            Unrefreshed.objects.filter(subject_kind=CASE, subject_id__in=ids).delete()
        done += len(ids)
    return {"refreshed": done}


def _lock(ids: Sequence[int]) -> None:
    """Take the cases' locks in id order, so that no write is between read and refresh."""
    locks = sorted(Subject(CASE, each).lock for each in ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(each) FROM unnest(%s::bigint[]) each", [locks])


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
    for at in range(0, len(ids), BATCH):
        yield list(ids[at : at + BATCH])
