"""The cases behind a figure: late, left out and why, met in time.

The figure is one number for everybody who may see it. Its cases are named to those who reach them;
of the others it is said how many there are and how they count, and nothing else.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.listing import page_of, with_query
from throughcare.people.queries import Who, reachable, who
from throughcare.performance.months import month_named
from throughcare.performance.pages.choosing import Asked, asked
from throughcare.performance.pages.showing import COLOURS, OUTCOMES, Shown, cell, target
from throughcare.performance.policy import Measure
from throughcare.performance.queries import SHOWN_FIRST, Counted, behind
from throughcare.performance.rules.counting import COUNTED, LEFT_OUT, Outcome

ON_A_PAGE = 50

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
    page = page_of(request, [each for each in found.named if each.outcome in wanted], ON_A_PAGE)
    people = who(reachable(request.user).filter(pk__in={e.person for e in page.object_list}))
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
    }
    return render(request, "performance/cases.html", context)


@needs(Permission.SEE_MEASURES)
def as_csv(request: SignedIn) -> HttpResponse:
    """The same as a file; a case out of reach has a line that only says how it counts."""
    what = asked(request)
    if what.place is None or what.measure is None or what.measure not in what.measures:
        return redirect("measures")
    found = _found(request, what, what.measure)
    people = who(reachable(request.user).filter(pk__in={each.person for each in found.named}))
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


def _cases(what: Asked, counted: Sequence[Counted], people: dict[int, Who]) -> list[Case]:
    names = {each.code: each.name for each in what.scope.places if each.kind == "team"}
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
