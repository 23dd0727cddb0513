"""Who is proposed for many cases at once, with what a manager weighs of each.

As many statements for one case as for twenty-five.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from throughcare.kernel.casefile import CaseFile
from throughcare.organisation.models import Staff
from throughcare.organisation.queries import on_day
from throughcare.workload.at_work import AtWork, as_at_work
from throughcare.workload.candidates import (
    Asks,
    Candidate,
    asks,
    candidate,
    in_order,
    kept_from_staff,
    takes_cases,
)
from throughcare.workload.queries import Measured, measured
from throughcare.workload.rules.balance import Piece, spread
from throughcare.workload.rules.room import Load


class Proposal(NamedTuple):
    """A case, who could have it, and who is proposed."""

    asks: Asks
    measured: Measured
    candidates: list[Candidate]
    """What each carries after it counts this case alone."""
    proposed: Candidate | None


class Proposals(NamedTuple):
    """Cases to be given away, and those who could have them."""

    cases: dict[int, Proposal]
    staff: dict[int, tuple[AtWork, Load]]
    """Who could have any of them, by key, with what they carry now."""


def proposals(
    cases: Mapping[int, CaseFile],
    day: date,
    *,
    until: date | None = None,
    without: Collection[int] = (),
) -> Proposals:
    """Return who could have each of these cases from ``day`` on, and who is proposed.

    Of each case the members of the team that holds it could have it, less those ``without``.
    Proposed is nobody who is or will be away by ``until``, who is to leave, who manages, whom the
    policy excludes or from whom the record is kept.
    """
    asked = {person: asks(person, case, day) for person, case in cases.items()}
    teams: dict[str, set[int]] = defaultdict(set)
    posts = on_day(day).filter(team__code__in={each.team for each in asked.values()})
    for code, key in posts.values_list("team__code", "of_id"):
        teams[code].add(key)
    keys = {key for those in teams.values() for key in those}
    keys -= set(without)
    here = Staff.objects.filter(pk__in=keys, in_error_at=None).exclude(grade="administrator")
    working = {each.staff.pk: each for each in as_at_work(here.order_by("name"), day)}
    known = measured([*cases, *(case for each in working.values() for case in each.cases)], day)
    loads = {
        key: each.load([known[case].points for case in each.cases]) for key, each in working.items()
    }
    closed = kept_from_staff(list(cases), working.values(), day)
    could: dict[int, dict[int, Candidate]] = {}
    for person, of in asked.items():
        could[person] = {}
        for key in working:
            if key in teams[of.team] and (person, key) not in closed:
                more = [] if person in working[key].cases else [known[person].points]
                after = loads[key].with_more(more)
                could[person][key] = candidate(working[key], of, loads[key], after, day)
    there = {key for key, each in working.items() if not each.is_away(day, until or day)}
    pieces = [
        _piece(
            person,
            known[person].points,
            {key: each for key, each in could[person].items() if key in there},
            set(working),
        )
        for person in cases
    ]
    chosen = spread(pieces, loads)
    return Proposals(
        {
            person: Proposal(
                asked[person],
                known[person],
                sorted(could[person].values(), key=in_order),
                could[person].get(chosen[person] or 0),
            )
            for person in cases
        },
        {key: (each, loads[key]) for key, each in working.items()},
    )


def _piece(case: int, points: int, could: Mapping[int, Candidate], every: set[int]) -> Piece:
    may = {key for key, each in could.items() if not each.excluded and takes_cases(each.staff)}
    return Piece(
        case,
        points,
        not_to=every - may,
        had_by={key for key in may if could[key].had},
        against={key: could[key].against for key in may},
    )
