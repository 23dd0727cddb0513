"""Chase what is not answered, and have the manager escalate it."""

import pytest
from tests.casefiles import case, caseload, officer, one, order, owed

from throughcare.information.tests.enquiring import asked, chase, enquiry, sent

CHASE, ESCALATE = "chase-enquiry", "escalate-enquiry"


def waiting(*chases, **more):
    """An enquiry sent on Monday 6 March, unless the test says more of it."""
    return case(**asked(sent("e", "2017-03-06", chases=list(chases)) | more))


@pytest.mark.parametrize(
    ("day", "state"),
    [("2017-03-10", "open"), ("2017-03-20", "due-soon"), ("2017-03-21", "overdue")],
)
def test_ten_working_days_after_it_was_sent_it_is_to_be_chased(day, state):
    row = one(waiting(), day, CHASE)
    assert (row["opened_on"], row["due_on"]) == ("2017-03-06", "2017-03-20")
    assert (row["subject"], row["weight"], row["failings"]) == ("e", 3, ["S5", "S6"])
    assert (row["state"], row["owner"]["staff"]) == (state, "olga")
    assert row["because"]["text"] == (
        "The enquiry about domestic abuse (Police unit) was sent on Monday 6 March 2017."
    )


@pytest.mark.parametrize("kind", ["domestic abuse", "safeguarding", "other"])
def test_enquiries_of_every_kind_are_chased(kind):
    assert one(waiting(kind=kind, to=""), "2017-04-03", CHASE)["state"] == "overdue"


@pytest.mark.parametrize("more", [{"sent": {"date": "2017-03-06"}}, {}])
def test_what_has_no_trail_was_not_sent(more):
    assert owed(case(**asked(enquiry(**more))), "2017-04-03", code=CHASE) == []


@pytest.mark.parametrize(("on", "state"), [("2017-03-20", "met"), ("2017-03-21", "met-late")])
def test_a_chase_with_its_message_meets_it(on, state):
    row = one(waiting(chase("c", on)), "2017-04-03", CHASE)
    assert (row["met_on"], row["state"]) == (on, state)


def test_a_chase_without_its_message_meets_nothing_and_nothing_escalates():
    file = waiting(chase("c", "2017-03-20", text=""))
    assert one(file, "2017-06-01", CHASE)["state"] == "overdue"
    assert owed(file, "2017-06-01", code=ESCALATE) == []


def test_an_answer_ends_it():
    early = waiting(answer={"received_on": "2017-03-10"})
    row = one(early, "2017-03-13", CHASE)
    assert (row["state"], row["ended_on"]) == ("ended", "2017-03-10")
    late = waiting(answer={"received_on": "2017-03-24"})
    assert one(late, "2017-03-23", CHASE, known="2017-03-23")["state"] == "overdue"
    assert one(late, "2017-03-27", CHASE)["state"] == "missed"
    chased_after = waiting(chase("c", "2017-03-27"), answer={"received_on": "2017-03-24"})
    assert one(chased_after, "2017-04-03", CHASE)["met_on"] is None
    assert owed(chased_after, "2017-04-03", code=ESCALATE) == []


def test_the_decision_that_it_does_not_apply_ends_it():
    file = waiting(not_applicable={"date": "2017-03-10", "because": "Sent about another."})
    assert one(file, "2017-04-03", CHASE)["ended_on"] == "2017-03-10"
    before = enquiry(
        sent={"date": "2017-03-20", "text": "Is anything known?"},
        not_applicable={"date": "2017-03-06", "because": "Not thought of."},
    )
    assert one(case(**asked(before)), "2017-06-01", CHASE)["ended_on"] is None


def test_the_end_of_supervision_ends_it():
    orders = [order(ended={"date": "2017-03-20", "because": "revoked"})]
    enquiries = [
        sent("e", "2017-03-06"),
        sent("e-2", "2017-03-07"),
        sent("after", "2017-03-21"),
    ]
    file = case(sentences={"orders": orders}, **asked(*enquiries))
    states = {row["subject"]: row["state"] for row in owed(file, "2017-06-01", code=CHASE)}
    assert states == {"e": "missed", "e-2": "ended"}


def test_one_sent_for_the_report_is_chased_in_the_supervision_that_follows():
    made = case(**asked(sent("e", "2017-02-20", for_report=True)))
    assert one(made, "2017-03-02", CHASE)["owner"] is None
    row = one(made, "2017-03-07", CHASE)
    assert (row["due_on"], row["state"], row["owner"]["staff"]) == ("2017-03-06", "overdue", "olga")


def test_a_change_of_officer_moves_it_and_opens_no_second():
    made = caseload(
        "2017-03-03",
        officer("officer", "olga", "2017-03-03"),
        officer("officer-2", "omar", "2017-03-15"),
    )
    file = case(caseload=made, **asked(sent("e", "2017-03-06")))
    assert one(file, "2017-03-21", CHASE)["owner"]["staff"] == "omar"


# Escalation


@pytest.mark.parametrize(("day", "state"), [("2017-04-03", "due-soon"), ("2017-04-04", "overdue")])
def test_ten_working_days_after_the_first_chase_the_manager_escalates(day, state):
    row = one(waiting(chase("c", "2017-03-20")), day, ESCALATE)
    assert (row["opened_on"], row["due_on"]) == ("2017-03-20", "2017-04-03")
    assert (row["state"], row["weight"], row["failings"]) == (state, 3, ["S5", "S6"])
    assert row["owner"] == {"role": "team manager", "staff": "sam", "team": "north"}


def test_a_second_chase_by_the_officer_is_no_escalation():
    file = waiting(chase("c", "2017-03-20"), chase("c-2", "2017-03-27"))
    row = one(file, "2017-04-04", ESCALATE)
    assert (row["opened_on"], row["state"]) == ("2017-03-20", "overdue")


def test_each_escalation_opens_the_next():
    file = waiting(
        chase("c", "2017-03-20"),
        chase("c-2", "2017-04-03", by_manager=True),
        chase("c-3", "2017-04-24", by_manager=True),
        chase("c-4", "2017-05-09", by_manager=True, text=""),
    )
    rows = owed(file, "2017-06-01", code=ESCALATE)
    assert [(row["opened_on"], row["due_on"], row["met_on"], row["state"]) for row in rows] == [
        ("2017-03-20", "2017-04-03", "2017-04-03", "met"),
        ("2017-04-03", "2017-04-19", "2017-04-24", "met-late"),
        ("2017-04-24", "2017-05-09", None, "overdue"),
    ]
    assert rows[2]["because"]["text"].endswith("was escalated on Monday 24 April 2017.")


def test_a_first_chase_by_the_manager_is_the_first_chase():
    file = waiting(chase("c", "2017-03-20", by_manager=True))
    assert one(file, "2017-06-01", CHASE)["met_on"] == "2017-03-20"
    assert one(file, "2017-06-01", ESCALATE)["met_on"] is None


def test_an_answer_ends_escalation():
    file = waiting(chase("c", "2017-03-20"), answer={"received_on": "2017-03-24"})
    assert one(file, "2017-06-01", ESCALATE)["state"] == "ended"


def test_as_it_was_known_before_the_chase_was_recorded():
    late = chase("c", "2017-03-20", recorded_at="2017-03-27T10:00:00Z")
    file = waiting(late)
    assert one(file, "2017-03-26", CHASE, known="2017-03-26")["state"] == "overdue"
    assert owed(file, "2017-03-26", code=ESCALATE, known="2017-03-26") == []
    assert one(file, "2017-03-27", CHASE, known="2017-03-27")["state"] == "met"
