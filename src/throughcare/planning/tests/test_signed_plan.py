"""What a signed plan owes: agreement and a copy, enough contact, objectives with content."""

import pytest
from tests.assessed import action, objective, plan, planned, recorded
from tests.casefiles import case, document, one, order, owed

AGREE, CONTACT, CONCRETE = "agree-plan", "set-contact-level", "make-objective-concrete"


def file(*plans, **sections):
    return case(planning=planned(*plans), **sections)


def unagreed(signed_on="2017-03-24", ref="plan", **more):
    made = plan(signed_on, ref, **more)
    if "agreement" not in more:
        del made["agreement"]
    return made


def ended(last):
    return {"orders": [order(ended={"date": last, "because": "revoked"})]}


# Agreement


def test_a_plan_is_agreed_within_ten_working_days():
    row = one(file(unagreed()), "2017-03-24", AGREE)
    assert (row["subject"], row["opened_on"], row["due_on"]) == (
        "plan",
        "2017-03-24",
        "2017-04-07",
    )
    assert (row["failings"], row["weight"]) == (["P5"], 5)


@pytest.mark.parametrize(
    ("agreement", "met_on"),
    [
        ({"date": "2017-04-03", "agrees": True}, None),
        ({"date": "2017-04-03", "agrees": True, "copy_given_on": "2017-04-07"}, "2017-04-07"),
        ({"date": "2017-04-07", "agrees": False, "copy_given_on": "2017-04-03"}, "2017-04-07"),
    ],
)
def test_agreement_or_objection_and_a_copy_the_later_of_the_two(agreement, met_on):
    assert one(file(unagreed(agreement=agreement)), "2017-12-01", AGREE)["met_on"] == met_on


@pytest.mark.parametrize(("on", "state"), [("2017-04-07", "due-soon"), ("2017-04-08", "overdue")])
def test_unagreed_it_is_overdue_the_day_after(on, state):
    assert one(file(unagreed()), on, AGREE)["state"] == state


@pytest.mark.parametrize(("next_on", "state"), [("2017-04-07", "ended"), ("2017-04-08", "missed")])
def test_it_ends_on_the_eve_of_the_next_plan_which_owes_its_own(next_on, state):
    made = file(unagreed(), unagreed(next_on, "plan-2"))
    rows = {row["subject"]: row["state"] for row in owed(made, "2017-12-01", code=AGREE)}
    assert rows == {"plan": state, "plan-2": "overdue"}


@pytest.mark.parametrize(("last", "state"), [("2017-04-06", "ended"), ("2017-04-07", "missed")])
def test_it_ends_with_supervision(last, state):
    assert one(file(unagreed(), sentences=ended(last)), "2017-12-01", AGREE)["state"] == state


def test_of_two_plans_of_one_day_the_later_recorded_owes():
    first = unagreed(ref="plan-1") | recorded("2017-03-24", 9)
    second = unagreed(ref="plan-2") | recorded("2017-03-24", 11)
    assert one(file(first, second), "2017-12-01", AGREE)["subject"] == "plan-2"


def test_a_plan_signed_while_nothing_was_live_owes_nothing():
    assert owed(file(unagreed("2017-02-27")), "2017-12-01", code=AGREE) == []


# Contact


def high(*more):
    return {"harm": [{"ref": "harm", "level": "high", "signed_on": "2017-03-10"}, *more]}


def contacted(interval, **more):
    return plan(contact=interval, **more)


@pytest.mark.parametrize(
    ("interval", "opens"),
    [("weekly", False), ("fortnightly", False), ("three-weekly", True), ("monthly", True)],
)
def test_less_than_the_minimum_of_the_day_opens_it(interval, opens):
    """No level known counts as medium: fortnightly in the first twelve weeks."""
    assert len(owed(file(contacted(interval)), "2017-12-01", code=CONTACT)) == opens


def test_it_names_plan_failing_and_reason():
    row = one(file(contacted("monthly")), "2017-12-01", CONTACT)
    assert (row["subject"], row["opened_on"], row["due_on"]) == (
        "plan",
        "2017-03-24",
        "2017-03-31",
    )
    assert (row["failings"], row["weight"]) == (["P6"], 3)
    assert row["because"]["text"] == (
        "The plan signed on Friday 24 March 2017 says monthly; the minimum that day was "
        "fortnightly."
    )


@pytest.mark.parametrize(("on", "state"), [("2017-03-31", "due-soon"), ("2017-04-01", "overdue")])
def test_it_is_overdue_after_five_working_days(on, state):
    assert one(file(contacted("monthly")), on, CONTACT)["state"] == state


def test_a_plan_without_a_level_leaves_the_minimum_in_force():
    assert owed(file(plan()), "2017-12-01", code=CONTACT) == []


def test_the_minimum_is_that_of_the_day_of_the_plan():
    assert owed(file(contacted("fortnightly")), "2017-12-01", code=CONTACT) == []
    assert len(owed(file(contacted("fortnightly"), assessment=high()), "2017-12-01", code=CONTACT))
    later = {"harm": [{"ref": "harm", "level": "high", "signed_on": "2017-03-25"}]}
    assert owed(file(contacted("fortnightly"), assessment=later), "2017-12-01", code=CONTACT) == []


@pytest.mark.parametrize(("signed_on", "opens"), [("2017-05-25", True), ("2017-05-26", False)])
def test_the_weeks_count_from_the_receipt(signed_on, opens):
    made = file(plan(signed_on, contact="monthly"))
    assert len(owed(made, "2017-12-01", code=CONTACT)) == opens


