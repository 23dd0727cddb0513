"""`throughcare score`: the help, the form of the output and the errors of every predictor."""

import json

import pytest
from click.testing import CliRunner

from throughcare.assessment.commands import score as command
from throughcare.assessment.rules import ogp, ogrs3, ovp, rsr, rsr_inputs
from throughcare.assessment.tests import published, rsr_cases, test_ogp, test_ovp

INPUTS = {"ogrs3": ogrs3.INPUTS, "ogp": ogp.INPUTS, "ovp": ovp.INPUTS, "rsr": rsr.INPUTS}
ITEMS = {
    "ogrs3": published.item(),
    "ogp": test_ogp.item(),
    "ovp": test_ovp.item(),
    "rsr": rsr_cases.item(),
}
KEYS = {
    "ogrs3": set(),
    "ogp": {"points", "parts", "ogrs3_two_year_percent"},
    "ovp": {"points", "static_points", "dynamic_points", "parts"},
    "rsr": {"set", "percent", "contact_points", "not_known"}
    | {f"{part}_one_year" for part in ("snsv", "contact", "images")}
    | {f"{part}_two_year" for part in ("snsv", "contact", "images")},
}
EVERY = {"one_year", "two_year", "percent_one_year", "percent_two_year", "band"}


def run(*arguments, text=None):
    return CliRunner().invoke(command, arguments, input=text)


def printed(predictor, items):
    result = run(predictor, "-", "--json", text=json.dumps(items))
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("predictor", INPUTS)
def test_the_help_names_every_input_and_output(predictor):
    text = " ".join(run(predictor, "--help").stdout.split())
    missing = {name for name in INPUTS[predictor] if name not in text}
    assert not missing
    assert all(name in text for name in EVERY | KEYS[predictor])


def test_the_help_names_every_category():
    for predictor in ("ogrs3", "ogp"):
        text = " ".join(run(predictor, "--help").stdout.split())
        assert all(name in text for name in ogrs3.OFFENCES)
    text = " ".join(run("rsr", "--help").stdout.split())
    assert all(name in text for name in (*rsr_inputs.OFFENCES, *rsr_inputs.VIOLENCE))


def test_the_help_of_the_group_names_every_predictor():
    text = run("--help").stdout
    assert all(predictor in text for predictor in INPUTS)


@pytest.mark.parametrize("predictor", INPUTS)
def test_a_result_has_its_keys_and_an_error_only_its_errors(predictor):
    right, wrong, empty = printed(predictor, [ITEMS[predictor], ITEMS[predictor] | {"sex": 3}, {}])
    assert set(right) == EVERY | KEYS[predictor]
    assert list(wrong) == list(empty) == ["errors"]
    assert any(error.startswith("sex: ") for error in wrong["errors"])
    assert len(empty["errors"]) > 5


@pytest.mark.parametrize("predictor", INPUTS)
@pytest.mark.parametrize(
    "junk", [None, 3, "x", [], [[]], True, 1.5, {"": {}}, {"sex": [{"sex": None}]}]
)
def test_junk_gets_errors_and_does_not_spoil_the_others(predictor, junk):
    first, right = printed(predictor, [junk, ITEMS[predictor]])
    assert list(first) == ["errors"]
    assert "band" in right


@pytest.mark.parametrize(
    ("predictor", "name"),
    [
        ("ogrs3", "previous_sanctions"),
        ("ogp", "drug_misuse"),
        ("ovp", "temper_control"),
        ("rsr", "age_first"),
    ],
)
def test_a_number_too_large_for_json_is_an_error_of_its_item(predictor, name):
    given = f'"{name}": {ITEMS[predictor][name]}'
    text = json.dumps([ITEMS[predictor]]).replace(given, f'"{name}": 1e999')
    (result,) = json.loads(run(predictor, "-", "--json", text=text).stdout)
    assert [error.partition(":")[0] for error in result["errors"]] == [name]


@pytest.mark.parametrize("predictor", INPUTS)
@pytest.mark.parametrize("text", ["{}", "", "NaN", "[{]", "3", "[{}]\n[{}]"])
def test_a_file_that_cannot_be_read_is_refused(predictor, text):
    result = run(predictor, "-", "--json", text=text)
    assert result.exit_code == 2
    assert not result.stdout


@pytest.mark.parametrize(
    ("predictor", "vectors"), [("ogp", test_ogp.VECTORS), ("ovp", test_ovp.VECTORS)]
)
def test_published_points_are_printed(predictor, vectors):
    names = test_ogp.NAMES if predictor == "ogp" else test_ovp.NAMES
    items = [dict(zip(names, vector, strict=False)) for vector in vectors.values()]
    for result, vector in zip(printed(predictor, items), vectors.values(), strict=True):
        keys = ("points", "percent_one_year", "percent_two_year", "band")
        assert tuple(result[key] for key in keys) == vector[-4:]


def test_published_scores_of_rsr_are_printed():
    vectors = rsr_cases.VECTORS.values()
    for result, vector in zip(printed("rsr", [each[0] for each in vectors]), vectors, strict=True):
        assert result["two_year"] == pytest.approx(vector[5], abs=1e-9)
        assert result["percent"] == vector[6]


def test_parts_are_printed_under_their_names():
    (general,) = printed("ogp", [test_ogp.item(unemployed=True)])
    assert general["parts"]["unemployed"] == 5
    assert sum(general["parts"].values()) == general["points"]
    (violent,) = printed("ovp", [test_ovp.item(unemployed=True)])
    assert violent["parts"]["dynamic"]["unemployed"] == 4
    assert sum(violent["parts"]["static"].values()) == violent["static_points"]


def test_a_table_names_the_items_that_are_not_known():
    lines = run("rsr", "-", text=json.dumps([rsr_cases.item()])).stdout.splitlines()
    assert lines[1].split()[0] == "1"
    assert lines[1].endswith("Low")
    assert "not known, adds nothing: accommodation_suitability" in lines[2]
    known = dict.fromkeys(rsr_cases.SCORED, 0) | dict.fromkeys(rsr_cases.YES_NO, False)
    text = json.dumps([rsr_cases.item(**known)])
    assert len(run("rsr", "-", text=text).stdout.splitlines()) == 2
