"""Acceptable absences that mount up: three in a row, five in all, eleven for a manager."""

import pytest
from tests.casefiles import contact, custody, held_on_licence, licence, one, order, owed

from throughcare.enforcement.tests.failing import (
    LATER,
    accepted,
    failed,
    file,
    reviewed,
    row,
    two_orders,
)

CODE = "review-acceptable-absences"
MANAGER = "manager-review-absences"
SERVICE = "caused by the service"
WEEKS = [
    *("2017-05-03", "2017-05-10", "2017-05-17", "2017-05-24", "2017-05-31", "2017-06-07"),
    *("2017-06-14", "2017-06-21", "2017-06-28", "2017-07-05", "2017-07-12", "2017-07-19"),
]


def absences(number, start=0):
    return [accepted(f"c-{at}", WEEKS[at]) for at in range(start, start + number)]


def apart(number):
    """Acceptable absences with an appointment kept on the day before each."""
    eves = [f"{WEEKS[at][:-2]}{int(WEEKS[at][-2:]) - 1:02}" for at in range(number)]
    return [*absences(number), *(contact(f"k-{at}", eve) for at, eve in enumerate(eves))]


def opened(made, code=CODE):
    return [(each["opened_on"], each["state"]) for each in owed(made, LATER, code=code)]


def test_the_third_in_a_row_opens_it_on_the_day_it_is_decided():
    late = accepted("c-2", "2017-05-17", "2017-05-22")
    found = row(file(*absences(2), late), CODE)
    assert (found["subject"], found["opened_on"], found["due_on"]) == (
        "order",
        "2017-05-22",
        "2017-05-30",
    )
    assert (found["failings"], found["weight"]) == (["E2"], 4)
    assert found["owner"]["role"] == "responsible officer"
    assert "3 acceptable absences in a row" in found["because"]["text"]


def test_two_do_not():
    assert owed(file(*absences(2)), LATER, code=CODE) == []


def test_due_five_working_days_later():
    made = file(*absences(3))
    assert one(made, "2017-05-24", CODE)["state"] == "due-soon"
    assert one(made, "2017-05-25", CODE)["state"] == "overdue"


@pytest.mark.parametrize(
    ("between", "opens"),
    [
        pytest.param(contact("b", "2017-05-12"), False, id="attended"),
        pytest.param(failed("b", "2017-05-12", "2017-05-12"), False, id="unacceptable"),
        pytest.param(
            failed("b", "2017-05-12", "2017-05-12", cause=SERVICE), True, id="the service's doing"
        ),
        pytest.param(contact("b", "2017-05-12", "not held"), True, id="not held"),
        pytest.param(failed("b", "2017-05-12"), True, id="not decided yet"),
        pytest.param(contact("b", "2017-05-12", kind="note"), True, id="a note"),
        pytest.param(contact("b", "2017-05-22"), True, id="attended after the third"),
        pytest.param(contact("b", "2017-05-02"), True, id="attended before the first"),
    ],
)
def test_what_breaks_a_row(between, opens):
    assert bool(owed(file(*absences(3), between), LATER, code=CODE)) is opens


def test_what_the_service_caused_does_not_count():
    third = failed("c-2", "2017-05-17", "2017-05-17", acceptable=True, cause=SERVICE)
    assert owed(file(*absences(2), third), LATER, code=CODE) == []


def test_on_one_day_the_time_decides_what_came_between():
    at = [accepted(f"c-{n}", "2017-05-03", time=f"{9 + n}:00:00".zfill(8)) for n in range(3)]
    for time, opens in (("10:30:00", False), ("08:30:00", True)):
        made = file(*at, contact("b", "2017-05-03", time=time))
        assert bool(owed(made, LATER, code=CODE)) is opens


def test_the_fifth_in_all_opens_it_though_none_are_in_a_row():
    assert opened(file(*apart(4))) == []
    found = row(file(*apart(5)), CODE)
    assert found["opened_on"] == WEEKS[4]
    assert "5 acceptable absences by" in found["because"]["text"]


def test_it_is_the_fifth_to_be_decided():
    late = accepted("c-0", WEEKS[0], "2017-07-03")
    assert row(file(late, *apart(5)[1:]), CODE)["opened_on"] == "2017-07-03"


def test_one_is_open_at_a_time():
    assert opened(file(*absences(6))) == [("2017-05-17", "overdue")]


def test_once_a_row_and_once_at_the_fifth():
    met = [reviewed("2017-05-18")]
    assert opened(file(*absences(4), absence_reviews=met)) == [("2017-05-17", "met")]
    both = opened(file(*absences(9), absence_reviews=met))
    assert both == [("2017-05-17", "met"), ("2017-05-31", "overdue")]


