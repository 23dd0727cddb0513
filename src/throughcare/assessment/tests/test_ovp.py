"""OVP against published results, both sides of every table and band, and its guards."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment.rules import ovp
from throughcare.assessment.tests.anything import ANYTHING, nearly

NAMES = (
    "total_sanctions",
    "violent_sanctions",
    "age_risk",
    "sex",
    "recognises_impact",
    "no_fixed_abode",
    "unemployed",
    "alcohol_current_use",
    "alcohol_binge",
    "psychiatric_treatment",
    "temper_control",
    "pro_criminal_attitudes",
)
SCORED = ("alcohol_current_use", "alcohol_binge", "temper_control", "pro_criminal_attitudes")
YES_NO = ("recognises_impact", "no_fixed_abode", "unemployed", "psychiatric_treatment")
NO, YES = False, True
# the inputs in the order of NAMES; static, dynamic and all points; percentages; band
VECTORS = {
    "V1": (31, 17, 19, "M", NO, YES, YES, 1, 0, NO, 2, 1, 58, 24, 82, 80, 89, "Very high"),
    "V2": (1, 0, 30, "M", YES, NO, NO, 0, 0, NO, 0, 0, 20, 0, 20, 4, 8, "Low"),
    "V3": (6, 2, 24, "M", NO, NO, YES, 1, 2, NO, 1, 1, 31, 22, 53, 33, 49, "Medium"),
    "V4": (12, 5, 38, "F", NO, YES, YES, 2, 2, YES, 2, 2, 26, 38, 64, 52, 68, "High"),
    "V5": (40, 18, 52, "M", YES, NO, YES, 0, 0, NO, 1, 1, 40, 10, 50, 29, 43, "Medium"),
}


def item(**changes):
    """A man of 30, first convicted, without needs (V2), unless the test differs."""
    return dict(zip(NAMES, VECTORS["V2"], strict=False)) | changes


def score_of(**changes):
    inputs, errors = ovp.read(item(**changes))
    assert not errors
    return ovp.score(inputs)


def errors_of(**changes):
    return ovp.read(item(**changes))[1]


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_published_results_are_reproduced(vector):
    result = score_of(**dict(zip(NAMES, vector, strict=False)))
    assert (
        result.static_points,
        result.dynamic_points,
        result.points,
        result.percent_one_year,
        result.percent_two_year,
        result.band,
    ) == vector[-6:]


def test_the_probabilities_are_those_of_the_points():
    result = score_of()  # 20 points: 0.0722 x 20 - 4.5215 = -3.0775, and -2.4333
    assert result.one_year == pytest.approx(1 / (1 + math.exp(3.0775)), abs=1e-12)
    assert result.two_year == pytest.approx(1 / (1 + math.exp(2.4333)), abs=1e-12)


@pytest.mark.parametrize(
    ("violent", "points"),
    [
        *zip(range(6), (0, 4, 7, 9, 11, 12), strict=True),
        *((6, 13), (7, 14), (16, 23), (17, 24), (18, 25), (19, 25), (40, 25)),
    ],
)
def test_points_of_violent_sanctions(violent, points):
    found = score_of(total_sanctions=40, violent_sanctions=violent)
    assert found.parts.static.violent_sanctions == points


@pytest.mark.parametrize(
    ("others", "points"),
    [(0, 0), (2, 0), (3, 2), (4, 2), (5, 3), (10, 3), (11, 4), (20, 4), (21, 5), (90, 5)],
)
def test_points_of_other_sanctions(others, points):
    found = score_of(total_sanctions=others + 3, violent_sanctions=3)
    assert found.parts.static.other_sanctions == points


def test_any_sanction_gives_five_points_and_none_gives_none():
    assert score_of(total_sanctions=1).parts.static.any_sanction == 5
    assert score_of(total_sanctions=0).parts.static.any_sanction == 0


@pytest.mark.parametrize(
    ("ages", "points"),
    [
        ((18, 19), 20),
        ((20, 21), 17),
        ((22, 23), 14),
        ((24, 25), 12),
        ((26, 30), 10),
        ((31, 35), 8),
        ((36, 40), 6),
        ((41, 45), 4),
        ((46, 50), 2),
        ((51, 120), 0),
    ],
)
def test_points_of_age_on_both_sides(ages, points):
    assert [score_of(age_risk=age).parts.static.age for age in ages] == [points, points]


def test_under_eighteen_it_is_not_defined():
    assert errors_of(age_risk=17)[0].startswith("age_risk: 17 will not do")
    by_date = {"age_risk": None, "date_of_birth": "2000-06-15"}
    assert "not yet 18" in errors_of(**by_date, risk_date="2018-06-14")[0]
    assert not errors_of(**by_date, risk_date="2018-06-15")


def test_a_man_has_five_points_more():
    assert score_of(sex="M").points - score_of(sex="F").points == 5


@pytest.mark.parametrize("name", YES_NO)
def test_each_answer_gives_four_points(name):
    adverse = name != "recognises_impact"
    assert score_of(**{name: adverse}).dynamic_points == 4
    assert score_of(**{name: not adverse}).dynamic_points == 0


@pytest.mark.parametrize(
    ("use", "binge", "points"),
    [(0, 0, 0), (1, 0, 3), (0, 1, 3), (1, 1, 5), (2, 0, 5), (2, 1, 8), (2, 2, 10)],
)
def test_alcohol_is_rounded_up_together(use, binge, points):
    found = score_of(alcohol_current_use=use, alcohol_binge=binge)
    assert found.parts.dynamic.alcohol == points


@pytest.mark.parametrize("scored", [0, 1, 2])
def test_temper_and_attitudes_count_three_each(scored):
    assert score_of(temper_control=scored).parts.dynamic.temper == 3 * scored
    assert score_of(pro_criminal_attitudes=scored).parts.dynamic.attitudes == 3 * scored


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (1, "Low"),
        (29, "Low"),
        (30, "Medium"),
        (59, "Medium"),
        (60, "High"),
        (79, "High"),
        (80, "Very high"),
        (99, "Very high"),
    ],
)
def test_each_band_on_both_sides(percent, band):
    assert ovp.band(percent) == band


def test_other_names_and_ways_give_the_same_inputs():
    numbers = {"2.6": True, "3.3": False, "4.2": "no", "9.1": 0, "9.2": 0, "11.4": 0, "12.1": 0}
    history = {"gender": "m", "previous_sanctions": 0, "violent_sanctions": 0}
    days = {"date_of_birth": "1988-05-01", "risk_date": "2018-05-01"}
    other = numbers | history | days | {"psychiatric_treatment": False}
    assert ovp.read(other) == ovp.read(item())
    assert not errors_of(**days)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"violent_sanctions": 2}, "violent_sanctions"),
        ({"previous_sanctions": 1}, "total_sanctions"),
        ({"date_of_birth": "1988-05-02", "risk_date": "2018-05-01"}, "age_risk"),
        ({"sex": "X"}, "sex"),
        ({"sex": 1}, "sex"),
        ({"offence": "Robbery"}, '"offence"'),
        ({"offence_code": "03401"}, '"offence_code"'),
        ({"total_sanctions": -1}, "total_sanctions"),
        ({"total_sanctions": True}, "total_sanctions"),
        ({"total_sanctions": 10**12}, "total_sanctions"),
        ({"age_risk": 121}, "age_risk"),
        *[({name: wrong}, name) for name in SCORED for wrong in (-1, 3, True, "1", 1.5)],
        *[({name: wrong}, name) for name in YES_NO for wrong in (0, 1, "maybe", [])],
    ],
)
def test_an_error_names_its_input(changes, field):
    named = {error.partition(":")[0] for error in errors_of(**changes)}
    assert named == {field}


@pytest.mark.parametrize(("number", "refused"), [(10_000, set()), (10_001, {"violent_sanctions"})])
def test_the_most_violent_sanctions_believed(number, refused):
    errors = errors_of(violent_sanctions=number, total_sanctions=10_000)
    assert {error.partition(":")[0] for error in errors} == refused


@pytest.mark.parametrize(
    ("inputs", "needed"),
    [
        ({}, set(NAMES) - {"total_sanctions"} | {"previous_sanctions"}),
        (item(), set()),
        (item(age_risk=None, date_of_birth="1990-01-01"), {"risk_date"}),
        (item(temper_control=None), {"temper_control"}),
    ],
)
def test_every_item_is_needed(inputs, needed):
    missing = ovp.missing(inputs)
    assert set(missing.needed) == needed
    assert missing.score_possible == (not needed)


ITEMS = st.integers(0, 60).flatmap(
    lambda total: st.fixed_dictionaries(
        {
            "total_sanctions": st.just(total),
            "violent_sanctions": st.integers(0, total),
            "age_risk": st.integers(18, 110),
            "sex": st.sampled_from(["M", "F"]),
        }
        | {name: st.integers(0, 2) for name in SCORED}
        | {name: st.booleans() for name in YES_NO}
    )
)


@given(ITEMS, st.sampled_from(SCORED + YES_NO), st.randoms())
def test_a_score_is_possible_and_never_falls_with_a_need(inputs, name, chance):
    shuffled = list(inputs.items())
    chance.shuffle(shuffled)
    here = ovp.score(ovp.read(dict(shuffled))[0])
    assert here == ovp.score(ovp.read(inputs)[0])
    assert 0 < here.one_year < here.two_year < 1
    assert here.points == here.static_points + here.dynamic_points
    worst = 2 if name in SCORED else name != "recognises_impact"
    assert ovp.score(ovp.read(inputs | {name: worst})[0]).points >= here.points
    more = {"total_sanctions": inputs["total_sanctions"] + 1}
    assert ovp.score(ovp.read(inputs | more)[0]).points >= here.points
    more["violent_sanctions"] = inputs["violent_sanctions"] + 1
    assert ovp.score(ovp.read(inputs | more)[0]).points >= here.points


@given(ANYTHING | nearly(ITEMS, ovp.INPUTS))
def test_any_json_gives_either_a_score_or_errors(anything):
    inputs, errors = ovp.read(anything)
    assert (inputs is None) == bool(errors)
    assert all(error.isprintable() for error in errors)
    assert ovp.missing(anything).score_possible or errors
    if inputs:
        assert 1 <= ovp.score(inputs).percent_two_year <= 99


def test_the_version_is_named():
    assert ovp.VERSION
