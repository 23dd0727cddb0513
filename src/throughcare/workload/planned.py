"""The plans that are not over: who leaves or is away, and how far the cases have moved."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from throughcare.workload.models import ABSENCE, Move, MovePlan


def plans_of(staff: Collection[int], day: date) -> QuerySet[MovePlan]:
    """Return the plans of these members of staff that are not over on ``day``, the next first.

    Over is an absence whose last day has gone, and a leaving that is done. Each says how many of
    its cases are ``done``, ``to_do`` and ``refused``. One statement.
    """
    lasts = Q(last=None) | Q(last__gte=day)
    given = Q(moves__to__isnull=False)
    found = MovePlan.objects.filter(staff__in=staff).annotate(
        done=Count("moves", filter=Q(moves__state=Move.DONE)),
        to_do=Count("moves", filter=Q(moves__state=Move.WAITS) & given),
        refused=Count("moves", filter=Q(moves__state=Move.REFUSED) & given),
    )
    open_still = Q(begun_at=None) | Q(to_do__gt=0) | Q(refused__gt=0)
    found = found.filter((Q(kind=ABSENCE) & lasts) | Q(first__gte=day) | open_still)
    return found.select_related("staff").order_by("first", "pk")
