"""How a case is held, and who could hold it: what a manager needs to give it to somebody."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from throughcare.caseload.models import (
    Acceptance,
    Cover,
    GradeAccepted,
    Officer,
    Transfer,
    Withdrawal,
)
from throughcare.caseload.rules.grade import kinds_on
from throughcare.caseload.rules.holding import Holding, Stretch
from throughcare.history.composing import compose
from throughcare.history.models import Entry
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.directory import Staff, Team
from throughcare.kernel.duty import Role
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.organisation import models
from throughcare.people.models import Person


class Held(NamedTuple):
    """How a case is held on a day, in the words of its case file; codes are as stored."""

    team: Team | None
    officer: Staff | None
    """Who is named responsible, whether they are there or not."""
    in_post: bool
    cover: Staff | None
    """Who acts in the officer's place; while a court team holds it, who answers there."""
    nobody_since: date | None
    """The first day of the run on which the case is nobody's, where it is."""


def stretch_on(person: Person, day: date) -> Stretch | None:
    """Return how a case is held on ``day`` as the rules say; None before a team has received it.

    A court team that holds it has not received it.
    """
    stretch = _holding(_case(person)).on(day)
    return None if stretch is None or stretch.at_court else stretch


def stretch_and_kinds(person: Person, day: date) -> tuple[Stretch | None, frozenset[str]]:
    """Return how a case is held on ``day``, and of which kinds it is by the grade policy."""
    case = _case(person)
    stretch = _holding(case).on(day)
    kinds = kinds_on(case, day)
    return (None if stretch is None or stretch.at_court else stretch), kinds


def responsible_fact(person: Person, held: Stretch) -> Officer | None:
    """Return the row that made somebody responsible.

    None where a transfer did, or nobody is responsible.
    """
    return (
        Officer.objects.filter(person=person, ref=held.named_by, in_error_at=None)
        .select_related("staff", "grade_accepted", "handover")
        .first()
    )


class Change(NamedTuple):
    """The last change of officer of a case, which may be one to come."""

    officer: Officer | None
    """The row that made the new officer responsible; None where a transfer did."""
    staff: models.Staff
    before: str
    """The name of the officer before."""
    starts_on: date
    because: str


def handed_over(person: Person) -> Change | None:
    """Return the last change from one officer to another, None where there was none."""
    case = _case(person)
    named: list[Stretch] = []
    for stretch in _holding(case).stretches:
        if stretch.officer and (not named or named[-1].officer != stretch.officer):
            named.append(stretch)
    if len(named) < 2:
        return None
    before, last = named[-2:]
    names = {each.ref: each.name for each in case.directory.staff}
    fact = responsible_fact(person, last)
    because = ""
    if fact is None:  # the case file has no prose here
        transfers = Transfer.objects.filter(person=person, ref=last.named_by)
        because = transfers.values_list("because", flat=True).first() or ""
    return Change(
        officer=fact,
        staff=fact.staff if fact else models.Staff.objects.get(code=last.officer),
        before=names.get(before.officer or "", ""),
        starts_on=last.first,
        because=fact.because if fact else because,
    )


def held(person: Person, day: date) -> Held:
    """Return who holds a case on ``day``."""
    return held_by(_case(person), day)


def case_of(person: Person) -> CaseFile:
    """Return the case file of a person without prose, as the rules for holding read it."""
    return _case(person)


def held_by(case: CaseFile, day: date) -> Held:
    """Return who holds the case of a file on ``day``."""
    holding = _holding(case)
    stretch = holding.on(day)
    if stretch is None:
        return Held(None, None, in_post=False, cover=None, nobody_since=None)
    teams = {each.ref: each for each in case.directory.teams}
    staff = {each.ref: each for each in case.directory.staff}
    if stretch.at_court:
        owner = holding.owner_of(Role.RESPONSIBLE_OFFICER, day)
        covers = staff.get(owner.staff or "") if owner else None
        team = teams.get(stretch.team or "")
        return Held(team, None, in_post=False, cover=covers, nobody_since=None)
    vacancy = next((each for each in holding.vacancies if day in each.days), None)
    return Held(
        teams.get(stretch.team or ""),
        staff.get(stretch.officer or ""),
        in_post=stretch.in_post,
        cover=staff.get(stretch.cover or ""),
        nobody_since=vacancy.days.first if vacancy else None,
    )


def cases_held(staff: list[int], day: date) -> dict[int, int]:
    """Count the live cases for which each member of staff is named responsible on ``day``."""
    return {key: len(cases) for key, cases in cases_of(staff, day).items()}


def cases_of(staff: list[int], day: date) -> dict[int, list[int]]:
    """Return the live cases for which each member of staff is named responsible on ``day``."""
    with connection.cursor() as cursor:
        cursor.execute(_CASES_HELD, {"staff": staff, "day": day})
        return dict(cursor.fetchall())


_OF_HOLDING = (Officer, GradeAccepted, Cover, Transfer, Acceptance, Withdrawal)


def version_of_holding(person: Person) -> int:
    """Return a number that grows with everything recorded of who holds a case.

    A form carries it, so that two managers who assign at once notice.
    """
    return versions_of_holding([person.pk])[person.pk]


def versions_of_holding(people: list[int]) -> dict[int, int]:
    """Return that number of each of these people: one statement."""
    tables = [model._meta.db_table for model in _OF_HOLDING]
    rows = " UNION ALL ".join(
        f"SELECT person_id, version FROM {table} WHERE person_id = ANY(%(people)s)"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT person_id, count(*) + sum(version) FROM ({rows}) rows GROUP BY person_id",
            {"people": people},
        )
        found = {person: int(number) for person, number in cursor.fetchall()}
    return {person: found.get(person, 0) for person in people}


def last_change_of_holding(person: Person) -> Entry | None:
    """Return the last write that changed who holds a case."""
    of_case = Entry.objects.filter(subject_kind="case", subject_id=person.pk)
    changed = Q()
    for model in _OF_HOLDING:
        changed |= Q(changes__contains=[[model._meta.label_lower]])
    return of_case.filter(changed).select_related("by").order_by("pk").last()


def pending_transfer(person: Person, day: date) -> Transfer | None:
    """Return the transfer that was neither accepted and in effect nor withdrawn by ``day``."""
    return _waiting(day).filter(person=person).order_by("effective_on", "pk").last()


def asked_for(day: date) -> QuerySet[Transfer, int]:
    """Return the cases of which a transfer waits on ``day``: not yet in effect, nor withdrawn."""
    return _waiting(day).values_list("person_id", flat=True)


def _waiting(day: date) -> QuerySet[Transfer]:
    gone = Withdrawal.objects.filter(in_error_at=None).values("transfer")
    begun = Acceptance.objects.filter(
        in_error_at=None, date__lte=day, transfer__effective_on__lte=day
    )
    among = Transfer.objects.filter(in_error_at=None)
    return among.exclude(pk__in=gone).exclude(pk__in=begun.values("transfer"))


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
SELECT l.staff_id, array_agg(l.person_id ORDER BY l.person_id) FROM latest l
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
