"""The first appointment: booked in time, and held."""

import pytest
from tests.casefiles import (
    case,
    caseload,
    contact,
    custody,
    held_on_licence,
    licence,
    officer,
    one,
    order,
    owed,
)

ARRANGE, HOLD = "arrange-first-appointment", "hold-first-appointment"
CODES = (ARRANGE, HOLD)


def on_order(*contacts, **sections):
    """An order received on Friday 3 March 2017: the limit is Friday 10 March."""
    return case(contacts=list(contacts), **sections)


def on_licence(*contacts, released_on="2017-03-01", **more):
    """Released on Wednesday 1 March 2017: the limit is Thursday 2 March."""
    return case(
        contacts=list(contacts),
        sentences=custody(licence(released_on=released_on, **more)),
        caseload=held_on_licence(),
    )


def booking(on, made="2017-03-03", **more):
    return contact("c-1", on, None, booked_on=made, **more)


def met(file, code, on="2017-12-01", **more):
    row = one(file, on, code, **more)
    return row["met_on"], row["state"]


# What opens them and when they fall due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("2018-04-04", "2018-04-11", id="the published vector"),
        pytest.param("2017-03-03", "2017-03-10", id="Friday to Friday"),
        pytest.param("2017-03-04", "2017-03-10", id="Saturday to Friday"),
        pytest.param("2017-04-12", "2017-04-21", id="over Easter"),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_an_order_opens_both_on_receipt_for_five_business_days(code, received, due):
    row = one(case(caseload=caseload(received)), received, code)
    assert (row["subject"], row["opened_on"], row["due_on"]) == ("order", received, due)
    assert (row["weight"], row["failings"]) == (2, ["S1"])


@pytest.mark.parametrize(
    ("released", "due"),
    [
        pytest.param("2018-12-24", "2018-12-27", id="the published vector, Christmas Eve"),
        pytest.param("2018-05-04", "2018-05-08", id="the published vector, a bank holiday Monday"),
        pytest.param("2017-03-03", "2017-03-06", id="Friday to Monday"),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_a_release_opens_both_for_one_business_day(code, released, due):
    row = one(on_licence(released_on=released), released, code)
    assert (row["subject"], row["opened_on"], row["due_on"]) == ("licence", released, due)


def test_an_order_that_no_team_has_received_opens_neither():
    file = case(caseload=caseload(allocations=[]))
    assert [row for code in CODES for row in owed(file, "2017-06-01", code=code)] == []


def test_a_release_opens_both_though_no_team_has_received_the_licence():
    file = case(sentences=custody(licence()), caseload=caseload(allocations=[]))
    assert [len(owed(file, "2017-06-01", code=code)) for code in CODES] == [1, 1]


def test_release_from_remand_on_an_order_opens_nothing_more():
    pause = {
        "ref": "remand",
        "kind": "custody",
        "received_on": "2017-04-03",
        "released": {"date": "2017-05-02"},
    }
    file = case(sentences={"orders": [order()], "pauses": [pause]})
    assert [one(file, "2017-06-01", code)["due_on"] for code in CODES] == ["2017-03-10"] * 2


def test_custody_does_not_pause_them():
    pause = {"ref": "remand", "kind": "custody", "received_on": "2017-03-06"}
    file = case(sentences={"orders": [order()], "pauses": [pause]})
    assert [one(file, "2017-03-13", code)["state"] for code in CODES] == ["overdue"] * 2


def test_before_june_2014_nothing_was_measured():
    file = case(
        sentences={"orders": [order(sentenced_on="2014-05-27")]}, caseload=caseload("2014-05-30")
    )
    assert [row for code in CODES for row in owed(file, "2014-07-01", code=code)] == []


# Booked


@pytest.mark.parametrize(
    ("on", "made", "expected"),
    [
        pytest.param("2017-03-10", "2017-03-10", ("2017-03-10", "met"), id="the last day"),
        pytest.param("2017-03-08", "2017-03-06", ("2017-03-06", "met"), id="within both"),
        pytest.param("2017-03-08", "2017-03-01", ("2017-03-01", "met"), id="made before receipt"),
        pytest.param("2017-03-03", "2017-03-02", ("2017-03-02", "met"), id="for the day itself"),
        pytest.param("2017-03-13", "2017-03-06", (None, "overdue"), id="for a day too late"),
        pytest.param("2017-03-02", "2017-03-01", (None, "overdue"), id="for a day before receipt"),
    ],
)
def test_a_booking_within_the_limit_for_a_day_within_it_arranges(on, made, expected):
    assert met(on_order(booking(on, made)), ARRANGE) == expected


def test_a_booking_does_not_hold():
    assert met(on_order(booking("2017-03-08")), HOLD) == (None, "overdue")


@pytest.mark.parametrize(
    ("mode", "state"),
    [("office", "met"), ("home visit", "met"), ("video", "met"), ("telephone", "overdue")],
)
def test_a_booking_by_telephone_arranges_nothing(mode, state):
    assert met(on_order(booking("2017-03-08", mode=mode)), ARRANGE)[1] == state


def test_a_cancelled_booking_arranges_nothing():
    cancelled = booking("2017-03-08", cancelled={"date": "2017-03-07"})
    assert met(on_order(cancelled), ARRANGE) == (None, "overdue")


def test_until_the_cancellation_was_known_it_was_met():
    file = on_order(booking("2017-03-08", cancelled={"date": "2017-03-07"}))
    assert met(file, ARRANGE, "2017-03-06", known="2017-03-06") == ("2017-03-03", "met")
    assert met(file, ARRANGE, "2017-03-07", known="2017-03-07") == (None, "due-soon")


def moved(*moves, first="2017-03-08"):
    return booking(
        first,
        moves=[
            {"ref": f"m-{at}", "date": on, "moved_on": made} for at, (on, made) in enumerate(moves)
        ],
    )


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        pytest.param([("2017-03-10", "2017-03-07")], ("2017-03-07", "met"), id="still in time"),
        pytest.param([("2017-03-13", "2017-03-07")], (None, "overdue"), id="out of time"),
        pytest.param(
            [("2017-03-13", "2017-03-07"), ("2017-03-09", "2017-03-08")],
            ("2017-03-08", "met"),
            id="out and in again",
        ),
        pytest.param([("2017-03-10", "2017-03-13")], (None, "overdue"), id="made too late"),
    ],
)
def test_a_moved_booking_counts_as_it_now_stands(moves, expected):
    assert met(on_order(moved(*moves)), ARRANGE) == expected


