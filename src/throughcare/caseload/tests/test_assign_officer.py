"""Assign a responsible officer: one working day after a team has received the order."""

import pytest
from tests.casefiles import (
    away,
    case,
    caseload,
    custody,
    directory,
    held_on_licence,
    leaves,
    licence,
    officer,
    one,
    order,
    owed,
)

CODE = "assign-officer"


def unassigned(received="2017-03-03", **more):
    return case(caseload=caseload(received, officers=[], **more))


def test_it_names_the_order_the_failing_and_its_weight():
    row = one(case(), "2017-03-03", CODE)
    assert (row["subject"], row["failings"], row["weight"]) == ("order", ["A1"], 1)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("2017-03-02", "2017-03-03", id="Thursday: Friday"),
        pytest.param("2017-03-03", "2017-03-06", id="Friday: Monday"),
        pytest.param("2017-03-04", "2017-03-06", id="Saturday: Monday"),
        pytest.param("2017-04-13", "2017-04-18", id="the eve of Good Friday: Tuesday"),
    ],
)
def test_it_opens_on_receipt_and_is_due_one_working_day_later(received, due):
    row = one(unassigned(received), received, CODE)
    assert (row["opened_on"], row["due_on"]) == (received, due)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2017-03-02", "open"),
        ("2017-03-03", "due-soon"),
        ("2017-03-06", "due-soon"),
        ("2017-03-07", "overdue"),
    ],
)
def test_unassigned_it_is_overdue_from_the_day_after(day, state):
    row = one(unassigned(), day, CODE)
    assert row["state"] == state
    assert row["failing_since"] == "2017-03-07"


def test_until_somebody_is_assigned_it_is_the_manager_s():
    owner = one(unassigned(), "2017-03-07", CODE)["owner"]
    assert owner == {"role": "team manager", "staff": "sam", "team": "north"}


@pytest.mark.parametrize(
    ("assigned", "state"),
    [("2017-03-03", "met"), ("2017-03-06", "met"), ("2017-03-07", "met-late")],
)
def test_it_is_met_on_the_day_of_assignment(assigned, state):
    file = case(caseload=caseload("2017-03-03", officer("officer", "olga", assigned)))
    row = one(file, "2017-03-20", CODE)
    assert (row["met_on"], row["state"]) == (assigned, state)


def test_an_assignment_that_lies_ahead_does_not_meet_it_yet():
    later = officer("officer", "olga", "2017-03-20", recorded_at="2017-03-06")
    row = one(case(caseload=caseload("2017-03-03", later)), "2017-03-07", CODE)
    assert (row["state"], row["met_on"]) == ("overdue", "2017-03-20")


def test_an_officer_assigned_before_the_order_came_meets_it_on_the_day_it_came():
    file = case(caseload=caseload("2017-03-03", officer("officer", "olga", "2017-03-01")))
    assert one(file, "2017-03-03", CODE)["met_on"] == "2017-03-03"


def two_orders(second_received="2017-05-04", **more):
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = first | {"ref": "allocation-2", "of": "order-2", "received_on": second_received}
    return case(
        sentences={"orders": [order(), order("order-2", "2017-05-02")]},
        caseload=caseload(allocations=[first, second]),
        **more,
    )


def test_a_second_order_has_its_own_row_which_an_officer_in_post_meets():
    rows = {row["subject"]: row for row in owed(two_orders(), "2017-05-04", code=CODE)}
    assert rows["order"]["met_on"] == "2017-03-03"
    assert rows["order-2"]["opened_on"] == rows["order-2"]["met_on"] == "2017-05-04"


def test_an_officer_who_has_left_does_not_meet_it_for_a_second_order():
    file = two_orders(directory=directory(**leaves("olga", "2017-04-28")))
    rows = {row["subject"]: row for row in owed(file, "2017-05-08", code=CODE)}
    assert rows["order"]["state"] == "met"
    assert (rows["order-2"]["state"], rows["order-2"]["due_on"]) == ("overdue", "2017-05-05")


def test_an_officer_who_is_away_is_in_post_all_the_same():
    file = two_orders(directory=directory(**away("olga", "2017-05-03", "2017-05-12")))
    rows = {row["subject"]: row for row in owed(file, "2017-05-08", code=CODE)}
    assert rows["order-2"]["met_on"] == "2017-05-04"


def test_the_same_order_received_again_opens_nothing():
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    again = first | {"ref": "allocation-2", "team": "south", "received_on": "2017-06-01"}
    file = case(caseload=caseload(allocations=[first, again]))
    assert one(file, "2017-06-05", CODE)["opened_on"] == "2017-03-03"


def test_acting_cover_is_no_assignment():
    cover = [{"ref": "cover", "staff": "omar", "starts_on": "2017-03-03"}]
    assert one(unassigned(cover=cover), "2017-03-07", CODE)["state"] == "overdue"


TRANSFER = {
    "ref": "transfer",
    "to_team": "south",
    "effective_on": "2017-06-01",
    "accepted": {"date": "2017-05-20"},
}


