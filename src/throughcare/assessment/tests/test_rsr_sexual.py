"""RSR of somebody with a sexual offence: points, contact, and indecent images."""

import math

import pytest

from throughcare.assessment.tests.rsr_cases import item, score_of, sexual


def points(**changes):
    return score_of(sexual(**changes)).contact_points


@pytest.mark.parametrize(
    ("name", "by_number"),
    [
        ("adult_contact", (0, 3, 5, 8, 8)),
        ("child_contact", (0, 2, 3, 4, 4)),
        ("paraphilia", (0, 1, 2, 3, 3)),
        ("indecent_images", (0, 0, 0, 0, 0)),
    ],
)
def test_points_of_sexual_sanctions(name, by_number):
    assert tuple(points(**{name: number}) - points() for number in range(5)) == by_number


def test_points_of_an_earlier_sanction_and_of_a_stranger():
    assert points(previous_sanctions=1) - points(previous_sanctions=0) == 3
    assert points(previous_sanctions=9) == points(previous_sanctions=1)
    assert points(stranger_victim=True) - points() == 2


@pytest.mark.parametrize(("age", "expected"), [(10, 0), (15, 0), (16, 3), (17, 3), (18, 5)])
def test_points_of_the_age_at_the_latest_offence(age, expected):
    assert points(age_latest_sexual_offence=age) - points(age_latest_sexual_offence=10) == expected


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((18, 23), 7),
        ((24, 29), 6),
        ((30, 35), 5),
        ((36, 41), 4),
        ((42, 47), 3),
        ((48, 53), 2),
        ((54, 59), 1),
        ((60, 90), 0),
    ],
)
def test_points_of_the_age_at_risk(ages, expected):
    career = {"age_conv": 18, "age_first": 18, "age_latest_sexual_offence": 12}
    found = [points(age_risk=age, previous_sanctions=0, **career) for age in ages]
    assert found == [expected, expected]


@pytest.mark.parametrize("child_contact", [0, 1, 3])
def test_contact_follows_from_the_points(child_contact):
    result = score_of(sexual(child_contact=child_contact))
    for found, constant in (
        (result.contact_one_year, 8.817398615),
        (result.contact_two_year, 8.216503478),
    ):
        expected = 1 / (1 + math.exp(constant - 0.2545385404 * result.contact_points))
        assert found == pytest.approx(expected, abs=1e-12)


def test_a_woman_has_a_fixed_probability_of_contact_and_none_of_images():
    result = score_of(item(sex="F", sexual_offence=True))
    assert (result.contact_one_year, result.contact_two_year) == (1 / 193, 1 / 193)
    assert (result.images_one_year, result.images_two_year) == (0, 0)
    assert result.contact_points == 0
    assert score_of(sexual(sex="F", child_contact=4)) == result


def test_without_a_sexual_offence_only_violence_counts():
    for sex in ("M", "F"):
        result = score_of(item(sex=sex))
        assert result.two_year == result.snsv_two_year
        assert (result.contact_two_year, result.images_two_year) == (0, 0)


@pytest.mark.parametrize(
    ("recorded", "one", "two"),
    [
        ({}, 0.000098, 0.000152),
        ({"indecent_images": 1}, 0.018237, 0.02805),
        ({"indecent_images": 1, "child_contact": 2}, 0.018237, 0.02805),
        ({"indecent_images": 2}, 0.038087, 0.057949),
        ({"indecent_images": 3, "child_contact": 1}, 0.038087, 0.057949),
        ({"child_contact": 1}, 0.00224, 0.003476),
        ({"child_contact": 2, "adult_contact": 1}, 0.004615, 0.007151),
        ({"child_contact": 5}, 0.004615, 0.007151),
        ({"adult_contact": 1}, 0.000683, 0.001061),
        ({"paraphilia": 2}, 0.000683, 0.001061),
    ],
)
def test_images_follow_what_is_recorded(recorded, one, two):
    result = score_of(sexual(**recorded))
    assert (result.images_one_year, result.images_two_year) == (one, two)
