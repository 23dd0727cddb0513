"""Decide whether an absence is acceptable: six business days from the failure."""

import pytest
from tests.casefiles import (
    case,
    caseload,
    contact,
    custody,
    held_on_licence,
    licence,
    one,
    order,
    owed,
)

CODE = "decide-absence"


def failed(on="2017-05-03", result="failed to attend", **more):
    return contact("c-1", on, result, **more)


def decided(on, acceptable=False, **more):
    return {"acceptable": acceptable, "decided_on": on} | more


@pytest.mark.parametrize(
    ("on", "due"),
    [
        pytest.param("2018-03-28", "2018-04-09", id="the published vector, over Easter"),
        pytest.param("2017-05-03", "2017-05-11", id="Wednesday"),
        pytest.param("2017-05-06", "2017-05-15", id="a Saturday"),
    ],
)
@pytest.mark.parametrize("result", ["failed to attend", "failed to comply"])
def test_a_failure_opens_it_on_its_day(result, on, due):
    row = one(case(contacts=[failed(on, result)]), on, CODE)
    assert (row["opened_on"], row["due_on"], row["failings"]) == (on, due, ["E1"])
    assert (row["weight"], row["owner"]["role"]) == (2, "responsible officer")


@pytest.mark.parametrize("result", ["attended", "not held", None])
def test_nothing_else_does(result):
    assert owed(case(contacts=[failed(result=result)]), "2017-12-01", code=CODE) == []


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2017-05-04", "open"),
        ("2017-05-05", "due-soon"),
        ("2017-05-11", "due-soon"),
        ("2017-05-12", "overdue"),
    ],
)
def test_its_states_while_undecided(on, state):
    assert one(case(contacts=[failed()]), on, CODE)["state"] == state


@pytest.mark.parametrize("acceptable", [True, False])
@pytest.mark.parametrize(
    ("on", "state"), [("2017-05-03", "met"), ("2017-05-11", "met"), ("2017-05-12", "met-late")]
)
def test_either_answer_meets_it_on_the_day_of_the_decision(on, state, acceptable):
    row = one(case(contacts=[failed(decision=decided(on, acceptable))]), "2017-12-01", CODE)
    assert (row["met_on"], row["state"]) == (on, state)


def test_a_decision_recorded_late_counts_from_its_own_day():
    late = failed(decision=decided("2017-05-09", recorded_at="2017-05-22T09:00:00Z"))
    file = case(contacts=[late])
    assert one(file, "2017-05-19", CODE, known="2017-05-19")["state"] == "overdue"
    assert one(file, "2017-05-22", CODE, known="2017-05-22")["state"] == "met"


def test_a_failure_recorded_late_opened_on_the_day_it_happened():
    file = case(contacts=[failed(recorded_at="2017-05-22T09:00:00Z")])
    assert owed(file, "2017-05-19", known="2017-05-19", code=CODE) == []
    row = one(file, "2017-05-22", CODE, known="2017-05-22")
    assert (row["opened_on"], row["state"]) == ("2017-05-03", "overdue")


def test_it_goes_when_the_failure_proves_none():
    outcome = {
        "result": "not held",
        "recorded_at": "2017-05-12T10:00:00Z",
        "earlier": [{"result": "failed to attend", "recorded_at": "2017-05-03T12:00:00Z"}],
    }
    file = case(contacts=[failed(result=None, outcome=outcome)])
    assert one(file, "2017-05-11", CODE, known="2017-05-11")["state"] == "due-soon"
    assert owed(file, "2017-05-12", known="2017-05-12", code=CODE) == []


def test_it_comes_when_an_attendance_proves_a_failure():
    outcome = {
        "result": "failed to attend",
        "recorded_at": "2017-05-22T10:00:00Z",
        "earlier": [{"result": "attended", "recorded_at": "2017-05-03T12:00:00Z"}],
    }
    file = case(contacts=[failed(result=None, outcome=outcome)])
    assert owed(file, "2017-05-19", known="2017-05-19", code=CODE) == []
    row = one(file, "2017-05-22", CODE, known="2017-05-22")
    assert (row["opened_on"], row["due_on"], row["state"]) == (
        "2017-05-03",
        "2017-05-11",
        "overdue",
    )


def test_a_moved_appointment_failed_on_the_day_to_which_it_was_moved():
    move = {"ref": "m-1", "date": "2017-05-10", "moved_on": "2017-05-02"}
    file = case(contacts=[failed(moves=[move], booked_on="2017-04-26")])
    assert one(file, "2017-12-01", CODE)["opened_on"] == "2017-05-10"


# Several sentences


def two_orders(*contacts, **of_second):
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = first | {"ref": "a-2", "of": "order-2", "received_on": "2017-04-04"}
    requirement = {"ref": "upw", "kind": "unpaid work", "amount": 80, "unit": "hours"}
    return case(
        contacts=list(contacts),
        sentences={
            "orders": [
                order(),
                order("order-2", "2017-04-03", requirements=[requirement], **of_second),
            ]
        },
        caseload=caseload(allocations=[first, second]),
    )


def subjects(file):
    return [row["subject"] for row in owed(file, "2017-06-01", code=CODE)]


def test_each_order_live_that_day_has_its_row():
    assert subjects(two_orders(failed())) == ["c-1/order", "c-1/order-2"]


def test_one_decision_meets_every_row():
    rows = owed(two_orders(failed(decision=decided("2017-05-09"))), "2017-06-01", code=CODE)
    assert [row["met_on"] for row in rows] == ["2017-05-09", "2017-05-09"]


def test_an_order_not_yet_made_has_none():
    assert subjects(two_orders(failed("2017-03-31"))) == ["c-1/order"]


def test_a_failure_of_one_order_s_requirement_is_that_order_s_alone():
    assert subjects(two_orders(failed(kind="unpaid work", requirement="upw"))) == ["c-1/order-2"]


def test_each_row_ends_with_its_own_order():
    file = two_orders(failed(), ended={"date": "2017-05-10", "because": "revoked"})
    rows = {row["subject"]: row["state"] for row in owed(file, "2017-06-01", code=CODE)}
    assert rows == {"c-1/order": "overdue", "c-1/order-2": "ended"}


def test_on_licence_it_is_owed_too_and_recall_ends_it():
    file = case(
        contacts=[failed()],
        sentences=custody(licence(recall={"date": "2017-05-11", "returned_on": "2017-05-12"})),
        caseload=held_on_licence(),
    )
    row = one(file, "2017-05-12", CODE)
    assert (row["subject"], row["state"], row["ended_on"]) == (
        "c-1/licence",
        "missed",
        "2017-05-11",
    )
