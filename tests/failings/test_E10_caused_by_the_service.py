"""E10: a failure that the service caused is counted against the person.

It never counts: no warning, no breach, no acceptable absence. The cause is shown, where the next
failure is decided and in the numbers of the sentence.
"""

import pytest
from tests.casefiles import contact
from tests.failings.command import CaseInAFile

from throughcare.enforcement.tests.acting import Desk, owed, stored, text
from throughcare.enforcement.tests.test_pages import post

OF_ENFORCEMENT = (
    "send-warning",
    "decide-breach",
    "review-acceptable-absences",
    "manager-review-absences",
)


def caused(ref, on, acceptable):
    decision = {"acceptable": acceptable, "decided_on": on, "cause": "caused by the service"}
    return contact(ref, on, "failed to attend", asked={}, decision=decision)


@pytest.mark.parametrize("acceptable", [True, False])
def test_however_many_there_are_nothing_is_counted(tmp_path, acceptable):
    days = [f"2017-05-{day:02}" for day in range(3, 30, 2)]
    many = [caused(f"c-{at}", on, acceptable) for at, on in enumerate(days)]
    many.append(contact("stood-down", "2017-05-31", "not held"))
    warned = {"warnings": [{"ref": "w", "of": "order", "sent_on": "2017-04-03"}]}
    case = CaseInAFile(tmp_path, contacts=many, enforcement=warned)
    assert [row for code in OF_ENFORCEMENT for row in case.rows("2017-07-03", code)] == []
    assert {row["state"] for row in case.rows("2017-07-03", "decide-absence")} == {"met"}


@pytest.mark.django_db
def test_the_cause_is_seen_before_one_decides_and_nothing_follows():
    stood_down = contact("stood-down", "2017-10-25", "not held", kind="unpaid work")
    stood_down["outcome"]["service_cause"] = "stood down"
    tested = contact("tested", "2017-11-01", kind="drug test", time="09:00")
    missed = contact(
        "missed", "2017-11-01", "failed to attend", kind="unpaid work", time="09:30", asked={}
    )
    person = stored(stood_down, tested, missed)
    desk = Desk(person)
    page = text(desk.get("decision", "missed"))
    assert "There was another appointment on the same day." in page
    assert "Wednesday 1 November 2017 at 9am: Attended" in page
    assert "Wednesday 25 October 2017: Stood down" in page
    post(desk, "decision", "missed", acceptable="service", reason="Tested at the same hour.")
    assert owed(person, "decide-absence") == [("met", "missed/order", "2017-11-06")]
    assert owed(person, "send-warning") == []
    page = text(desk.get("case-enforcement"))
    assert "Missed, not acceptable 0" in page
    assert "Stood down: 1" in page
    assert "A failure, decided so: 1" in page
