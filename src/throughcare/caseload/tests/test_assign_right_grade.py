"""assign-right-grade: a case that the provider gives to probation officers alone."""

import pytest
from tests.casefiles import case, caseload, directory, officer, one, order, owed

from throughcare.caseload.rules.grade import excluding
from throughcare.ledger.calendar import account

CODE = "assign-right-grade"
MANAGER = {"role": "team manager", "staff": "sam", "team": "north"}
RECEIVED = "2017-03-03"  # a Friday


def providing(*kinds, **staff):
    """The plain directory, whose provider gives kinds of case to probation officers alone."""
    made = directory(**staff)
    made["providers"][0]["po_only"] = list(kinds)
    return made


def person(*registrations, statuses=()):
    return {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": list(registrations),
        "child_protection": list(statuses),
    }


def abuse(on="2017-03-03", ref="abuse", kind="domestic abuse perpetrator", **more):
    return {"ref": ref, "kind": kind, "registered_on": on} | more


def status(what, on="2017-03-03", ref="status", **more):
    return {"ref": ref, "status": what, "date": on} | more


def opening(file):
    (row,) = [each for each in account(file).duties if each.code == CODE and not each.met_on]
    return row.opened_on.isoformat(), row.opening


def held(*officers, registrations=None, statuses=(), kinds=("domestic abuse",), **more):
    """A case of Omar, a PSO, from the day it was received, unless the test differs."""
    who = officers or (officer("officer", "omar", RECEIVED),)
    return case(
        directory=more.pop("directory", None) or providing(*kinds),
        person=person(*([abuse()] if registrations is None else registrations), statuses=statuses),
        caseload=caseload(RECEIVED, *who, **more.pop("caseload", {})),
        **more,
    )


