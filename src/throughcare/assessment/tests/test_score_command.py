"""`throughcare score ogrs3`: the form of its output, and the files it refuses."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from throughcare.assessment.commands import score as command
from throughcare.assessment.tests.published import VECTORS, item

BORN = date(1980, 5, 10)


def on_birthday(age):
    return BORN.replace(year=BORN.year + age).isoformat()


def run(*arguments, text=None):
    return CliRunner().invoke(command, ["ogrs3", *arguments], input=text)


def printed(items):
    result = run("-", "--json", text=json.dumps(items))
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    "vector",
    [pytest.param(vector, id=name) for name, vector in VECTORS.items() if name != "O6"],
)
def test_published_results_are_reproduced_by_the_command(vector):
    sex, at_risk, at_conviction, at_first, previous, offence, one, two, *rest = vector
    (result,) = printed(
        [
            {
                "sex": sex,
                "date_of_birth": BORN.isoformat(),
                "conviction_date": on_birthday(at_conviction),
                "first_sanction_date": on_birthday(at_first),
                "risk_date": on_birthday(at_risk),
                "previous_sanctions": previous,
                "offence": offence,
            }
        ]
    )
    assert (result["one_year"], result["two_year"]) == pytest.approx((one, two), abs=1e-10)
    assert [result["percent_one_year"], result["percent_two_year"], result["band"]] == rest


def test_one_wrong_item_does_not_spoil_the_others():
    right, wrong = printed([item(), item(sex="?")])
    assert right["band"] == "Low"
    assert list(right) == [
        "one_year",
        "two_year",
        "percent_one_year",
        "percent_two_year",
        "band",
    ]
    assert list(wrong) == ["errors"]


def test_no_items_give_no_results():
    assert printed([]) == []


def test_without_json_the_results_are_a_table(tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([item(), item(sex="?")]))
    lines = run(str(path)).stdout.splitlines()
    assert lines[1].split() == ["1", "27%", "43%", "Low"]
    assert lines[2].split() == ["2", "no", "score:"]
    assert lines[3].strip().startswith("- sex: ")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"[{]", "is not JSON"),
        (b"", "is empty"),
        (b"\xff\xfe", "UTF-8"),
        (b"{}", "give a list"),
        (b"NaN", "holds NaN: give a list"),
        (b'{"sex": "M"}\n{"sex": "F"}', "line 2"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, content, word):
    path = tmp_path / "cases.json"
    path.write_bytes(content)
    result = run(str(path), "--json")
    assert result.exit_code == 2
    assert word in result.stderr
    assert not result.stdout


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path, monkeypatch):
    assert "cannot be read" in run(str(tmp_path / "none.json")).stderr
    assert "cannot be read" in run(str(tmp_path)).stderr
    monkeypatch.setattr("throughcare.kernel.jsonfile.LARGEST_FILE", 4)
    result = run("-", text="[1, 2]")
    assert result.exit_code == 2
    assert "is larger than" in result.stderr
