"""D7: not seen for longer than the plan's pattern; lost in the system."""

from tests.casefiles import contact, order
from tests.failings.command import CaseInAFile

WEEKLY = {"plans": [{"ref": "plan", "signed_on": "2017-03-20", "contact": "weekly"}]}
CODE = "see-the-person"


def waiting(case, on):
    (row,) = (row for row in case.rows(on, CODE) if row["met_on"] is None)
    return row


def test_it_surfaces_when_the_interval_and_five_working_days_have_passed(tmp_path):
    seen = contact("c-1", "2017-05-03")
    case = CaseInAFile(tmp_path, planning=WEEKLY, contacts=[seen])
    row = waiting(case, "2017-05-18")
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-05-18")
    assert (row["failings"], row["owner"]["staff"]) == (["D7"], "olga")
    assert row["because"]["text"] == "Last seen on Wednesday 3 May 2017; to be seen weekly."


def test_neither_a_missed_appointment_nor_a_telephone_call_is_being_seen(tmp_path):
    case = CaseInAFile(
        tmp_path,
        planning=WEEKLY,
        contacts=[
            contact("c-1", "2017-05-03"),
            contact("c-2", "2017-05-10", "failed to attend"),
            contact("c-3", "2017-05-12", mode="telephone"),
        ],
    )
    assert waiting(case, "2017-05-18")["opened_on"] == "2017-05-03"


def test_somebody_never_seen_surfaces_from_the_start(tmp_path):
    row = waiting(CaseInAFile(tmp_path), "2017-11-06")
    assert (row["opened_on"], row["failing_since"]) == ("2017-03-03", "2017-03-25")


def test_in_custody_the_clock_stands_still(tmp_path):
    pause = {"ref": "remand", "kind": "custody", "received_on": "2017-05-09"}
    case = CaseInAFile(
        tmp_path,
        planning=WEEKLY,
        contacts=[contact("c-1", "2017-05-03")],
        sentences={"orders": [order()], "pauses": [pause]},
    )
    assert waiting(case, "2017-11-06")["state"] == "open"


def test_seen_again_it_closes(tmp_path):
    seen = [contact("c-1", "2017-05-03"), contact("c-2", "2017-05-22")]
    case = CaseInAFile(tmp_path, planning=WEEKLY, contacts=seen)
    assert CODE in case.failing("2017-05-19")
    assert CODE not in case.failing("2017-05-22")
