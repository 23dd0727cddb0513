"""S13: an assessment closed with gaps to meet a target, and the gaps never filled."""

from tests.assessed import assessed, oasys, recorded, section
from tests.failings.command import CaseInAFile

CODE = "complete-assessment"


def test_what_was_missing_surfaces_until_it_is_filled(tmp_path):
    carried = {"number": 6, "carried_forward": True, "text": "As before."}
    confirmed = section(6) | recorded("2017-05-08")
    confirmed["earlier"] = [carried | recorded("2017-03-28")]
    signed = oasys("2017-03-28", sections=[confirmed, section(11)])
    case = CaseInAFile(tmp_path, assessment=assessed(signed))

    assert case.row("2017-03-31", "initial-assessment")["state"] == "met"
    assert case.row("2017-04-11", CODE)["state"] == "due-soon"
    row = case.row("2017-04-12", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-04-12")
    assert "S13" in row["failings"]
    assert "section 6" in row["because"]["text"]
    assert case.row("2017-05-08", CODE)["state"] == "met-late"


def test_a_section_left_blank_surfaces(tmp_path):
    blank = oasys("2017-03-28", sections=[section(11, text="")])
    case = CaseInAFile(tmp_path, assessment=assessed(blank))
    assert CODE in case.failing("2017-04-12")
