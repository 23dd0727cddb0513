"""Refer for a requirement, or book its first session: ten working days; unpaid work seven."""

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

CODE = "refer-requirement"
CLOCKED = (
    "programme",
    "drug rehabilitation",
    "alcohol treatment",
    "mental health treatment",
    "drug testing",
    "rehabilitation activity",
    "activity",
)
UNCLOCKED = (
    "curfew",
    "exclusion",
    "residence",
    "prohibited activity",
    "non-contact",
    "supervision",
    "standard conditions",
    "electronic monitoring",
)


def ordered(kind="programme", *contacts, referrals=(), pauses=(), of_order=None, **more):
    requirement = {"ref": "required", "kind": kind} | more
    return case(
        sentences={
            "orders": [order(requirements=[requirement], **(of_order or {}))],
            "pauses": list(pauses),
        },
        contacts=list(contacts),
        interventions={
            "referrals": [
                {"ref": f"r-{at}", "requirement": "required", "made_on": on}
                for at, on in enumerate(referrals)
            ]
        },
    )


def session(ref, on, result=None, **more):
    return contact(ref, on, result, kind="session", requirement="required", **more)


def met(file, on="2017-12-01", **more):
    row = one(file, on, CODE, **more)
    return row["met_on"], row["state"]


@pytest.mark.parametrize("kind", CLOCKED)
def test_a_requirement_opens_it_on_the_first_day_of_its_order(kind):
    row = one(ordered(kind), "2017-03-01", CODE)
    assert (row["subject"], row["opened_on"], row["due_on"]) == (
        "required",
        "2017-03-01",
        "2017-03-15",
    )
    assert (row["failings"], row["weight"]) == (["D1"], 4)
    assert one(ordered(kind), "2017-03-03", CODE)["owner"]["role"] == "responsible officer"


@pytest.mark.parametrize("kind", UNCLOCKED)
def test_what_only_forbids_or_confines_has_no_clock(kind):
    assert owed(ordered(kind), "2017-12-01", code=CODE) == []


def test_a_requirement_that_starts_later_opens_it_then():
    row = one(ordered(starts_on="2017-04-12"), "2017-12-01", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-04-12", "2017-04-28")  # over Easter


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2017-03-08", "open"),
        ("2017-03-09", "due-soon"),
        ("2017-03-15", "due-soon"),
        ("2017-03-16", "overdue"),
    ],
)
def test_its_states(on, state):
    assert one(ordered(), on, CODE)["state"] == state


@pytest.mark.parametrize(("on", "state"), [("2017-03-15", "met"), ("2017-03-16", "met-late")])
def test_a_referral_meets_it(on, state):
    assert met(ordered(referrals=[on])) == (on, state)


def test_the_first_of_several_counts():
    assert met(ordered(referrals=["2017-03-20", "2017-03-08"])) == ("2017-03-08", "met")


def test_a_referral_made_before_the_requirement_starts_counts():
    assert met(ordered(starts_on="2017-04-03", referrals=["2017-03-08"])) == ("2017-03-08", "met")


def test_a_referral_recorded_late_counts_from_its_day():
    file = case(
        sentences={"orders": [order(requirements=[{"ref": "required", "kind": "programme"}])]},
        interventions={
            "referrals": [
                {
                    "ref": "r",
                    "requirement": "required",
                    "made_on": "2017-03-08",
                    "recorded_at": "2017-04-03T10:00:00Z",
                }
            ]
        },
    )
    assert met(file, "2017-03-31", known="2017-03-31") == (None, "overdue")
    assert met(file, "2017-04-03", known="2017-04-03") == ("2017-03-08", "met")


def test_the_first_session_booked_meets_it_on_the_day_of_booking():
    file = ordered("programme", session("s-1", "2017-05-02", booked_on="2017-03-13"))
    assert met(file) == ("2017-03-13", "met")


@pytest.mark.parametrize(
    "change",
    [
        {"moves": [{"ref": "m", "date": "2017-06-01", "moved_on": "2017-04-03"}]},
        {"cancelled": {"date": "2017-04-03"}},
    ],
    ids=["moved", "cancelled"],
)
def test_a_booking_stands_from_the_day_it_was_first_made(change):
    file = ordered("programme", session("s-1", "2017-05-02", booked_on="2017-03-13") | change)
    assert met(file) == ("2017-03-13", "met")


def test_a_contact_for_something_else_does_not():
    assert met(ordered("programme", contact("c-1", "2017-03-08"))) == (None, "overdue")


def test_a_note_does_not():
    note = session("n-1", "2017-03-08") | {"kind": "note"}
    assert met(ordered("programme", note)) == (None, "overdue")


