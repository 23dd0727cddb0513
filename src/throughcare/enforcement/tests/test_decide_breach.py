"""Decide on breach: 8 business days where a CRC holds the case, 10 where the NPS does."""

import json

import pytest
from tests.casefiles import DIRECTORY, case, caseload, officer, one, order, owed

from throughcare.enforcement.tests.failing import (
    LATER,
    breach,
    dealt,
    failed,
    file,
    row,
    subjects,
    two_orders,
    warned,
)

CODE = "decide-breach"
FIRST = failed("c-1", "2017-05-03", "2017-05-03")
WARNING = warned("2017-05-04", "c-1")


def second(on="2017-06-07", decided="2017-06-12", ref="c-2", **more):
    return failed(ref, on, decided, **more)


def after_a_warning(*contacts, **more):
    return file(FIRST, *(contacts or (second(),)), warnings=[WARNING], **more)


def nps():
    """The plain directory with an NPS team beside the others."""
    made = json.loads(json.dumps(DIRECTORY))
    made["providers"].append({"ref": "nps", "name": "NPS North", "kind": "nps"})
    made["teams"].append({"ref": "division", "name": "Division", "provider": "nps"})
    made["staff"].append({"ref": "nina", "name": "Nina", "grade": "PO"})
    return made


def test_it_opens_on_the_day_of_the_decision():
    found = row(after_a_warning(), CODE)
    assert (found["subject"], found["opened_on"]) == ("c-2/order", "2017-06-12")
    assert (found["failings"], found["weight"]) == (["E3"], 2)
    assert found["owner"]["role"] == "responsible officer"
    assert owed(after_a_warning(), LATER, code="send-warning")[0]["subject"] == "c-1/order"


def test_where_a_crc_holds_the_case_there_are_eight_business_days():
    made = file(
        failed("c-1", "2018-04-03", "2018-04-03"),
        failed("c-2", "2018-05-01", "2018-05-01"),
        warnings=[warned("2018-04-04", "c-1")],
    )
    assert row(made, CODE)["due_on"] == "2018-05-14"
    assert one(made, "2018-05-14", CODE)["state"] == "due-soon"
    assert one(made, "2018-05-15", CODE)["state"] == "overdue"


def held_by_the_division(since, **more):
    transfer = {
        "ref": "t",
        "to_team": "division",
        "to_officer": "nina",
        "effective_on": since,
        "accepted": {"date": since},
    }
    return case(
        directory=nps(),
        contacts=[
            failed("c-1", "2018-04-03", "2018-04-03"),
            failed("c-2", "2018-05-01", "2018-05-01"),
        ],
        enforcement={"warnings": [warned("2018-04-04", "c-1")]},
        caseload=caseload("2017-03-03", officer("o", "olga", "2017-03-03"), transfers=[transfer]),
        **more,
    )


def test_where_the_nps_holds_it_there_are_ten():
    assert row(held_by_the_division("2018-04-16"), CODE)["due_on"] == "2018-05-16"


@pytest.mark.parametrize(
    ("since", "due"),
    [
        pytest.param("2018-04-30", "2018-05-16", id="the day before the decision"),
        pytest.param("2018-05-01", "2018-05-16", id="the day of the decision"),
        pytest.param("2018-05-02", "2018-05-14", id="the day after"),
    ],
)
def test_whoever_holds_it_on_the_day_of_the_decision_decides_how_many(since, due):
    assert row(held_by_the_division(since), CODE)["due_on"] == due


@pytest.mark.parametrize("outcome", ["referred", "presented", "not breached"])
@pytest.mark.parametrize(
    ("on", "state"),
    [("2017-06-12", "met"), ("2017-06-22", "met"), ("2017-06-23", "met-late")],
)
def test_any_decision_meets_it(outcome, on, state):
    found = row(after_a_warning(breaches=[breach(on, outcome)]), CODE)
    assert (found["due_on"], found["met_on"], found["state"]) == ("2017-06-22", on, state)


def test_a_decision_of_before_does_not():
    made = after_a_warning(breaches=[breach("2017-06-09", "not breached")])
    assert row(made, CODE)["met_on"] is None


def test_a_warning_does_not_either():
    made = file(FIRST, second(), warnings=[WARNING, warned("2017-06-14", "c-2")])
    assert row(made, CODE, "2017-06-23")["state"] == "overdue"


# One at a time


