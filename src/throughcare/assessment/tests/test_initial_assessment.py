"""The first assessment and the first plan: fifteen days from the first appointment, or twenty.

The order was received on Friday 3 March 2017; twenty business days end on Friday 31 March.
"""

import pytest
from tests.assessed import assessed, oasys, plan, planned
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

CODE, PLAN = "initial-assessment", "initial-plan"
CODES = (CODE, PLAN)


def seen(*days, **more):
    return case(contacts=[contact(f"c-{day}", day) for day in days], **more)


def limits(file, code=CODE, on="2017-12-01", **more):
    row = one(file, on, code, **more)
    return row["opened_on"], row["due_on"]


def state(file, on, code=CODE, **more):
    return one(file, on, code, **more)["state"]


# What opens them, and by when


@pytest.mark.parametrize("code", CODES)
def test_they_name_order_failing_and_weight(code):
    row = one(case(), "2017-03-03", code)
    assert (row["subject"], row["failings"], row["weight"]) == ("order", ["S2"], 4)
    assert row["owner"] == {"role": "responsible officer", "staff": "olga", "team": "north"}
    assert row["because"]["text"] == "The order was received on Friday 3 March 2017."


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("first", "opened", "due"),
    [
        pytest.param("2017-03-03", "2017-03-03", "2017-03-24", id="the day of receipt"),
        pytest.param("2017-03-08", "2017-03-08", "2017-03-29", id="in the first week"),
        pytest.param("2017-03-31", "2017-03-31", "2017-04-25", id="the twentieth day"),
        pytest.param("2017-04-01", "2017-03-03", "2017-03-31", id="the day after, a Saturday"),
        pytest.param("2017-03-02", "2017-03-03", "2017-03-31", id="before it was received"),
    ],
)
def test_the_first_appointment_moves_the_limit_within_twenty_days(code, first, opened, due):
    assert limits(seen(first), code) == (opened, due)


def test_a_later_appointment_moves_nothing():
    assert limits(seen("2017-03-08", "2017-03-20")) == ("2017-03-08", "2017-03-29")


@pytest.mark.parametrize(
    ("more", "opened"),
    [
        ({"mode": "telephone"}, "2017-03-03"),
        ({"mode": "video"}, "2017-03-08"),
        ({"mode": "home visit"}, "2017-03-08"),
        ({"kind": "note"}, "2017-03-03"),
    ],
)
def test_what_is_no_first_appointment_moves_nothing(more, opened):
    assert limits(case(contacts=[contact("c", "2017-03-08", **more)]))[0] == opened


def test_an_appointment_missed_moves_nothing():
    missed = contact("c", "2017-03-08", "failed to attend")
    assert limits(case(contacts=[missed])) == ("2017-03-03", "2017-03-31")


@pytest.mark.parametrize("code", CODES)
def test_overdue_from_the_day_after(code):
    file = seen("2017-03-08")
    assert [state(file, day, code) for day in ("2017-03-29", "2017-03-30")] == [
        "due-soon",
        "overdue",
    ]


def test_an_appointment_recorded_late_moves_the_limit_once_it_is_known():
    late = contact("c", "2017-03-08", recorded_at="2017-04-03T09:00:00Z")
    file = case(contacts=[late | {"outcome": {"result": "attended"}}])
    assert limits(file, on="2017-03-31", known="2017-03-31")[1] == "2017-03-31"
    assert limits(file, on="2017-04-03", known="2017-04-03")[1] == "2017-03-29"


def test_an_order_that_no_team_has_received_opens_neither():
    file = case(caseload=caseload(allocations=[]))
    assert [row for code in CODES for row in owed(file, "2017-06-01", code=code)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_release_opens_both(code):
    file = case(sentences=custody(licence()), caseload=held_on_licence())
    row = one(file, "2017-03-01", code)
    assert (row["subject"], row["opened_on"], row["due_on"]) == (
        "licence",
        "2017-03-01",
        "2017-03-29",
    )


# What meets them


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [
        pytest.param("2017-02-28", (None, "overdue"), id="before the spell"),
        pytest.param("2017-03-01", ("2017-03-01", "met"), id="its first day, before receipt"),
        pytest.param("2017-03-31", ("2017-03-31", "met"), id="the last day in time"),
        pytest.param("2017-04-03", ("2017-04-03", "met-late"), id="late"),
        pytest.param(None, (None, "overdue"), id="a draft"),
    ],
)
def test_an_assessment_signed_in_the_spell_meets_it(signed_on, expected):
    file = case(assessment=assessed(oasys(signed_on, begun_on="2017-02-20")))
    row = one(file, "2017-06-01", CODE)
    assert (row["met_on"], row["state"]) == expected


