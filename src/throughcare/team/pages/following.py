"""What becomes of things: handovers that are missing, and what managers decided."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.listing import page_of
from throughcare.history import clock
from throughcare.oversight.models import ManagerDecision
from throughcare.oversight.pages.decisions import ABOUT
from throughcare.people.models import Person
from throughcare.people.queries import Who, reachable, who
from throughcare.team.decided import decided_on_cases_of
from throughcare.team.pages.scope import scope
from throughcare.team.waiting import Waiting, waiting

PAGE = 25
"""How many stand on one page."""
STATES = ("open", "late", "done")


class Handover(NamedTuple):
    """A change of officer that was not handed over, or not met about."""

    who: Who
    to: str
    since: date
    missing: str


def handovers(waits: Iterable[Waiting], people: Mapping[int, Who]) -> list[Handover]:
    """Return the handovers that are missing, as the pages show them, the oldest first."""
    words = {
        "note": _("no note"),
        "meeting": _("no meeting of both officers with the person"),
    }
    return [
        Handover(people[each.person_id], each.who, each.since, words[each.text])
        for each in waits
        if each.kind == "handover" and each.person_id in people
    ]


@needs(Permission.SEE_TEAM)
def missing_handovers(request: SignedIn) -> HttpResponse:
    """List every handover of the last twelve months that is missing."""
    today = clock.today()
    teams = scope(request, today)
    every = waiting(teams.ids, reachable(request.user), today) if teams.chosen else []
    every = [each for each in every if each.kind == "handover"]
    names = sorted({each.who for each in every})
    to, lacks = request.GET.get("to", ""), request.GET.get("lacks", "")
    chosen = [
        each for each in every if (not to or each.who == to) and (not lacks or each.text == lacks)
    ]
    page = page_of(request, chosen, PAGE)
    people = who(Person.objects.filter(pk__in=[each.person_id for each in page]))
    context = {
        "section": "team",
        "page": page,
        "rows": handovers(page.object_list, people),
        "all": len(every),
        "names": names,
        "to": to,
        "lacks": lacks,
        "team": request.GET.get("team", ""),
    }
    return render(request, "team/handovers.html", context)


class Became(NamedTuple):
    """What a manager decided, and how it stands."""

    fact: ManagerDecision
    who: Who
    about: str
    to: str
    done: Any
    late: int
    """Days past its day; 0 where it is done or has time."""


@needs(Permission.SEE_TEAM)
def what_became(request: SignedIn) -> HttpResponse:
    """List what managers decided about the cases of the team, and what became of each."""
    today = clock.today()
    teams = scope(request, today)
    state = request.GET.get("state", "")
    state = state if state in STATES else "open"
    among = reachable(request.user)
    rows = decided_on_cases_of(teams.ids, among, today, state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    people = who(Person.objects.filter(pk__in=[each.person_id for each in page]))
    context = {
        "section": "team",
        "page": page,
        "rows": [_became(each, people[each.person_id], today) for each in page],
        "state": state,
        "states": [
            ("open", _("To be carried out")),
            ("late", _("Past their day")),
            ("done", _("Carried out, newest first")),
        ],
    }
    return render(request, "team/what_became.html", context)


def _became(fact: ManagerDecision, person: Who, today: date) -> Became:
    done = getattr(fact, "carried_out", None)
    done = done if done is not None and done.in_error_at is None else None
    return Became(
        fact,
        person,
        str(ABOUT.get(fact.about, fact.about)),
        fact.to.name if fact.to else _("the responsible officer"),
        done,
        0 if done else max((today - fact.due_on).days, 0),
    )
