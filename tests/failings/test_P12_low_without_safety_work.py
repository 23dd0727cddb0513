"""P12: a low-risk case with factors of harm and no safety work."""

from tests.assessed import assessed, managed, oasys, plan, planned, risk
from tests.failings.command import CaseInAFile

CODE = "action-for-risk"


def low(tmp_path, *managed_risks, **more):
    return CaseInAFile(
        tmp_path,
        assessment=assessed(oasys("2017-03-20", risks=[risk("public", "low", **more)])),
        planning=planned(plan("2017-03-24", managed_risks=list(managed_risks))),
    )


def test_a_recorded_factor_calls_for_an_action_at_low_too(tmp_path):
    case = low(tmp_path)
    assert case.row("2017-03-31", CODE)["state"] == "due-soon"
    row = case.row("2017-04-03", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-04-01")
    assert "P12" in row["failings"]
    assert (row["weight"], row["owner"]["staff"]) == (3, "olga")
    assert low(tmp_path, managed()).row("2017-04-03", CODE)["state"] == "met"


def test_low_without_a_factor_surfaces_nothing(tmp_path):
    assert low(tmp_path, raises=[]).rows("2017-04-03", CODE) == []
