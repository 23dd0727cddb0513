"""When somebody is to look again: in time, and when something has changed.

Rows R1 and R2 of the duty calendar; readings 3, 10 and 12. Only a recorded change opens anything,
and each has a row of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from throughcare.assessment.rules.harm import HarmLevels
from throughcare.assessment.rules.written import written_on
from throughcare.kernel.casefile.assessment import Level, Oasys
from throughcare.kernel.casefile.facts import day_of, first_recorded, standing_since
from throughcare.kernel.casefile.information import Change
from throughcare.kernel.casefile.planning import Review, ReviewAnswer
from throughcare.kernel.days import Days, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.law import add_months
from throughcare.kernel.regime import Regime
from throughcare.planning import policy

_OFFICER = Role.RESPONSIBLE_OFFICER
REVIEW = Kind(code="review-assessment", failings=("R1",), weight=5, role=_OFFICER)
DECIDE = Kind(code="decide-on-change", failings=("R2",), weight=5, role=_OFFICER)
FINISH = Kind(code="review-after-change", failings=("R2",), weight=5, role=_OFFICER)

KINDS = (REVIEW, DECIDE, FINISH)

DECIDE_WEIGHT_WHEN_URGENT = 1


def reviewing(
    run: Days,
    assessments: Sequence[Oasys],
    reviews: Sequence[Review],
    harm: HarmLevels,
    regime: Regime,
) -> Iterator[Duty]:
    """Each signed assessment or review opens the next instance and meets the one before.

    The months are those of the level in force on the day it was signed; with no level known the
    case counts as medium.
    """
    signed: list[Oasys | Review] = [*assessments, *reviews]
    looks = sorted((each.signed_on, each.ref) for each in signed if each.signed_on)
    by_day: dict[date, str] = {}
    for on, ref in looks:
        if on in run:
            by_day.setdefault(on, ref)
    limit = regime.of(policy.REVIEW_MONTHS)
    for (on, ref), following in zip_longest(by_day.items(), list(by_day)[1:]):
        months = limit.value[harm.on(on) or Level.MEDIUM]
        yield Duty(
            code=REVIEW.code,
            subject="case",
            opening=ref,
            opened_on=on,
            due_on=add_months(on, months),
            met_on=following,
            ended_on=run.last,
            ended_because="supervision ended" if run.last else None,
            role=REVIEW.role,
            because=Because("last-looked", {"since": on, "months": months}),
            source=limit.source,
            weight=REVIEW.weight,
        )


def changing(
    run: Days, changes: Sequence[Change], reviews: Sequence[Review], regime: Regime
) -> Iterator[Duty]:
    """Yield the decision on each change, and the review where one was begun."""
    urgent = frozenset(regime.of(policy.URGENT_CHANGES).value)
    for change in changes:
        recorded_on = day_of(first_recorded(change))
        if recorded_on not in run:
            continue
        begun = min(
            (
                (review.begun_on, review.ref)
                for review in reviews
                if review.begun_on >= recorded_on and review.begun_on in run
            ),
            default=None,
        )
        decided = change.not_needed
        if decided and begun and decided.date <= begun[0]:
            begun = None
        is_urgent = change.kind in urgent
        limit = regime.of(policy.URGENT_CHANGE_DAYS if is_urgent else policy.CHANGE_DAYS)
        yield Duty(
            code=DECIDE.code,
            subject=change.ref,
            opening=change.ref,
            opened_on=recorded_on,
            due_on=add_working_days(recorded_on, limit.value),
            met_on=begun[0] if begun else decided.date if decided else None,
            ended_on=run.last,
            ended_because="supervision ended" if run.last else None,
            role=DECIDE.role,
            because=Because("change-recorded", {"on": recorded_on, "change": change.kind}),
            source=limit.source,
            weight=DECIDE_WEIGHT_WHEN_URGENT if is_urgent else DECIDE.weight,
        )
        if begun:
            yield _finish(change, recorded_on, begun, run, reviews, regime)


def _finish(
    change: Change,
    recorded_on: date,
    begun: tuple[date, str],
    run: Days,
    reviews: Sequence[Review],
    regime: Regime,
) -> Duty:
    """Counted from the recording of the change, so that it may be late when it opens."""
    limit = regime.of(policy.REVIEW_AFTER_CHANGE_DAYS)
    begun_on, review = begun
    answered = (_answered_on(each, change) for each in reviews)
    return Duty(
        code=FINISH.code,
        subject=change.ref,
        opening=review,
        opened_on=begun_on,
        due_on=add_working_days(recorded_on, limit.value),
        met_on=min((day for day in answered if day), default=None),
        ended_on=run.last,
        ended_because="supervision ended" if run.last else None,
        role=FINISH.role,
        because=Because(
            "review-begun", {"begun": begun_on, "on": recorded_on, "change": change.kind}
        ),
        source=limit.source,
        weight=FINISH.weight,
    )


def _answered_on(review: Review, change: Change) -> date | None:
    """Return the day on which a signed review answers a change, None where it does not."""
    if review.signed_on is None:
        return None

    def answers(version: ReviewAnswer) -> bool:
        return version.change == change.ref

    instants = [standing_since(answer, answers) for answer in review.answers]
    since = min((instant for instant in instants if instant), default=None)
    signed = standing_since(review, lambda version: version.signed_on is not None)
    if since is None or signed is None:
        return None
    return written_on(review.signed_on, signed, since)
