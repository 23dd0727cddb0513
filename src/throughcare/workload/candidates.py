"""Who could be given a case, with what a manager weighs.

Load, grade, training, continuity, and what a woman is offered.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from throughcare.access.reach import kept_from
from throughcare.caseload.rules.grade import excluding, kinds_on
from throughcare.caseload.rules.holding import Holding
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.days import Days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.organisation.models import Staff
from throughcare.workload.at_work import AtWork, at_work
from throughcare.workload.queries import Measured, measured
from throughcare.workload.rules.room import Load
from throughcare.workload.rules.suiting import (
    Trained,
    had_before,
    is_offered_a_woman,
    needed,
    trained,
)


class Asks(NamedTuple):
    """What a case asks of whoever is to have it."""

    person: int
    team: str
    """The code of the team that holds it; empty where none has received it."""
    kinds: frozenset[str]
    """Of which kinds it is that a policy may give to probation officers alone."""
    needed: list[str]
    """In what whoever has it is to be trained."""
    woman: bool
    """Whether the person is to be offered a woman as her officer."""
    had: Mapping[str, Days]
    """Who was responsible before, by code."""


class Candidate(NamedTuple):
    """A member of a team who could have a case."""

    staff: Staff
    now: Load
    after: Load
    away: bool
    back_after: date | None
    """The last day of the absence, where it is known."""
    excluded: list[str]
    """The kinds of case for which the provider's policy excludes them."""
    training: list[tuple[str, Trained]]
    """In what the case needs training, and whether theirs counts."""
    had: Days | None
    """When they were responsible for this case before."""
    woman: bool
    """Whether the person is to be offered a woman as her officer."""

    @property
    def against(self) -> int:
        """How much speaks against them that is a matter of judgement, not of policy."""
        untrained = sum(state is not Trained.YES for _, state in self.training)
        return untrained + (self.woman and self.staff.sex != "F")


class Choosing(NamedTuple):
    """A case to be given to somebody, and who could have it."""

    measured: Measured
    asks: Asks
    candidates: list[Candidate]


def choosing(
    person: int, case: CaseFile, team: str, day: date, *, without: str | None = None
) -> Choosing:
    """Return what a manager needs to give a case to somebody of the team with this code.

    Administrators hold no cases. Officers come before managers, those whom nothing speaks
    against first, then by room; those who are away come last. ``without`` is left out, and who may
    not see the record.
    """
    asked = asks(person, case, day)
    found = [each for each in at_work(team, day) if each.staff.code != without]
    closed = kept_from_staff([person], found, day)
    found = [each for each in found if (person, each.staff.pk) not in closed]
    known = measured([person, *(case for each in found for case in each.cases)], day)
    made = []
    for each in found:
        now = each.load([known[one].points for one in each.cases])
        more = [] if person in each.cases else [known[person].points]
        made.append(candidate(each, asked, now, now.with_more(more), day))
    return Choosing(known[person], asked, sorted(made, key=in_order))


def asks(person: int, case: CaseFile, day: date) -> Asks:
    """Return what a case asks of whoever is to have it on ``day``."""
    holding = Holding(case, TRANSFORMING_REHABILITATION)
    held = holding.on(day)
    return Asks(
        person,
        (held.team or "") if held and not held.at_court else "",
        kinds_on(case, day),
        needed(case, day),
        is_offered_a_woman(case),
        had_before(holding, day),
    )


def candidate(each: AtWork, of: Asks, now: Load, after: Load, day: date) -> Candidate:
    """Return a member of staff as one who could have a case."""
    return Candidate(
        each.staff,
        now,
        after,
        each.away,
        each.back_after,
        excluding(of.kinds, each.staff.grade, each.po_only),
        [(name, trained(name, each.courses, day)) for name in of.needed],
        of.had.get(each.staff.code),
        of.woman,
    )


def kept_from_staff(
    people: Sequence[int], staff: Iterable[AtWork], day: date
) -> set[tuple[int, int]]:
    """Return which of these cases are kept from which of these members of staff."""
    accounts = {each.staff.user_id: each.staff.pk for each in staff if each.staff.user_id}
    closed = kept_from(people, list(accounts), day)
    return {(person, accounts[account]) for person, account in closed}


def in_order(each: Candidate) -> tuple[bool, bool, bool, int, float, str]:
    """Officers before managers, those whom nothing speaks against first, then by room."""
    return (
        each.away,
        not takes_cases(each.staff),
        bool(each.excluded),
        each.against,
        float(each.after.percent) or each.after.cases,
        each.staff.name,
    )


def takes_cases(staff: Staff) -> bool:
    """Whether cases are this member of staff's own work: a manager's are not."""
    return staff.grade not in ("SPO", "senior manager")
