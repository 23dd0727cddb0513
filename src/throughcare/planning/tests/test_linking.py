"""Needs and risks as assessed, and what answers them in the plan.

The order was received on Friday 3 March 2017; without an appointment the first plan is due on
Friday 31 March.
"""

import pytest
from tests.assessed import (
    action,
    assessed,
    managed,
    oasys,
    objective,
    plan,
    planned,
    recorded,
    risk,
    section,
)
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

NEED, ACTION, CONTINGENCY = "objective-for-need", "action-for-risk", "contingency"


def file(*assessments, plans=(), **sections):
    return case(assessment=assessed(*assessments), planning=planned(*plans), **sections)


def needing(signed_on="2017-03-20", ref="oasys", number=11, **more):
    return oasys(signed_on, ref, sections=[section(number, ref, **more)])


def risking(signed_on="2017-03-20", ref="oasys", **more):
    return oasys(signed_on, ref, risks=[risk(of=ref, **more)])


def met(made, code=NEED, on="2017-12-01", **more):
    row = one(made, on, code, **more)
    return row["met_on"], row["state"]


# What opens an objective for a need


def test_it_names_the_section_the_failing_and_its_weight():
    row = one(file(needing()), "2017-03-20", NEED)
    assert (row["subject"], row["failings"], row["weight"]) == ("oasys-s11", ["P1"], 5)
    assert row["opened_on"] == "2017-03-20"
    assert row["because"]["text"] == (
        "Thinking and behaviour is a need linked to the offending, by the assessment signed on "
        "Monday 20 March 2017."
    )


@pytest.mark.parametrize(
    "more",
    [
        {"scores": ["11.5=1", "11.6=1", "11.7=1"]},
        {"scores": []},
        {"linked_to_offending": False},
        {"linked_to_offending": None},
        {"number": 10, "scores": ["10.1=2", "10.2=2", "10.3=2"]},
    ],
)
def test_without_threshold_or_link_nothing_opens(more):
    assert owed(file(needing(**more)), "2017-12-01", code=NEED) == []


def test_each_section_has_its_own():
    both = oasys(sections=[section(6), section(11)])
    rows = owed(file(both), "2017-12-01", code=NEED)
    assert {row["subject"] for row in rows} == {"oasys-s6", "oasys-s11"}


def test_a_draft_opens_nothing():
    assert owed(file(needing(None)), "2017-12-01", code=NEED) == []


def test_a_later_assessment_that_keeps_the_need_keeps_the_row():
    made = file(needing(), needing("2017-06-05", "second"))
    row = one(made, "2017-12-01", NEED)
    assert (row["subject"], row["opened_on"]) == ("oasys-s11", "2017-03-20")


@pytest.mark.parametrize(
    "second",
    [
        oasys("2017-06-05", "second"),
        oasys("2017-06-05", "second", sections=[section(11, "second", scores=[])]),
        oasys("2017-06-05", "second", sections=[section(11, "second", linked_to_offending=None)]),
    ],
    ids=["left out", "not scored", "nobody said"],
)
def test_what_is_not_known_later_changes_nothing(second):
    assert one(file(needing(), second), "2017-12-01", NEED)["state"] == "overdue"


@pytest.mark.parametrize(
    "more", [{"linked_to_offending": False}, {"scores": ["11.5=0"]}], ids=["link", "points"]
)
@pytest.mark.parametrize(("on", "state"), [("2017-03-31", "ended"), ("2017-04-01", "missed")])
def test_a_need_assessed_away_ends_the_row_on_the_eve(on, state, more):
    second = oasys(on, "second", sections=[section(11, "second", **more)])
    assert one(file(needing(), second), "2017-12-01", NEED)["state"] == state


def test_a_need_that_comes_back_opens_a_row_of_its_own():
    gone = oasys("2017-05-02", "gone", sections=[section(11, "gone", scores=["11.5=0"])])
    made = file(needing(), gone, needing("2017-07-03", "again"))
    rows = {row["subject"]: row["opened_on"] for row in owed(made, "2017-12-01", code=NEED)}
    assert rows == {"oasys-s11": "2017-03-20", "again-s11": "2017-07-03"}


