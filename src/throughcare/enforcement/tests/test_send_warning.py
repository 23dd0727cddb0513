"""Send a warning: two business days from the decision that a failure is unacceptable."""

import pytest
from tests.casefiles import custody, held_on_licence, licence, one, order, owed

from throughcare.enforcement.tests.failing import (
    LATER,
    breach,
    failed,
    file,
    row,
    subjects,
    two_orders,
    warned,
)

CODE = "send-warning"


def test_it_opens_on_the_day_of_the_decision_not_of_the_failure():
    found = row(file(failed("c-1", "2017-05-03", "2017-05-09")), CODE, "2017-05-09")
    assert (found["subject"], found["opened_on"], found["due_on"]) == (
        "c-1/order",
        "2017-05-09",
        "2017-05-11",
    )
    assert (found["failings"], found["weight"]) == (["E4"], 2)
    assert (found["owner"]["role"], found["owner"]["staff"]) == ("responsible officer", "olga")
    assert found["because"]["parameters"]["order"] == "community order"


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        pytest.param("2017-05-03", "2017-05-05", id="Wednesday"),
        pytest.param("2017-05-05", "2017-05-09", id="Friday"),
        pytest.param("2018-03-28", "2018-04-03", id="before Easter"),
        pytest.param("2017-05-06", "2017-05-09", id="a Saturday"),
    ],
)
def test_it_is_due_two_business_days_later(decided, due):
    assert row(file(failed("c-1", decided, decided)), CODE)["due_on"] == due


@pytest.mark.parametrize(
    ("on", "state"),
    [("2017-05-09", "due-soon"), ("2017-05-11", "due-soon"), ("2017-05-12", "overdue")],
)
def test_its_states_while_unsent(on, state):
    assert row(file(failed("c-1", "2017-05-03", "2017-05-09")), CODE, on)["state"] == state


def test_suspended_sentence_orders_have_it_too():
    sso = order(kind="suspended sentence order")
    made = file(failed("c-1", "2017-05-03", "2017-05-09"), sentences={"orders": [sso]})
    assert row(made, CODE)["because"]["parameters"]["order"] == "suspended sentence order"


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param(failed("c-1", "2017-05-03"), id="undecided"),
        pytest.param(failed("c-1", "2017-05-03", "2017-05-09", acceptable=True), id="acceptable"),
        pytest.param(
            failed("c-1", "2017-05-03", "2017-05-09", cause="caused by the service"),
            id="caused by the service",
        ),
        pytest.param(
            failed(
                "c-1",
                "2017-05-03",
                "2017-05-09",
                cancelled={"date": "2017-05-03"},
                outcome=None,
                asked=None,
                decision=None,
            ),
            id="given up",
        ),
    ],
)
def test_nothing_else_opens_it(contact):
    made = file({key: value for key, value in contact.items() if value is not None})
    assert owed(made, LATER, code=CODE) == []


def test_on_licence_and_supervision_there_is_no_statutory_warning():
    supervision = {"ref": "pss", "starts_on": "2017-04-01"}
    for sentences, of in (
        (custody(licence()), "licence"),
        (custody(supervision=supervision), "pss"),
    ):
        made = file(
            failed("c-1", "2017-05-03", "2017-05-09"),
            sentences=sentences,
            caseload=held_on_licence(of, "2017-04-01"),
        )
        assert subjects(made, "decide-absence") == [f"c-1/{of}"]
        assert owed(made, LATER, code=CODE) == []
        assert owed(made, LATER, code="decide-breach") == []


# Met


@pytest.mark.parametrize(
    ("sent", "state"),
    [("2017-05-09", "met"), ("2017-05-11", "met"), ("2017-05-12", "met-late")],
)
def test_a_warning_sent_meets_it(sent, state):
    for failure in ("c-1", None):
        made = file(failed("c-1", "2017-05-03", "2017-05-09"), warnings=[warned(sent, failure)])
        found = row(made, CODE)
        assert (found["met_on"], found["state"]) == (sent, state)


def test_failed_decided_and_warned_on_one_day_is_one_warning_and_no_breach():
    for failure in ("c-1", None):
        made = file(
            failed("c-1", "2017-05-03", "2017-05-03"), warnings=[warned("2017-05-03", failure)]
        )
        assert row(made, CODE)["state"] == "met"
        assert owed(made, LATER, code="decide-breach") == []


def test_a_warning_meets_every_one_open_on_the_order():
    made = file(
        failed("c-1", "2017-05-03", "2017-05-09"),
        failed("c-2", "2017-05-08", "2017-05-10"),
        warnings=[warned("2017-05-11", "c-1")],
    )
    assert [each["met_on"] for each in owed(made, LATER, code=CODE)] == ["2017-05-11"] * 2


