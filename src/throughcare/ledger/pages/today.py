"""Today: what came of appointments, what is owed, the next ten working days, and the team."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from throughcare.access.permissions import Permission, has
from throughcare.access.roles import Role, roles_of
from throughcare.access.views import needs
from throughcare.caseload.given import given_to, told
from throughcare.contacts.diary import Appointment, appointments, diary
from throughcare.enforcement.queries import answered
from throughcare.enforcement.showing import said_answered
from throughcare.history import clock
from throughcare.kernel.days import is_working_day, next_working_days
from throughcare.kernel.duty import State
from throughcare.ledger.cases import teams_of, workloads
from throughcare.ledger.pages.lines import Item, item, line
from throughcare.ledger.pages.places import place
from throughcare.ledger.queries import harm_levels, owed_by
from throughcare.ledger.rules.ranking import CaseLine, Group, Owed, case_lines
from throughcare.organisation.theirs import staff_of
from throughcare.people.models import Person
from throughcare.people.queries import Who, reachable, who

DIARY_DAYS = 10
TOLD_DAYS = 7
"""For how many days it is told what a manager decided on a proposal, and which cases are new."""
MOST_LINES = 25
"""How many cases, and how many outcomes to record, are shown before one asks for all."""


class Booked(NamedTuple):
    """An appointment of the diary."""

    who: Who
    appointment: Appointment
    place: str


class Day(NamedTuple):
    """A day of the diary."""

    day: date
    working: bool
    booked: list[Booked]


class Unrecorded(NamedTuple):
    """An appointment whose outcome is owed."""

    who: Who
    item: Item
    appointment: Appointment | None
    place: str


def today(request: HttpRequest) -> HttpResponseBase:
    """Show the day of whoever is signed in; who has no such page comes to finding a person."""
    if request.user.is_authenticated and not has(request.user, Permission.SEE_TODAY):
        if has(request.user, Permission.FIND_PERSON):
            return redirect("find")
    return _today(request)


@needs(Permission.SEE_TODAY)
def _today(request: HttpRequest) -> HttpResponse:
    staff = next(iter(staff_of(request.user)), None)
    day = clock.today()
    if staff is None:
        return render(request, "ledger/today.html", {"day": day, "staff": None})
    days = next_working_days(day, DIARY_DAYS)
    booked = diary(staff, day, days[-1])
    owed = owed_by([staff], day)
    decided = answered(staff, day - timedelta(days=TOLD_DAYS))
    ids = {each.person_id for each in booked} | {each.person_id for each in owed}
    given = given_to(staff, day - timedelta(days=TOLD_DAYS), day)
    ids |= {each.person_id for each in decided} | {each.person_id for each in given}
    among = reachable(request.user)
    people = who(among.filter(pk__in=ids)) if ids else {}
    owed = [each for each in owed if each.person_id in people]
    cases = _cases(owed, day)
    to_record = sum(1 for each in owed if _to_record(each))
    most = None if request.GET.get("all") else MOST_LINES
    shown = cases[:most]
    ahead = _diary(booked, people, [day, *days])
    context = {
        "day": day,
        "staff": staff,
        "unrecorded": _unrecorded(owed, people, day, most),
        "all_unrecorded": to_record,
        "answered": [
            (people[each.person_id], said_answered(each))
            for each in decided
            if each.person_id in people
        ],
        "given": [
            (people[each.cases[0].person_id], each)
            for each in told(each for each in given if each.person_id in people)
        ],
        "lines": [line(case, people[case.person_id], day) for case in shown],
        "all_lines": len(cases),
        "overdue": sum(1 for each in owed if each.state is State.OVERDUE),
        "diary": ahead,
        "booked": sum(len(each.booked) for each in ahead),
        "team": _team(request, staff, among, day),
        "may_excuse": has(request.user, Permission.EXCUSE),
    }
    return render(request, "ledger/today.html", context)


today.permission, today.of_case = _today.permission, _today.of_case  # type: ignore[attr-defined]


def _to_record(owed: Owed) -> bool:
    return owed.duty.code == "record-outcome"


def _unrecorded(
    owed: Iterable[Owed], people: Mapping[int, Who], day: date, most: int | None
) -> list[Unrecorded]:
    """The appointments that have come without an outcome, the oldest first; so many at most."""
    wanted = [each for each in owed if _to_record(each)]
    known = appointments({(each.person_id, each.duty.subject) for each in wanted})

    def when(each: Owed) -> tuple[date, bool, str, str]:
        appointment = known.get((each.person_id, each.duty.subject))
        family = people[each.person_id].family
        if appointment is None:
            return date.max, True, "", family
        return appointment.day, appointment.at is None, str(appointment.at), family

    found = []
    for each in sorted(wanted, key=when)[:most]:
        person = people[each.person_id]
        appointment = known.get((each.person_id, each.duty.subject))
        where = place(appointment) if appointment else ""
        found.append(Unrecorded(person, item(Group((each,)), person, day), appointment, where))
    return found


def _cases(owed: Sequence[Owed], day: date) -> list[CaseLine]:
    """One line a case, ranked. An outcome still in time stands among the outcomes alone."""
    listed = [e for e in owed if not (_to_record(e) and e.state is not State.OVERDUE)]
    harm = harm_levels({each.person_id for each in listed}, day) if listed else {}
    return case_lines(listed, harm, day)


def _diary(
    booked: Iterable[Appointment], people: Mapping[int, Who], days: Sequence[date]
) -> list[Day]:
    """Today and the working days ahead, and any other day on which something is booked."""
    by_day: dict[date, list[Booked]] = defaultdict(list)
    for each in booked:
        if each.person_id in people:
            by_day[each.day].append(Booked(people[each.person_id], each, place(each)))
    return [Day(day, is_working_day(day), by_day.get(day, [])) for day in sorted({*days, *by_day})]


def _team(
    request: HttpRequest, staff: int, among: QuerySet[Person], day: date
) -> dict[str, object] | None:
    """For the manager of a team: who holds how much of it, and what is overdue."""
    if Role.TEAM_MANAGER not in roles_of(request.user):
        return None
    teams = [team for team in teams_of(staff, day) if team.own]
    if not teams:
        return None
    found = workloads([team.id for team in teams], among, day)
    return {
        "names": [team.name for team in teams],
        "officers": found,
        "cases": sum(each.cases for each in found),
        "overdue": sum(each.overdue for each in found),
    }
