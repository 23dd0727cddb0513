"""Record the outcome, and on a failure ask for the reason, within two working days."""

import pytest
from tests.casefiles import case, contact, order, owed

CODE = "record-outcome"


def of(*contacts, on="2017-12-01", known=None, **sections):
    rows = owed(case(contacts=list(contacts), **sections), on, code=CODE, known=known)
    (row,) = (row for row in rows if row["subject"] == "c-1")
    return row


def recorded(result, at, **more):
    return contact("c-1", "2017-05-03", None, outcome={"result": result, "recorded_at": at}, **more)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        pytest.param("2017-05-03", "2017-05-05", id="Wednesday: Friday"),
        pytest.param("2017-05-04", "2017-05-08", id="Thursday: Monday"),
        pytest.param("2017-05-06", "2017-05-09", id="a Saturday: Tuesday"),
        pytest.param("2017-05-25", "2017-05-30", id="over a bank holiday"),
    ],
)
def test_it_opens_on_the_day_of_the_appointment(on, due):
    row = of(contact("c-1", on, None))
    assert (row["opened_on"], row["due_on"]) == (on, due)
    assert (row["failings"], row["weight"]) == (["E1"], 2)
    assert row["owner"]["role"] == "responsible officer"


@pytest.mark.parametrize(
    ("on", "state"),
    [("2017-05-02", "open"), ("2017-05-05", "due-soon"), ("2017-05-06", "overdue")],
)
def test_its_states_while_nothing_is_recorded(on, state):
    assert of(contact("c-1", "2017-05-03", None, booked_on="2017-04-26"), on=on)["state"] == state


@pytest.mark.parametrize(
    ("at", "met", "state"),
    [
        ("2017-05-05T16:00:00Z", "2017-05-05", "met"),
        ("2017-05-05T22:59:00Z", "2017-05-05", "met"),
        ("2017-05-05T23:01:00Z", "2017-05-06", "met-late"),
        ("2017-05-08T09:00:00Z", "2017-05-08", "met-late"),
    ],
)
@pytest.mark.parametrize("result", ["attended", "not held"])
def test_it_is_met_on_the_day_in_london_on_which_the_outcome_was_recorded(result, at, met, state):
    row = of(recorded(result, at))
    assert (row["met_on"], row["state"]) == (met, state)


@pytest.mark.parametrize("result", ["failed to attend", "failed to comply"])
def test_a_failure_waits_until_the_reason_has_been_asked_for(result):
    row = of(recorded(result, "2017-05-04T10:00:00Z"))
    assert (row["met_on"], row["state"]) == (None, "overdue")
    assert row["because"]["message"] == "reason-not-asked"


@pytest.mark.parametrize(
    ("outcome", "asked", "met"),
    [
        ("2017-05-03T10:00:00Z", "2017-05-04T10:00:00Z", "2017-05-04"),
        ("2017-05-04T10:00:00Z", "2017-05-04T10:00:00Z", "2017-05-04"),
        ("2017-05-08T10:00:00Z", "2017-05-08T11:00:00Z", "2017-05-08"),
    ],
)
def test_a_failure_is_met_on_the_later_of_outcome_and_asking(outcome, asked, met):
    row = of(recorded("failed to attend", outcome, asked={"recorded_at": asked}))
    assert row["met_on"] == met


def test_a_decision_does_not_take_the_place_of_asking():
    decision = {"acceptable": True, "decided_on": "2017-05-04"}
    assert (
        of(recorded("failed to attend", "2017-05-04T10:00:00Z", decision=decision))["state"]
        == "overdue"
    )


def test_what_was_recorded_whole_on_its_day_is_met_that_day():
    assert of(contact("c-1", "2017-05-03"))["met_on"] == "2017-05-03"


def test_a_contact_recorded_late_as_a_whole_is_late():
    row = of(contact("c-1", "2017-05-03", recorded_at="2017-05-15T10:00:00Z"))
    assert (row["met_on"], row["state"]) == ("2017-05-15", "met-late")


def corrected(now, before, **more):
    outcome = {
        "result": now,
        "recorded_at": "2017-05-11T10:00:00Z",
        "earlier": [{"result": before, "recorded_at": "2017-05-03T12:00:00Z"}],
    }
    return contact("c-1", "2017-05-03", None, outcome=outcome, **more)


