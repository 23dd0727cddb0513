"""The service levels: all of a month, one by month and team, and the same as a file."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, needs
from throughcare.people.queries import Who, reachable, who
from throughcare.performance.comparing import Differing, differing
from throughcare.performance.models import PublishedFigure
from throughcare.performance.months import last_of, month_named, month_short, year_to
from throughcare.performance.pages.choosing import Asked, asked, published
from throughcare.performance.pages.showing import (
    OUTCOMES,
    Chart,
    Shown,
    as_published,
    by_key,
    cell,
    chart,
    shown,
    target,
    why_said,
)
from throughcare.performance.policy import Measure
from throughcare.performance.queries import Figure, Unit, behind, figures
from throughcare.performance.rules.counting import LEFT_OUT


class Line(NamedTuple):
    """One measure as the list shows it."""

    measure: Measure
    now: Shown
    chart: Chart
    published: Shown | None
    href: str
    behind: str


class MonthLine(NamedTuple):
    """One month of a measure."""

    name: str
    now: Shown
    published: Shown | None
    href: str
    chosen: bool


class TeamLine(NamedTuple):
    """One team in the month."""

    name: str
    now: Shown
    href: str


class Revision(NamedTuple):
    """A figure as it was published, the first time or again."""

    figure: PublishedFigure
    shown: Shown
    shown_at: datetime


class Difference(NamedTuple):
    """A case that counts otherwise than published, for one who reaches it."""

    who: Who
    change: Differing
    why: list[str]


@needs(Permission.SEE_MEASURES)
def measures(request: SignedIn) -> HttpResponse:
    """Show every measure of a month."""
    what = asked(request)
    if what.place is None:
        return render(request, "performance/measures.html", {"what": what})
    months = year_to(what.month)
    found = by_key(_figures(what, what.measures, months[0]))
    frozen = published(what.place, [what.month])
    latest = {each.measure: each for each in frozen}
    lines = []
    for measure in what.measures:
        row = [
            (month, shown(measure, found.get((measure.id, month, what.place.unit))))
            for month in months
        ]
        old = latest.get(measure.id)
        lines.append(
            Line(
                measure=measure,
                now=row[-1][1],
                chart=chart(row, target(measure), what.month, small=True),
                published=as_published(old) if old else None,
                href=what.to("measure", measure=measure.id),
                behind=what.to("measure-cases", measure=measure.id),
            )
        )
    context = {
        "what": what,
        "form": what.form(),
        "month": month_named(what.month),
        "lines": lines,
        "frozen": frozen[-1] if frozen else None,
        "publishes": _publishes(request, what),
    }
    return render(request, "performance/measures.html", context)


@needs(Permission.SEE_MEASURES)
def one(request: SignedIn) -> HttpResponse:
    """Show one measure: what it is, twelve months, the teams, and what was published."""
    what = asked(request)
    measure, place = what.measure, what.place
    if place is None or measure is None or measure not in what.measures:
        return redirect("measures")
    months = year_to(what.month)
    found = by_key(_figures(what, [measure], months[0]))
    frozen = [each for each in published(place, months) if each.measure == measure.id]
    latest = {each.month: each for each in frozen}
    row = [
        MonthLine(
            name=month_short(month),
            now=shown(measure, found.get((measure.id, month, place.unit))),
            published=as_published(latest[month]) if month in latest else None,
            href=what.to("measure", month=f"{month:%Y-%m}"),
            chosen=month == what.month,
        )
        for month in months
    ]
    teams = [
        TeamLine(
            name=team.name,
            now=shown(measure, found.get((measure.id, what.month, team.unit))),
            href=what.to("measure-cases", of=team.public_id),
        )
        for team in what.scope.teams_of(place)
        if place.kind == "provider"
    ]
    old = latest.get(what.month)
    differences, unseen = _differences(request, what, measure, old)
    context = {
        "what": what,
        "form": what.form(),
        "month": month_named(what.month),
        "measure": measure,
        "target": target(measure),
        "now": row[-1].now,
        "months": row,
        "chart_of": chart(
            [(month, each.now) for month, each in zip(months, row, strict=True)],
            target(measure),
            what.month,
            small=False,
        ),
        "teams": teams,
        "frozen": old,
        "revisions": [
            Revision(each, as_published(each), each.published_at)
            for each in frozen
            if each.month == what.month
        ],
        "differences": differences,
        "unseen": unseen,
        "outcomes": OUTCOMES,
    }
    return render(request, "performance/measure.html", context)


@needs(Permission.SEE_MEASURES)
def as_csv(request: SignedIn) -> HttpResponse:
    """The figures of twelve months, of the place and of each of its teams, as a file."""
    what = asked(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="service-levels-{what.month:%Y-%m}.csv"'
    )
    writer = csv.writer(response)
    writer.writerow(
        ["measure", "name", "month", "of", "code", "met in time", "fell due", "percent", "target"]
        + [str(each) for each in LEFT_OUT]
    )
    if what.place is None:
        return response
    months = year_to(what.month)
    found = by_key(_figures(what, what.measures, months[0]))
    places = dict.fromkeys([what.place, *what.scope.teams_of(what.place)])
    for measure in what.measures:
        for month in months:
            for place in places:
                writer.writerow(_row(measure, month, place.name, place.unit, found))
    return response


def _row(
    measure: Measure,
    month: date,
    name: str,
    unit: Unit,
    found: dict[tuple[str, date, Unit], Figure],
) -> list[str]:
    figure = found.get((measure.id, month, unit))
    each = shown(measure, figure)
    counts = [figure.counts[outcome] if figure else 0 for outcome in LEFT_OUT]
    percent = "" if each.percent is None else f"{each.percent:.1f}"
    values = [measure.title, measure.name, f"{month:%Y-%m}", name, unit.code]
    values += [each.numerator, each.denominator, percent, each.target, *counts]  # type: ignore[list-item]
    return [cell(value) for value in values]


def _figures(what: Asked, among: Sequence[Measure], since: date) -> list[Figure]:
    return figures(
        since=since,
        until=last_of(what.month),
        today=what.today,
        measures=among,
        teams=what.teams,
    )


def _publishes(request: SignedIn, what: Asked) -> bool:
    """Whether the reader may publish what is shown."""
    whole = what.place is not None and what.place.kind == "provider"
    return whole and what.over and has(request.user, Permission.PUBLISH_MEASURES)


def _differences(
    request: SignedIn, what: Asked, measure: Measure, old: PublishedFigure | None
) -> tuple[list[Difference], int]:
    """The cases that count otherwise now, and how many more there are out of reach."""
    if old is None:
        return [], 0
    changed = differing(old, behind(measure, what.month, today=what.today, teams=what.teams))
    if not changed:
        return [], 0
    people = who(reachable(request.user).filter(pk__in={each.person for each in changed}))
    named = [
        Difference(people[each.person], each, [why_said(why) for why in each.why])
        for each in changed
        if each.person in people
    ]
    return named, len(changed) - len(named)
