"""See the person: as often as the plan says, or the minimum before there is one, and five days."""

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

CODE = "see-the-person"


def plan(signed_on="2017-03-20", interval="weekly", ref="plan", **more):
    return {"ref": ref, "signed_on": signed_on, "contact": interval} | more


def planned(*contacts, plans=None, **sections):
    plans = [plan()] if plans is None else plans
    return case(contacts=list(contacts), planning={"plans": plans}, **sections)


def harm(level, signed_on="2017-03-10"):
    return {"harm": [{"ref": "harm", "level": level, "signed_on": signed_on}]}


def rows(file, on="2017-12-01", **more):
    found = owed(file, on, code=CODE, **more)
    return sorted(
        ((row["opened_on"], row["due_on"], row["met_on"]) for row in found),
        key=lambda row: (row[0], row[2] or "9999"),
    )


def last(file, on="2017-12-01", **more):
    return max(owed(file, on, code=CODE, **more), key=lambda row: row["opened_on"])


# What opens it


def test_it_begins_on_the_day_the_order_was_received():
    row = one(case(), "2017-03-03", CODE)
    assert (row["subject"], row["opened_on"], row["due_on"]) == ("case", "2017-03-03", "2017-03-24")
    assert (row["failings"], row["weight"]) == (["D7"], 3)


def test_it_begins_on_release():
    file = case(sentences=custody(licence()), caseload=held_on_licence("custody", "2016-09-05"))
    assert one(file, "2017-03-06", CODE)["opened_on"] == "2017-03-01"


def test_without_a_receipt_or_a_release_it_does_not_begin():
    assert owed(case(caseload=caseload(allocations=[])), "2017-06-01", code=CODE) == []


def test_each_contact_that_counts_meets_one_and_opens_the_next():
    file = planned(contact("c-1", "2017-03-08"), contact("c-2", "2017-05-03"))
    assert rows(file) == [
        ("2017-03-03", "2017-03-24", "2017-03-08"),
        ("2017-03-08", "2017-03-29", "2017-05-03"),
        ("2017-05-03", "2017-05-17", None),
    ]


def test_seen_on_the_day_it_began_it_is_met_that_day():
    file = case(contacts=[contact("c-1", "2017-03-03")])
    assert rows(file)[0] == ("2017-03-03", "2017-03-24", "2017-03-03")


def test_two_contacts_in_a_day_are_one():
    file = planned(
        contact("c-1", "2017-05-03", time="09:00"), contact("c-2", "2017-05-03", time="15:00")
    )
    assert len(rows(file)) == 2


def test_a_contact_before_the_case_was_received_does_not_count():
    assert len(rows(case(contacts=[contact("c-1", "2017-03-02")]))) == 1


@pytest.mark.parametrize("result", ["failed to attend", "failed to comply", "not held", None])
def test_only_attendance_counts(result):
    assert len(rows(planned(contact("c-1", "2017-05-03", result)))) == 1


@pytest.mark.parametrize(
    ("mode", "to_face", "counts"),
    [
        ("office", True, True),
        ("home visit", True, True),
        ("elsewhere in person", True, True),
        ("video", True, False),
        ("telephone", True, False),
        ("video", False, True),
        ("telephone", False, True),
    ],
)
def test_face_to_face_unless_the_plan_says_otherwise(mode, to_face, counts):
    file = planned(contact("c-1", "2017-05-03", mode=mode), plans=[plan(face_to_face=to_face)])
    assert len(rows(file)) == 1 + counts


def test_before_a_plan_it_is_face_to_face():
    file = planned(contact("c-1", "2017-03-17", mode="telephone"), plans=[plan(face_to_face=False)])
    assert len(rows(file)) == 1


def test_a_session_counts_like_any_contact_and_a_note_does_not():
    file = planned(
        contact("c-1", "2017-05-03", kind="session"), contact("c-2", "2017-05-10", kind="note")
    )
    assert rows(file)[-1][0] == "2017-05-03"


# When it falls due


@pytest.mark.parametrize(
    ("interval", "seen", "due"),
    [
        pytest.param("weekly", "2017-05-03", "2017-05-17", id="weekly"),
        pytest.param("fortnightly", "2017-05-03", "2017-05-24", id="fortnightly"),
        pytest.param("three-weekly", "2017-05-03", "2017-06-01", id="three-weekly, bank holiday"),
        pytest.param("four-weekly", "2017-05-03", "2017-06-07", id="four-weekly"),
        pytest.param("six-weekly", "2017-05-03", "2017-06-21", id="six-weekly"),
        pytest.param("monthly", "2017-05-03", "2017-06-09", id="monthly"),
        pytest.param("monthly", "2017-03-31", "2017-05-08", id="the last of March: of April"),
        pytest.param("two-monthly", "2017-06-30", "2017-09-06", id="two-monthly"),
        pytest.param("quarterly", "2017-05-31", "2017-09-07", id="quarterly"),
    ],
)
def test_the_plan_s_interval_and_five_working_days(interval, seen, due):
    file = planned(contact("c-1", seen), plans=[plan(interval=interval)])
    assert last(file)["due_on"] == due