@pytest.mark.parametrize("result", ["failed to attend", "failed to comply", "not held"])
def test_a_booking_in_time_arranges_whatever_came_of_it_and_only_attendance_holds(result):
    file = on_order(contact("c-1", "2017-03-08", result, booked_on="2017-03-06"))
    assert met(file, ARRANGE) == ("2017-03-06", "met")
    assert met(file, HOLD) == (None, "overdue")


def test_otherwise_the_first_attended_appointment_meets_it_late():
    file = on_order(
        contact("c-1", "2017-03-15", booked_on="2017-03-06"),
        contact("c-2", "2017-03-22", booked_on="2017-03-06"),
    )
    assert met(file, ARRANGE) == met(file, HOLD) == ("2017-03-15", "met-late")


def test_of_two_bookings_in_time_the_earlier_made_counts():
    file = on_order(
        contact("c-1", "2017-03-07", None, booked_on="2017-03-06"),
        contact("c-2", "2017-03-09", None, booked_on="2017-03-03"),
    )
    assert met(file, ARRANGE) == ("2017-03-03", "met")


# Held


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2017-03-02", (None, "overdue")),
        ("2017-03-03", ("2017-03-03", "met")),
        ("2017-03-10", ("2017-03-10", "met")),
        ("2017-03-13", ("2017-03-13", "met-late")),
    ],
)
def test_the_first_contact_attended_on_or_after_the_opening_holds(on, expected):
    assert met(on_order(contact("c-1", on)), HOLD) == expected


def test_somebody_who_walks_in_is_booked_and_seen_at_once():
    file = on_order(contact("c-1", "2017-03-06"))
    assert met(file, ARRANGE) == met(file, HOLD) == ("2017-03-06", "met")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("office", "2017-03-08"),
        ("home visit", "2017-03-08"),
        ("elsewhere in person", "2017-03-08"),
        ("video", "2017-03-08"),
        ("telephone", "2017-03-15"),
    ],
)
def test_in_person_or_by_video_and_not_by_telephone(mode, expected):
    file = on_order(contact("c-1", "2017-03-08", mode=mode), contact("c-2", "2017-03-15"))
    assert met(file, HOLD)[0] == expected


def test_a_note_holds_nothing():
    assert met(on_order(contact("c-1", "2017-03-08", kind="note")), HOLD)[0] is None


def test_recorded_late_it_still_counts_on_the_day_it_happened():
    seen = contact("c-1", "2017-03-08", recorded_at="2017-03-20T09:00:00Z")
    file = on_order(seen)
    assert met(file, HOLD, "2017-03-17", known="2017-03-17") == (None, "overdue")
    assert met(file, HOLD, "2017-03-20", known="2017-03-20") == ("2017-03-08", "met")


def test_an_attendance_corrected_to_a_failure_holds_no_longer():
    outcome = {
        "result": "failed to attend",
        "recorded_at": "2017-03-14T09:00:00Z",
        "earlier": [{"result": "attended", "recorded_at": "2017-03-08T12:00:00Z"}],
    }
    file = on_order(contact("c-1", "2017-03-08", None, outcome=outcome))
    assert met(file, HOLD, "2017-03-13", known="2017-03-13") == ("2017-03-08", "met")
    assert met(file, HOLD, "2017-03-14", known="2017-03-14") == (None, "overdue")