# Unpaid work


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("2018-12-20", "2019-01-03", id="the published vector, over Christmas"),
        pytest.param("2017-03-03", "2017-03-14", id="a Friday"),
    ],
)
def test_unpaid_work_counts_seven_business_days_from_receipt(received, due):
    file = case(
        sentences={"orders": [order(requirements=[{"ref": "upw", "kind": "unpaid work"}])]},
        caseload=caseload(received),
    )
    row = one(file, received, CODE)
    assert (row["opened_on"], row["due_on"]) == (received, due)


def test_unpaid_work_nobody_has_received_opens_nothing():
    file = case(
        sentences={"orders": [order(requirements=[{"ref": "upw", "kind": "unpaid work"}])]},
        caseload=caseload(allocations=[]),
    )
    assert owed(file, "2017-12-01", code=CODE) == []


def test_unpaid_work_booked_meets_it():
    booked = session("s-1", "2017-03-25", booked_on="2017-03-14") | {"kind": "unpaid work"}
    assert met(ordered("unpaid work", booked)) == ("2017-03-14", "met")


def test_a_session_of_unpaid_work_that_names_no_requirement_serves_the_unpaid_work():
    booked = contact("s-1", "2017-03-25", None, kind="unpaid work", booked_on="2017-03-14")
    assert met(ordered("unpaid work", booked)) == ("2017-03-14", "met")
    assert met(ordered("programme", booked)) == (None, "overdue")


# Pauses


@pytest.mark.parametrize("kind", ["programme", "unpaid work"])
def test_custody_pauses_it(kind):
    pause = {
        "ref": "p",
        "kind": "custody",
        "received_on": "2017-03-06",
        "released": {"date": "2017-03-20"},
    }
    plain = {"programme": "2017-03-29", "unpaid work": "2017-03-28"}
    assert one(ordered(kind, pauses=[pause]), "2017-12-01", CODE)["due_on"] == plain[kind]


def test_hospital_without_a_known_end_leaves_no_day():
    pause = {"ref": "p", "kind": "hospital", "received_on": "2017-03-15"}
    row = one(ordered(pauses=[pause]), "2017-12-01", CODE)
    assert (row["due_on"], row["state"]) == (None, "open")


def test_a_pause_after_it_fell_due_changes_nothing():
    pause = {"ref": "p", "kind": "hospital", "received_on": "2017-03-16"}
    row = one(ordered(pauses=[pause]), "2017-12-01", CODE)
    assert (row["due_on"], row["state"]) == ("2017-03-15", "overdue")


# Its end


@pytest.mark.parametrize(("last_day", "state"), [("2017-03-14", "ended"), ("2017-03-15", "missed")])
def test_it_ends_with_the_order(last_day, state):
    file = ordered(of_order={"ended": {"date": last_day, "because": "revoked"}})
    assert one(file, "2017-12-01", CODE)["state"] == state


def test_it_ends_with_the_requirement_where_that_ends_first():
    ended = {"date": "2017-03-10", "because": "removed by the court"}
    row = one(ordered(ended=ended, of_order={"expires_on": "2018-02-28"}), "2017-12-01", CODE)
    assert (row["ended_on"], row["state"]) == ("2017-03-10", "ended")


def test_a_referral_after_the_end_meets_nothing():
    ended = {"date": "2017-03-20", "because": "revoked"}
    assert met(ordered(referrals=["2017-03-22"], of_order={"ended": ended})) == (None, "missed")


def test_a_requirement_that_would_start_after_the_order_ended_opens_nothing():
    ended = {"date": "2017-06-30", "because": "revoked"}
    file = ordered(starts_on="2017-09-01", referrals=["2017-05-02"], of_order={"ended": ended})
    assert owed(file, "2017-12-01", code=CODE) == []


def test_conditions_of_a_licence_count_from_release_and_end_with_recall():
    condition = {"ref": "bbr", "kind": "programme", "name": "Building Better Relationships"}
    file = case(
        sentences=custody(
            licence(
                conditions=[condition, {"ref": "std", "kind": "standard conditions"}],
                recall={"date": "2017-03-14", "returned_on": "2017-03-17"},
            ),
            licence("licence-2", "2017-06-08", conditions=[condition | {"ref": "bbr-2"}]),
        ),
        caseload=held_on_licence(),
    )
    rows = {row["subject"]: row for row in owed(file, "2017-07-03", code=CODE)}
    assert rows.keys() == {"bbr", "bbr-2"}
    assert (rows["bbr"]["due_on"], rows["bbr"]["state"]) == ("2017-03-15", "ended")
    assert (rows["bbr-2"]["opened_on"], rows["bbr-2"]["due_on"]) == ("2017-06-08", "2017-06-22")
