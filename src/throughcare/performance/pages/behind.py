"""The cases behind a figure: late, left out and why, met in time.

The figure is one number for everybody who may see it. Its cases are named to those who reach them;
of the others it is said how many there are and how they count, and nothing else.
"""

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.listing import Column, Sort, page_of, with_query
from throughcare.people.queries import Who, reachable, who
from throughcare.performance.months import month_named
from throughcare.performance.pages.choosing import Asked, asked
from throughcare.performance.pages.showing import COLOURS, OUTCOMES, Shown, cell, target
from throughcare.performance.policy import Measure
from throughcare.performance.queries import SHOWN_FIRST, Counted, behind
from throughcare.performance.rules.counting import COUNTED, LEFT_OUT, Outcome

ON_A_PAGE = 50

COLUMNS = (
    Column("name", _("Name")),
    Column("crn", _("CRN")),
    Column("team", _("Team")),
    Column("opened", _("Opened")),
    Column("due", _("Due")),
    Column("done", _("Done")),
    Column("counts", _("Counts as")),
)
_AS_COUNTED = "counts"
"""Sorted so at first: what there is to look into, then what is left out, then what was met."""

NARROWED = {
    "late": (Outcome.LATE,),
    "met": (Outcome.MET,),
    "left-out": LEFT_OUT,
}
"""What the list can be narrowed to."""


class Case(NamedTuple):
    """A case behind the figure that its reader reaches."""

    who: Who
    counted: Counted
    outcome: str
    colour: str
    team: str


class Behind(NamedTuple):
    """Everything behind a figure, as one reader may see it."""

    named: list[Counted]
    unseen: Counter[Outcome]
    counts: Counter[Outcome]


@needs(Permission.SEE_MEASURES)
def cases(request: SignedIn) -> HttpResponse:
    """Show the cases behind a figure."""
    what = asked(request)
    if what.place is None or what.measure is None or what.measure not in what.measures:
        return redirect("measures")
    found = _found(request, what, what.measure)
    narrowed = request.GET.get("shown", "")
    wanted = NARROWED.get(narrowed, tuple(Outcome))
    columns = [each for each in COLUMNS if each.key != "team" or what.place.kind == "provider"]
    sort = Sort.of(request, columns, _AS_COUNTED)
    listed = [each for each in found.named if each.outcome in wanted]
    people = _people(request, listed) if sort.key in ("name", "crn") else None
    page = page_of(request, _sorted(what, listed, people or {}, sort), ON_A_PAGE)
    if people is None:
        people = _people(request, list(page.object_list))
    counts = found.counts
    context = {
        "what": what,
        "measure": what.measure,
        "month": month_named(what.month),
        "now": Shown(
            counts[Outcome.MET],
            sum(counts[each] for each in COUNTED),
            sum(counts[each] for each in LEFT_OUT),
            target(what.measure),
        ),
        "page": page,
        "cases": _cases(what, list(page.object_list), people),
        "unseen": [
            (OUTCOMES[each], found.unseen[each])
            for each in SHOWN_FIRST
            if each in wanted and found.unseen[each]
        ],
        "narrowed": [
            (name, sum(counts[each] for each in NARROWED.get(name, tuple(Outcome))), address)
            for name, address in (
                (name, with_query(request, shown=name or None, page=None))
                for name in ("", *NARROWED)
            )
        ],
        "chosen": narrowed if narrowed in NARROWED else "",
        "by_team": what.place.kind == "provider",
        "columns": columns,
        "sort": sort,
    }
    return render(request, "performance/cases.html", context)


@needs(Permission.SEE_MEASURES)
def as_csv(request: SignedIn) -> HttpResponse:
    """The same as a file; a case out of reach has a line that only says how it counts."""
    what = asked(request)
    if what.place is None or what.measure is None or what.measure not in what.measures:
        return redirect("measures")
    found = _found(request, what, what.measure)
    people = _people(request, found.named)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{what.measure.id}-{what.month:%Y-%m}.csv"'
    )
    writer = csv.writer(response)
    writer.writerow(["crn", "name", "team", "opened", "due", "done", "ended", "counts as"])
    for each in _cases(what, found.named, people):
        row = each.counted
        days = [row.opened_on, row.due_on, row.met_on, row.ended_on]
        values = [each.who.crn, each.who.name, each.team, *days, row.outcome]
        writer.writerow([cell(value) for value in values])
    for outcome, number in sorted(found.unseen.items()):
        for _number in range(number):
            writer.writerow(["not shown to you", "", "", "", "", "", "", str(outcome)])
    return response


def _found(request: SignedIn, what: Asked, measure: Measure) -> Behind:
    every = behind(measure, what.month, today=what.today, teams=what.teams)
    among = reachable(request.user).filter(pk__in={each.person for each in every})
    within = set(among.values_list("pk", flat=True)) if every else set()
    return Behind(
        named=[each for each in every if each.person in within],
        unseen=Counter(each.outcome for each in every if each.person not in within),
        counts=Counter(each.outcome for each in every),
    )


def _people(request: SignedIn, counted: Sequence[Counted]) -> dict[int, Who]:
    return who(reachable(request.user).filter(pk__in={each.person for each in counted}))


def _sorted(
    what: Asked, counted: Sequence[Counted], people: Mapping[int, Who], sort: Sort
) -> list[Counted]:
    """Sorted by a column; what is equal in it stays late first, by the day it was due."""
    teams = what.team_names
    by: dict[str, Callable[[Counted], Any]] = {
        "name": lambda each: (people[each.person].family, people[each.person].given),
        "crn": lambda each: people[each.person].crn,
        "team": lambda each: teams.get(each.team, ""),
        "opened": lambda each: each.opened_on,
        "due": lambda each: each.due_on or date.max,
        "done": lambda each: each.met_on or date.max,
        _AS_COUNTED: lambda each: SHOWN_FIRST.index(each.outcome),
    }
    return sorted(counted, key=by[sort.key], reverse=sort.descending)


def _cases(what: Asked, counted: Sequence[Counted], people: dict[int, Who]) -> list[Case]:
    names = what.team_names
    return [
        Case(
            who=people[each.person],
            counted=each,
            outcome=str(OUTCOMES[each.outcome]),
            colour=COLOURS.get(each.outcome, "grey"),
            team=names.get(each.team, ""),
        )
        for each in counted
        if each.person in people
    ]
