"""E1: a missed appointment with no decision on whether the reason is acceptable.

Two duties: the outcome recorded and the person asked by two working days, the
decision by six business days.
"""

from tests.casefiles import contact
from tests.failings.command import CaseInAFile


def test_both_surface_each_on_its_own_day(tmp_path):
    case = CaseInAFile(tmp_path, contacts=[contact("c-1", "2018-03-28", "failed to attend")])
    assert case.row("2018-03-28", "record-outcome")["due_on"] == "2018-04-03"
    assert case.row("2018-03-28", "decide-absence")["due_on"] == "2018-04-09"
    assert case.row("2018-04-03", "record-outcome")["state"] == "due-soon"

    row = case.row("2018-04-04", "record-outcome")
    assert (row["state"], row["failings"], row["weight"]) == ("overdue", ["E1"], 2)
    assert "nobody has asked" in row["because"]["text"]
    assert case.row("2018-04-10", "decide-absence")["state"] == "overdue"
    assert case.row("2018-04-10", "decide-absence")["owner"]["staff"] == "olga"


def test_an_appointment_nobody_recorded_surfaces_without_a_word_of_failure(tmp_path):
    case = CaseInAFile(
        tmp_path, contacts=[contact("c-1", "2017-05-03", None, booked_on="2017-04-26")]
    )
    assert case.failing("2017-05-08")["record-outcome"] == "2017-05-06"
    assert case.rows("2017-05-08", "decide-absence") == []


def test_recorded_asked_and_decided_in_time_nothing_surfaces(tmp_path):
    failed = contact(
        "c-1",
        "2017-05-03",
        "failed to attend",
        asked={"how": "telephone", "recorded_at": "2017-05-04T09:00:00Z"},
        decision={"acceptable": True, "decided_on": "2017-05-11"},
    )
    case = CaseInAFile(tmp_path, contacts=[failed])
    assert case.row("2017-05-12", "record-outcome")["state"] == "met"
    assert case.row("2017-05-12", "decide-absence")["state"] == "met"