# By when: with the plan


def due(made, code=NEED):
    return one(made, "2017-12-01", code)["due_on"]


@pytest.mark.parametrize("code", [NEED, ACTION, CONTINGENCY])
def test_without_a_plan_it_is_due_with_the_first_plan(code):
    both = oasys(sections=[section()], risks=[risk()])
    assert due(file(both), code) == "2017-03-31"
    seen = [contact("c", "2017-03-08")]
    assert due(file(both, contacts=seen), code) == "2017-03-29"


@pytest.mark.parametrize("code", [NEED, ACTION, CONTINGENCY])
@pytest.mark.parametrize(
    ("planned_on", "expected"),
    [
        pytest.param("2017-03-19", "2017-04-10", id="the eve: fifteen business days"),
        pytest.param("2017-03-20", "2017-03-31", id="the same day: with the plan"),
        pytest.param("2017-03-21", "2017-03-31", id="after it, early: with the plan still"),
    ],
)
def test_a_plan_before_the_assessment_gives_fifteen_days(code, planned_on, expected):
    both = oasys(sections=[section()], risks=[risk()])
    assert due(file(both, plans=[plan(planned_on)]), code) == expected


def test_a_plan_of_an_earlier_spell_is_no_plan():
    assert due(file(needing(), plans=[plan("2017-02-20")])) == "2017-03-31"


def test_an_assessment_after_the_limit_of_the_first_plan_is_late_at_once():
    row = one(file(needing("2017-05-02")), "2017-05-02", NEED)
    assert (row["due_on"], row["state"]) == ("2017-03-31", "overdue")


def test_where_no_first_plan_is_owed_it_has_fifteen_days():
    assert due(file(needing(), caseload=caseload(allocations=[]))) == "2017-04-10"


def test_with_two_orders_a_plan_for_either_is_a_plan():
    two = {"orders": [order(), order("order-2", "2017-05-02")]}
    allocations = [
        *caseload()["allocations"],
        {"ref": "second", "of": "order-2", "team": "north", "received_on": "2017-05-04"},
    ]
    held = caseload(allocations=allocations)
    new = needing("2017-05-08")
    before = file(new, plans=[plan("2017-03-24")], sentences=two, caseload=held)
    assert due(before) == "2017-05-30"
    without = file(new, sentences=two, caseload=held)
    assert due(without) == "2017-03-31"


def test_supervision_goes_on_with_the_plan_of_its_licence():
    sentences = custody(
        licence(expires_on="2017-05-31"), supervision={"ref": "pss", "starts_on": "2017-06-01"}
    )
    made = file(
        needing("2017-06-12"),
        plans=[plan("2017-03-20")],
        sentences=sentences,
        caseload=held_on_licence("custody"),
    )
    assert due(made) == "2017-07-03"


# What meets it


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [("2017-03-31", ("2017-03-31", "met")), ("2017-04-03", ("2017-04-03", "met-late"))],
)
def test_an_objective_linked_to_the_section_meets_it(signed_on, expected):
    made = file(needing(), plans=[plan(signed_on, objectives=[objective("o", "oasys-s11")])])
    assert met(made) == expected


def test_an_objective_for_another_section_does_not():
    both = oasys(sections=[section(11), section(6, scores=["6.1=0"])])
    made = file(both, plans=[plan(objectives=[objective("o", "oasys-s6")])])
    assert met(made) == (None, "overdue")


def test_the_link_counts_by_section_across_assessments():
    plans = [plan(objectives=[objective("o", "oasys-s11")])]
    gone = oasys("2017-04-03", "gone", sections=[section(11, "gone", scores=["11.5=0"])])
    made = file(needing(), gone, needing("2017-07-03", "again"), plans=plans)
    rows = {row["subject"]: row["met_on"] for row in owed(made, "2017-12-01", code=NEED)}
    assert rows == {"oasys-s11": "2017-03-24", "again-s11": "2017-07-03"}


