"""Workload points: of a case, of an officer, and how much of what is there they take up.

Rules 4.2, in the order of the source. A case that is in two settings at once (an order beside a
licence, custody beside an order) has the points of the one that gives the most.

Not here: parole reports, ARMS, warrants and contacts in support of another's case, of which this
record holds no fact; their values stand in the policy. Whether somebody is in transition to
adulthood is asked of the caller.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from throughcare.kernel.casefile import CaseFile
from throughcare.sentences.rules.spells import SpellKind, spells
from throughcare.workload import policy
from throughcare.workload.rules.tier import Tier, in_custody_on


class Setting(StrEnum):
    """Where a case is, for its points."""

    COMMUNITY = "community"
    CUSTODY = "custody"
    LICENCE = "licence"


_COLUMNS = tuple(Setting)


def settings_on(day: date, case: CaseFile) -> set[Setting]:
    """Return where a case is on ``day``; post-sentence supervision counts as licence."""
    found = {
        Setting.COMMUNITY if spell.kind is SpellKind.ORDER else Setting.LICENCE
        for spell in spells(case)
        if spell.lives_on(day)
    }
    return found | ({Setting.CUSTODY} if in_custody_on(case, day) else set())


def points_of(
    tier: Tier | None, among: Iterable[Setting], *, to_adulthood: bool = False, counts: int = 100
) -> int:
    """Return the points of a case; 0 for one without a tier.

    In transition to adulthood the points of custody count everywhere. ``counts`` is the percentage
    that an inactive case still counts.
    """
    if tier is None:
        return 0
    row = policy.CASE_POINTS.value[tier.band]
    columns = {Setting.CUSTODY} if to_adulthood else set(among)
    most: int = max((row[_COLUMNS.index(each)] for each in columns), default=0)
    return most * counts // 100


def report_points(*, standard: int, fast: int) -> int:
    """Return the points of reports to the court: standard ones, and fast, oral or converted."""
    return int(
        standard * policy.STANDARD_REPORT_POINTS.value + fast * policy.FAST_REPORT_POINTS.value
    )


def hours_for_cases(hours: float, shares: Iterable[float]) -> Decimal:
    """Return the hours left for cases after the reductions, each a share of the hours; never
    less than none.
    """
    contracted = Decimal(str(hours))
    reduced = sum((Decimal(str(share)) for share in shares), Decimal(0))
    return max(contracted * (1 - reduced), Decimal(0))


def available(hours_left: Decimal | float, *, target: int | None = None) -> int:
    """Return the points for which there is room in a week of so many hours, cut to a whole."""
    points = policy.TARGET_POINTS.value if target is None else target
    default = Decimal(policy.DEFAULT_HOURS.value)
    return int(Decimal(points) * Decimal(str(hours_left)) / default)


def capacity(total: int, room: int) -> Decimal:
    """Return the percentage of the room that is taken, of one decimal; 0 where there is none."""
    if not room or not total:
        return Decimal("0.0")
    share = (Decimal(total) / Decimal(room)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return share * 100
