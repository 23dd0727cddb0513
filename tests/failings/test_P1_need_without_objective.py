"""P1: a need linked to the offending has no objective (Gary, Trevor)."""

from tests.assessed import assessed, oasys, objective, plan, planned, section
from tests.failings.command import CaseInAFile

CODE = "objective-for-need"
NEEDS = oasys("2017-03-20", sections=[section(6), section(12)])


def test_a_plan_that_answers_one_of_two_needs_leaves_the_other_in_sight(tmp_path):
    signed = plan("2017-03-24", objectives=[objective("home", "oasys-s6")])
    case = CaseInAFile(tmp_path, assessment=assessed(NEEDS), planning=planned(signed))

    states = {row["subject"]: row["state"] for row in case.rows("2017-03-31", CODE)}
    assert states == {"oasys-s6": "met", "oasys-s12": "due-soon"}
    (row,) = [row for row in case.rows("2017-04-03", CODE) if row["state"] == "overdue"]
    assert (row["subject"], row["failing_since"]) == ("oasys-s12", "2017-04-01")
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["P1"], 5, "olga")
    assert row["because"]["text"].startswith("Attitudes is a need linked to the offending")


def test_a_need_found_after_the_plan_has_fifteen_days(tmp_path):
    signed = plan("2017-03-15")
    case = CaseInAFile(tmp_path, assessment=assessed(NEEDS), planning=planned(signed))
    assert CODE not in case.failing("2017-04-10")
    assert case.failing("2017-04-11")[CODE] == "2017-04-11"


def test_a_plan_that_forgets_the_need_brings_it_back(tmp_path):
    need = oasys("2017-03-20", sections=[section(6)])
    plans = [plan("2017-03-24", objectives=[objective("home", "oasys-s6")])]
    plans.append(plan("2017-06-05", "plan-2"))
    case = CaseInAFile(tmp_path, assessment=assessed(need), planning=planned(*plans))
    assert CODE not in case.failing("2017-06-02")
    assert CODE in case.failing("2017-06-05")
