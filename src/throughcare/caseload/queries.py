"""How a case is held, and who could hold it: what a manager needs to give it to somebody."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery

from throughcare.caseload.models import Acceptance, Cover, Officer, Transfer, Withdrawal
from throughcare.caseload.rules.holding import Holding, Stretch
from throughcare.history.composing import compose
from throughcare.history.models import Entry
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.directory import Staff, Team
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.organisation import models
from throughcare.organisation.queries import away_on, members
from throughcare.people.models import Person


class Held(NamedTuple):
    """How a case is held on a day, in the words of its case file; codes are as stored."""

    team: Team | None
    officer: Staff | None
    """Who is named responsible, whether they are there or not."""
    in_post: bool
    cover: Staff | None
    nobody_since: date | None
    """The first day of the run on which the case is nobody's, where it is."""


class Candidate(NamedTuple):
    """A member of the team who could be given a case."""

    staff: models.Staff
    cases: int
    """How many cases the member of staff is responsible for on the day."""
    away: bool
    back_after: date | None
    """The last day of the absence, where it is known."""


def stretch_on(person: Person, day: date) -> Stretch | None:
    """Return how a case is held on ``day`` as the rules say; None before a team has received it."""
    return _holding(_case(person)).on(day)


def held(person: Person, day: date) -> Held:
    """Return who holds a case on ``day``."""
    case = _case(person)
    holding = _holding(case)
    stretch = holding.on(day)
    if stretch is None:
        return Held(None, None, in_post=False, cover=None, nobody_since=None)
    teams = {each.ref: each for each in case.directory.teams}
    staff = {each.ref: each for each in case.directory.staff}
    vacancy = next((each for each in holding.vacancies if day in each.days), None)
    return Held(
        teams.get(stretch.team or ""),
        staff.get(stretch.officer or ""),
        in_post=stretch.in_post,
        cover=staff.get(stretch.cover or ""),
        nobody_since=vacancy.days.first if vacancy else None,
    )


def candidates(team: str, day: date) -> list[Candidate]:
    """Return who works in the team with this code on ``day`` and could hold a case.

    Administrators hold no cases. Officers come before managers, those with the fewest cases for
    their hours first; those who are away come last.
    """
    absences = away_on(day).filter(of=OuterRef("pk")).order_by("-starts_on")
    found = (
        members(team, day)
        .exclude(grade="administrator")
        .annotate(is_away=Exists(absences), back_after=Subquery(absences.values("ends_on")[:1]))
    )
    counts = cases_held([each.pk for each in found], day)
    result = [
        Candidate(each, counts.get(each.pk, 0), each.is_away, each.back_after) for each in found
    ]
    return sorted(
        result,
        key=lambda each: (
            each.away,
            each.staff.grade in ("SPO", "senior manager"),
            each.cases / (each.staff.hours or 37),
            each.staff.name,
        ),
    )


def cases_held(staff: list[int], day: date) -> dict[int, int]:
    """Count the live cases for which each member of staff is named responsible on ``day``."""
    with connection.cursor() as cursor:
        cursor.execute(_CASES_HELD, {"staff": staff, "day": day})
        return dict(cursor.fetchall())


def version_of_holding(person: Person) -> int:
    """Return a number that grows with everything recorded of who holds a case.

    A form carries it, so that two managers who assign at once notice.
    """
    tables = [model._meta.db_table for model in (Officer, Cover, Transfer, Acceptance, Withdrawal)]
    rows = " UNION ALL ".join(
        f"SELECT version FROM {table} WHERE person_id = %s" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) + COALESCE(sum(version), 0) FROM ({rows}) rows",
            [person.pk] * len(tables),
        )
        return int(cursor.fetchone()[0])


def last_change_of_holding(person: Person) -> Entry | None:
    """Return the last write that changed who holds a case."""
    of_case = Entry.objects.filter(subject_kind="case", subject_id=person.pk)
    changed = Q()
    for model in (Officer, Cover, Transfer, Acceptance, Withdrawal):
        changed |= Q(changes__contains=[[model._meta.label_lower]])
    return of_case.filter(changed).select_related("by").order_by("pk").last()


