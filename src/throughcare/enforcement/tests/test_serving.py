"""For which sentence a failure counts where it names no requirement; and a decision taken back."""

import pytest
from tests.casefiles import owed

from throughcare.enforcement.tests.failing import (
    LATER,
    failed,
    file,
    row,
    subjects,
    two_orders,
)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        pytest.param("unpaid work", ["c-1/order-2"], id="the second order alone asks for it"),
        pytest.param("supervision", ["c-1/order", "c-1/order-2"], id="for every order"),
        pytest.param("drug test", ["c-1/order", "c-1/order-2"], id="neither asks for it"),
    ],
)
def test_unpaid_work_that_names_no_requirement_is_of_the_orders_that_ask_for_it(kind, counts):
    made = two_orders(failed("c-1", "2017-05-02", "2017-05-03", kind=kind))
    assert subjects(made, "decide-absence") == counts
    assert subjects(made, "send-warning") == counts


def test_before_the_order_that_asks_for_unpaid_work_it_is_of_the_other():
    made = two_orders(failed("c-1", "2017-04-02", "2017-04-02", kind="unpaid work"))
    assert subjects(made, "decide-absence") == ["c-1/order"]


def test_where_both_orders_ask_for_unpaid_work_it_is_of_both():
    upw = {"requirements": [{"ref": "upw-1", "kind": "unpaid work"}]}
    made = two_orders(failed("c-1", "2017-05-02", "2017-05-03", kind="unpaid work"), first=upw)
    assert subjects(made, "decide-absence") == ["c-1/order", "c-1/order-2"]


def test_a_decision_taken_back_leaves_it_open_until_it_is_decided_anew():
    made = failed("c-1", "2017-05-02", "2017-05-04")
    made["decision"] |= {
        "recorded_at": "2017-05-04",
        "in_error": {"recorded_at": "2017-05-05T12:00:00Z", "because": "Of another person."},
    }
    assert row(file(made), "decide-absence")["met_on"] is None
    again = {"acceptable": False, "decided_on": "2017-05-09", "recorded_at": "2017-05-09"}
    before = {"acceptable": False, "decided_on": "2017-05-04", "recorded_at": "2017-05-04"}
    again["earlier"] = [before]
    made["decision"] = again
    assert row(file(made), "decide-absence")["met_on"] == "2017-05-09"


@pytest.mark.parametrize(
    ("acceptable", "met_on"),
    [
        pytest.param(True, "2017-05-09", id="another answer"),
        pytest.param(False, "2017-05-09", id="the same answer"),
    ],
)
def test_what_was_taken_back_never_decided_it(acceptable, met_on):
    made = failed("c-1", "2017-05-02", "2017-05-09", acceptable=acceptable)
    in_error = {"recorded_at": "2017-05-05T12:00:00Z", "because": "Of another person."}
    first = {"acceptable": False, "decided_on": "2017-05-03", "recorded_at": "2017-05-03"}
    second = {"acceptable": True, "decided_on": "2017-05-04", "recorded_at": "2017-05-04"}
    made["decision"] |= {
        "recorded_at": "2017-05-09",
        "earlier": [first, second | {"in_error": in_error}],
    }
    (duty,) = owed(file(made), LATER, code="decide-absence")
    assert (duty["due_on"], duty["met_on"]) == ("2017-05-10", met_on)
    # Between taking back and deciding anew it is open, by the day it was due by from the first.
    (duty,) = owed(file(made), "2017-05-08", known="2017-05-08", code="decide-absence")
    assert (duty["due_on"], duty["met_on"], duty["state"]) == ("2017-05-10", None, "due-soon")
    (duty,) = owed(file(made), "2017-05-04", known="2017-05-04", code="decide-absence")
    assert duty["met_on"] == "2017-05-03"


def test_a_changed_decision_was_decided_on_the_day_of_the_first():
    made = failed("c-1", "2017-05-02", "2017-05-09", acceptable=True)
    first = {"acceptable": False, "decided_on": "2017-05-03", "recorded_at": "2017-05-03"}
    made["decision"] |= {"recorded_at": "2017-05-09", "earlier": [first]}
    assert row(file(made), "decide-absence")["met_on"] == "2017-05-03"
