"""Workload points and capacity, by the vectors of rules 4.2 and from case files."""

from datetime import date
from decimal import Decimal

import pytest
from tests.casefiles import case, custody, licence, order

from throughcare.workload import policy
from throughcare.workload.rules.points import (
    Setting,
    available,
    capacity,
    hours_for_cases,
    points_of,
    report_points,
    settings_on,
)
from throughcare.workload.rules.tier import Tier

COMMUNITY, CUSTODY, LICENCE = Setting


def tier(band: str) -> Tier:
    return Tier(letter=band[0], digit=int(band[1]), protect=0, change=0)


def points(band: str, *settings: Setting, **more) -> int:
    return points_of(tier(band), settings, **more)


@pytest.mark.parametrize(
    ("hours", "shares", "room"),
    [(37, [], 2176), (30, [], 1764), (37, [0.2], 1740), (37, [0.6], 870), (37, [1.0], 0)],
)
def test_the_room_for_points(hours, shares, room):
    assert available(hours_for_cases(hours, shares)) == room


def test_reductions_that_come_to_more_than_all_leave_nothing():
    assert hours_for_cases(37, [0.8, 0.5]) == 0


def test_the_first_published_load():
    total = 10 * points("B2", COMMUNITY) + 5 * points("C2", LICENCE) + 8 * points("C1", CUSTODY)
    total += report_points(standard=1, fast=2)
    assert total == 1927
    assert capacity(total, 2176) == Decimal("88.6")
    assert capacity(total, 1764) == Decimal("109.2")


@pytest.mark.parametrize(
    ("loads", "total", "percent"),
    [
        ([(30, "D2", COMMUNITY), (12, "D2", LICENCE)], 1746, "80.2"),
        ([(20, "B1", COMMUNITY), (6, "B1", LICENCE)], 2754, "126.6"),
    ],
)
def test_the_other_published_loads(loads, total, percent):
    found = sum(count * points(band, setting) for count, band, setting in loads)
    assert found == total
    assert capacity(found, 2176) == Decimal(percent)


def test_nothing_to_do_and_no_room_are_nothing():
    assert capacity(0, 2176) == capacity(500, 0) == 0


def test_a_case_in_two_settings_has_the_points_of_the_one_that_gives_most():
    assert points("B2", COMMUNITY, LICENCE) == 132
    assert points("B2", COMMUNITY, CUSTODY) == 115


def test_custody_s_points_count_everywhere_on_the_way_to_adulthood():
    assert points("A3", LICENCE, to_adulthood=True) == 75


def test_no_tier_no_setting_and_an_inactive_case_have_no_points():
    assert points_of(None, [COMMUNITY]) == 0
    assert points("A3") == 0
    assert points("A3", COMMUNITY, counts=policy.STILL_COUNTS.value["warrant"]) == 0
    assert points("D0", COMMUNITY, counts=policy.STILL_COUNTS.value["unpaid work"]) == 29


def test_the_points_of_every_tier_are_those_that_were_published():
    rows = policy.CASE_POINTS.value
    assert len(rows) == 16
    assert [sum(row[at] for row in rows.values()) for at in range(3)] == [1432, 469, 1288]


DAY = date(2017, 6, 5)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ({"orders": [order()]}, {COMMUNITY}),
        ({"orders": [order(expires_on="2017-06-04")]}, set()),
        (custody(), {CUSTODY}),
        (custody(licence()), {LICENCE}),
        (custody(licence(recall={"date": "2017-06-04"})), {CUSTODY}),
        (custody(supervision={"ref": "pss", "starts_on": "2017-06-05"}), {LICENCE}),
        ({"orders": [order()]} | custody(licence()), {COMMUNITY, LICENCE}),
    ],
)
def test_where_a_case_is(sentences, expected):
    assert settings_on(DAY, case(caseload={}, sentences=sentences)) == expected
