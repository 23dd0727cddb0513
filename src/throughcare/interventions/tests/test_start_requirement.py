"""Begin a requirement: twelve weeks; a first drug test ten days; unpaid work twenty-five."""

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

CODE = "start-requirement"


def ordered(kind="programme", *contacts, interim=(), pauses=(), of_order=None, **more):
    requirement = {"ref": "required", "kind": kind} | more
    return case(
        sentences={
            "orders": [order(requirements=[requirement], **(of_order or {}))],
            "pauses": list(pauses),
        },
        contacts=list(contacts),
        interventions={
            "interim_work": [
                {"ref": f"i-{at}", "requirement": "required", "begun_on": on}
                for at, on in enumerate(interim)
            ]
        },
    )


def session(ref, on, result="attended", **more):
    return contact(ref, on, result, **{"kind": "session", "requirement": "required"} | more)


def met(file, on="2017-12-01", **more):
    row = one(file, on, CODE, **more)
    return row["met_on"], row["state"]


@pytest.mark.parametrize(
    ("kind", "opened", "due"),
    [
        ("programme", "2017-03-01", "2017-05-24"),
        ("drug rehabilitation", "2017-03-01", "2017-05-24"),
        ("alcohol treatment", "2017-03-01", "2017-05-24"),
        ("mental health treatment", "2017-03-01", "2017-05-24"),
        ("rehabilitation activity", "2017-03-01", "2017-05-24"),
        ("activity", "2017-03-01", "2017-05-24"),
        ("drug testing", "2017-03-01", "2017-03-15"),
        ("unpaid work", "2017-03-03", "2017-04-07"),
    ],
)
def test_each_kind_has_its_own_limit(kind, opened, due):
    row = one(ordered(kind), "2017-03-03", CODE)
    assert (row["subject"], row["opened_on"], row["due_on"]) == ("required", opened, due)
    assert (row["failings"], row["weight"]) == (["D1"], 4)


def test_twelve_weeks_may_end_on_a_rest_day():
    row = one(ordered(starts_on="2017-03-04"), "2017-12-01", CODE)
    assert (row["due_on"], row["failing_since"]) == ("2017-05-27", "2017-05-28")  # a Saturday


def test_unpaid_work_over_easter():
    file = case(
        sentences={"orders": [order(requirements=[{"ref": "upw", "kind": "unpaid work"}])]},
        caseload=caseload("2017-03-20"),
    )
    assert one(file, "2017-04-01", CODE)["due_on"] == "2017-04-26"


@pytest.mark.parametrize("kind", ["curfew", "exclusion", "residence", "standard conditions"])
def test_what_only_forbids_or_confines_has_no_clock(kind):
    assert owed(ordered(kind), "2017-12-01", code=CODE) == []


# What meets it


@pytest.mark.parametrize(("on", "state"), [("2017-05-24", "met"), ("2017-05-25", "met-late")])
def test_the_first_session_held_meets_it(on, state):
    file = ordered("programme", session("s-1", on), session("s-2", "2017-06-21"))
    assert met(file) == (on, state)


@pytest.mark.parametrize("result", ["failed to attend", "failed to comply", "not held", None])
def test_a_session_not_attended_does_not(result):
    file = ordered("programme", session("s-1", "2017-05-03", result, booked_on="2017-03-08"))
    assert met(file) == (None, "overdue")


def test_a_booking_alone_does_not_nor_does_interim_work():
    booked = session("s-1", "2017-07-03", None, booked_on="2017-03-08")
    assert met(ordered("programme", booked))[0] is None
    assert met(ordered("programme", interim=["2017-04-03"]))[0] is None


@pytest.mark.parametrize(
    ("booked", "interim", "expected"),
    [
        pytest.param("2017-03-08", "2017-04-03", "2017-04-03", id="booked first"),
        pytest.param("2017-04-12", "2017-04-03", "2017-04-12", id="interim work first"),
    ],
)
def test_a_date_booked_and_interim_work_meet_it_on_the_later(booked, interim, expected):
    booking = session("s-1", "2017-07-03", None, booked_on=booked)
    assert met(ordered("programme", booking, interim=[interim])) == (expected, "met")


@pytest.mark.parametrize(
    "change",
    [
        {"cancelled": {"date": "2017-06-01"}},
        {"moves": [{"ref": "m", "date": "2017-10-02", "moved_on": "2017-06-01"}]},
    ],
    ids=["cancelled", "moved"],
)
def test_and_then_it_does_not_reopen(change):
    booking = session("s-1", "2017-07-03", None, booked_on="2017-03-08") | change
    assert met(ordered("programme", booking, interim=["2017-04-03"])) == ("2017-04-03", "met")


def test_a_session_before_booking_and_interim_work_together_counts_first():
    file = ordered("programme", session("s-1", "2017-03-20"), interim=["2017-04-03"])
    assert met(file)[0] == "2017-03-20"


def test_a_session_of_another_requirement_does_not():
    file = case(
        sentences={
            "orders": [
                order(
                    requirements=[
                        {"ref": "required", "kind": "programme"},
                        {"ref": "rar", "kind": "rehabilitation activity"},
                    ]
                )
            ]
        },
        contacts=[session("s-1", "2017-04-03")],
    )
    rows = {row["subject"]: row["met_on"] for row in owed(file, "2017-12-01", code=CODE)}
    assert rows == {"required": "2017-04-03", "rar": None}


