"""The Team page of a senior officer: who has what, what is overdue, what waits to be decided."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import needs
from throughcare.design.listing import Column, Sort
from throughcare.design.wording import day as in_words
from throughcare.history import clock
from throughcare.kernel.casefile.assessment import Level
from throughcare.ledger.pages.caseload import BANDS
from throughcare.ledger.pages.lines import HARM
from throughcare.organisation.models import Staff
from throughcare.organisation.queries import on_day
from throughcare.people.models import Person
from throughcare.people.queries import reachable, who
from throughcare.team.holding import cases_of_teams, overdue_by
from throughcare.team.pages.awaiting import KINDS, item
from throughcare.team.pages.deciding import address_of, decisions_of, kinds
from throughcare.team.pages.following import handovers
from throughcare.team.pages.loads import Bar, bar
from throughcare.team.pages.scope import scope
from throughcare.team.pages.unassigned import unassigned
from throughcare.team.waiting import waiting
from throughcare.workload.at_work import AtWork, Away, as_at_work
from throughcare.workload.pages.wording import percent, warnings
from throughcare.workload.planned import plans_of
from throughcare.workload.queries import Measured, measured

FEW = 5
"""How many of a list are shown here, the oldest; the rest stand on a page of their own."""
AHEAD = 90
"""How many days ahead an absence is shown."""

COLUMNS = (
    Column("name", gettext_lazy("Officer")),
    Column("cases", gettext_lazy("Cases"), numeric=True),
    Column("harm", gettext_lazy("RoSH and tier"), sortable=False),
    Column("capacity", gettext_lazy("Capacity"), numeric=True),
    Column("overdue", gettext_lazy("Overdue"), numeric=True),
    Column("away", gettext_lazy("Away")),
)


class Band(NamedTuple):
    """How much of one weight is overdue."""

    band: int
    label: str
    overdue: int


class Officer(NamedTuple):
    """A member of the team as the page shows them."""

    public_id: str
    name: str
    grade: str
    hours: float
    cases: int
    """Of the teams shown."""
    elsewhere: int
    """Of other teams, and of records that whoever looks may not see."""
    harm: list[tuple[str, str, int]]
    """Level, its word in addresses, how many."""
    tiers: list[tuple[str, int]]
    points: int
    room: int
    capacity: str
    share: float
    bar: Bar
    warned: list[str]
    bands: list[Band]
    overdue: int
    away: list[str]
    plan: str
    """The plan of an absence or a leaving that is not over; empty where there is none."""
    away_now: bool


@needs(Permission.SEE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    """Show the teams that one is in charge of."""
    today = clock.today()
    teams = scope(request, today)
    chosen, ids = teams.chosen, teams.ids
    if not chosen:
        return render(request, "team/team.html", {"teams": []})
    among = reachable(request.user)
    cases = cases_of_teams(ids, among, today)
    holders = {each.staff_id for each in cases.held} | {each.staff_id for each in cases.late}
    here = Q(pk__in=on_day(today).filter(team__in=ids).values("of")) | Q(pk__in=holders - {None})
    at_work = as_at_work(Staff.objects.filter(here, in_error_at=None), today)
    every = {each.person_id for each in cases.held}.union(*(each.cases for each in at_work))
    known = measured(list(every), today)
    plans = {e.staff_id: e.public_id for e in plans_of([e.staff.pk for e in at_work], today)}
    waits = waiting(ids, among, today, cases=cases)
    nobody_s = [each.person_id for each in cases.held if each.staff_id is None]
    people = who(
        Person.objects.filter(pk__in=[*nobody_s[:FEW], *(each.person_id for each in waits)])
    )
    shown = [key for key in nobody_s[:FEW] if key in people]
    late = overdue_by(cases.late)
    by_officer: dict[int | None, list[int]] = defaultdict(list)
    for each in cases.held:
        by_officer[each.staff_id].append(each.person_id)
    sort = Sort.of(request, COLUMNS, "-overdue")
    officers = [
        _officer(
            each,
            by_officer[each.staff.pk],
            late.get(each.staff.pk, {}),
            known,
            plans.get(each.staff.pk, ""),
            today,
        )
        for each in at_work
        if each.staff.grade != "administrator" or by_officer[each.staff.pk]
    ]
    handed = [each for each in waits if each.kind == "handover"]
    to_decide = [each for each in waits if each.kind in KINDS and each.person_id in people]
    context = {
        "section": "team",
        "today": today,
        "teams": chosen,
        "others": teams.others,
        "of_team": f"?team={chosen[0].public_id}" if request.GET.get("team") else "",
        "columns": COLUMNS,
        "sort": sort,
        "officers": _sorted(officers, sort),
        "unassigned": unassigned(shown, people, known),
        "all_unassigned": len(nobody_s),
        "vacant": chosen[0].public_id + "-nobody",
        "cases": len(cases.held),
        "nobody_late": sum(late.get(None, {}).values()),
        "overdue": sum(each.overdue for each in cases.late),
        "bands": _bands(sum((Counter(each) for each in late.values()), Counter())),
        "awaiting": [
            item(each, people[each.person_id], today)._replace(
                href=address_of(request, each, people[each.person_id])
            )
            for each in to_decide[:FEW]
        ],
        "awaiting_all": len(to_decide),
        "kinds": kinds(to_decide, today, lambda kind: decisions_of(request, kind)),
        "not_taken": [
            (people[each.person_id], each)
            for each in waits
            if each.kind == "not taken" and each.person_id in people
        ][-FEW:],
        "handovers": handovers(handed[:FEW], people),
        "handovers_all": len(handed),
        "without_note": sum(each.text == "note" for each in handed),
        "continuity": cases.continuity,
    }
    return render(request, "team/team.html", context)


def _officer(
    each: AtWork,
    cases: Sequence[int],
    late: Mapping[int, int],
    known: Mapping[int, Measured],
    plan: str,
    today: date,
) -> Officer:
    load = each.load([known[case].points for case in each.cases])
    levels = Counter(known[case].harm for case in cases)
    letters = Counter(known[case].tier.letter for case in cases)
    return Officer(
        public_id=each.staff.public_id,
        name=each.staff.name,
        grade=each.staff.grade,
        hours=each.staff.hours,
        cases=len(cases),
        elsewhere=load.cases - len(cases),
        harm=[
            (str(HARM[level]), level.value, levels[level])
            for level in reversed(Level)
            if levels[level]
        ]
        + ([(_("Not known"), "", levels[None])] if levels[None] else []),
        tiers=[(letter, letters[letter]) for letter in "ABCD" if letters[letter]],
        points=load.points,
        room=load.room,
        capacity=percent(load),
        share=float(load.percent),
        bar=bar(load),
        warned=warnings(load),
        bands=_bands(late),
        overdue=sum(late.values()),
        away=list(_away(each, today)),
        plan=plan,
        away_now=each.away,
    )


def _bands(late: Mapping[int, int]) -> list[Band]:
    return [Band(band, str(BANDS[band]), late[band]) for band in sorted(late) if late[band]]


def _away(each: AtWork, today: date) -> Any:
    for spell in each.absences:
        if (spell.starts_on - today).days <= AHEAD:
            yield _spell(spell)
    if each.leaves_on:
        yield _("leaves on %(day)s") % {"day": in_words(each.leaves_on)}


def _spell(spell: Away) -> str:
    kind = spell.kind.capitalize()
    if spell.ends_on is None:
        return _("%(kind)s from %(first)s, no end known") % {
            "kind": kind,
            "first": in_words(spell.starts_on),
        }
    return _("%(kind)s, %(first)s to %(last)s") % {
        "kind": kind,
        "first": in_words(spell.starts_on),
        "last": in_words(spell.ends_on),
    }


def _sorted(officers: list[Officer], sort: Sort) -> list[Officer]:
    keys: dict[str, Callable[[Officer], Any]] = {
        "name": lambda each: each.name,
        "cases": attrgetter("cases"),
        "capacity": attrgetter("share"),
        "overdue": attrgetter("overdue"),
        "away": attrgetter("away_now"),
    }
    by_name = sorted(officers, key=lambda each: each.name)
    return sorted(by_name, key=keys[sort.key], reverse=sort.descending)
