"""A transfer to another team: from which day the case is theirs, and whether anybody is there."""

import pytest
from tests.casefiles import case, caseload, directory, leaves, officer, one, order, owed

CODE = "officer-in-post"


def sent(to_officer=None, accepted="2017-05-20", *officers, staff=None, **more):
    move = {"ref": "transfer", "to_team": "south", "effective_on": "2017-06-01"} | more
    if to_officer:
        move["to_officer"] = to_officer
    if accepted:
        move["accepted"] = {"date": accepted}
    return case(
        directory=directory(**(staff or {})),
        caseload=caseload(
            officers=[officer("officer", "olga", "2017-03-03"), *officers], transfers=[move]
        ),
    )


def test_a_transfer_without_a_receiving_officer_opens_it_on_its_day():
    row = one(sent(), "2017-06-05", CODE)
    assert (row["opened_on"], row["because"]["message"]) == (
        "2017-06-01",
        "nobody-in-post-transferred",
    )
    assert row["owner"] == {"role": "team manager", "staff": "sue", "team": "south"}


def test_a_transfer_accepted_late_opens_it_on_acceptance():
    assert one(sent(None, "2017-06-14"), "2017-06-20", CODE)["opened_on"] == "2017-06-14"


def test_a_receiving_officer_in_post_leaves_no_gap():
    assert owed(sent("petra"), "2017-06-20", code=CODE) == []


@pytest.mark.parametrize(
    ("last_day", "opens"), [("2017-05-31", "2017-06-01"), ("2017-06-01", "2017-06-02")]
)
def test_a_receiving_officer_who_has_left_opens_it(last_day, opens):
    file = sent("petra", staff=leaves("petra", last_day))
    assert one(file, "2017-06-20", CODE)["opened_on"] == opens


def test_a_receiving_officer_named_later_meets_it():
    row = one(sent(None, "2017-05-20", officer("o-2", "petra", "2017-06-07")), "2017-06-20", CODE)
    assert (row["opened_on"], row["met_on"]) == ("2017-06-01", "2017-06-07")


def test_a_receiving_officer_named_for_the_planned_day_takes_over_on_late_acceptance():
    file = sent(None, "2017-06-14", officer("o-2", "petra", "2017-06-01"))
    assert owed(file, "2017-06-20", code=CODE) == []
    assert one(file, "2017-06-13", "see-the-person")["owner"]["staff"] == "olga"
    assert one(file, "2017-06-14", "see-the-person")["owner"]["staff"] == "petra"


def test_a_receiving_officer_who_had_taken_over_before_the_transfer_stays():
    file = sent(None, "2017-05-20", officer("o-2", "petra", "2017-05-29"))
    assert owed(file, "2017-06-20", code=CODE) == []


@pytest.mark.parametrize("withdrawn", ["2017-05-25", "2017-06-01"])
def test_a_withdrawn_transfer_opens_nothing(withdrawn):
    assert owed(sent(withdrawn={"date": withdrawn}), "2017-06-20", code=CODE) == []


def test_a_transfer_never_accepted_opens_nothing():
    assert owed(sent(None, None), "2017-06-20", code=CODE) == []


def test_a_gap_before_the_transfer_goes_on_after_it_and_changes_hands():
    file = sent(staff=leaves("olga", "2017-05-26"))
    row = one(file, "2017-05-31", CODE)
    assert (row["opened_on"], row["owner"]["staff"]) == ("2017-05-27", "sam")
    assert one(file, "2017-06-01", CODE)["owner"]["staff"] == "sue"


def test_a_further_order_to_another_provider_s_team_leaves_an_officer_without_post_there():
    made = directory()
    made["providers"].append({"ref": "nps", "name": "NPS", "kind": "nps"})
    made["teams"].append({"ref": "court", "name": "Court team", "provider": "nps"})
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = {"ref": "a-2", "of": "order-2", "team": "court", "received_on": "2017-06-02"}
    file = case(
        directory=made,
        sentences={"orders": [order(), order("order-2", "2017-06-01")]},
        caseload=caseload(allocations=[first, second]),
    )
    assert one(file, "2017-06-20", CODE)["opened_on"] == "2017-06-02"