def test_the_interval_is_the_one_in_force_on_the_day_of_the_contact():
    plans = [plan(), plan("2017-05-04", "monthly", "plan-2")]
    assert last(planned(contact("c-1", "2017-05-03"), plans=plans))["due_on"] == "2017-05-17"
    assert last(planned(contact("c-1", "2017-05-04"), plans=plans))["due_on"] == "2017-06-09"


def test_of_two_plans_of_one_day_the_later_recorded_is_in_force():
    plans = [
        plan(interval="monthly", ref="a", recorded_at="2017-03-20T15:00:00Z"),
        plan(ref="b", recorded_at="2017-03-20T10:00:00Z"),
    ]
    assert last(planned(contact("c-1", "2017-05-03"), plans=plans))["due_on"] == "2017-06-09"


def test_a_plan_that_does_not_say_how_often_leaves_the_minimum():
    file = planned(contact("c-1", "2017-05-03"), plans=[{"ref": "plan", "signed_on": "2017-03-20"}])
    assert last(file)["due_on"] == "2017-05-24"


def test_a_plan_from_before_this_supervision_is_not_in_force():
    file = planned(contact("c-1", "2017-05-03"), plans=[plan("2017-02-20")])
    assert last(file)["due_on"] == "2017-05-24"


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2017-05-10", "open"),
        ("2017-05-11", "due-soon"),
        ("2017-05-17", "due-soon"),
        ("2017-05-18", "overdue"),
    ],
)
def test_its_states(on, state):
    assert last(planned(contact("c-1", "2017-05-03")), on)["state"] == state


@pytest.mark.parametrize(
    ("level", "weight"), [("low", 3), ("medium", 3), ("high", 1), ("very high", 1)]
)
def test_it_weighs_most_where_harm_is_high(level, weight):
    assert one(case(assessment=harm(level)), "2017-03-20", CODE)["weight"] == weight


def test_a_contact_recorded_late_counts_from_its_day():
    file = planned(contact("c-1", "2017-05-03", recorded_at="2017-06-12T09:00:00Z"))
    assert last(file, "2017-06-09", known="2017-06-09")["state"] == "overdue"
    assert last(file, "2017-06-12", known="2017-06-12")["opened_on"] == "2017-05-03"


def test_an_attendance_corrected_to_a_failure_no_longer_counts():
    outcome = {
        "result": "failed to attend",
        "recorded_at": "2017-05-15T09:00:00Z",
        "earlier": [{"result": "attended", "recorded_at": "2017-05-03T12:00:00Z"}],
    }
    file = planned(contact("c-1", "2017-05-03", None, outcome=outcome))
    assert last(file, "2017-05-12", known="2017-05-12")["opened_on"] == "2017-05-03"
    assert last(file, "2017-05-15", known="2017-05-15")["opened_on"] == "2017-03-03"


# Custody and hospital


def pausing(received_on, released=None, kind="custody", ref="pause"):
    pause = {"ref": ref, "kind": kind, "received_on": received_on}
    if released:
        pause["released"] = {"date": released}
    return pause


def paused(*pauses, seen="2017-05-03", interval="fortnightly"):
    return planned(
        contact("c-1", seen),
        plans=[plan(interval=interval)],
        sentences={"orders": [order()], "pauses": list(pauses)},
    )


@pytest.mark.parametrize("kind", ["custody", "hospital"])
@pytest.mark.parametrize(
    ("received", "released", "due"),
    [
        pytest.param("2017-05-10", "2017-05-20", "2017-06-05", id="in the interval"),
        pytest.param("2017-05-19", "2017-05-24", "2017-05-30", id="in the days of grace"),
        pytest.param("2017-05-24", "2017-05-25", "2017-05-25", id="from the due day"),
        pytest.param("2017-05-25", "2017-06-25", "2017-05-24", id="from the day after"),
        pytest.param("2017-05-03", "2017-05-04", "2017-05-24", id="on the day of contact alone"),
        pytest.param("2017-05-03", "2017-05-05", "2017-05-25", id="and the day after"),
        pytest.param("2017-05-10", "2017-05-10", "2017-05-24", id="for no night"),
    ],
)
def test_days_paused_are_not_counted(kind, received, released, due):
    assert last(paused(pausing(received, released, kind)))["due_on"] == due


def test_runs_that_overlap_are_not_counted_twice():
    file = paused(
        pausing("2017-05-10", "2017-05-16"),
        pausing("2017-05-12", "2017-05-20", "hospital", ref="ward"),
    )
    assert last(file)["due_on"] == "2017-06-05"


def test_while_the_end_is_not_known_no_day_can_be_named():
    row = last(paused(pausing("2017-05-10")))
    assert (row["due_on"], row["failing_since"], row["state"]) == (None, None, "open")