def test_the_day_counts_from_assignment():
    row = one(held(), "2017-03-03", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-03-03", "2017-03-10")
    assert (row["owner"], row["weight"], row["failings"]) == (MANAGER, 3, ["A2"])
    assert one(held(), "2017-03-10", CODE)["state"] == "due-soon"
    late = one(held(), "2017-03-11", CODE)
    assert (late["state"], late["failing_since"]) == ("overdue", "2017-03-11")


def test_a_fact_that_comes_after_assignment_opens_it_on_the_day_it_was_recorded():
    later = abuse("2017-04-03", recorded_at="2017-04-05T10:00:00Z")
    row = one(held(registrations=[later]), "2017-05-01", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-04-05", "2017-04-12")


@pytest.mark.parametrize("grade", ["PSO", "trainee"])
def test_grades_below_a_probation_officer_are_excluded(grade):
    file = held(directory=providing("domestic abuse", omar={"grade": grade}))
    assert one(file, "2017-03-11", CODE)["state"] == "overdue"


@pytest.mark.parametrize("grade", ["PO", "SPO"])
def test_a_probation_officer_and_their_manager_may_hold_it(grade):
    file = held(directory=providing("domestic abuse", omar={"grade": grade}))
    assert owed(file, "2017-03-11", code=CODE) == []


@pytest.mark.parametrize(
    ("kinds", "registrations", "statuses", "opens"),
    [
        (["child protection"], [abuse(kind="child protection")], [], True),
        (["child protection"], [], [status("child protection plan")], True),
        (["looked-after child"], [], [status("looked after")], True),
        (["looked-after child"], [], [status("child in need")], False),
        (["child protection"], [abuse()], [status("looked after")], False),
        (["domestic abuse"], [abuse(kind="domestic abuse victim")], [], False),
        ([], [abuse()], [status("looked after")], False),
    ],
)
def test_the_policy_says_which_cases(kinds, registrations, statuses, opens):
    file = held(kinds=kinds, registrations=registrations, statuses=statuses)
    assert bool(owed(file, "2017-03-11", code=CODE)) is opens


def test_a_provider_that_says_nothing_does_as_the_regime_has_it():
    file = held(directory=directory())
    assert owed(file, "2017-03-11", code=CODE) == []
    assert excluding(["domestic abuse"], "PSO", None) == []
    assert excluding(["domestic abuse"], "PSO", ["domestic abuse"]) == ["domestic abuse"]


def test_another_officer_meets_it():
    file = held(officer("officer", "omar", RECEIVED), officer("second", "olga", "2017-03-13"))
    assert one(file, "2017-03-12", CODE)["state"] == "overdue"
    assert one(file, "2017-03-13", CODE)["state"] == "met-late"


def test_an_officer_of_the_same_grade_meets_nothing():
    also = providing("domestic abuse", olga={"grade": "trainee"})
    file = held(
        officer("officer", "omar", RECEIVED),
        officer("second", "olga", "2017-03-13"),
        directory=also,
    )
    row = one(file, "2017-03-13", CODE)
    assert (row["state"], row["opened_on"]) == ("overdue", "2017-03-03")


@pytest.mark.parametrize(
    ("on", "state"), [("2017-03-09", "met"), ("2017-03-10", "met"), ("2017-03-13", "met-late")]
)
def test_a_reasoned_acceptance_meets_it(on, state):
    accepted = {"date": on, "by": "sam", "because": "Closely supervised."}
    file = held(officer("officer", "omar", RECEIVED, grade_accepted=accepted))
    row = one(file, "2017-03-20", CODE)
    assert (row["state"], row["met_on"]) == (state, on)


def test_an_acceptance_in_the_same_act_opens_nothing():
    accepted = {"date": RECEIVED, "by": "sam", "because": "Closely supervised."}
    file = held(officer("officer", "omar", RECEIVED, grade_accepted=accepted))
    assert owed(file, "2017-03-20", code=CODE) == []


def test_an_acceptance_does_not_count_for_what_comes_later():
    accepted = {"date": RECEIVED, "by": "sam", "because": "Closely supervised."}
    file = held(
        officer("officer", "omar", RECEIVED, grade_accepted=accepted),
        kinds=["domestic abuse", "looked-after child"],
        statuses=[status("looked after", "2017-05-02")],
    )
    assert opening(file) == ("2017-05-02", "status")


def test_nor_for_the_next_officer():
    accepted = {"date": RECEIVED, "by": "sam", "because": "Closely supervised."}
    file = held(
        officer("officer", "omar", RECEIVED, grade_accepted=accepted),
        officer("second", "olga", "2017-04-03"),
        directory=providing("domestic abuse", olga={"grade": "PSO"}),
    )
    assert opening(file) == ("2017-04-03", "second")


def test_the_end_of_the_registration_ends_it():
    file = held(registrations=[abuse(ended={"date": "2017-03-08"})])
    assert one(file, "2017-03-08", CODE)["state"] == "due-soon"
    row = one(file, "2017-03-09", CODE)
    assert (row["state"], row["ended_on"]) == ("ended", "2017-03-08")
    late = held(registrations=[abuse(ended={"date": "2017-03-20"})])
    assert one(late, "2017-03-21", CODE)["state"] == "missed"


def test_another_status_ends_it_on_its_eve():
    file = held(
        kinds=["looked-after child"],
        registrations=[],
        statuses=[status("looked after"), status("no concerns", "2017-03-09", "after")],
    )
    assert one(file, "2017-03-09", CODE)["ended_on"] == "2017-03-08"


def test_the_end_of_supervision_ends_it():
    file = held(sentences={"orders": [order(expires_on="2017-03-08")]})
    assert one(file, "2017-03-09", CODE)["state"] == "ended"


def test_a_transfer_to_a_provider_of_another_policy_opens_it():
    made = providing(omar={"posts": []})
    made["providers"].append(
        {"ref": "nps", "name": "NPS", "kind": "nps", "po_only": ["domestic abuse"]}
    )
    made["teams"][1]["provider"] = "nps"
    transfer = {
        "ref": "transfer",
        "to_team": "south",
        "to_officer": "omar",
        "effective_on": "2017-05-02",
        "accepted": {"date": "2017-05-01"},
    }
    file = held(directory=made, caseload={"transfers": [transfer]})
    assert opening(file) == ("2017-05-02", "transfer")


def test_a_case_that_is_nobody_s_is_held_by_no_wrong_grade():
    unassigned = caseload(RECEIVED, officers=[])
    file = case(directory=providing("domestic abuse"), person=person(abuse()), caseload=unassigned)
    assert owed(file, "2017-06-05", code=CODE) == []


def test_a_second_fact_opens_no_second_row_while_the_first_stands():
    file = held(
        kinds=["domestic abuse", "child protection"],
        registrations=[abuse(), abuse("2017-03-08", "child", "child protection")],
    )
    assert one(file, "2017-03-20", CODE)["opened_on"] == "2017-03-03"