def test_a_link_written_into_the_plan_later_counts_from_its_recording():
    earlier = objective("o") | recorded("2017-03-24")
    linked = objective("o", "oasys-s11") | recorded("2017-04-10")
    for each in (earlier, linked):
        each.pop("actions")
    earlier.pop("ref")
    made = file(needing(), plans=[plan(objectives=[linked | {"earlier": [earlier]}])])
    assert met(made, on="2017-04-09", known="2017-04-09") == (None, "overdue")
    assert met(made, on="2017-04-10", known="2017-04-10") == ("2017-04-10", "met-late")


def test_a_plan_recorded_late_counts_from_its_signature():
    late = plan(objectives=[objective("o", "oasys-s11")]) | recorded("2017-04-10")
    late["agreement"] |= recorded("2017-04-10")
    made = file(needing(), plans=[late])
    assert met(made, on="2017-04-07", known="2017-04-07") == (None, "overdue")
    assert met(made) == ("2017-03-24", "met")


def ended_on(day):
    return objective("o", "oasys-s11", ended={"date": day, "achieved": True})


@pytest.mark.parametrize(("day", "expected"), [("2017-05-02", "overdue"), (None, "met")])
def test_an_objective_that_ended_is_not_active(day, expected):
    made = objective("o", "oasys-s11") if day is None else ended_on(day)
    assert met(file(needing(), plans=[plan(objectives=[made])]))[1] == expected


def test_until_its_end_was_known_it_was_active():
    made = file(needing(), plans=[plan(objectives=[ended_on("2017-05-02")])])
    assert met(made, on="2017-05-01", known="2017-05-01") == ("2017-03-24", "met")


def test_a_plan_that_drops_the_objective_leaves_the_need_without():
    kept = plan(objectives=[objective("o", "oasys-s11")])
    dropped = plan("2017-06-05", "plan-2")
    assert met(file(needing(), plans=[kept, dropped])) == (None, "overdue")
    again = plan("2017-07-03", "plan-3", objectives=[objective("o-3", "oasys-s11")])
    assert met(file(needing(), plans=[kept, dropped, again])) == ("2017-07-03", "met-late")


def test_a_plan_that_keeps_it_counts_from_the_first():
    kept = plan(objectives=[objective("o", "oasys-s11")])
    next_ = plan("2017-06-05", "plan-2", objectives=[objective("o-2", "oasys-s11")])
    assert met(file(needing(), plans=[kept, next_])) == ("2017-03-24", "met")


def test_while_the_need_lasted_it_was_answered():
    """What came after the need was assessed away does not matter."""
    gone = oasys("2017-06-05", "gone", sections=[section(11, "gone", scores=["11.5=0"])])
    plans = [plan(objectives=[ended_on("2017-06-05")]), plan("2017-07-03", "plan-2")]
    assert met(file(needing(), gone, plans=plans)) == ("2017-03-24", "met")


# Risks


@pytest.mark.parametrize(
    ("level", "raises", "codes"),
    [
        ("low", [], set()),
        ("low", [" "], set()),
        ("low", ["Drink"], {ACTION}),
        ("medium", [], {ACTION, CONTINGENCY}),
        ("medium", ["Drink"], {ACTION, CONTINGENCY}),
        ("very high", ["Drink"], {ACTION, CONTINGENCY}),
    ],
)
def test_what_a_risk_calls_for(level, raises, codes):
    made = file(risking(level=level, raises=raises))
    rows = owed(made, "2017-12-01")
    assert {row["code"] for row in rows} & {ACTION, CONTINGENCY} == codes


def test_a_risk_names_its_subject_its_failings_and_its_reason():
    made = file(risking(group="known adult", level="low"))
    row = one(made, "2017-12-01", ACTION)
    assert (row["subject"], row["failings"], row["weight"]) == (
        "oasys-known-adult",
        ["P2", "P12"],
        3,
    )
    assert row["because"]["text"] == (
        "Risk to known adult, low, by the assessment signed on Monday 20 March 2017."
    )
    row = one(file(risking()), "2017-12-01", CONTINGENCY)
    assert (row["failings"], row["weight"]) == (["P3"], 3)