def test_once_the_release_is_known_the_clock_resumes():
    pause = pausing("2017-05-10") | {
        "released": {"date": "2017-05-20", "recorded_at": "2017-05-22T09:00:00Z"}
    }
    assert last(paused(pause), "2017-05-21", known="2017-05-21")["due_on"] is None
    assert last(paused(pause), "2017-05-22", known="2017-05-22")["due_on"] == "2017-06-05"


def test_what_was_overdue_stays_overdue():
    row = last(paused(pausing("2017-05-25")))
    assert (row["due_on"], row["state"]) == ("2017-05-24", "overdue")


def test_a_month_is_as_long_as_it_would_have_been():
    file = paused(pausing("2017-05-10", "2017-05-20"), interval="monthly")
    assert last(file)["due_on"] == "2017-06-20"  # 3 June, ten days on: Tuesday 13th; five more


def test_a_custodial_sentence_pauses_an_order_without_being_said_again():
    sentences = custody(licence(released_on="2017-05-20"), sentenced_on="2017-05-10")
    file = planned(
        contact("c-1", "2017-05-03"),
        plans=[plan(interval="fortnightly")],
        sentences={"orders": [order()]} | sentences,
    )
    assert last(file)["due_on"] == "2017-06-05"


# Spells


def test_two_orders_are_one_case_with_one_clock():
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = first | {"ref": "a-2", "of": "order-2", "received_on": "2017-05-04"}
    file = planned(
        contact("c-1", "2017-05-03"),
        sentences={"orders": [order(), order("order-2", "2017-05-02")]},
        caseload=caseload(allocations=[first, second]),
    )
    assert rows(file) == [
        ("2017-03-03", "2017-03-24", "2017-05-03"),
        ("2017-05-03", "2017-05-17", None),
    ]


@pytest.mark.parametrize(("last_day", "state"), [("2017-05-16", "ended"), ("2017-05-17", "missed")])
def test_when_supervision_ends_first(last_day, state):
    ended = {"orders": [order(ended={"date": last_day, "because": "expired"})]}
    assert last(planned(contact("c-1", "2017-05-03"), sentences=ended))["state"] == state


def test_it_goes_on_while_another_order_is_live():
    orders = [order(ended={"date": "2017-05-16", "because": "expired"}), order("order-2")]
    file = planned(contact("c-1", "2017-05-03"), sentences={"orders": orders})
    assert last(file)["state"] == "overdue"


def test_an_order_that_expires_ends_it_without_anybody_saying_so():
    file = planned(
        contact("c-1", "2017-05-03"), sentences={"orders": [order(expires_on="2017-05-17")]}
    )
    assert last(file, "2017-05-17")["state"] == "due-soon"
    assert (last(file)["state"], last(file)["ended_on"]) == ("missed", "2017-05-17")


def supervised(*contacts, starts_on="2017-05-02"):
    sentences = custody(
        licence(expires_on="2017-05-01"),
        supervision={"ref": "pss", "starts_on": starts_on, "expires_on": "2018-03-01"},
    )
    return case(contacts=list(contacts), sentences=sentences, caseload=held_on_licence())


def test_supervision_that_follows_a_licence_carries_the_clock_on():
    file = supervised(contact("c-1", "2017-04-26"), contact("c-2", "2017-05-15"))
    assert rows(file)[1:] == [
        ("2017-04-26", "2017-05-17", "2017-05-15"),
        ("2017-05-15", "2017-06-05", None),
    ]


def test_supervision_after_days_without_any_begins_it_anew():
    file = supervised(contact("c-1", "2017-04-26"), starts_on="2017-05-04")
    opened = [row[0] for row in rows(file)]
    assert opened == ["2017-03-01", "2017-04-26", "2017-05-04"]


def test_supervision_from_custody_begins_it():
    file = case(
        sentences=custody(
            supervision={"ref": "pss", "starts_on": "2017-05-02", "expires_on": "2018-03-01"}
        ),
        caseload=held_on_licence("pss", "2017-05-02"),
    )
    assert rows(file) == [("2017-05-02", "2017-05-23", None)]


def test_recall_ends_it_and_re_release_begins_it_anew():
    file = case(
        contacts=[contact("c-1", "2017-05-03")],
        sentences=custody(
            licence(recall={"date": "2017-05-24", "returned_on": "2017-05-25"}),
            licence("licence-2", "2017-06-08"),
        ),
        caseload=held_on_licence(),
    )
    before, anew = sorted(
        (row for row in owed(file, "2017-07-03", code=CODE) if row["met_on"] is None),
        key=lambda row: row["opened_on"],
    )
    assert (before["due_on"], before["state"], before["ended_on"]) == (
        "2017-05-24",
        "missed",
        "2017-05-24",
    )
    assert (anew["opened_on"], anew["due_on"]) == ("2017-06-08", "2017-06-22")