@pytest.mark.parametrize("outcome", ["referred", "presented"])
def test_straight_to_breach_meets_every_one_open_on_the_order_too(outcome):
    made = file(
        failed("c-1", "2017-05-03", "2017-05-09"),
        failed("c-2", "2017-05-08", "2017-05-10"),
        breaches=[breach("2017-05-11", outcome)],
    )
    assert [each["met_on"] for each in owed(made, LATER, code=CODE)] == ["2017-05-11"] * 2


def test_that_it_was_decided_not_to_breach_sends_no_warning():
    made = file(
        failed("c-1", "2017-05-03", "2017-05-09"), breaches=[breach("2017-05-11", "not breached")]
    )
    assert row(made, CODE)["state"] == "overdue"


def test_a_warning_of_before_the_decision_does_not_meet_it():
    long_ago = warned("2016-05-08", of="order")
    made = file(
        failed("c-1", "2017-05-03", "2017-05-09"),
        warnings=[long_ago],
        sentences={"orders": [order(sentenced_on="2016-03-01")]},
    )
    assert row(made, CODE)["met_on"] is None


# Live warnings


@pytest.mark.parametrize(
    ("sent", "last", "next_day"),
    [
        pytest.param("2018-01-15", "2019-01-14", "2019-01-15", id="the published vector"),
        pytest.param("2016-02-29", "2017-02-28", "2017-03-01", id="29 February"),
        pytest.param("2018-08-31", "2019-08-30", "2019-08-31", id="the last of August"),
        pytest.param("2017-03-01", "2018-02-28", "2018-03-01", id="1 March"),
        pytest.param("2019-02-28", "2020-02-27", "2020-02-28", id="before a leap year"),
    ],
)
def test_a_warning_is_live_from_its_day_to_the_eve_of_its_anniversary(sent, last, next_day):
    old = {"orders": [order(sentenced_on="2015-03-01")]}
    inside = file(failed("c-1", last, last), warnings=[warned(sent)], sentences=old)
    assert owed(inside, "2020-12-01", code=CODE) == []
    assert one(inside, "2020-12-01", "decide-breach")["opened_on"] == last

    outside = file(failed("c-1", next_day, next_day), warnings=[warned(sent)], sentences=old)
    assert one(outside, "2020-12-01", CODE)["opened_on"] == next_day
    assert owed(outside, "2020-12-01", code="decide-breach") == []


def test_it_is_the_day_of_the_decision_that_is_tested():
    """A failure within the window, decided on the anniversary, is warned of again."""
    sent = [warned("2017-05-09")]
    for decided, breached in (("2018-05-08", True), ("2018-05-09", False)):
        made = file(failed("c-2", "2018-05-02", decided), warnings=sent)
        assert bool(owed(made, LATER, code="decide-breach")) is breached
        assert bool(owed(made, LATER, code=CODE)) is not breached


@pytest.mark.parametrize(
    ("failed_on", "opens"),
    [
        pytest.param("2017-05-08", None, id="the day before the warning"),
        pytest.param("2017-05-09", "decide-breach", id="the day of the warning"),
        pytest.param("2017-05-10", "decide-breach", id="the day after"),
    ],
)
def test_a_failure_before_a_live_warning_opens_neither(failed_on, opens):
    made = file(
        failed("c-1", "2017-05-03", "2017-05-08"),
        failed("c-2", failed_on, "2017-05-12"),
        warnings=[warned("2017-05-09", "c-1")],
    )
    rows = [r for r in owed(made, LATER) if r["code"] in (CODE, "decide-breach")]
    found = [r["code"] for r in rows if r["subject"] == "c-2/order"]
    assert found == ([opens] if opens else [])


def test_a_second_warning_while_one_is_live_does_not_hide_what_the_first_calls_for():
    made = file(
        failed("c-1", "2017-05-03", "2017-05-03"),
        failed("c-2", "2017-06-07", "2017-06-12"),
        warnings=[warned("2017-05-04", "c-1"), warned("2017-06-09", "c-2")],
    )
    assert subjects(made, "decide-breach") == ["c-2/order"]


# Corrections


def changed_to(on, *, acceptable, **more):
    """A decision of 9 May, corrected."""
    first = {
        "acceptable": not acceptable,
        "decided_on": "2017-05-09",
        "recorded_at": "2017-05-09T10:00:00Z",
    }
    return {
        "acceptable": acceptable,
        "decided_on": on,
        "recorded_at": f"{on}T10:00:00Z",
        "earlier": [first],
    } | more


def test_it_goes_when_evidence_comes_and_the_decision_is_corrected():
    made = file(failed("c-1", "2017-05-03", decision=changed_to("2017-05-15", acceptable=True)))
    assert one(made, "2017-05-14", CODE, known="2017-05-14")["state"] == "overdue"
    assert owed(made, "2017-05-15", code=CODE, known="2017-05-15") == []
    # It was decided in time, and that another answer came later makes it no later.
    assert row(made, "decide-absence")["met_on"] == "2017-05-09"