def test_a_level_without_an_assessment_meets_nothing():
    harm = [{"ref": "harm", "level": "medium", "signed_on": "2017-03-20"}]
    assert state(case(assessment={"harm": harm}), "2017-06-01") == "overdue"


@pytest.mark.parametrize(
    ("signed_on", "met_on"), [("2017-02-28", None), ("2017-03-01", "2017-03-01")]
)
def test_a_plan_signed_in_the_spell_meets_the_plan_alone(signed_on, met_on):
    file = case(planning=planned(plan(signed_on)))
    assert one(file, "2017-06-01", PLAN)["met_on"] == met_on
    assert one(file, "2017-06-01", CODE)["met_on"] is None


def test_a_plan_signed_before_its_assessment_meets_the_plan():
    file = case(assessment=assessed(oasys("2017-03-28")), planning=planned(plan("2017-03-20")))
    assert [one(file, "2017-06-01", code)["met_on"] for code in CODES] == [
        "2017-03-28",
        "2017-03-20",
    ]


def test_signed_in_error_it_meets_nothing_from_the_day_that_was_known():
    wrong = oasys(in_error={"recorded_at": "2017-05-02T09:00:00Z", "because": "another person's"})
    file = case(assessment=assessed(wrong))
    assert state(file, "2017-05-01", known="2017-05-01") == "met"
    assert state(file, "2017-05-02", known="2017-05-02") == "overdue"


def test_one_assessment_counts_for_every_sentence_live_that_day():
    two = {"orders": [order(), order("order-2", "2017-03-06")]}
    allocations = [
        *caseload()["allocations"],
        {"ref": "second", "of": "order-2", "team": "north", "received_on": "2017-03-07"},
    ]
    file = case(
        sentences=two,
        caseload=caseload(allocations=allocations),
        assessment=assessed(oasys("2017-03-20")),
    )
    rows = owed(file, "2017-06-01", code=CODE)
    assert {row["subject"]: row["met_on"] for row in rows} == {
        "order": "2017-03-20",
        "order-2": "2017-03-20",
    }


# The ends of spells


@pytest.mark.parametrize(("last", "expected"), [("2017-03-30", "ended"), ("2017-03-31", "missed")])
def test_with_the_order_it_is_missed_or_ends(last, expected):
    ended = order(ended={"date": last, "because": "revoked"})
    file = case(sentences={"orders": [ended]})
    assert state(file, "2017-06-01") == expected


RECALLED = licence("licence-1", "2017-03-01", recall={"date": "2017-05-02"}) | {
    "recall": {"date": "2017-05-02", "returned_on": "2017-05-03"}
}
AGAIN = licence("licence-2", "2017-06-01")


@pytest.mark.parametrize("code", CODES)
def test_a_release_after_a_recall_opens_them_again_and_the_old_ones_do_not_count(code):
    file = case(
        sentences=custody(RECALLED, AGAIN),
        caseload=held_on_licence("custody"),
        assessment=assessed(oasys("2017-03-20")),
        planning=planned(plan("2017-03-21")),
    )
    rows = {row["subject"]: row for row in owed(file, "2017-08-01", code=code)}
    assert rows["licence-1"]["state"] == "met"
    assert (rows["licence-2"]["opened_on"], rows["licence-2"]["state"]) == ("2017-06-01", "overdue")


def test_an_assessment_of_the_later_spell_does_not_meet_the_earlier_one():
    file = case(
        sentences=custody(RECALLED, AGAIN),
        caseload=held_on_licence("custody"),
        assessment=assessed(oasys("2017-06-12")),
    )
    states = {row["subject"]: row["state"] for row in owed(file, "2017-08-01", code=CODE)}
    assert states == {"licence-1": "missed", "licence-2": "met"}


def supervised_after(first, **more):
    sentences = custody(first, supervision={"ref": "pss", "starts_on": "2017-06-01"})
    return case(sentences=sentences, caseload=held_on_licence("custody"), **more)


def test_supervision_after_a_licence_opens_neither_and_after_custody_both():
    without = supervised_after(licence(expires_on="2017-05-31"))
    assert {row["subject"] for row in owed(without, "2017-12-01", code=CODE)} == {"licence"}
    after = supervised_after(RECALLED)
    assert {row["subject"] for row in owed(after, "2017-12-01", code=CODE)} == {"licence-1", "pss"}


def test_custody_does_not_pause_it():
    pause = {"ref": "remand", "kind": "custody", "received_on": "2017-03-06"}
    file = case(sentences={"orders": [order()], "pauses": [pause]})
    assert limits(file)[1] == "2017-03-31"
