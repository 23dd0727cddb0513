"""Who works in a team, with what bears on how much they can carry."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from throughcare.court.models import Report
from throughcare.organisation.models import Absence, Leaving, Reduction, Staff, Training
from throughcare.organisation.queries import members, on_day
from throughcare.workload.carrying import carried
from throughcare.workload.policy import FAST_REPORT_DAYS
from throughcare.workload.rules.points import report_points
from throughcare.workload.rules.room import Load, load
from throughcare.workload.rules.suiting import Course


class Away(NamedTuple):
    """A spell in which somebody is or will be away."""

    kind: str
    starts_on: date
    ends_on: date | None


class AtWork(NamedTuple):
    """A member of staff with what bears on how much they can carry."""

    staff: Staff
    away: bool
    back_after: date | None
    shares: list[float]
    """The parts of the hours that are not for cases."""
    courses: list[Course]
    standard: int
    """Standard reports to the court that they are writing."""
    fast: int
    """Oral and short reports asked of them in the last thirty days."""
    absences: list[Away]
    """Now and to come, by day."""
    leaves_on: date | None
    """The last day in post, where it is known."""
    po_only: list[str] | None
    """What their provider says of cases for probation officers alone."""
    cases: list[int]
    """The live cases for which they answer, as officer or cover."""

    def is_away(self, first: date, last: date) -> bool:
        """Whether they are away on one of these days, or will have left for good by any day."""
        absent = any(
            spell.starts_on <= last and (spell.ends_on is None or spell.ends_on >= first)
            for spell in self.absences
        )
        return absent or self.leaves_on is not None

    def load(self, points: Iterable[int]) -> Load:
        """What they carry, with cases of these points."""
        return load(
            points,
            hours=self.staff.hours,
            shares=self.shares,
            reports=report_points(standard=self.standard, fast=self.fast),
        )


def at_work(team: str, day: date) -> list[AtWork]:
    """Return who works in the team with this code on ``day`` and could hold a case, by name."""
    staff = members(team, day).exclude(grade="administrator")
    return as_at_work(staff, day)


def as_at_work(staff: QuerySet[Staff], day: date) -> list[AtWork]:
    """Return these members of staff with what bears on their load, by name.

    One statement for any number.
    """
    statement, given = _statement(day)
    try:
        keys, wanted = staff.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    rows: Any = Staff.objects.raw(
        f"SELECT every.*, COALESCE(c.cases, ARRAY[]::bigint[]) AS carries"
        f" FROM ({statement}) AS every"
        f" LEFT JOIN ({carried(keys, day)}) AS c ON c.staff_id = every.id"
        f" WHERE id IN ({keys}) ORDER BY name, id",
        (*given, *wanted, *wanted),
    )
    return [
        AtWork(
            each,
            each.is_away,
            each.back_after,
            each.shares,
            [_course(json.loads(told)) for told in each.courses],
            each.standard,
            each.fast,
            [_away(json.loads(told)) for told in each.planned],
            each.leaves_on,
            each.alone,
            each.carries,
        )
        for each in rows
    ]


@lru_cache(maxsize=4)
def _statement(day: date) -> tuple[str, tuple[Any, ...]]:
    """The statement over all staff: putting it together takes longer than what it asks."""
    here = {"of": OuterRef("pk"), "in_error_at": None}
    lasts = Q(ends_on=None) | Q(ends_on__gte=day)
    away = Absence.objects.filter(lasts, starts_on__lte=day, **here).order_by("-starts_on")
    planned = Absence.objects.filter(lasts, **here).order_by("starts_on")
    spell = JSONObject(kind="kind", starts_on="starts_on", ends_on="ends_on")
    leaving = Leaving.objects.filter(post__of=OuterRef("pk"), date__gte=day, in_error_at=None)
    shares = Reduction.objects.filter(lasts, starts_on__lte=day, **here)
    courses = Training.objects.filter(**here).order_by("pk")
    told = JSONObject(name="name", completed_on="completed_on", expires_on="expires_on")
    written = Report.objects.filter(
        Q(withdrawn=None) | Q(withdrawn__date__gt=day) | Q(withdrawn__in_error_at__isnull=False),
        author=OuterRef("pk"),
        in_error_at=None,
        requested_on__lte=day,
    ).values("author")
    unsigned = Q(signed=None) | Q(signed__date__gt=day) | Q(signed__in_error_at__isnull=False)
    since = day - timedelta(days=int(FAST_REPORT_DAYS.value))
    standard = written.filter(unsigned, kind="standard")
    fast = written.exclude(kind="standard").filter(requested_on__gt=since)
    provider = on_day(day).filter(of=OuterRef("pk")).order_by("-starts_on")
    rows = Staff.objects.annotate(
        is_away=Exists(away),
        back_after=Subquery(away.values("ends_on")[:1]),
        shares=ArraySubquery(shares.values("share")),
        courses=ArraySubquery(courses.values(told=told)),
        standard=Coalesce(Subquery(standard.annotate(n=Count("pk")).values("n")), 0),
        fast=Coalesce(Subquery(fast.annotate(n=Count("pk")).values("n")), 0),
        planned=ArraySubquery(planned.values(told=spell)),
        leaves_on=Subquery(leaving.order_by("-date").values("date")[:1]),
        alone=Subquery(provider.values("team__provider__po_only")[:1]),
    )
    return rows.query.sql_with_params()


def _away(told: dict[str, str | None]) -> Away:
    ends = told["ends_on"]
    return Away(
        str(told["kind"]),
        date.fromisoformat(str(told["starts_on"])),
        date.fromisoformat(ends) if ends else None,
    )


def _course(told: dict[str, str | None]) -> Course:
    expires = told["expires_on"]
    return Course(
        str(told["name"]),
        date.fromisoformat(str(told["completed_on"])),
        date.fromisoformat(expires) if expires else None,
    )
