"""S8: the person's own view, diversity and obstacles to taking part not recorded."""

import pytest
from tests.assessed import assessed, oasys
from tests.failings.command import CaseInAFile

CODE = "complete-assessment"


@pytest.mark.parametrize("name", ["own_view", "diversity", "barriers"])
def test_signed_without_it_the_assessment_surfaces_until_it_is_there(tmp_path, name):
    case = CaseInAFile(tmp_path, assessment=assessed(oasys("2017-03-20", **{name: ""})))
    assert case.row("2017-04-03", CODE)["state"] == "due-soon"
    row = case.row("2017-04-04", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-04-04")
    assert "S8" in row["failings"]
    assert (row["weight"], row["owner"]["staff"]) == (5, "olga")


def test_another_assessment_with_everything_in_it_meets_it(tmp_path):
    again = oasys("2017-05-02", "again")
    case = CaseInAFile(tmp_path, assessment=assessed(oasys("2017-03-20", own_view=""), again))
    assert CODE in case.failing("2017-05-01")
    assert case.row("2017-05-02", CODE)["state"] == "met-late"


def test_with_all_three_nothing_surfaces(tmp_path):
    case = CaseInAFile(tmp_path, assessment=assessed(oasys("2017-03-20")))
    assert case.rows("2017-05-02", CODE) == []