def test_a_correction_between_two_answers_leaves_the_day_of_the_first():
    assert of(corrected("attended", "failed to attend"))["met_on"] == "2017-05-03"
    assert of(corrected("not held", "attended"))["met_on"] == "2017-05-03"


def test_corrected_to_a_failure_it_waits_again_for_the_asking():
    assert of(corrected("failed to attend", "attended"))["state"] == "overdue"
    asked = {"recorded_at": "2017-05-12T10:00:00Z"}
    row = of(corrected("failed to attend", "attended", asked=asked))
    assert (row["met_on"], row["state"]) == ("2017-05-12", "met-late")


def test_as_it_was_known_before_the_correction():
    row = of(corrected("failed to attend", "attended"), on="2017-05-10", known="2017-05-10")
    assert (row["met_on"], row["state"]) == ("2017-05-03", "met")


def test_an_outcome_recorded_in_error_is_owed_again():
    error = {"recorded_at": "2017-05-09T10:00:00Z", "because": "the wrong person"}
    outcome = {"result": "attended", "recorded_at": "2017-05-03T12:00:00Z", "in_error": error}
    booked = contact("c-1", "2017-05-03", None, outcome=outcome)
    assert of(booked, on="2017-05-08", known="2017-05-08")["state"] == "met"
    assert of(booked, on="2017-05-09", known="2017-05-09")["state"] == "overdue"


# Moved and cancelled


def test_a_moved_booking_is_owed_for_the_day_it_now_stands_for():
    move = {"ref": "m-1", "date": "2017-05-10", "moved_on": "2017-05-02"}
    booked = contact("c-1", "2017-05-03", None, booked_on="2017-04-26", moves=[move])
    assert of(booked)["opened_on"] == "2017-05-10"
    assert of(booked, on="2017-05-01", known="2017-05-01")["opened_on"] == "2017-05-03"


@pytest.mark.parametrize(
    ("cancelled", "rows"), [("2017-05-02", 0), ("2017-05-03", 0), ("2017-05-04", 1)]
)
def test_cancelled_by_its_day_there_was_no_appointment(cancelled, rows):
    booked = contact("c-1", "2017-05-03", None, cancelled={"date": cancelled})
    assert len(owed(case(contacts=[booked]), "2017-12-01", code=CODE)) == rows


def test_cancelled_afterwards_it_is_met_when_that_was_recorded():
    booked = contact("c-1", "2017-05-03", None, cancelled={"date": "2017-05-09"})
    assert (of(booked)["met_on"], of(booked)["state"]) == ("2017-05-09", "met-late")


def test_a_note_owes_nothing():
    note = contact("c-1", "2017-05-03", None, kind="note")
    assert owed(case(contacts=[note]), "2017-12-01", code=CODE) == []


@pytest.mark.parametrize("kind", ["supervision", "session", "drug test", "unpaid work"])
def test_every_appointment_owes_one(kind):
    assert of(contact("c-1", "2017-05-03", None, kind=kind))["state"] == "overdue"


# Spells


def ended(last_day):
    return {"orders": [order(ended={"date": last_day, "because": "expired"})]}


@pytest.mark.parametrize(
    ("last_day", "state"),
    [("2017-05-04", "ended"), ("2017-05-05", "missed"), ("2017-06-01", "missed")],
)
def test_when_supervision_ends_first(last_day, state):
    row = of(contact("c-1", "2017-05-03", None), sentences=ended(last_day))
    assert (row["state"], row["ended_on"]) == (state, last_day)


@pytest.mark.parametrize(("on", "rows"), [("2017-05-04", 1), ("2017-05-05", 0), ("2017-02-28", 0)])
def test_an_appointment_outside_supervision_owes_nothing(on, rows):
    file = case(contacts=[contact("c-1", on, None)], sentences=ended("2017-05-04"))
    assert len(owed(file, "2017-12-01", code=CODE)) == rows


def test_while_another_order_is_live_it_does_not_end():
    orders = [order(ended={"date": "2017-05-04", "because": "expired"}), order("order-2")]
    row = of(contact("c-1", "2017-05-03", None), sentences={"orders": orders})
    assert row["state"] == "overdue"


def test_custody_does_not_pause_it():
    pause = {"ref": "remand", "kind": "custody", "received_on": "2017-05-04"}
    row = of(contact("c-1", "2017-05-03", None), sentences={"orders": [order()], "pauses": [pause]})
    assert (row["due_on"], row["state"]) == ("2017-05-05", "overdue")
