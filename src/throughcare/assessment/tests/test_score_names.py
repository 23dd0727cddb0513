"""`throughcare score`: every name an input may have, and errors that stay with their case."""

import json

import pytest
from click.testing import CliRunner

from throughcare.assessment.commands import score as command
from throughcare.assessment.rules import ogp, ogrs3, ovp, rsr_inputs
from throughcare.assessment.tests import published, rsr_cases, test_ogp, test_ovp

AGES = {"age_risk": 23, "age_conv": 23, "age_first": 15}
HISTORY = {"sex": "M", **AGES, "previous_sanctions": 6, "offence": "Robbery"}
ITEMS = {
    "ogrs3": HISTORY,
    "ogp": test_ogp.item(),
    "ovp": test_ovp.item(),
    "rsr": rsr_cases.sexual(**dict.fromkeys(rsr_cases.SCORED, 1))
    | dict.fromkeys(rsr_cases.YES_NO, True),
}
ALSO = {"ogrs3": ogrs3.history.ALSO, "ogp": ogp.ALSO, "ovp": ovp.ALSO, "rsr": rsr_inputs.ALSO}
BY_DAYS = published.item()
INPUTS = [
    *[(predictor, item, name) for predictor, item in ITEMS.items() for name in item],
    *[("ogrs3", BY_DAYS, name) for name in BY_DAYS],
]


def printed(predictor, items):
    text = items if isinstance(items, str) else json.dumps(items)
    result = CliRunner().invoke(command, [predictor, "-", "--json"], input=text)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def renamed(item, name, other):
    return {other if each == name else each: value for each, value in item.items()}


def only_errors(predictor, case, text=None):
    """The errors of a case between two right ones, which must both have their scores."""
    right = json.dumps(ITEMS[predictor])
    before, wrong, after = printed(predictor, f"[{right}, {text or json.dumps(case)}, {right}]")
    assert before == after == printed(predictor, [ITEMS[predictor]])[0]
    assert "band" in before
    assert list(wrong) == ["errors"]
    return wrong["errors"]


# The formula as it is published calls them so.
@pytest.mark.parametrize(
    ("predictor", "names"),
    [
        ("ogrs3", {"gender", "prev"}),
        ("ogp", {"NFA", "drug_use", "3.3", "4.2", "7.2", "11.6", "11.7", "11.9", "12.1"}),
        ("ovp", {"total", "violent", "age", "NFA", "psychiatric", "2.6", "9.1", "9.2", "11.4"}),
        ("rsr", {"gender", "prev", "n", "v", "m", "2.2", "3.4", "6.4", "6.7", "11.2"}),
    ],
)
def test_the_names_in_the_published_formula_are_taken(predictor, names):
    assert names <= set(ALSO[predictor])
    text = CliRunner().invoke(command, [predictor, "--help"]).stdout
    assert all(name in text for name in names)


@pytest.mark.parametrize(
    ("predictor", "other"), [(each, other) for each, names in ALSO.items() for other in names]
)
def test_another_name_gives_the_same_score_and_its_error_has_both_names(predictor, other):
    item, name = dict(ITEMS[predictor]), ALSO[predictor][other]
    if predictor == "ogp" and name not in item:  # the score of OGRS3, from its own inputs
        del item[ogp.OGRS3]
        item |= HISTORY
    if name == "previous_sanctions" and "total_sanctions" in item:
        item[name] = item.pop("total_sanctions") - 1
    if name == "total_sanctions" and "previous_sanctions" in item:
        item[name] = item.pop("previous_sanctions") + 1
    case = renamed(item, name, other)
    assert other in case
    assert printed(predictor, [case]) == printed(predictor, [item])
    errors = only_errors(predictor, case | {other: "?"})
    assert errors[0].startswith(f"{name} (given as {other}): ")


@pytest.mark.parametrize(("called", "offence"), ogrs3.MAPPED.items())
def test_an_offence_may_be_called_as_in_the_mapping_of_codes(called, offence):
    assert offence in ogrs3.OFFENCES
    one, other, loud = printed(
        "ogrs3",
        [HISTORY | {"offence": each} for each in (offence, called, called.upper())],
    )
    assert one == other == loud
    (both,) = printed("ogrs3", [HISTORY | {"offence": called, "offence_code": "00106"}])
    assert both["errors"][0].startswith("offence: ")


