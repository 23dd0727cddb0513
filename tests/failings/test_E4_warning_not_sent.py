"""E4: a warning is not sent promptly.

The failure is decided unacceptable, and the letter waits. It surfaces two business days after the
decision; a warning sent, or a referral straight to breach, closes it.
"""

import pytest
from tests.casefiles import contact
from tests.failings.command import CaseInAFile

from throughcare.enforcement.tests.acting import Desk, decide, owed, stored, text
from throughcare.enforcement.tests.acting import contact as failed_contact
from throughcare.enforcement.tests.test_pages import TODAY, post

MISSED = contact(
    "c-1",
    "2017-05-03",
    "failed to attend",
    asked={},
    decision={"acceptable": False, "decided_on": "2017-05-09"},
)


def warned(on):
    return {"warnings": [{"ref": "w", "of": "order", "failure": "c-1", "sent_on": on}]}


def test_it_surfaces_two_business_days_after_the_decision(tmp_path):
    case = CaseInAFile(tmp_path, contacts=[MISSED])
    assert case.row("2017-05-11", "send-warning")["state"] == "due-soon"
    row = case.row("2017-05-12", "send-warning")
    assert (row["state"], row["failing_since"], row["failings"]) == (
        "overdue",
        "2017-05-12",
        ["E4"],
    )
    assert (row["owner"]["staff"], row["weight"]) == ("olga", 2)
    assert "Tuesday 9 May 2017" in row["because"]["text"]


def test_a_warning_closes_it_in_time_or_late(tmp_path):
    for sent, state in (("2017-05-11", "met"), ("2017-05-15", "met-late")):
        case = CaseInAFile(tmp_path, contacts=[MISSED], enforcement=warned(sent))
        assert case.row("2017-06-01", "send-warning")["state"] == state


@pytest.mark.django_db
def test_from_the_officer_s_list_to_the_letter_and_gone():
    person = stored(failed_contact("first", "2017-11-01", "failed to attend", asked={}))
    desk = Desk(person)
    assert "Decide on the absence" in text(desk.client.get("/"))
    decide("first")
    page = desk.client.get("/").content.decode()
    assert "Send the warning" in page
    assert f"{desk.address('warn', 'first')}?for=first%2Forder" in page
    letter = desk.get("warn", "first", "?for=first/order").content.decode()
    assert "This is a formal warning." in letter
    words = letter.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    post(desk, "warn", "first", query="?for=first/order", text=words, **TODAY)
    assert owed(person, "send-warning") == [("met", "first/order", "2017-11-06")]
    assert "Send the warning" not in desk.client.get("/").content.decode()