def test_what_makes_the_case_complex_raises_the_minimum():
    registration = {"ref": "reg", "kind": "gangs", "registered_on": "2017-03-06"}
    person = document()["person"] | {"registrations": [registration]}
    row = one(file(contacted("fortnightly"), person=person), "2017-12-01", CONTACT)
    assert row["because"]["parameters"]["minimum"] == "weekly"


@pytest.mark.parametrize(
    ("agreed_on", "expected"),
    [
        ("2017-03-24", None),
        ("2017-03-31", ("2017-03-31", "met")),
        ("2017-04-03", ("2017-04-03", "met-late")),
        (None, (None, "overdue")),
    ],
)
def test_a_reason_counts_once_it_is_agreed(agreed_on, expected):
    reason = {"because": "Works away", "by": "olga"}
    reason |= {"agreed_on": agreed_on, "agreed_by": "sam"} if agreed_on else {}
    found = owed(file(contacted("monthly", contact_reason=reason)), "2017-12-01", code=CONTACT)
    assert [(row["met_on"], row["state"]) for row in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        ("weekly", ("2017-04-03", "met-late")),
        (None, ("2017-04-03", "met-late")),
        ("monthly", (None, "missed")),
    ],
)
def test_the_next_plan_raises_it_or_owes_its_own(interval, expected):
    second = plan("2017-04-03", "plan-2", contact=interval)
    found = owed(file(contacted("monthly"), second), "2017-12-01", code=CONTACT)
    rows = {row["subject"]: (row["met_on"], row["state"]) for row in found}
    assert rows["plan"] == expected
    assert ("plan-2" in rows) is (interval == "monthly")


@pytest.mark.parametrize("next_on", ["2017-03-28", "2017-04-03"])
def test_settled_by_the_next_plan_it_has_not_ended(next_on):
    second = plan(next_on, "plan-2", contact="fortnightly")
    row = one(file(contacted("monthly"), second), "2017-12-01", CONTACT)
    assert (row["met_on"], row["ended_on"]) == (next_on, None)


def test_a_level_raised_in_the_plan_itself_counts_from_its_recording():
    earlier = {"signed_on": "2017-03-24", "contact": "monthly"} | recorded("2017-03-24")
    raised = contacted("weekly") | recorded("2017-03-30") | {"earlier": [earlier]}
    row = one(file(raised), "2017-12-01", CONTACT)
    assert (row["met_on"], row["state"]) == ("2017-03-30", "met")
    at_once = raised | recorded("2017-03-24", 12)
    assert owed(file(at_once), "2017-12-01", code=CONTACT) == []


# Objectives with content


@pytest.mark.parametrize(
    ("actions", "opens"),
    [
        ([action()], False),
        ([action("a", who=""), action("b")], False),
        ([], True),
        ([action(who="")], True),
        ([action(who="  ")], True),
        ([action(by_when=None)], True),
    ],
)
def test_an_objective_needs_an_action_with_what_who_and_by_when(actions, opens):
    plain = [{key: value for key, value in each.items() if value is not None} for each in actions]
    made = file(plan(objectives=[objective(actions=plain)]))
    assert len(owed(made, "2017-12-01", code=CONCRETE)) == opens


def test_it_names_the_objective_and_the_failing():
    row = one(file(plan(objectives=[objective(actions=[])])), "2017-12-01", CONCRETE)
    assert (row["subject"], row["opened_on"], row["due_on"]) == (
        "objective",
        "2017-03-24",
        "2017-03-31",
    )
    assert (row["failings"], row["weight"], row["state"]) == (["P7"], 5, "overdue")


@pytest.mark.parametrize(("day", "state"), [("2017-03-31", "met"), ("2017-04-03", "met-late")])
def test_completed_later_it_is_met_on_the_day_of_recording(day, state):
    made = file(plan(objectives=[objective(actions=[action(**recorded(day))])]))
    row = one(made, "2017-12-01", CONCRETE)
    assert (row["met_on"], row["state"]) == (day, state)


def test_an_action_completed_by_a_later_version():
    earlier = {"what": "Go to the course"} | recorded("2017-03-24")
    completed = action(**recorded("2017-03-30")) | {"earlier": [earlier]}
    made = file(plan(objectives=[objective(actions=[completed])]))
    assert one(made, "2017-03-29", CONCRETE, known="2017-03-29")["state"] == "due-soon"
    assert one(made, "2017-03-30", CONCRETE, known="2017-03-30")["met_on"] == "2017-03-30"


def test_an_objective_added_later_counts_from_then():
    added = objective(actions=[], **recorded("2017-04-10"))
    row = one(file(plan(objectives=[added])), "2017-12-01", CONCRETE)
    assert (row["opened_on"], row["due_on"]) == ("2017-04-10", "2017-04-19")


@pytest.mark.parametrize(
    ("day", "next_on", "state"),
    [("2017-03-30", "2017-03-31", "ended"), ("2017-03-31", "2017-04-01", "missed")],
)
def test_it_ends_with_the_objective_the_plan_or_supervision(day, next_on, state):
    gone = objective(actions=[], ended={"date": day, "achieved": False})
    assert one(file(plan(objectives=[gone])), "2017-12-01", CONCRETE)["state"] == state
    empty = plan(objectives=[objective(actions=[])])
    over = file(empty, sentences=ended(day))
    assert one(over, "2017-12-01", CONCRETE)["state"] == state
    assert one(file(empty, plan(next_on, "plan-2")), "2017-12-01", CONCRETE)["state"] == state