def test_later_failures_join_the_one_that_is_open():
    third = second("2017-06-14", "2017-06-19", "c-3")
    found = row(after_a_warning(second(), third), CODE)
    assert (found["subject"], found["opened_on"]) == ("c-2/order", "2017-06-12")
    assert "1 more since then" in found["because"]["text"]


def test_of_two_decided_on_one_day_the_earlier_failure_opens_it():
    both = second("2017-06-14", "2017-06-19", "c-2"), second("2017-06-07", "2017-06-19", "c-3")
    assert subjects(after_a_warning(*both), CODE) == ["c-3/order"]


def test_when_the_one_that_opened_it_proves_acceptable_the_next_takes_its_place():
    right = {
        "acceptable": True,
        "decided_on": "2017-06-26",
        "recorded_at": "2017-06-26T10:00:00Z",
        "earlier": [
            {
                "acceptable": False,
                "decided_on": "2017-06-12",
                "recorded_at": "2017-06-12T10:00:00Z",
            }
        ],
    }
    made = after_a_warning(second(decision=right), second("2017-06-14", "2017-06-19", "c-3"))
    assert one(made, "2017-06-20", CODE, known="2017-06-20")["subject"] == "c-2/order"
    found = row(made, CODE)
    assert (found["subject"], found["opened_on"]) == ("c-3/order", "2017-06-19")


@pytest.mark.parametrize("outcome", ["referred", "presented"])
@pytest.mark.parametrize(
    ("decided", "opens"),
    [
        pytest.param("2017-06-14", False, id="the day of the referral"),
        pytest.param("2017-06-15", False, id="the day after"),
        pytest.param("2017-08-01", False, id="the eve of the hearing"),
        pytest.param("2017-08-02", True, id="the day it is dealt with"),
        pytest.param("2017-08-03", True, id="the day after that"),
    ],
)
def test_after_a_referral_none_opens_until_it_is_dealt_with(outcome, decided, opens):
    made = after_a_warning(
        second(),
        second("2017-06-13", decided, "c-3"),
        breaches=[breach("2017-06-14", outcome, **dealt("2017-08-02"))],
    )
    assert subjects(made, CODE) == ["c-2/order", *(["c-3/order"] if opens else [])]


def test_while_nothing_comes_of_a_referral_none_opens():
    made = after_a_warning(
        second(), second("2017-11-01", "2017-11-06", "c-3"), breaches=[breach("2017-06-14")]
    )
    assert subjects(made, CODE) == ["c-2/order"]


def test_a_referral_straight_away_is_pending_too():
    made = file(
        FIRST,
        second("2017-05-24", "2017-05-26"),
        warnings=[WARNING],
        breaches=[breach("2017-05-10")],
    )
    assert owed(made, LATER, code=CODE) == []


def test_that_it_was_decided_not_to_breach_leaves_nothing_pending():
    made = after_a_warning(
        second(),
        second("2017-06-21", "2017-06-23", "c-3"),
        breaches=[breach("2017-06-14", "not breached")],
    )
    assert subjects(made, CODE) == ["c-2/order", "c-3/order"]


def test_each_order_has_its_own():
    both = [warned("2017-05-04", "c-1"), warned("2017-05-04", "c-1", of="order-2")]
    made = two_orders(FIRST, second(), warnings=both, breaches=[breach("2017-06-14")])
    found = {each["subject"]: each["state"] for each in owed(made, LATER, code=CODE)}
    assert found == {"c-2/order": "met", "c-2/order-2": "overdue"}


def test_it_ends_with_the_order():
    ended = order(ended={"date": "2017-06-16", "because": "revoked"})
    assert row(after_a_warning(sentences={"orders": [ended]}), CODE)["state"] == "ended"


def test_a_failure_caused_by_the_service_opens_none():
    assert owed(after_a_warning(second(cause="caused by the service")), LATER, code=CODE) == []


def test_a_failure_is_breached_the_first_time_it_was_unacceptable():
    """The published vector: unacceptable and warned, acceptable, unacceptable."""
    made = file(
        failed("c-1", "2018-01-15", "2018-01-15"),
        failed("c-2", "2018-03-01", "2018-03-01", acceptable=True),
        failed("c-3", "2018-06-01", "2018-06-01"),
        warnings=[warned("2018-01-15", "c-1")],
    )
    assert subjects(made, CODE) == ["c-3/order"]