@pytest.mark.parametrize(("predictor", "item", "name"), INPUTS)
@pytest.mark.parametrize("wrong", ["-1", '"x"', "[]", "{}", '""', "1e999", "2.5", "NaN"])
def test_a_wrong_input_is_named_and_the_others_are_scored(predictor, item, name, wrong):
    text = json.dumps(item | {name: "HERE"}).replace('"HERE"', wrong)
    errors = only_errors(predictor, None, text)
    assert [each.partition(":")[0] for each in errors] == [name]


@pytest.mark.parametrize(("predictor", "item", "name"), INPUTS)
def test_an_input_that_is_missing_is_named(predictor, item, name):
    without = {each: value for each, value in item.items() if each != name}
    if predictor == "rsr" and name in {*rsr_cases.SCORED, *rsr_cases.YES_NO}:
        assert name in printed(predictor, [without])[0]["not_known"]
        return
    errors = only_errors(predictor, without)
    assert errors[0].partition(":")[0] in {name, name.replace("total", "previous")}
    assert errors == only_errors(predictor, item | {name: None})


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_a_case_that_is_no_number_is_an_error_of_its_own(name):
    (error,) = only_errors("ogrs3", None, name)
    assert f"the item is {name}: " in error


def test_a_key_given_twice_is_an_error_of_its_case():
    text = json.dumps(HISTORY)[:-1] + ', "sex": "M"}'
    assert only_errors("ogrs3", None, text) == [
        'sex: the key "sex" stands twice in one object: keep one'
    ]
    text = json.dumps(HISTORY)[:-1] + ', "hat": 1, "hat": 2}'
    assert only_errors("ogrs3", None, text) == ['"hat": is not an input of this score: take it out']


def test_a_number_of_too_many_digits_is_an_error_of_its_case():
    text = json.dumps(HISTORY).replace(": 6", f": {'6' * 5_000}")
    assert only_errors("ogrs3", None, text) == [
        "previous_sanctions: a number of 5000 digits is too long"
    ]
    assert "a number: " in only_errors("ogrs3", None, "9" * 5_000)[0]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"conviction_date": "1995-03-10"}, {"conviction_date", "first_sanction_date"}),
        ({"date_of_birth": "2020-01-01"}, {"conviction_date", "first_sanction_date", "risk_date"}),
        ({"first_sanction_date": "2018-03-11"}, {"first_sanction_date"}),
        ({"first_sanction_date": "1995-03-10"}, {"first_sanction_date"}),
        (
            {"conviction_date": "2005-03-09", "first_sanction_date": "2005-03-09"},
            {"conviction_date"},  # not yet ten
        ),
        ({"risk_date": "2019-02-29"}, {"risk_date"}),
        ({"offence_code": "11100", "offence": None}, {"offence_code"}),
        ({"offence_code": "95000", "offence": None}, {"offence_code"}),
        ({"offence_code": "1110", "offence": None}, {"offence_code"}),
    ],
)
def test_what_cannot_have_happened_is_refused_by_name(changes, names):
    errors = only_errors("ogrs3", BY_DAYS | changes)
    assert {each.partition(":")[0] for each in errors} == names


def test_a_set_of_rsr_may_be_called_by_its_other_name():
    item = {name: value for name, value in ITEMS["rsr"].items() if name != "interview"}
    sets = ("dynamic", "extended", "static", "basic")
    results = printed("rsr", [item | {"set": each} for each in sets])
    assert [each["set"] for each in results] == ["dynamic", "dynamic", "static", "static"]
    assert results[0] == results[1] != results[2] == results[3]


def test_results_stand_in_the_order_of_their_cases():
    cases = [HISTORY | {"previous_sanctions": 30 - number} for number in range(40)]
    results = printed("ogrs3", cases)
    assert ["errors" in each for each in results] == [False] * 31 + [True] * 9
    scores = [each["two_year"] for each in results[:31]]
    assert scores == sorted(scores, reverse=True)
