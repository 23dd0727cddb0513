"""S4: rated low although there are signs, with a blank analysis and no reason (Alan)."""

from tests.assessed import assessed, oasys, recorded
from tests.failings.command import CaseInAFile

CODE = "analyse-harm"
SIGNS = {"done_on": "2017-03-20", "yes": ["R1.3 partner violence"]}


def rated_low(**more):
    return assessed(oasys("2017-03-20", level="low", screening=SIGNS, **more))


def part(ref, name, **more):
    return {"ref": ref, "part": name} | more


def test_an_analysis_with_a_blank_section_surfaces_until_it_is_filled(tmp_path):
    filled = part("a-2", "children", text="He sees no child.") | recorded("2017-05-08")
    filled["earlier"] = [{"part": "children"} | recorded("2017-03-20")]
    analysis = [part("a-1", "harm to others", text="Two assaults."), filled]
    case = CaseInAFile(tmp_path, assessment=rated_low(analysis=analysis))

    assert case.row("2017-03-27", CODE)["state"] == "due-soon"
    row = case.row("2017-05-05", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-03-28")
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["S4"], 3, "olga")
    assert case.row("2017-05-08", CODE)["state"] == "met-late"


def test_a_decision_without_needs_a_manager_beside_it(tmp_path):
    decision = {"date": "2017-03-20", "because": "Long ago, no contact now"}
    case = CaseInAFile(tmp_path, assessment=rated_low(no_analysis=decision))
    assert CODE in case.failing("2017-04-03")
    decision |= {"countersigned_on": "2017-03-24", "countersigned_by": "sam"}
    case = CaseInAFile(tmp_path, assessment=rated_low(no_analysis=decision))
    assert case.row("2017-04-03", CODE)["state"] == "met"


def test_a_callout_that_comes_later_surfaces_it_too(tmp_path):
    item = {"ref": "item", "kind": "callout", "received_on": "2017-05-02"}
    case = CaseInAFile(
        tmp_path,
        assessment=assessed(oasys("2017-03-20", level="low")),
        information={"items": [item]},
    )
    assert case.rows("2017-05-01", CODE) == []
    assert case.failing("2017-05-10")[CODE] == "2017-05-10"


def test_low_without_a_sign_surfaces_nothing(tmp_path):
    case = CaseInAFile(tmp_path, assessment=assessed(oasys("2017-03-20", level="low")))
    assert case.rows("2017-05-05", CODE) == []