def test_another_row_opens_another():
    rows = [*absences(3), contact("b", "2017-05-22"), *absences(3, start=4)]
    met = [reviewed("2017-05-18"), reviewed("2017-06-08", "continue")]
    fifth, row_s_third = "2017-06-07", "2017-06-14"
    made = file(*rows, absence_reviews=met)
    assert [day for day, _ in opened(made)] == ["2017-05-17", fifth, row_s_third]


def test_the_fifth_that_is_the_third_of_its_row_opens_one():
    early = [accepted("a-1", "2017-04-05"), contact("k-1", "2017-04-06")]
    early += [accepted("a-2", "2017-04-12"), contact("k-2", "2017-04-13")]
    assert [day for day, _ in opened(file(*early, *absences(3)))] == ["2017-05-17"]


@pytest.mark.parametrize("outcome", ["adjust", "back to court", "to a manager", "continue"])
@pytest.mark.parametrize(
    ("on", "state"), [("2017-05-17", "met"), ("2017-05-24", "met"), ("2017-05-25", "met-late")]
)
def test_any_decision_meets_it(outcome, on, state):
    made = file(*absences(3), absence_reviews=[reviewed(on, outcome)])
    assert row(made, CODE)["state"] == state


def test_a_decision_of_before_the_third_does_not():
    made = file(*absences(3), absence_reviews=[reviewed("2017-05-16")])
    assert row(made, CODE)["state"] == "overdue"


# Eleven


def test_the_eleventh_is_the_manager_s():
    assert owed(file(*apart(10)), LATER, code=MANAGER) == []
    found = row(file(*apart(12)), MANAGER)
    assert (found["opened_on"], found["due_on"]) == (WEEKS[10], "2017-07-19")
    assert (found["owner"]["role"], found["owner"]["staff"]) == ("team manager", "sam")
    assert (found["failings"], found["weight"], found["subject"]) == (["E2"], 4, "order")


def test_only_the_manager_s_decision_meets_it():
    by_officer = reviewed("2017-07-13")
    by_manager = reviewed("2017-07-14", by_manager=True)
    for made, met_on in (
        (file(*apart(11), absence_reviews=[by_officer]), None),
        (file(*apart(11), absence_reviews=[by_officer, by_manager]), "2017-07-14"),
    ):
        assert row(made, MANAGER)["met_on"] == met_on
        assert row(made, CODE)["met_on"] == "2017-07-13"


# Counted by order, licence or supervision


def test_orders_are_counted_apart():
    upw = {"requirement": "upw", "kind": "unpaid work"}
    made = two_orders(
        accepted("c-0", WEEKS[0], **upw), accepted("c-1", WEEKS[1]), accepted("c-2", WEEKS[2])
    )
    assert [each["subject"] for each in owed(made, LATER, code=CODE)] == ["order-2"]
    met = [reviewed("2017-05-18", of="order")]
    other = two_orders(*absences(3), absence_reviews=met)
    found = {each["subject"]: each["state"] for each in owed(other, LATER, code=CODE)}
    assert found == {"order": "met", "order-2": "overdue"}


def test_keeping_an_appointment_of_another_order_breaks_no_row():
    upw = {"requirement": "upw", "kind": "unpaid work"}
    made = two_orders(*absences(3), contact("b", "2017-05-12", **upw))
    assert [each["subject"] for each in owed(made, LATER, code=CODE)] == ["order"]


def test_on_licence_a_recall_begins_the_count_anew():
    first = licence(recall={"date": "2017-05-12", "returned_on": "2017-05-12"})
    again = licence("licence-2", "2017-05-15")
    made = file(*absences(4), sentences=custody(first, again), caseload=held_on_licence("custody"))
    assert owed(made, LATER, code=CODE) == []
    fifth = accepted("c-4", WEEKS[4])
    made = file(
        *absences(4), fifth, sentences=custody(first, again), caseload=held_on_licence("custody")
    )
    assert row(made, CODE)["subject"] == "licence-2"


def test_it_ends_with_the_order():
    ended = order(ended={"date": "2017-05-19", "because": "completed"})
    assert row(file(*absences(3), sentences={"orders": [ended]}), CODE)["state"] == "ended"


def test_it_goes_when_one_of_the_three_proves_unacceptable():
    right = {
        "acceptable": False,
        "decided_on": "2017-05-29",
        "recorded_at": "2017-05-29T10:00:00Z",
        "earlier": [
            {
                "acceptable": True,
                "decided_on": "2017-05-10",
                "recorded_at": "2017-05-10T10:00:00Z",
            }
        ],
    }
    first, _, third = absences(3)
    made = file(first, failed("c-1", WEEKS[1], decision=right), third)
    assert one(made, "2017-05-26", CODE, known="2017-05-26")["state"] == "overdue"
    assert owed(made, LATER, code=CODE) == []
