"""D11: the police tell of a callout, children's services write, and nobody acts."""

from tests.failings.command import CaseInAFile

CALLOUT = {
    "ref": "callout",
    "kind": "callout",
    "sender": "Police",
    "received_on": "2017-05-03",
    "text": "Called to the home address, a woman hurt.",
}


def told(folder, **more):
    """A case of which the police told on Wednesday 3 May."""
    return CaseInAFile(folder, information={"items": [CALLOUT | more]})


def test_unread_it_surfaces_to_whoever_holds_the_case(tmp_path):
    case = told(tmp_path)
    assert case.row("2017-05-04", "read-reply")["state"] == "due-soon"
    row = case.row("2017-05-05", "read-reply")
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-05-05")
    assert (row["weight"], row["owner"]["staff"]) == (1, "olga")
    assert "D11" in row["failings"]
    assert case.rows("2017-06-01", "act-on-reply") == []


def test_read_and_left_it_surfaces_still(tmp_path):
    read = {"date": "2017-05-04", "by": "olga"}
    row = told(tmp_path, read=read).row("2017-05-08", "act-on-reply")
    assert (row["state"], row["failing_since"], row["weight"]) == ("overdue", "2017-05-06", 1)
    assert "D11" in row["failings"]

    acted = {"date": "2017-05-05", "action": "Rang children’s social care."}
    done = told(tmp_path, read=read, acted=acted)
    assert done.row("2017-05-08", "act-on-reply")["state"] == "met"
    assert done.row("2017-05-08", "read-reply")["state"] == "met"


def test_nothing_done_needs_its_reason(tmp_path):
    read = {"date": "2017-05-04", "by": "olga"}
    acted = {"date": "2017-05-05", "because": "The call was about the neighbours."}
    assert told(tmp_path, read=read, acted=acted).row("2017-05-08", "act-on-reply")["met_on"]


def test_a_letter_without_concern_is_done_with_when_read(tmp_path):
    case = told(tmp_path, kind="letter", read={"date": "2017-05-04", "by": "olga"})
    assert case.rows("2017-06-01", "act-on-reply") == []