def test_a_transfer_opens_none():
    file = case(caseload=caseload(transfers=[TRANSFER | {"to_officer": "petra"}]))
    assert one(file, "2017-06-05", CODE)["subject"] == "order"


def test_a_case_never_assigned_has_only_this_wherever_it_is_sent():
    file = unassigned(transfers=[TRANSFER])
    assert owed(file, "2017-06-05", code="officer-in-post") == []
    assert one(file, "2017-05-31", CODE)["owner"]["staff"] == "sam"
    assert one(file, "2017-06-01", CODE)["owner"]["staff"] == "sue"


def test_a_transfer_that_brings_an_officer_meets_it():
    file = unassigned(transfers=[TRANSFER | {"to_officer": "petra"}])
    assert one(file, "2017-06-05", CODE)["met_on"] == "2017-06-01"


def test_a_receiving_officer_written_down_too_early_meets_it_when_the_transfer_is_accepted():
    late = TRANSFER | {"to_officer": "petra", "accepted": {"date": "2017-06-12"}}
    file = case(
        caseload=caseload("2017-03-03", officer("o-2", "petra", "2017-06-01"), transfers=[late])
    )
    assert one(file, "2017-06-20", CODE)["met_on"] == "2017-06-12"


@pytest.mark.parametrize(
    ("last_day", "after"),
    [("2017-03-05", "ended"), ("2017-03-06", "missed"), ("2017-03-07", "missed")],
)
def test_when_the_order_ends_first_it_is_missed_if_it_had_fallen_due(last_day, after):
    ended = {"date": last_day, "because": "revoked"}
    file = case(sentences={"orders": [order(ended=ended)]}, caseload=caseload(officers=[]))
    assert one(file, "2017-03-08", CODE)["state"] == after
    assert one(file, "2017-03-08", CODE)["ended_on"] == last_day


def test_on_its_last_day_the_order_is_still_alive():
    ended = {"date": "2017-03-07", "because": "revoked"}
    file = case(sentences={"orders": [order(ended=ended)]}, caseload=caseload(officers=[]))
    assert one(file, "2017-03-07", CODE)["state"] == "overdue"


def test_an_officer_for_a_later_order_does_not_meet_an_order_that_has_ended():
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = first | {"ref": "allocation-2", "of": "order-2", "received_on": "2017-09-05"}
    file = case(
        sentences={
            "orders": [
                order(ended={"date": "2017-06-30", "because": "expired"}),
                order("order-2", "2017-09-01"),
            ]
        },
        caseload=caseload(
            allocations=[first, second], officers=[officer("officer", "olga", "2017-09-05")]
        ),
    )
    rows = {row["subject"]: row for row in owed(file, "2017-10-02", code=CODE)}
    assert (rows["order"]["state"], rows["order"]["met_on"]) == ("missed", None)
    assert rows["order-2"]["met_on"] == "2017-09-05"


@pytest.mark.parametrize("of", ["custody", "licence"])
def test_custody_and_licences_have_it_too(of):
    file = case(sentences=custody(licence()), caseload=held_on_licence(of, "2017-02-27"))
    row = one(file, "2017-03-01", CODE)
    assert (row["subject"], row["due_on"], row["state"]) == (of, "2017-02-28", "met")


def test_a_receipt_recorded_late_counts_from_the_day_it_happened():
    received = {
        "ref": "allocation",
        "of": "order",
        "team": "north",
        "received_on": "2017-03-03",
        "recorded_at": "2017-03-15T10:00:00Z",
    }
    file = case(caseload=caseload(allocations=[received], officers=[]))
    assert owed(file, "2017-03-14", known="2017-03-14", code=CODE) == []
    assert one(file, "2017-03-15", CODE, known="2017-03-15")["failing_since"] == "2017-03-07"


def test_an_officer_recorded_in_error_was_never_assigned():
    error = {"recorded_at": "2017-03-10T09:00:00Z", "because": "another case"}
    file = case(
        caseload=caseload("2017-03-03", officer("officer", "olga", "2017-03-03", in_error=error))
    )
    assert one(file, "2017-03-09", CODE, known="2017-03-09")["state"] == "met"
    assert one(file, "2017-03-10", CODE, known="2017-03-10")["state"] == "overdue"


def test_a_corrected_day_of_receipt_moves_the_clock_and_keeps_what_was_known():
    received = {
        "ref": "allocation",
        "of": "order",
        "team": "north",
        "received_on": "2017-03-07",
        "recorded_at": "2017-03-13T10:00:00Z",
        "earlier": [
            {
                "of": "order",
                "team": "north",
                "received_on": "2017-03-03",
                "recorded_at": "2017-03-03T10:00:00Z",
            }
        ],
    }
    file = case(caseload=caseload(allocations=[received], officers=[]))
    assert one(file, "2017-03-10", CODE, known="2017-03-10")["failing_since"] == "2017-03-07"
    assert one(file, "2017-03-13", CODE, known="2017-03-13")["failing_since"] == "2017-03-09"
