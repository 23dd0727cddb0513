"""P2: a group at risk has no action that protects it, whatever the level."""

from tests.assessed import assessed, managed, oasys, plan, planned, risk
from tests.failings.command import CaseInAFile

CODE = "action-for-risk"
AT_RISK = oasys("2017-03-20", risks=[risk("children"), risk("known adult")])


def test_a_group_that_the_plan_forgets_surfaces(tmp_path):
    signed = plan("2017-03-24", managed_risks=[managed("oasys-known-adult")])
    case = CaseInAFile(tmp_path, assessment=assessed(AT_RISK), planning=planned(signed))

    states = {row["subject"]: row["state"] for row in case.rows("2017-03-31", CODE)}
    assert states == {"oasys-children": "due-soon", "oasys-known-adult": "met"}
    (row,) = [row for row in case.rows("2017-04-03", CODE) if row["state"] == "overdue"]
    assert (row["subject"], row["failing_since"]) == ("oasys-children", "2017-04-01")
    assert "P2" in row["failings"]
    assert (row["weight"], row["owner"]["staff"]) == (3, "olga")


def test_named_in_the_plan_without_an_action_it_still_surfaces(tmp_path):
    empty = [managed("oasys-children", actions=[]), managed("oasys-known-adult", "m-2")]
    case = CaseInAFile(
        tmp_path,
        assessment=assessed(AT_RISK),
        planning=planned(plan("2017-03-24", managed_risks=empty)),
    )
    assert CODE in case.failing("2017-04-03")