@pytest.mark.parametrize(
    ("kind", "contact_is"),
    [
        ("unpaid work", {"kind": "unpaid work"}),
        ("drug testing", {"kind": "drug test"}),
        ("rehabilitation activity", {"rar": True}),
    ],
)
def test_a_contact_that_names_no_requirement_serves_the_one_it_is_of(kind, contact_is):
    plain, special = contact("c-1", "2017-03-08"), contact("c-2", "2017-03-10", **contact_is)
    assert met(ordered(kind, plain, special))[0] == "2017-03-10"
    assert met(ordered("programme", plain, special))[0] is None


def test_a_session_held_but_recorded_late_counts_from_its_day():
    file = ordered("programme", session("s-1", "2017-05-03", recorded_at="2017-07-03T10:00:00Z"))
    assert met(file, "2017-06-30", known="2017-06-30") == (None, "overdue")
    assert met(file, "2017-07-03", known="2017-07-03") == ("2017-05-03", "met")


def test_an_attendance_corrected_to_a_failure_begins_nothing():
    outcome = {
        "result": "failed to attend",
        "recorded_at": "2017-05-10T09:00:00Z",
        "earlier": [{"result": "attended", "recorded_at": "2017-05-03T12:00:00Z"}],
    }
    file = ordered("programme", session("s-1", "2017-05-03", None, outcome=outcome))
    assert met(file, "2017-05-09", known="2017-05-09") == ("2017-05-03", "met")
    assert met(file) == (None, "overdue")


# Pauses: 24 May is the last day in time


@pytest.mark.parametrize(
    ("received", "released", "due"),
    [
        pytest.param("2017-04-03", "2017-04-13", "2017-06-03", id="ten days in the middle"),
        pytest.param("2017-05-24", "2017-05-30", "2017-05-30", id="from the due day"),
        pytest.param("2017-05-25", "2017-06-20", "2017-05-24", id="from the day after"),
        pytest.param("2017-02-20", "2017-03-11", "2017-06-02", id="from before it opened"),
        pytest.param("2017-04-03", None, None, id="for who knows how long"),
        pytest.param("2017-05-25", None, "2017-05-24", id="too late to change anything"),
    ],
)
@pytest.mark.parametrize("kind", ["custody", "hospital"])
def test_days_paused_are_not_counted(kind, received, released, due):
    pause = {"ref": "p", "kind": kind, "received_on": received}
    if released:
        pause["released"] = {"date": released}
    row = one(ordered(pauses=[pause]), "2017-12-01", CODE)
    assert row["due_on"] == due
    assert row["state"] == ("overdue" if due else "open")


def test_a_recall_on_another_sentence_pauses_it():
    back = licence(
        released_on="2017-01-03", recall={"date": "2017-04-01", "returned_on": "2017-04-03"}
    )
    again = licence("licence-2", "2017-04-13")
    requirement = {"ref": "required", "kind": "programme"}
    file = case(sentences={"orders": [order(requirements=[requirement])]} | custody(back, again))
    assert one(file, "2017-12-01", CODE)["due_on"] == "2017-06-03"


# Its end


@pytest.mark.parametrize(("last_day", "state"), [("2017-05-23", "ended"), ("2017-05-24", "missed")])
def test_it_ends_with_the_order(last_day, state):
    file = ordered(of_order={"ended": {"date": last_day, "because": "revoked"}})
    assert one(file, "2017-12-01", CODE)["state"] == state


def test_an_expired_order_ends_it_on_its_last_day():
    row = one(ordered(of_order={"expires_on": "2017-09-01"}), "2017-12-01", CODE)
    assert (row["state"], row["ended_on"]) == ("missed", "2017-09-01")


def test_while_paused_at_the_end_it_ended_before_it_was_due():
    pause = {"ref": "p", "kind": "custody", "received_on": "2017-04-03"}
    row = one(ordered(pauses=[pause], of_order={"expires_on": "2017-09-01"}), "2017-12-01", CODE)
    assert (row["due_on"], row["state"]) == (None, "ended")


def test_each_of_two_orders_has_its_own():
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = first | {"ref": "a-2", "of": "order-2", "received_on": "2017-04-03"}
    file = case(
        sentences={
            "orders": [
                order(requirements=[{"ref": "upw", "kind": "unpaid work"}]),
                order(
                    "order-2", "2017-03-31", requirements=[{"ref": "upw-2", "kind": "unpaid work"}]
                ),
            ]
        },
        caseload=caseload(allocations=[first, second]),
        contacts=[session("s-1", "2017-03-25", kind="unpaid work", requirement="upw")],
    )
    rows = {row["subject"]: row for row in owed(file, "2017-06-01", code=CODE)}
    assert rows["upw"]["met_on"] == "2017-03-25"
    assert (rows["upw-2"]["due_on"], rows["upw-2"]["state"]) == ("2017-05-11", "overdue")


def test_a_condition_of_supervision_counts_from_its_first_day():
    supervision = {
        "ref": "pss",
        "starts_on": "2017-05-02",
        "conditions": [{"ref": "test", "kind": "drug testing"}],
    }
    file = case(
        sentences=custody(licence(expires_on="2017-05-01"), supervision=supervision),
        caseload=held_on_licence(),
    )
    row = one(file, "2017-06-01", CODE)
    assert (row["opened_on"], row["due_on"], row["state"]) == (
        "2017-05-02",
        "2017-05-16",
        "overdue",
    )
