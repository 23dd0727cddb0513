"""carry-out-decision: what a manager decided is somebody's to do by a day."""

import pytest
from tests.casefiles import case, caseload, custody, directory, leaves, licence, one, order, owed

CODE = "carry-out-decision"
OLGA = {"role": "responsible officer", "staff": "olga", "team": "north"}


def decided(**more):
    """Decided by Sam on Thursday 1 June 2017, for Thursday 8 June."""
    made = {
        "ref": "decision",
        "date": "2017-06-01",
        "about": "risk",
        "text": "Visit the home.",
        "by": "sam",
        "due_on": "2017-06-08",
    }
    return {"decisions": [made | more]}


def file(sections=None, **more):
    return case(oversight=decided(**more), **(sections or {}))


def test_it_opens_with_the_decision_and_falls_due_on_its_own_day():
    row = one(file(), "2017-06-08", CODE)
    assert (row["opened_on"], row["due_on"], row["state"]) == (
        "2017-06-01",
        "2017-06-08",
        "due-soon",
    )
    assert (row["subject"], row["weight"], row["failings"]) == ("decision", 3, ["M6"])
    assert row["owner"] == OLGA
    late = one(file(), "2017-06-09", CODE)
    assert (late["state"], late["failing_since"]) == ("overdue", "2017-06-09")
    assert "Visit the home." in late["because"]["text"]


def test_it_is_whoever_s_the_decision_names():
    row = one(file(to="omar"), "2017-06-09", CODE)
    assert row["owner"] == {"role": "author", "staff": "omar", "team": "north"}


def test_where_they_have_left_it_is_the_manager_s():
    gone = {"directory": directory(**leaves("omar", "2017-06-02"))}
    before = one(file(gone, to="omar"), "2017-06-02", CODE)
    after = one(file(gone, to="omar"), "2017-06-03", CODE)
    assert (before["owner"]["staff"], after["owner"]["staff"]) == ("omar", "sam")


@pytest.mark.parametrize(("on", "state"), [("2017-06-08", "met"), ("2017-06-09", "met-late")])
def test_carrying_it_out_meets_it(on, state):
    row = one(file(carried_out={"date": on, "text": "Done."}), "2017-07-03", CODE)
    assert (row["state"], row["met_on"]) == (state, on)


def test_it_ends_with_the_supervision():
    ends = {"sentences": {"orders": [order(expires_on="2017-06-07")]}}
    row = one(file(ends), "2017-06-08", CODE)
    assert (row["state"], row["ended_on"]) == ("ended", "2017-06-07")
    missed = {"sentences": {"orders": [order(expires_on="2017-06-08")]}}
    assert one(file(missed), "2017-06-09", CODE)["state"] == "missed"


def test_a_decision_made_in_custody_is_owed_before_and_after_release():
    inside = {
        "sentences": custody(licence("licence", "2017-07-03"), sentenced_on="2016-09-01"),
        "caseload": caseload()
        | {
            "allocations": [],
            "officers": [{"ref": "officer", "staff": "olga", "starts_on": "2017-03-03"}],
        },
    }
    assert one(file(inside), "2017-06-09", CODE)["state"] == "overdue"
    assert one(file(inside), "2017-08-01", CODE)["state"] == "overdue"


def test_each_decision_has_its_own_row():
    two = decided()["decisions"] + decided(ref="second", due_on="2017-06-12")["decisions"]
    rows = owed(case(oversight={"decisions": two}), "2017-06-09", code=CODE)
    assert [row["state"] for row in rows] == ["overdue", "due-soon"]