def test_a_contact_recorded_in_error_holds_nothing():
    error = {"recorded_at": "2017-03-09T09:00:00Z", "because": "somebody else"}
    file = on_order(contact("c-1", "2017-03-08", in_error=error))
    assert met(file, HOLD, "2017-03-08", known="2017-03-08")[0] == "2017-03-08"
    assert met(file, HOLD)[0] is None
    assert met(file, ARRANGE)[0] is None


# Several sentences


def test_two_orders_each_have_their_own_clock_and_one_contact_counts_for_both():
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = first | {"ref": "a-2", "of": "order-2", "received_on": "2017-03-07"}
    file = on_order(
        contact("c-1", "2017-03-13"),
        sentences={"orders": [order(), order("order-2", "2017-03-06")]},
        caseload=caseload(allocations=[first, second]),
    )
    rows = {row["subject"]: row for row in owed(file, "2017-06-01", code=HOLD)}
    assert (rows["order"]["due_on"], rows["order"]["state"]) == ("2017-03-10", "met-late")
    assert (rows["order-2"]["due_on"], rows["order-2"]["state"]) == ("2017-03-14", "met")


def test_a_contact_before_the_second_order_came_does_not_hold_for_it():
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = first | {"ref": "a-2", "of": "order-2", "received_on": "2017-05-04"}
    file = on_order(
        contact("c-1", "2017-05-03"),
        sentences={"orders": [order(), order("order-2", "2017-05-02")]},
        caseload=caseload(allocations=[first, second]),
    )
    rows = {row["subject"]: row["met_on"] for row in owed(file, "2017-06-01", code=HOLD)}
    assert rows == {"order": "2017-05-03", "order-2": None}


def recalled(*contacts):
    return case(
        contacts=list(contacts),
        sentences=custody(
            licence(recall={"date": "2017-05-10", "returned_on": "2017-05-11"}),
            licence("licence-2", "2017-06-08"),
        ),
        caseload=held_on_licence(),
    )


def test_a_re_release_opens_them_anew():
    rows = {row["subject"]: row for row in owed(recalled(), "2017-07-03", code=HOLD)}
    assert (rows["licence"]["due_on"], rows["licence"]["state"]) == ("2017-03-02", "missed")
    assert (rows["licence-2"]["due_on"], rows["licence-2"]["state"]) == ("2017-06-09", "overdue")


def test_a_contact_in_the_new_licence_does_not_hold_for_the_old():
    rows = {
        row["subject"]: row["met_on"]
        for row in owed(recalled(contact("c-1", "2017-06-09")), "2017-07-03", code=HOLD)
    }
    assert rows == {"licence": None, "licence-2": "2017-06-09"}


def supervised(*licences, sentenced_on="2016-12-28", **more):
    sentences = custody(
        *licences,
        sentenced_on=sentenced_on,
        supervision={"ref": "pss", "starts_on": "2017-05-02", "expires_on": "2018-03-01"},
    )
    return case(sentences=sentences | more, caseload=held_on_licence("pss", "2017-05-02"))


def subjects(file):
    return [row["subject"] for row in owed(file, "2017-07-03", code=HOLD)]


def test_supervision_from_custody_opens_both():
    row = one(supervised(), "2017-07-03", HOLD)
    assert (row["subject"], row["opened_on"], row["due_on"]) == ("pss", "2017-05-02", "2017-05-03")


def test_supervision_that_follows_a_licence_opens_neither():
    assert subjects(supervised(licence(expires_on="2017-05-01"))) == ["licence"]


def test_supervision_after_a_recall_opens_both():
    back = licence(recall={"date": "2017-04-03", "returned_on": "2017-04-04"})
    assert subjects(supervised(back)) == ["licence", "pss"]


def test_supervision_that_begins_with_a_release_from_remand_opens_both():
    remand = {
        "ref": "remand",
        "kind": "custody",
        "received_on": "2017-04-03",
        "released": {"date": "2017-05-02"},
    }
    file = supervised(licence(expires_on="2017-05-01"), pauses=[remand])
    assert subjects(file) == ["licence", "pss"]


# The end of the spell


@pytest.mark.parametrize(("last_day", "state"), [("2017-03-09", "ended"), ("2017-03-10", "missed")])
def test_when_the_order_ends_first(last_day, state):
    file = on_order(sentences={"orders": [order(ended={"date": last_day, "because": "revoked"})]})
    assert [one(file, "2017-03-20", code)["state"] for code in CODES] == [state, state]


def test_a_contact_after_the_order_ended_holds_nothing():
    file = on_order(
        contact("c-1", "2017-03-21"),
        sentences={"orders": [order(ended={"date": "2017-03-20", "because": "revoked"})]},
    )
    assert met(file, HOLD) == (None, "missed")


def test_whose_it_is():
    file = case(
        caseload=caseload("2017-03-03", officer("officer", "olga", "2017-03-03")), contacts=[]
    )
    assert one(file, "2017-03-06", ARRANGE)["owner"]["role"] == "responsible officer"
