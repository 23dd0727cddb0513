"""What a case needs of whoever has it, what a woman is offered, and who has had it before.

Training counts from the day of completion to the day on which it lapses.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from throughcare.caseload.rules.holding import Holding
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import first_recorded
from throughcare.kernel.days import Days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.workload import policy

CHILD_SAFEGUARDING = "child safeguarding"
STATUSES = ("child in need", "child protection plan", "looked after")


class Trained(StrEnum):
    """Whether training counts on a day."""

    YES = "in date"
    LAPSED = "lapsed"
    NO = "none"


class Course(msgspec.Struct, frozen=True):
    """Training that was completed."""

    name: str
    completed_on: date
    expires_on: date | None = None


def needed(case: CaseFile, day: date, regime: Regime = TRANSFORMING_REHABILITATION) -> list[str]:
    """Return in what whoever has the case on ``day`` is to be trained."""
    kinds = {
        each.kind
        for each in case.person.registrations
        if each.registered_on <= day and (each.ended is None or each.ended.date >= day)
    }
    statuses = sorted(case.person.child_protection, key=lambda each: first_recorded(each))
    status = statuses[-1].status if statuses else None
    return [
        name
        for name, setting in policy.NEEDED_TRAINING.items()
        if kinds.intersection(regime.of(setting).value)
        or (name == CHILD_SAFEGUARDING and status in STATUSES)
    ]


def is_offered_a_woman(case: CaseFile) -> bool:
    """Say whether the person is a woman, who is offered a woman as her officer by default."""
    return case.person.particulars.sex == "F"


def trained(name: str, courses: Iterable[Course], day: date) -> Trained:
    """Say whether somebody is trained in a subject on ``day``."""
    taken = [each for each in courses if each.name.lower() == name and each.completed_on <= day]
    if not taken:
        return Trained.NO
    in_date = any(each.expires_on is None or day <= each.expires_on for each in taken)
    return Trained.YES if in_date else Trained.LAPSED


def had_before(holding: Holding, day: date) -> dict[str, Days]:
    """Return who was responsible for the case by ``day``, with the first and the last day each."""
    found: dict[str, Days] = {}
    for stretch in holding.stretches:
        if stretch.officer is None or stretch.first > day or not stretch.in_post:
            continue
        before = found.get(stretch.officer)
        first = before.first if before else stretch.first
        found[stretch.officer] = Days(first, stretch.last)
    return found
