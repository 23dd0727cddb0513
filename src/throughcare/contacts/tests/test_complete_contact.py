"""Say what was done, and towards which objective, within two working days of saving it."""

import pytest
from tests.casefiles import case, contact, order, owed

CODE = "complete-contact"

PLAN = {
    "ref": "plan",
    "signed_on": "2017-03-20",
    "contact": "weekly",
    "objectives": [{"ref": "work", "text": "Find work"}, {"ref": "home", "text": "Keep a home"}],
}


def saved(account=None, at="2017-05-03T15:00:00Z", **more):
    made = contact("c-1", "2017-05-03", None)
    made["outcome"] = {"result": "attended", "by": "olga", "recorded_at": at}
    if account is not None:
        made["account"] = account
    return made | more


def wrote(done="Talked about work.", at="2017-05-03T15:00:00Z", **more):
    return {"done": done, "recorded_at": at} | more


def found(*contacts, plans=(), on="2017-12-01", known=None, **sections):
    file = case(contacts=list(contacts), planning={"plans": list(plans)}, **sections)
    return owed(file, on, code=CODE, known=known)


def row(*contacts, **more):
    (only,) = found(*contacts, **more)
    return only


# Without a plan


def test_attended_and_saved_without_what_was_done_opens_it():
    only = row(saved())
    assert (only["subject"], only["opened_on"], only["due_on"]) == (
        "c-1",
        "2017-05-03",
        "2017-05-05",
    )
    assert (only["failings"], only["weight"]) == (["D6"], 6)
    assert only["because"]["message"] == "without-account"
    assert only["owner"] == {"role": "author", "staff": "olga", "team": "north"}


@pytest.mark.parametrize("done", ["", "   ", "\n\t "])
def test_nothing_but_space_says_nothing(done):
    assert len(found(saved(wrote(done)))) == 1


def test_saved_with_what_was_done_nothing_opens():
    assert found(saved(wrote())) == []


def test_it_opens_on_the_day_attended_was_saved_not_on_the_day_of_the_contact():
    only = row(saved(at="2017-05-12T10:00:00Z"))
    assert (only["opened_on"], only["due_on"]) == ("2017-05-12", "2017-05-16")


def test_saved_after_midnight_in_london_it_opens_on_the_next_day():
    assert row(saved(at="2017-05-03T23:30:00Z"))["opened_on"] == "2017-05-04"


@pytest.mark.parametrize(
    ("at", "met", "state"),
    [
        ("2017-05-03T17:00:00Z", "2017-05-03", "met"),
        ("2017-05-05T17:00:00Z", "2017-05-05", "met"),
        ("2017-05-08T09:00:00Z", "2017-05-08", "met-late"),
    ],
)
def test_it_is_met_on_the_day_what_was_done_was_written(at, met, state):
    only = row(saved(wrote(at=at)))
    assert (only["met_on"], only["state"]) == (met, state)


@pytest.mark.parametrize("result", ["failed to attend", "failed to comply", "not held", None])
def test_only_attendance_asks_for_it(result):
    assert found(contact("c-1", "2017-05-03", result)) == []


@pytest.mark.parametrize("kind", ["session", "drug test", "unpaid work", "note"])
def test_only_supervision_asks_for_it(kind):
    assert found(saved(kind=kind)) == []


def test_a_telephone_call_asks_for_it_too():
    assert len(found(saved(mode="telephone"))) == 1


def test_a_failure_corrected_to_attendance_opens_it_on_the_day_of_the_correction():
    outcome = {
        "result": "attended",
        "recorded_at": "2017-05-11T10:00:00Z",
        "earlier": [{"result": "failed to attend", "recorded_at": "2017-05-03T12:00:00Z"}],
    }
    only = row(contact("c-1", "2017-05-03", None, outcome=outcome))
    assert (only["opened_on"], only["due_on"]) == ("2017-05-11", "2017-05-15")


