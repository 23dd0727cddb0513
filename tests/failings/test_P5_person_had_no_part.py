"""P5: the person had no part in the plan and does not know it (George, Trevor)."""

from tests.assessed import plan, planned
from tests.failings.command import CaseInAFile

CODE = "agree-plan"


def signed(**more):
    made = plan("2017-03-24", **more)
    if not more:
        del made["agreement"]
    return made


def test_a_plan_that_nobody_talked_over_surfaces_after_ten_days(tmp_path):
    case = CaseInAFile(tmp_path, planning=planned(signed()))
    assert case.row("2017-04-07", CODE)["state"] == "due-soon"
    row = case.row("2017-04-10", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-04-08")
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["P5"], 5, "olga")


def test_without_a_copy_agreement_is_not_enough(tmp_path):
    agreement = {"date": "2017-03-24", "agrees": True}
    case = CaseInAFile(tmp_path, planning=planned(signed(agreement=agreement)))
    assert CODE in case.failing("2017-04-10")


def test_an_objection_with_a_copy_meets_it(tmp_path):
    agreement = {"date": "2017-03-28", "agrees": False, "copy_given_on": "2017-03-28"}
    case = CaseInAFile(tmp_path, planning=planned(signed(agreement=agreement)))
    assert case.row("2017-04-10", CODE)["state"] == "met"
