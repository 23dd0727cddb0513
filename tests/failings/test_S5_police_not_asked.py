"""S5: the police domestic abuse unit was not asked when supervision began.

Alan's file says that the check was "requested". No message was kept, nobody chased, and when
an answer did come it lay unread with an officer who had handed the case on.
"""

from tests.casefiles import caseload, officer
from tests.failings.command import CaseInAFile

SENT = {"date": "2017-03-06", "to": "dau@police.example", "text": "Is anything known of him?"}


def asking(folder, sections=None, **more):
    """Alan's case with one enquiry to the police."""
    made = {"ref": "police", "kind": "domestic abuse", "asked_on": "2017-03-06"} | more
    return CaseInAFile(folder, information={"enquiries": [made]}, **(sections or {}))


def test_said_to_be_requested_it_surfaces_until_the_message_is_on_record(tmp_path):
    alan = asking(tmp_path)
    assert alan.row("2017-03-07", "send-da-enquiry")["state"] == "due-soon"
    row = alan.row("2017-03-08", "send-da-enquiry")
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-03-08")
    assert (row["failings"], row["weight"]) == (["S5"], 3)
    assert row["owner"] == {"role": "responsible officer", "staff": "olga", "team": "north"}
    assert "without the message" in row["because"]["text"]
    assert asking(tmp_path, sent=SENT).row("2017-03-08", "send-da-enquiry")["state"] == "met"


def test_unanswered_it_is_to_be_chased_and_then_escalated_by_the_manager(tmp_path):
    alan = asking(tmp_path, sent=SENT)
    assert alan.row("2017-03-20", "chase-enquiry")["state"] == "due-soon"
    assert alan.row("2017-03-21", "chase-enquiry")["state"] == "overdue"
    assert alan.rows("2017-06-01", "escalate-enquiry") == []

    chased = [{"ref": "chase", "date": "2017-03-20", "text": "We still wait."}]
    row = asking(tmp_path, sent=SENT, chases=chased).row("2017-04-04", "escalate-enquiry")
    assert (row["state"], row["owner"]["role"]) == ("overdue", "team manager")


def test_the_answer_is_read_by_whoever_holds_the_case_now(tmp_path):
    moved = caseload(
        "2017-03-03",
        officer("officer", "olga", "2017-03-03"),
        officer("officer-2", "omar", "2017-05-02"),
    )
    answer = {"received_on": "2017-05-03", "concern": True, "text": "Two callouts in 2016."}

    def read_by(who, on="2017-05-04"):
        sections = {"caseload": moved}
        given = {"date": on, "by": who}
        return asking(tmp_path, sections, sent=SENT, answer=answer, read=given)

    row = read_by("olga").row("2017-05-05", "read-reply")
    assert (row["state"], row["owner"]["staff"], row["weight"]) == ("overdue", "omar", 1)
    omar = read_by("omar")
    assert omar.row("2017-05-05", "read-reply")["state"] == "met"
    # It told of callouts: reading it is not enough.
    assert omar.row("2017-05-08", "act-on-reply")["state"] == "overdue"