@pytest.mark.parametrize(
    ("dealt", "action_met", "contingency_met"),
    [
        (managed(), True, True),
        (managed(actions=[]), False, True),
        (managed(contingency=""), True, False),
        (managed(restrictive=" "), True, False),
        (managed(contingency="", restrictive="", not_needed="Lives abroad"), True, True),
    ],
)
def test_what_the_plan_says_of_the_risk(dealt, action_met, contingency_met):
    made = file(risking(), plans=[plan(managed_risks=[dealt])])
    assert met(made, ACTION)[0] == ("2017-03-24" if action_met else None)
    assert met(made, CONTINGENCY)[0] == ("2017-03-24" if contingency_met else None)


def test_another_group_s_action_does_not_count():
    two = oasys(risks=[risk(), risk("staff", "low", raises=[])])
    made = file(two, plans=[plan(managed_risks=[managed("oasys-staff")])])
    assert met(made, ACTION) == (None, "overdue")


def test_a_group_counts_across_assessments():
    made = file(risking(), risking("2017-06-05", "second"), plans=[plan(managed_risks=[managed()])])
    assert met(made, ACTION) == ("2017-03-24", "met")


def test_an_action_added_to_the_plan_later_counts_from_its_recording():
    dealt = managed(actions=[action("late-step", **recorded("2017-04-10"))])
    made = file(risking(), plans=[plan(managed_risks=[dealt])])
    assert met(made, ACTION) == ("2017-04-10", "met-late")


def test_a_group_left_out_of_the_summary_is_at_risk_no_longer():
    other = oasys("2017-05-02", "second", risks=[risk("staff", of="second")])
    rows = {row["subject"]: row for row in owed(file(risking(), other), "2017-12-01", code=ACTION)}
    assert rows["oasys-public"]["ended_on"] == "2017-05-01"
    assert rows["second-staff"]["state"] == "overdue"


def test_an_assessment_without_a_summary_leaves_the_risk():
    made = file(risking(), oasys("2017-05-02", "second"))
    assert one(made, "2017-12-01", ACTION)["ended_on"] is None


def test_lowered_to_low_the_contingency_ends_and_the_action_stays():
    made = file(risking(), risking("2017-05-02", "second", level="low"))
    assert one(made, "2017-12-01", CONTINGENCY)["ended_on"] == "2017-05-01"
    assert one(made, "2017-12-01", ACTION)["ended_on"] is None


def test_a_risk_recorded_in_error_leaves_its_plan_readable():
    wrong = risk("staff", in_error={"recorded_at": "2017-04-03T09:00:00Z", "because": "wrong"})
    dealt = [managed(), managed("oasys-staff", "managed-2")]
    made = file(oasys(risks=[risk(), wrong]), plans=[plan(managed_risks=dealt)])
    assert met(made, ACTION) == ("2017-03-24", "met")


# The ends of supervision


@pytest.mark.parametrize("code", [NEED, ACTION, CONTINGENCY])
@pytest.mark.parametrize(("last", "state"), [("2017-03-30", "ended"), ("2017-03-31", "missed")])
def test_with_supervision_it_is_missed_or_ends(code, last, state):
    ended = {"orders": [order(ended={"date": last, "because": "revoked"})]}
    both = oasys(sections=[section()], risks=[risk()])
    row = one(file(both, sentences=ended), "2017-12-01", code)
    assert (row["state"], row["ended_on"]) == (state, last)


def test_after_a_recall_only_a_new_assessment_counts():
    back = licence(recall={"date": "2017-05-02", "returned_on": "2017-05-03"})
    sentences = custody(back, licence("licence-2", "2017-06-01"))
    held = held_on_licence("custody")
    made = file(needing(), sentences=sentences, caseload=held)
    assert [row["state"] for row in owed(made, "2017-12-01", code=NEED)] == ["missed"]
    made = file(needing(), needing("2017-06-12", "new"), sentences=sentences, caseload=held)
    rows = {row["subject"]: row for row in owed(made, "2017-12-01", code=NEED)}
    assert (rows["new-s11"]["opened_on"], rows["new-s11"]["due_on"]) == ("2017-06-12", "2017-06-29")
