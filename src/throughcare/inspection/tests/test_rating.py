"""Ratings: the Thames Valley report as printed, boundaries, and what the file may not hold."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from throughcare.inspection import policy
from throughcare.inspection.commands import rate as command
from throughcare.inspection.rules import rating

NAMES = ("2.1", "2.2", "2.3", "2.4", "4.1", "4.2")
PRINTED = {
    "2.1": ((74, 79, 68), "Good"),
    "2.2": ((69, 69, 57), "Requires improvement"),
    "2.3": ((65, 51, 34), "Inadequate"),
    "2.4": ((62, 62, 44), "Inadequate"),
    "4.1": ((47, 56, 28, 66), "Inadequate"),
    "4.2": ((77, 68, 55), "Requires improvement"),
}
JUDGED = {
    "1.1": "Good",
    "1.2": "Good",
    "1.3": "Requires improvement",
    "1.4": "Good",
}
QUESTIONS = {
    f"{standard}.{number}": percentage
    for standard, (percentages, _) in PRINTED.items()
    for number, percentage in enumerate(percentages, start=1)
}


def thames_valley(**changes):
    """The report of November 2018, unless the test differs."""
    return {"scheme": "crc-2018", "key_questions": QUESTIONS, "standards": JUDGED} | changes


def questions(**changes):
    """The printed percentages with some changed: q211=50 is key question 2.1.1."""
    named = {".".join(name.removeprefix("q")): value for name, value in changes.items()}
    return QUESTIONS | named


def rated(content):
    inspection, errors = rating.read(content)
    assert not errors
    return rating.rate(inspection)


def run(content, *options):
    return CliRunner().invoke(command, ["-", *options], input=json.dumps(content))


def errors_of(content):
    result = run(content, "--json")
    assert result.exit_code == 2, result.output
    assert not result.stdout
    return result.stderr


def test_thames_valley_is_rated_as_printed():
    result = run(thames_valley(), "--json")
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert printed["standards"] == JUDGED | {name: said for name, (_, said) in PRINTED.items()}
    assert printed["score"] == 11
    assert printed["overall"] == "Requires improvement"
    assert printed["given"] == ["1.1", "1.2", "1.3", "1.4"]
    assert printed["missing"] == []


@pytest.mark.parametrize(
    ("percentage", "said"),
    [
        (100, "Outstanding"),
        (80, "Outstanding"),
        (79, "Good"),
        (65, "Good"),
        (64, "Requires improvement"),
        (50, "Requires improvement"),
        (49, "Inadequate"),
        (0, "Inadequate"),
    ],
)
def test_each_band_of_a_key_question_on_both_sides(percentage, said):
    assert rating.rating_of(percentage) == said
    changed = questions(q211=percentage, q212=100, q213=100)
    assert rated(thames_valley(key_questions=changed)).standards["2.1"] == said


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (0, "Inadequate"),
        (5, "Inadequate"),
        (6, "Requires improvement"),
        (15, "Requires improvement"),
        (16, "Good"),
        (25, "Good"),
        (26, "Outstanding"),
        (30, "Outstanding"),
    ],
)
def test_each_overall_band_on_both_sides(score, said):
    assert rating.overall_of(score) == said
    every = dict.fromkeys(rating.SCHEMES["crc-2018"].standards, "Inadequate")
    points = policy.RATING_POINTS.value
    for number in every:  # raise standards one step at a time until the score is reached
        for name in ("Requires improvement", "Good", "Outstanding"):
            if sum(points[each] for each in every.values()) < score:
                every[number] = name
    result = rated({"scheme": "crc-2018", "standards": every})
    assert (result.score, result.overall) == (score, said)


def test_a_given_standard_wins_and_is_marked():
    result = rated(thames_valley(standards=JUDGED | {"2.4": "requires IMPROVEMENT"}))
    assert result.standards["2.4"] == "Requires improvement"
    assert "2.4" in result.given
    assert result.score == 12


def test_a_given_standard_needs_no_questions():
    result = rated(
        thames_valley(
            key_questions={n: p for n, p in QUESTIONS.items() if not n.startswith("2.4")},
            standards=JUDGED | {"2.4": "Inadequate"},
        )
    )
    assert result.score == 11


def test_a_missing_question_leaves_its_standard_without_rating_and_nothing_overall():
    without = {number: value for number, value in QUESTIONS.items() if number != "2.3.2"}
    result = rated(thames_valley(key_questions=without))
    assert result.standards["2.3"] is None
    assert result.standards["2.1"] == "Good"
    assert (result.score, result.overall) == (None, None)
    assert result.missing == ("2.3.2",)


def test_a_missing_judgement_is_named():
    without = {number: value for number, value in JUDGED.items() if number != "1.2"}
    result = rated(thames_valley(standards=without))
    assert result.standards["1.2"] is None
    assert result.missing == ("1.2",)
    assert result.overall is None


def test_a_null_standard_is_one_that_is_not_given():
    result = rated(thames_valley(standards=JUDGED | {"2.1": None, "1.1": None}))
    assert result.standards["2.1"] == "Good"
    assert result.standards["1.1"] is None


def test_a_question_that_does_not_apply_is_left_out():
    result = rated(thames_valley(key_questions=questions(q233=None)))
    assert result.standards["2.3"] == "Requires improvement"
    assert result.score == 12


def test_a_standard_to_which_no_question_applies_has_no_rating():
    result = rated(thames_valley(key_questions=questions(q211=None, q212=None, q213=None)))
    assert result.standards["2.1"] is None
    assert result.score is None
    assert result.missing == ("2.1",)


def test_the_nps_is_rated_on_its_own_standards():
    cases = {number: value for number, value in QUESTIONS.items() if number.startswith("2")}
    own = {"3.1.1": 80, "3.1.2": 90, "3.2.1": 65, "3.2.2": 70, "3.2.3": 99}
    result = rated({"scheme": "nps-2018", "key_questions": cases | own, "standards": JUDGED})
    assert result.standards["3.1"] == "Outstanding"
    assert result.standards["3.2"] == "Good"
    assert "4.1" not in result.standards
    assert (result.score, result.overall) == (15, "Requires improvement")


def test_each_scheme_has_ten_standards():
    assert {len(scheme.standards) for scheme in rating.SCHEMES.values()} == {10}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ([], "a list"),
        ({}, "scheme: is missing"),
        ({"scheme": "crc-2099"}, 'scheme: "crc-2099" is not known'),
        ({"scheme": ["crc-2018"]}, "scheme: a list"),
        (thames_valley(notes="x"), '"notes": is not a part'),
        (thames_valley(key_questions=[74]), "key_questions: is a list"),
        (thames_valley(standards=None), "standards: is null"),
        (thames_valley(key_questions={"3.1.1": 74}), '"3.1.1": is not in'),
        (thames_valley(key_questions={"2.1.9": 74}), '"2.1.9": is not in'),
        (thames_valley(key_questions={"1.1.1": 74}), "1.1 is judged"),
        (thames_valley(standards={"3.2": "Good"}), 'standard "3.2": is not in'),
        (thames_valley(standards={"1.1": "Excellent"}), "is no rating"),
        (thames_valley(standards={"1.1": 2}), "is no rating"),
        (thames_valley(key_questions={"2.1.1": 74.0}), "whole number"),
        (thames_valley(key_questions={"2.1.1": True}), "whole number"),
        (thames_valley(key_questions={"2.1.1": "74"}), "whole number"),
        (thames_valley(key_questions={"2.1.1": -1}), "whole number"),
        (thames_valley(key_questions={"2.1.1": 101}), "whole number"),
    ],
)
def test_what_cannot_be_rated_is_refused_by_name(content, word):
    assert word in errors_of(content)


def test_all_errors_are_given_together():
    said = errors_of(
        thames_valley(key_questions={"2.1.1": 101, "9.9.9": 1}, standards={"1.1": "", "5": "Good"})
    )
    assert all(word in said for word in ("question 2.1.1", '"9.9.9"', "standard 1.1", '"5"'))


def test_a_file_that_is_not_json_is_refused(tmp_path):
    path = tmp_path / "rating.json"
    path.write_text('{"scheme": ')
    result = CliRunner().invoke(command, [str(path)])
    assert result.exit_code == 2
    assert "is not JSON" in result.stderr


def test_without_json_the_rating_can_be_read():
    text = run(thames_valley()).stdout
    assert "1.1  Leadership" in text
    assert "Good (given)" in text
    assert "Overall: Requires improvement, score 11 of 30" in text
    assert "Missing: 1.1" in run(thames_valley(standards={"1.2": "Good"})).stdout


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 120) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    ANYTHING
    | st.fixed_dictionaries(
        {"scheme": st.sampled_from(["crc-2018", "nps-2018"])},
        optional={
            "key_questions": ANYTHING | st.dictionaries(st.sampled_from([*QUESTIONS]), ANYTHING),
            "standards": ANYTHING | st.dictionaries(st.sampled_from([*NAMES]), ANYTHING),
        },
    )
)
def test_any_json_is_either_rated_or_refused_with_errors(content):
    inspection, errors = rating.read(content)
    assert (inspection is None) == bool(errors)
    assert all(error.isprintable() for error in errors)
    if inspection:
        rating.rate(inspection)


@given(st.dictionaries(st.sampled_from([*QUESTIONS]), st.integers(0, 100)), st.integers(0, 100))
def test_a_better_percentage_never_worsens_a_rating(changes, better):
    before = QUESTIONS | changes
    after = {number: max(percentage, better) for number, percentage in before.items()}
    assert rated(thames_valley(key_questions=after)).score >= (
        rated(thames_valley(key_questions=before)).score
    )
