"""Acceptable absences that mount up: three in a row, five in all, eleven for a manager.

Reading 15. Counted by order, licence or supervision. An attended appointment or an unacceptable
failure breaks a row; what the service caused neither counts nor breaks, and neither does what
nobody has decided yet.

Not here: whether an absence is acceptable, which somebody decides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from throughcare.enforcement.rules.failures import Answer, Failure
from throughcare.kernel.casefile.enforcement import AbsenceReview

Place = tuple[date, str, str]
"""The place of an appointment among those of the case: day, time, reference."""


class ToReview(NamedTuple):
    """A decision about acceptable absences that is called for, and when it was made."""

    absence: Failure
    """The absence whose decision opened it."""
    opened_on: date
    met_on: date | None
    in_a_row: bool
    number: int
    """How many, in a row or in all."""


def rows(failures: Sequence[Failure], breaks: Sequence[Place]) -> list[list[Failure]]:
    """Return the acceptable absences in the rows they stand in, first to last.

    ``failures`` are those of one sentence in the order of their days; ``breaks`` the places of the
    attended appointments of that sentence, sorted.
    """
    found: list[list[Failure]] = []
    whole = False
    before: Place | None = None
    for failure in failures:
        if failure.answer is Answer.UNACCEPTABLE:
            whole = False
        if failure.answer is not Answer.ACCEPTABLE:
            continue
        if not whole or before is None or _between(before, failure.key, breaks):
            found.append([])
        found[-1].append(failure)
        whole, before = True, failure.key
    return found


def _between(one: Place, other: Place, breaks: Sequence[Place]) -> bool:
    return bisect_right(breaks, one) < bisect_left(breaks, other)


def to_review(
    accepted: Sequence[Sequence[Failure]],
    reviews: Sequence[AbsenceReview],
    *,
    in_a_row: int,
    in_all: int,
) -> list[ToReview]:
    """Return each decision that acceptable absences called for; one is open at a time.

    ``accepted`` are the rows. Once a row it is the absence decided third, and once in all the one
    decided fifth, each on the day of that decision.
    """
    calls = [(_nth(row, in_a_row), True, in_a_row) for row in accepted if len(row) >= in_a_row]
    every = [each for row in accepted for each in row]
    if len(every) >= in_all:
        calls.append((_nth(every, in_all), False, in_all))
    found: list[ToReview] = []
    for absence, as_row, number in sorted(calls, key=lambda c: (c[0].decided_on, c[0].key, c[1])):
        day = absence.decided_on
        last = found[-1] if found else None
        if last is not None and (
            last.met_on is None or day < last.met_on or last.absence.ref == absence.ref
        ):
            continue
        found.append(ToReview(absence, day, met_on(day, reviews), in_a_row=as_row, number=number))
    return found


def for_a_manager(
    accepted: Sequence[Sequence[Failure]], reviews: Sequence[AbsenceReview], *, in_all: int
) -> ToReview | None:
    """Return the manager's decision that the eleventh acceptable absence calls for, once."""
    every = [each for row in accepted for each in row]
    if len(every) < in_all:
        return None
    absence = _nth(every, in_all)
    decided = [each for each in reviews if each.by_manager]
    day = absence.decided_on
    return ToReview(absence, day, met_on(day, decided), in_a_row=False, number=in_all)


def met_on(day: date, reviews: Sequence[AbsenceReview]) -> date | None:
    """Return the first day from ``day`` on with a decision."""
    return min((each.date for each in reviews if each.date >= day), default=None)


def _nth(absences: Sequence[Failure], number: int) -> Failure:
    """The absence that was decided as the one of that number, counted from one."""
    return sorted(absences, key=lambda each: (each.decided_on, each.key))[number - 1]
