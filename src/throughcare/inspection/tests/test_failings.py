"""The register of failings as the command lists it."""

import json
from collections import Counter

from click.testing import CliRunner

from throughcare.inspection import failings as register
from throughcare.inspection.commands import failings as command

SIZES = (14, 8, 13, 12, 20, 7, 12, 15, 7, 10, 9, 7)
GROUPS = dict(zip("CASPDREUTKMF", SIZES, strict=True))


def test_every_row_of_every_group_is_there_once_and_in_order():
    ids = [row.id for row in register.rows()]
    assert ids == [f"{group}{n}" for group, count in GROUPS.items() for n in range(1, count + 1)]
    assert len(ids) == 134


def test_every_row_says_what_where_and_how():
    for row in register.rows():
        assert row.failing, row.id
        assert set(row.sources) <= {"000", "001", "002", "003", "004"}, row.id
        assert row.sources, row.id
        assert set(row.response) <= set(register.RESPONSES), row.id
        assert row.response, row.id
        assert len(row.response) == len(set(row.response)), row.id


def test_what_is_prevented_also_surfaces():
    prevented = [row for row in register.rows() if "prevent" in row.response]
    assert prevented
    assert all("surface" in row.response for row in prevented)


def test_a_scenario_is_found_by_the_id_in_its_name(tmp_path):
    folder = tmp_path / "tests" / "failings"
    folder.mkdir(parents=True)
    (folder / "test_C14_reports_on_the_day.py").touch()
    found = {row.id: row.scenario for row in register.rows(tmp_path)}
    assert found["C14"] == "tests/failings/test_C14_reports_on_the_day.py"
    assert found["C1"] is None


def test_without_a_source_tree_there_are_no_scenarios(tmp_path):
    assert {row.scenario for row in register.rows(tmp_path)} == {None}


def test_as_json_every_row_has_its_response_and_what_answers_it():
    result = CliRunner().invoke(command, ["--json"])
    assert result.exit_code == 0
    rows = {row["id"]: row for row in json.loads(result.stdout)}
    assert len(rows) == 134
    assert {"id", "response", "by", "scenario"} <= rows["S1"].keys()
    assert rows["S1"]["response"] == "surface"
    assert rows["S1"]["by"] == "arrange-first-appointment, hold-first-appointment"
    assert rows["E5"]["response"] == "prevent, surface, measure"
    assert rows["E5"]["by"] is None


def test_as_a_table_the_rows_are_counted():
    lines = CliRunner().invoke(command).stdout.splitlines()
    responses = Counter(each for row in register.rows() for each in row.response)
    assert any(line.startswith("134 failings; ") for line in lines)
    answered = sum("surface" in row.answered for row in register.rows())
    assert f"  surface  {responses['surface']:>4}, {answered} by now" in lines


def test_a_row_says_in_which_ways_it_is_answered_by_now_and_by_what():
    rows = {row["id"]: row for row in json.loads(CliRunner().invoke(command, ["--json"]).stdout)}
    assert (rows["C1"]["answered"], rows["C1"]["by"]) == (
        "prevent, surface",
        "complete-cas, page court-allocate",
    )
    assert rows["S4"]["response"] == "prevent, surface"
    assert rows["S4"]["answered"] == "surface"
    assert rows["C6"]["answered"] is None
    table = CliRunner().invoke(command).stdout
    assert "prevent by page court-allocate" in table
