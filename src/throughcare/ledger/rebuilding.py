"""Work on the whole ledger: rebuild it under new rules, audit it, catch up what was left."""

from collections.abc import Iterator
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from throughcare.history.subject import Subject
from throughcare.ledger.calendar import RULES_VERSION
from throughcare.ledger.models import Event, Row, Unrefreshed
from throughcare.ledger.refresh import preview, refresh
from throughcare.ledger.subject import CASE
from throughcare.people.models import Person

BATCH = 200


def rebuild(*, applying: bool) -> dict[str, int]:
    """Count what the present rules would open, change and withdraw; with ``applying``, do it."""
    counts = {"cases": 0, "opened": 0, "changed": 0, "withdrawn": 0}
    for ids in _batches(list(Person.objects.order_by("pk").values_list("pk", flat=True))):
        if applying:
            with transaction.atomic():
                _lock(ids)
                differences = refresh(ids, cause=Event.RULE)
                Row.objects.filter(subject_kind=CASE, subject_id__in=ids).exclude(
                    rules_version=RULES_VERSION
                ).update(rules_version=RULES_VERSION)
        else:
            differences = list(preview(ids))
        counts["cases"] += len(ids)
        for each in differences:
            counts["opened"] += len(each.opened)
            counts["changed"] += len(each.changed)
            counts["withdrawn"] += len(each.withdrawn)
    return counts


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


def _lock(ids: list[int]) -> None:
    """Take the cases' locks in id order, so that no write is between read and refresh."""
    with connection.cursor() as cursor:
        for each in sorted(ids):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [Subject(CASE, each).lock])


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(ids), BATCH):
        yield ids[at : at + BATCH]