def test_a_correction_of_who_recorded_it_does_not_move_it():
    outcome = {
        "result": "attended",
        "by": "omar",
        "recorded_at": "2017-05-11T10:00:00Z",
        "earlier": [{"result": "attended", "by": "olga", "recorded_at": "2017-05-03T12:00:00Z"}],
    }
    only = row(contact("c-1", "2017-05-03", None, outcome=outcome))
    assert (only["opened_on"], only["owner"]["staff"]) == ("2017-05-03", "omar")


def test_an_account_emptied_by_a_correction_is_owed_again():
    account = wrote("", at="2017-05-11T10:00:00Z") | {
        "earlier": [{"done": "Talked.", "recorded_at": "2017-05-03T15:00:00Z"}]
    }
    assert found(saved(account), on="2017-05-10", known="2017-05-10") == []
    assert row(saved(account))["met_on"] is None


def test_an_account_recorded_in_error_is_owed_again():
    error = {"recorded_at": "2017-05-11T10:00:00Z", "because": "of somebody else"}
    assert row(saved(wrote(in_error=error)))["state"] == "overdue"


def test_a_file_made_without_prose_says_that_something_was_written():
    assert found(saved({"has_done": True, "recorded_at": "2017-05-03T15:00:00Z"})) == []


# Where a plan has been signed


@pytest.mark.parametrize(
    ("signed", "rows"), [("2017-05-02", 1), ("2017-05-03", 1), ("2017-05-04", 0)]
)
def test_once_a_plan_is_signed_an_objective_is_wanted_too(signed, rows):
    assert len(found(saved(wrote()), plans=[PLAN | {"signed_on": signed}])) == rows


def test_the_day_that_counts_is_the_day_it_was_saved():
    late = saved(wrote(at="2017-05-12T10:00:00Z"), at="2017-05-12T10:00:00Z")
    assert len(found(late, plans=[PLAN | {"signed_on": "2017-05-12"}])) == 1
    assert len(found(late, plans=[PLAN | {"signed_on": "2017-05-13"}])) == 0


def test_with_an_objective_nothing_opens():
    assert found(saved(wrote(objectives=["work"])), plans=[PLAN]) == []


def test_without_one_it_says_that_the_objective_is_missing():
    only = row(saved(wrote()), plans=[PLAN])
    assert (only["opened_on"], only["because"]["message"]) == ("2017-05-03", "without-objective")


def test_an_objective_without_what_was_done_is_not_enough():
    only = row(saved(wrote("", objectives=["work"])), plans=[PLAN])
    assert only["because"]["message"] == "without-account"


def test_it_is_met_when_both_are_there():
    account = wrote(at="2017-05-08T10:00:00Z", objectives=["work"]) | {
        "earlier": [{"done": "Talked about work.", "recorded_at": "2017-05-03T15:00:00Z"}]
    }
    assert row(saved(account), plans=[PLAN])["met_on"] == "2017-05-08"


def test_the_plan_of_an_earlier_spell_asks_for_nothing():
    orders = [
        order("old", "2016-01-04", ended={"date": "2017-01-31", "because": "expired"}),
        order(),
    ]
    file = {"plans": [PLAN | {"signed_on": "2016-02-01"}], "sentences": {"orders": orders}}
    assert found(saved(wrote()), **file) == []


# Spells


@pytest.mark.parametrize(("last_day", "state"), [("2017-05-04", "ended"), ("2017-05-05", "missed")])
def test_when_supervision_ends_first(last_day, state):
    orders = [order(ended={"date": last_day, "because": "expired"})]
    assert row(saved(), sentences={"orders": orders})["state"] == state


def test_saved_after_supervision_has_ended_it_opens_no_more():
    orders = [order(ended={"date": "2017-05-10", "because": "expired"})]
    assert found(saved(at="2017-05-11T10:00:00Z"), sentences={"orders": orders}) == []