def pending_transfer(person: Person, day: date) -> Transfer | None:
    """Return the transfer that was neither accepted and in effect nor withdrawn by ``day``."""
    gone = Withdrawal.objects.filter(in_error_at=None).values("transfer")
    begun = Acceptance.objects.filter(
        in_error_at=None, date__lte=day, transfer__effective_on__lte=day
    )
    waiting = Transfer.objects.filter(person=person, in_error_at=None)
    waiting = waiting.exclude(pk__in=gone).exclude(pk__in=begun.values("transfer"))
    return waiting.order_by("effective_on", "pk").last()


def _case(person: Person) -> CaseFile:
    (case,) = compose([person.pk], "facts", standing=True, as_stored=True)
    return case


def _holding(case: CaseFile) -> Holding:
    return Holding(case, TRANSFORMING_REHABILITATION)


_CASES_HELD = """
WITH whose AS (
    SELECT person_id FROM caseload_officer WHERE staff_id = ANY(%(staff)s)
    UNION SELECT person_id FROM caseload_transfer WHERE to_officer_id = ANY(%(staff)s)
), named AS (
    SELECT o.person_id, o.staff_id, o.starts_on AS since, o.ends_on, 2 AS rank, o.id
    FROM caseload_officer o JOIN whose USING (person_id)
    WHERE o.in_error_at IS NULL AND o.starts_on <= %(day)s
    UNION ALL
    SELECT t.person_id, t.to_officer_id, GREATEST(t.effective_on, a.date), NULL, 1, t.id
    FROM caseload_transfer t JOIN whose USING (person_id)
    JOIN caseload_acceptance a ON a.transfer_id = t.id AND a.in_error_at IS NULL
    LEFT JOIN caseload_withdrawal w ON w.transfer_id = t.id AND w.in_error_at IS NULL
    WHERE t.in_error_at IS NULL AND t.to_officer_id IS NOT NULL
        AND GREATEST(t.effective_on, a.date) <= %(day)s
        AND (w.date IS NULL OR w.date > GREATEST(t.effective_on, a.date))
), latest AS (
    SELECT DISTINCT ON (person_id) person_id, staff_id, ends_on
    FROM named ORDER BY person_id, since DESC, rank DESC, id DESC
)
SELECT l.staff_id, count(*) FROM latest l
WHERE l.staff_id = ANY(%(staff)s) AND (l.ends_on IS NULL OR l.ends_on >= %(day)s)
    AND (
        EXISTS (SELECT 1 FROM sentences_order s
            LEFT JOIN sentences_ending e ON e.order_id = s.id AND e.in_error_at IS NULL
            WHERE s.person_id = l.person_id AND s.in_error_at IS NULL
                AND COALESCE(e.date, s.expires_on, %(day)s) >= %(day)s)
        OR EXISTS (SELECT 1 FROM sentences_licence s
            LEFT JOIN sentences_ending e ON e.licence_id = s.id AND e.in_error_at IS NULL
            WHERE s.person_id = l.person_id AND s.in_error_at IS NULL
                AND COALESCE(e.date, s.expires_on, %(day)s) >= %(day)s)
        OR EXISTS (SELECT 1 FROM sentences_supervision s
            LEFT JOIN sentences_ending e ON e.supervision_id = s.id AND e.in_error_at IS NULL
            WHERE s.person_id = l.person_id AND s.in_error_at IS NULL
                AND COALESCE(e.date, s.expires_on, %(day)s) >= %(day)s)
        OR EXISTS (SELECT 1 FROM sentences_custody s
            WHERE s.person_id = l.person_id AND s.in_error_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM sentences_licence x
                    WHERE x.custody_id = s.id AND x.in_error_at IS NULL))
    )
GROUP BY l.staff_id
"""
