"""P3: no contingency or no restriction where a factor of harm asks for one."""

import pytest
from tests.assessed import assessed, managed, oasys, plan, planned, risk
from tests.failings.command import CaseInAFile

CODE = "contingency"


def dealt_with(tmp_path, level="medium", **more):
    return CaseInAFile(
        tmp_path,
        assessment=assessed(oasys("2017-03-20", risks=[risk("public", level)])),
        planning=planned(plan("2017-03-24", managed_risks=[managed(**more)])),
    )


@pytest.mark.parametrize("missing", ["contingency", "restrictive"])
def test_either_missing_surfaces_with_the_plan(tmp_path, missing):
    case = dealt_with(tmp_path, **{missing: ""})
    assert case.row("2017-03-31", CODE)["state"] == "due-soon"
    row = case.row("2017-04-01", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-04-01")
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["P3"], 3, "olga")


def test_both_stated_or_not_needed_with_a_reason_meet_it(tmp_path):
    assert dealt_with(tmp_path).row("2017-04-03", CODE)["state"] == "met"
    reason = {"contingency": "", "restrictive": "", "not_needed": "In hospital for good"}
    assert dealt_with(tmp_path, **reason).row("2017-04-03", CODE)["state"] == "met"


def test_at_low_none_is_called_for(tmp_path):
    assert dealt_with(tmp_path, "low", contingency="").rows("2017-04-03", CODE) == []
