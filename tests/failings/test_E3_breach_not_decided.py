"""E3: a second unacceptable failure, and nobody decides on breach.

Eric of the London report had seventeen. The second one, decided while a warning is live, opens the
decision; all the others join it.
"""

from datetime import date

import pytest
from tests.casefiles import contact
from tests.failings.command import CaseInAFile

from throughcare.casebook.published import DEMO_DAY, FILES
from throughcare.enforcement.tests.acting import Desk, decide, owed, sam, stored, text
from throughcare.enforcement.tests.test_pages import post
from throughcare.kernel.casefile.reading import read_one
from throughcare.ledger import reporting
from throughcare.ledger.calendar import account


def failed(ref, on, decided):
    decision = {"acceptable": False, "decided_on": decided}
    return contact(ref, on, "failed to attend", asked={}, decision=decision)


FIRST = failed("c-1", "2017-05-03", "2017-05-04")
WARNED = {"warnings": [{"ref": "w", "of": "order", "failure": "c-1", "sent_on": "2017-05-05"}]}


def test_it_surfaces_once_however_many_follow(tmp_path):
    more = [failed(f"c-{at}", f"2017-06-{at:02}", f"2017-06-{at + 5:02}") for at in (7, 14, 21)]
    case = CaseInAFile(tmp_path, contacts=[FIRST, *more], enforcement=WARNED)
    row = case.row("2017-06-23", "decide-breach")
    assert (row["opened_on"], row["due_on"], row["failing_since"]) == (
        "2017-06-12",
        "2017-06-22",
        "2017-06-23",
    )
    assert (row["state"], row["failings"], row["owner"]["staff"]) == ("overdue", ["E3"], "olga")


def test_eric_of_the_report():
    (file,) = [each for each in FILES if each.stem == "000-eric"]
    rows = reporting.rows(account(read_one(file)), DEMO_DAY)
    (row,) = [each for each in rows if each["code"] == "decide-breach"]
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-06-23")
    assert "15 more since then" in row["because"]["text"]


@pytest.mark.django_db
def test_from_the_officer_s_list_to_the_manager_s_decision_and_gone():
    first = failed("first", "2017-10-30", "2017-10-31")
    second = contact("second", "2017-11-01", "failed to attend", asked={})
    warning = {"ref": "w", "of": "order", "failure": "first", "sent_on": "2017-10-31"}
    person = stored(first, second, enforcement={"warnings": [warning]})
    desk = Desk(person)
    decide("second")
    assert owed(person, "decide-breach") == [("open", "second/order", None)]
    assert owed(person, "decide-breach", date(2017, 11, 17))[0][0] == "overdue"
    case = desk.client.get(desk.address("case")).content.decode()
    assert f"{desk.address('decide-breach', 'second')}?for=second%2Forder" in case
    # Only a manager decides against it, with a reason; the officer refers.
    assert "Not breached" not in text(desk.get("decide-breach", "second"))
    desk.client.force_login(sam())
    given = {"outcome": "not breached", "because": "He begins work on Monday."}
    post(desk, "decide-breach", "second", **given)
    assert owed(person, "decide-breach") == [("met", "second/order", "2017-11-06")]
