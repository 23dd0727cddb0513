"""OGP against published results, both sides of every rounding and band, and its guards."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment.rules import ogp, ogrs3
from throughcare.assessment.tests.anything import ANYTHING, nearly
from throughcare.assessment.tests.published import item as ogrs3_item

NAMES = (
    "ogrs3_two_year_percent",
    "no_fixed_abode",
    "unemployed",
    "activities_encourage_offending",
    "drug_misuse",
    "drug_motivation",
    "problem_solving",
    "awareness_of_consequences",
    "understands_others_views",
    "pro_criminal_attitudes",
)
YES_NO = ("no_fixed_abode", "unemployed")
# the inputs in the order of NAMES; points; percentages; band
VECTORS = {
    "G1": (81, False, True, 1, 0, 0, 1, 1, 0, 1, 62, 53, 68, "High"),
    "G2": (50, False, False, 0, 0, 0, 0, 0, 0, 0, 30, 14, 23, "Low"),
    "G3": (20, False, True, 1, 1, 1, 1, 1, 1, 1, 34, 17, 27, "Low"),
    "G4": (65, True, False, 2, 2, 1, 1, 0, 1, 2, 67, 61, 74, "High"),
    "G5": (92, True, True, 2, 2, 2, 2, 2, 2, 2, 95, 90, 94, "Very high"),
}


def item(**changes):
    """Somebody with OGRS3 of 50 and no needs (G2), unless the test differs."""
    return dict(zip(NAMES, VECTORS["G2"], strict=False)) | changes


def score_of(**changes):
    inputs, errors = ogp.read(item(**changes))
    assert not errors
    return ogp.score(inputs)


def errors_of(**changes):
    return ogp.read(item(**changes))[1]


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_published_results_are_reproduced(vector):
    result = score_of(**dict(zip(NAMES, vector, strict=False)))
    printed = (result.points, result.percent_one_year, result.percent_two_year, result.band)
    assert printed == vector[-4:]


def test_the_probabilities_are_those_of_the_points():
    result = score_of()  # 30 points: 0.0616 x 30 - 3.6832 = -1.8352, and -1.2315
    assert result.one_year == pytest.approx(1 / (1 + math.exp(1.8352)), abs=1e-12)
    assert result.two_year == pytest.approx(1 / (1 + math.exp(1.2315)), abs=1e-12)


@pytest.mark.parametrize(
    ("percent", "points"),
    [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (49, 29), (50, 30), (97, 58), (98, 59), (99, 59)],
)
def test_six_tenths_of_ogrs3_rounded(percent, points):
    assert score_of(ogrs3_two_year_percent=percent).parts.ogrs3 == points


@pytest.mark.parametrize(
    ("misuse", "motivation", "points"),
    [(0, 0, 0), (1, 0, 4), (0, 1, 4), (1, 1, 8), (2, 0, 8), (2, 1, 11), (1, 2, 11), (2, 2, 15)],
)
def test_drugs_are_rounded_together(misuse, motivation, points):
    assert score_of(drug_misuse=misuse, drug_motivation=motivation).parts.drugs == points


@pytest.mark.parametrize(
    ("scores", "points"),
    [
        ((0, 0, 0), 0),
        ((1, 0, 0), 1),
        ((0, 2, 0), 2),
        ((1, 1, 1), 3),
        ((2, 0, 2), 3),
        ((2, 2, 1), 4),
        ((2, 2, 2), 5),
    ],
)
def test_thinking_is_rounded_together(scores, points):
    names = ("problem_solving", "awareness_of_consequences", "understands_others_views")
    assert score_of(**dict(zip(names, scores, strict=True))).parts.thinking == points


@pytest.mark.parametrize(("scored", "points"), [(0, 0), (1, 3), (2, 5)])
def test_activities_and_attitudes(scored, points):
    assert score_of(activities_encourage_offending=scored).parts.activities == points
    assert score_of(pro_criminal_attitudes=scored).parts.attitudes == points


def test_a_yes_gives_five_points():
    assert score_of(no_fixed_abode=True).parts.no_fixed_abode == 5
    assert score_of(unemployed=True).parts.unemployed == 5
    assert score_of(no_fixed_abode=True, unemployed=True).points == 40


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (1, "Low"),
        (33, "Low"),
        (34, "Medium"),
        (66, "Medium"),
        (67, "High"),
        (84, "High"),
        (85, "Very high"),
        (99, "Very high"),
    ],
)
def test_each_band_on_both_sides(percent, band):
    assert ogp.band(percent) == band


@pytest.mark.parametrize(("said", "points"), [("full", 0), ("Partial", 4), ("NONE", 8)])
def test_motivation_may_be_given_in_words(said, points):
    assert score_of(drug_motivation=said).parts.drugs == points


def test_an_item_may_be_given_by_its_number():
    numbers = {"3.3": True, "4.2": "yes", "7.2": 1, "11.6": 2, "11.7": 1, "11.9": 0, "12.1": 2}
    named = item(
        no_fixed_abode=True,
        unemployed=True,
        activities_encourage_offending=1,
        problem_solving=2,
        awareness_of_consequences=1,
        understands_others_views=0,
        pro_criminal_attitudes=2,
    )
    rest = {name: item()[name] for name in (NAMES[0], "drug_misuse", "drug_motivation")}
    assert ogp.read(numbers | rest) == ogp.read(named)
    assert "is given twice" in ogp.read(item(**{"12.1": 1}))[1][0]


def test_the_inputs_of_ogrs3_will_do_in_place_of_its_percentage():
    given_by_history = item(ogrs3_two_year_percent=None) | ogrs3_item()
    inputs, errors = ogp.read(given_by_history)
    assert not errors
    assert inputs.ogrs3_two_year_percent == 43  # O17
    assert ogp.score(inputs).ogrs3_two_year_percent == 43
    by_code = given_by_history | {"offence": None, "offence_code": "03401"}
    assert ogp.read(by_code) == ogp.read(given_by_history)


def test_both_ways_to_ogrs3_must_agree():
    assert not ogp.read(item(ogrs3_two_year_percent=43) | ogrs3_item())[1]
    (error,) = ogp.read(item(ogrs3_two_year_percent=44) | ogrs3_item())[1]
    assert error.startswith("ogrs3_two_year_percent: is 44, but by the inputs of OGRS3 43")


def test_with_the_percentage_the_inputs_of_ogrs3_need_not_be_whole_but_right():
    assert not errors_of(sex="F")
    assert errors_of(sex="?")[0].startswith("sex: ")


@pytest.mark.parametrize(
    ("inputs", "needed"),
    [
        ({}, set(NAMES)),
        (item(), set()),
        (item(unemployed=None, drug_motivation=None), {"unemployed", "drug_motivation"}),
        (item(ogrs3_two_year_percent=None) | ogrs3_item(offence=None), {"offence"}),
        (item(drug_misuse="?"), set()),
    ],
)
def test_every_item_is_needed(inputs, needed):
    missing = ogp.missing(inputs)
    assert set(missing.needed) == needed
    assert missing.score_possible == (not needed)
    assert missing.adds_nothing == ()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in YES_NO])
@pytest.mark.parametrize("wrong", [-1, 100, True, 1.0, "two", [], {}, float("nan"), 10**30])
def test_a_number_out_of_range_or_of_another_type_is_refused(name, wrong):
    assert [error.partition(":")[0] for error in errors_of(**{name: wrong})] == [name]


@pytest.mark.parametrize("name", YES_NO)
@pytest.mark.parametrize("answer", [False, True])
def test_an_answer_may_be_a_number_as_in_the_published_cases(name, answer):
    assert score_of(**{name: int(answer)}) == score_of(**{name: answer})


@pytest.mark.parametrize("name", YES_NO)
@pytest.mark.parametrize("wrong", [-1, 2, "maybe", [True], 1.0, "1"])
def test_an_answer_that_is_not_yes_or_no_is_refused(name, wrong):
    assert [error.partition(":")[0] for error in errors_of(**{name: wrong})] == [name]


@pytest.mark.parametrize("wrong", [0, 100])
def test_ogrs3_is_never_0_or_100(wrong):
    assert errors_of(ogrs3_two_year_percent=wrong)


def test_three_is_above_every_item():
    scored = [name for name in NAMES[1:] if name not in YES_NO]
    named = {error.partition(":")[0] for error in errors_of(**dict.fromkeys(scored, 3))}
    assert named == set(scored)


ITEMS = st.fixed_dictionaries(
    {
        name: st.booleans() if name in YES_NO else st.integers(0, 2)
        for name in NAMES
        if name != "ogrs3_two_year_percent"
    }
    | {"ogrs3_two_year_percent": st.integers(1, 99)}
)


@given(ITEMS, st.sampled_from(NAMES), st.randoms())
def test_a_score_is_possible_and_never_falls_with_a_need(inputs, name, chance):
    shuffled = list(inputs.items())
    chance.shuffle(shuffled)
    here = ogp.score(ogp.read(dict(shuffled))[0])
    assert here == ogp.score(ogp.read(inputs)[0])
    assert 0 < here.one_year < here.two_year < 1
    assert 1 <= here.percent_one_year <= here.percent_two_year <= 99
    highest = 99 if name == NAMES[0] else True if name in YES_NO else 2
    assert ogp.score(ogp.read(inputs | {name: highest})[0]).points >= here.points


@given(ANYTHING | nearly(ITEMS, ogp.INPUTS))
def test_any_json_gives_either_a_score_or_errors(anything):
    inputs, errors = ogp.read(anything)
    assert (inputs is None) == bool(errors)
    assert all(error.isprintable() for error in errors)
    assert ogp.missing(anything).score_possible or errors
    if inputs:
        assert 1 <= ogp.score(inputs).percent_two_year <= 99


def test_the_inputs_are_those_of_the_predictor_and_of_ogrs3():
    assert set(ogp.INPUTS) == {*NAMES, *ogrs3.INPUTS}
    assert ogp.VERSION
