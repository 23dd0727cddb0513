"""A child protection status that is not known is to be established."""

import pytest
from tests.casefiles import case, caseload, officer, one, order, owed

from throughcare.information.tests.enquiring import person, status

CODE = "establish-child-status"


def standing(*statuses, **more):
    """A case with these child protection statuses."""
    return case(person=person(child_protection=list(statuses)), **more)


NOT_KNOWN = status("s", "not known", "2017-03-06")


@pytest.mark.parametrize(
    ("day", "state"),
    [("2017-03-06", "open"), ("2017-03-27", "due-soon"), ("2017-03-28", "overdue")],
)
def test_fifteen_working_days_after_not_known_was_recorded(day, state):
    row = one(standing(NOT_KNOWN), day, CODE)
    assert (row["opened_on"], row["due_on"], row["state"]) == ("2017-03-06", "2017-03-27", state)
    assert (row["subject"], row["weight"], row["failings"]) == ("case", 3, ["S10"])
    assert row["owner"]["staff"] == "olga"
    assert row["because"]["text"] == (
        "The child protection status was recorded as not known on Monday 6 March 2017."
    )


@pytest.mark.parametrize("value", ["no children", "no concerns", "child in need", "looked after"])
def test_a_known_status_owes_nothing(value):
    assert owed(standing(status("s", value, "2017-03-06")), "2017-06-01", code=CODE) == []


def test_where_nobody_has_asked_nothing_is_owed():
    assert owed(case(), "2017-06-01", code=CODE) == []


@pytest.mark.parametrize(("on", "state"), [("2017-03-27", "met"), ("2017-03-28", "met-late")])
def test_a_known_status_meets_it(on, state):
    row = one(standing(NOT_KNOWN, status("s-2", "no children", on)), "2017-06-01", CODE)
    assert (row["met_on"], row["state"]) == (on, state)


def test_both_count_from_the_day_they_were_recorded():
    unknown = status("s", "not known", "2016-01-01", recorded_at="2017-03-08T10:00:00Z")
    known = status("s-2", "looked after", "2015-05-01", recorded_at="2017-03-20T10:00:00Z")
    row = one(standing(unknown, known), "2017-06-01", CODE)
    assert (row["opened_on"], row["met_on"]) == ("2017-03-08", "2017-03-20")
    assert one(standing(unknown, known), "2017-03-19", CODE, known="2017-03-19")["met_on"] is None


def test_not_known_said_again_opens_no_second():
    again = status("s-2", "not known", "2017-03-20")
    assert one(standing(NOT_KNOWN, again), "2017-06-01", CODE)["opened_on"] == "2017-03-06"


def test_not_known_after_it_was_known_opens_another():
    file = standing(
        NOT_KNOWN,
        status("s-2", "no concerns", "2017-03-20"),
        status("s-3", "not known", "2017-05-02"),
    )
    rows = owed(file, "2017-06-01", code=CODE)
    assert [(row["opened_on"], row["met_on"]) for row in rows] == [
        ("2017-03-06", "2017-03-20"),
        ("2017-05-02", None),
    ]


def test_known_and_not_known_of_one_day_is_what_was_recorded_last():
    known = status("s-2", "no children", "2017-03-06", recorded_at="2017-03-06T15:00:00Z")
    assert owed(standing(NOT_KNOWN, known), "2017-06-01", code=CODE) == []


def test_corrections_of_one_status_count_from_when_they_were_made():
    made = status("s", "not known", "2017-03-06", recorded_at="2017-05-02T10:00:00Z")
    made["earlier"] = [
        {"status": "not known", "date": "2017-03-06", "recorded_at": "2017-03-06T10:00:00Z"},
        {"status": "no children", "date": "2017-03-06", "recorded_at": "2017-03-20T10:00:00Z"},
    ]
    rows = owed(standing(made), "2017-06-01", code=CODE)
    assert [(row["opened_on"], row["met_on"]) for row in rows] == [
        ("2017-03-06", "2017-03-20"),
        ("2017-05-02", None),
    ]


def test_a_correction_of_an_older_status_leaves_the_newer_one_standing():
    made = status("s", "not known", "2017-03-07", recorded_at="2017-05-02T10:00:00Z")
    made["earlier"] = [
        {"status": "not known", "date": "2017-03-06", "recorded_at": "2017-03-06T10:00:00Z"}
    ]
    file = standing(made, status("s-2", "no children", "2017-03-20"))
    assert one(file, "2017-06-01", CODE)["met_on"] == "2017-03-20"


def test_one_recorded_in_error_never_stood():
    wrong = {"in_error": {"recorded_at": "2017-03-08T10:00:00Z", "because": "Another person."}}
    assert owed(standing(NOT_KNOWN | wrong), "2017-06-01", code=CODE) == []


def test_a_status_not_known_before_is_to_be_established_from_the_first_day_of_supervision():
    row = one(standing(status("s", "not known", "2016-03-06")), "2017-06-01", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-03-01", "2017-03-22")


def test_each_supervision_has_its_own():
    orders = [
        order(ended={"date": "2017-03-20", "because": "revoked"}),
        order("order-2", "2017-05-02"),
    ]
    file = standing(
        NOT_KNOWN, status("s-2", "no children", "2017-05-10"), sentences={"orders": orders}
    )
    rows = owed(file, "2017-06-01", code=CODE)
    assert [(row["opened_on"], row["met_on"], row["state"]) for row in rows] == [
        ("2017-03-06", None, "ended"),
        ("2017-05-02", "2017-05-10", "met"),
    ]


def test_it_moves_with_the_case():
    made = caseload(
        "2017-03-03",
        officer("officer", "olga", "2017-03-03"),
        officer("officer-2", "omar", "2017-03-15"),
    )
    assert one(standing(NOT_KNOWN, caseload=made), "2017-03-28", CODE)["owner"]["staff"] == "omar"