def test_it_opens_on_the_day_on_which_an_acceptable_absence_proves_unacceptable():
    made = file(failed("c-1", "2017-05-03", decision=changed_to("2017-05-15", acceptable=False)))
    found = row(made, CODE)
    assert (found["opened_on"], found["due_on"]) == ("2017-05-15", "2017-05-17")


def test_a_decided_day_put_right_is_the_day_that_counts():
    first = {
        "acceptable": False,
        "decided_on": "2017-05-08",
        "recorded_at": "2017-05-09T10:00:00Z",
    }
    right = {"acceptable": False, "decided_on": "2017-05-12", "recorded_at": "2017-05-15T10:00:00Z"}
    made = file(failed("c-1", "2017-05-03", decision=right | {"earlier": [first]}))
    assert row(made, CODE)["opened_on"] == "2017-05-12"
    assert row(made, "decide-absence")["state"] == "met-late"


def test_evidence_on_the_last_day_is_in_time():
    """Six business days from 3 May: on the 11th, with evidence, accepted; nothing follows."""
    made = file(failed("c-1", "2017-05-03", "2017-05-11", acceptable=True))
    assert row(made, "decide-absence")["state"] == "met"
    assert owed(made, LATER, code=CODE) == []


def test_a_warning_recorded_in_error_was_never_sent():
    wrong = {"recorded_at": "2017-05-16T10:00:00Z", "because": "Another person's."}
    made = file(
        failed("c-1", "2017-05-03", "2017-05-09"),
        warnings=[warned("2017-05-10", "c-1", in_error=wrong)],
    )
    assert one(made, "2017-05-15", CODE, known="2017-05-15")["state"] == "met"
    assert row(made, CODE)["state"] == "overdue"


# The end of the order


@pytest.mark.parametrize(
    ("decided", "state"),
    [
        pytest.param("2017-05-03", "ended", id="decided on the last day"),
        pytest.param("2017-05-02", "ended", id="due the day after the end"),
        pytest.param("2017-05-01", "missed", id="due on the last day"),
        pytest.param("2017-05-04", None, id="decided after the end"),
    ],
)
def test_a_failure_on_the_day_the_order_ends(decided, state):
    ended = order(ended={"date": "2017-05-03", "because": "revoked"})
    on = min("2017-05-03", decided)
    made = file(failed("c-1", on, decided), sentences={"orders": [ended]})
    assert subjects(made, "decide-absence") == ["c-1/order"]
    found = [each["state"] for each in owed(made, LATER, code=CODE)]
    assert found == ([state] if state else [])


def test_before_the_measure_there_was_none():
    old = {"orders": [order(sentenced_on="2013-01-07")]}
    for decided, opens in (("2014-05-31", False), ("2014-06-01", True)):
        made = file(failed("c-1", "2014-05-28", decided), sentences=old)
        assert bool(owed(made, LATER, code=CODE)) is opens


# Two orders


def test_each_order_live_on_the_day_of_failure_has_its_own():
    made = two_orders(failed("c-1", "2017-05-03", "2017-05-09"))
    assert subjects(made, CODE) == ["c-1/order", "c-1/order-2"]
    before = two_orders(failed("c-1", "2017-03-31", "2017-05-09"))
    assert subjects(before, CODE) == ["c-1/order"]


def test_a_warning_does_not_carry_across_orders():
    made = two_orders(
        failed("c-1", "2017-05-03", "2017-05-09"),
        failed("c-2", "2017-05-17", "2017-05-18"),
        warnings=[warned("2017-05-10", "c-1")],
    )
    found = {each["subject"]: each["state"] for each in owed(made, LATER, code=CODE)}
    assert found == {"c-1/order": "met", "c-1/order-2": "overdue", "c-2/order-2": "overdue"}
    assert subjects(made, "decide-breach") == ["c-2/order"]


def test_a_failure_of_one_order_s_requirement_counts_for_that_order_alone():
    upw = {"kind": "unpaid work", "requirement": "upw"}
    made = two_orders(failed("c-1", "2017-05-03", "2017-05-09", **upw))
    assert subjects(made, CODE) == ["c-1/order-2"]


def test_failures_of_two_requirements_of_one_order_count_together():
    rar = {"ref": "rar", "kind": "rehabilitation activity"}
    upw = {"ref": "upw", "kind": "unpaid work"}
    made = file(
        failed("c-1", "2017-05-03", "2017-05-03", requirement="rar"),
        failed("c-2", "2017-05-17", "2017-05-18", requirement="upw", kind="unpaid work"),
        warnings=[warned("2017-05-04", "c-1")],
        sentences={"orders": [order(requirements=[rar, upw])]},
    )
    assert subjects(made, "decide-breach") == ["c-2/order"]
