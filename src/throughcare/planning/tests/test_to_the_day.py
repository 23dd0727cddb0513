"""Cases worked out by hand from the duty calendar, to the day.

Each puts several readings together. The order is of 1 March 2017, received on Friday 3 March; the
first appointment was on 8 March, so that the first assessment and plan are due by 29 March.
"""

import pytest
from tests.assessed import assessed, managed, oasys, objective, plan, planned, review, risk, section
from tests.casefiles import case as case_file
from tests.casefiles import (
    caseload,
    contact,
    custody,
    held_on_licence,
    licence,
    officer,
    order,
    owed,
)

FIRST = contact("first", "2017-03-08", booked_on="2017-03-06")


def case(*contacts, **sections):
    return case_file(contacts=[FIRST, *contacts], **sections)


def rows(file, code, on="2018-03-01", **more):
    """Opened, due, met, ended and state, in the order of opening."""
    found = owed(file, on, code=code, **more)
    names = ("opened_on", "due_on", "met_on", "ended_on", "state")
    return sorted((tuple(row[name] for name in names) for row in found), key=str)


def last(file, on="2018-03-01"):
    """When the person was seen last, and by when they are to be seen."""
    return rows(file, "see-the-person", on)[-1][:2]


def needing(on, ref="oasys", **more):
    return oasys(on, ref, sections=[section(11, ref, **more)])


def at_risk(on, ref, level, **more):
    return oasys(on, ref, risks=[risk("public", level, ref, **more)])


def registered(on, kind="guns", **more):
    return {
        "particulars": {"ref": "person"},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": [{"ref": "reg", "kind": kind, "registered_on": on} | more],
    }


# Needs and risks in the plan


def test_a_need_that_comes_back_while_its_objective_stands_is_met_as_it_opens():
    away = needing("2017-06-20", "two", scores=["11.5=1", "11.6=1", "11.7=1", "11.9=0"])
    found = rows(
        case(
            assessment=assessed(needing("2017-03-20"), away, needing("2017-09-20", "three")),
            planning=planned(plan("2017-03-24", objectives=[objective("one", "oasys-s11")])),
        ),
        "objective-for-need",
    )
    assert found == [
        ("2017-03-20", "2017-03-29", "2017-03-24", None, "met"),
        ("2017-09-20", "2017-10-11", "2017-09-20", None, "met"),
    ]


def test_points_that_are_not_known_make_no_need_and_take_none_away():
    unknown = needing("2017-03-20", scores=["11.5=1", "11.6=1", "11.7=1"])
    assert rows(case(assessment=assessed(unknown)), "objective-for-need") == []
    then = oasys("2017-06-20", "two", sections=[section(11, "two", scores=[])])
    found = rows(case(assessment=assessed(needing("2017-03-20"), then)), "objective-for-need")
    assert found == [("2017-03-20", "2017-03-29", None, None, "overdue")]


def test_an_objective_that_ended_and_one_of_a_later_plan_leave_a_gap():
    ended = {"ended": {"date": "2017-05-05", "achieved": False, "because": "Given up"}}
    file = case(
        assessment=assessed(needing("2017-03-20")),
        planning=planned(
            plan("2017-03-24", objectives=[objective("one", "oasys-s11", **ended)]),
            plan("2017-05-20", "plan-2", objectives=[objective("two", "oasys-s11")]),
        ),
    )
    before = rows(file, "objective-for-need", "2017-05-04", known="2017-05-04")
    assert before == [("2017-03-20", "2017-03-29", "2017-03-24", None, "met")]
    between = rows(file, "objective-for-need", "2017-05-10", known="2017-05-10")
    assert between == [("2017-03-20", "2017-03-29", None, None, "overdue")]
    after = rows(file, "objective-for-need")
    assert after == [("2017-03-20", "2017-03-29", "2017-05-20", None, "met-late")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("action-for-risk", [("2017-03-20", "2017-03-29", "2017-03-24", None, "met")]),
        (
            "contingency",
            [
                ("2017-03-20", "2017-03-29", "2017-03-24", None, "met"),
                ("2017-09-20", "2017-10-11", "2017-09-20", None, "met"),
            ],
        ),
    ],
)
def test_lowered_with_a_factor_the_action_goes_on_and_the_contingency_begins_anew(code, expected):
    levels = [
        at_risk("2017-03-20", "oasys", "medium"),
        at_risk("2017-06-20", "two", "low"),
        at_risk("2017-09-20", "three", "high"),
    ]
    planning = planned(plan("2017-03-24", managed_risks=[managed()]))
    assert rows(case(assessment=assessed(*levels), planning=planning), code) == expected


def test_fifteen_days_over_christmas():
    file = case(assessment=assessed(needing("2017-12-18")), planning=planned(plan("2017-03-24")))
    found = rows(file, "objective-for-need")
    assert found == [("2017-12-18", "2018-01-11", None, None, "overdue")]


# The signed plan


@pytest.mark.parametrize(
    ("signed_on", "due"), [("2017-04-05", "2017-04-21"), ("2017-12-14", "2018-01-02")]
)
def test_ten_days_over_easter_and_christmas(signed_on, due):
    unagreed = {key: each for key, each in plan(signed_on).items() if key != "agreement"}
    found = rows(case(planning=planned(unagreed)), "agree-plan")
    assert found == [(signed_on, due, None, None, "overdue")]


def test_a_day_of_signature_that_was_put_right():
    stood = {"begun_on": "2017-03-20", "signed_on": "2017-03-30"}
    stood["recorded_at"] = "2017-03-30T10:00:00Z"
    right = oasys("2017-03-28", recorded_at="2017-04-05T10:00:00Z", earlier=[stood])
    file = case(assessment=assessed(right))
    code = "initial-assessment"
    late = [("2017-03-08", "2017-03-29", "2017-03-30", None, "met-late")]
    assert rows(file, code, "2017-04-03", known="2017-04-03") == late
    in_time = [("2017-03-08", "2017-03-29", "2017-03-28", None, "met")]
    assert rows(file, code, "2017-04-03", known="2017-04-05") == in_time


# Spells


def test_two_orders_with_ends_of_their_own():
    file = case_file(
        sentences={
            "orders": [
                order(ended={"date": "2017-05-31", "because": "revoked for good progress"}),
                order("second", "2017-04-05"),
            ]
        },
        caseload=caseload(
            allocations=[
                {"ref": "a-1", "of": "order", "team": "north", "received_on": "2017-03-03"},
                {"ref": "a-2", "of": "second", "team": "north", "received_on": "2017-04-07"},
            ],
            officers=[officer("officer", "olga", "2017-03-03")],
        ),
        contacts=[contact("one", "2017-04-10")],
        assessment=assessed(oasys("2017-04-20", level="medium")),
    )
    assert rows(file, "hold-first-appointment") == [
        ("2017-03-03", "2017-03-10", "2017-04-10", None, "met-late"),
        ("2017-04-07", "2017-04-18", "2017-04-10", None, "met"),
    ]
    assert rows(file, "initial-plan") == [
        ("2017-03-03", "2017-03-31", None, "2017-05-31", "missed"),
        ("2017-04-10", "2017-05-04", None, None, "overdue"),
    ]
    assert rows(file, "review-assessment") == [("2017-04-20", "2017-10-20", None, None, "overdue")]


RECALLED = licence(
    "licence",
    "2016-09-01",
    expires_on="2017-03-01",
    recall={"date": "2017-01-10", "returned_on": "2017-01-11"},
)


def test_supervision_after_a_recall_takes_nothing_from_the_licence():
    file = case_file(
        sentences=custody(RECALLED, supervision={"ref": "pss", "starts_on": "2017-03-02"}),
        caseload=held_on_licence("custody", "2016-09-01"),
        contacts=[contact("first", "2016-09-02")],
        assessment=assessed(needing("2016-09-19")),
        planning=planned(plan("2016-09-20", objectives=[objective("one", "oasys-s11")])),
    )
    assert rows(file, "review-assessment") == [
        ("2016-09-19", "2017-03-19", None, "2017-01-10", "ended")
    ]
    assert rows(file, "objective-for-need") == [
        ("2016-09-19", "2016-09-23", "2016-09-20", None, "met")
    ]
    assert rows(file, "initial-plan") == [
        ("2016-09-02", "2016-09-23", "2016-09-20", None, "met"),
        ("2017-03-02", "2017-03-30", None, None, "overdue"),
    ]
    assert last(file) == ("2017-03-02", "2017-03-16")


def test_released_again_while_an_order_is_live_weekly_and_the_review_goes_on():
    """The month from 22 February is as long as it would have been, with the days in custody."""
    back = licence("licence-1", "2017-01-03", recall={"date": "2017-03-01"})
    back["recall"]["returned_on"] = "2017-03-02"
    released = custody(back, licence("licence-2", "2017-05-02"))
    file = case_file(
        sentences={"orders": [order(sentenced_on="2016-11-01")], **released},
        caseload=caseload(
            allocations=[
                {"ref": "a-1", "of": "order", "team": "north", "received_on": "2016-11-03"},
                {"ref": "a-2", "of": "custody", "team": "north", "received_on": "2017-01-03"},
            ],
            officers=[officer("officer", "olga", "2016-11-03")],
        ),
        contacts=[contact("one", "2017-02-22"), contact("two", "2017-05-03")],
        assessment=assessed(oasys("2016-11-20", level="medium")),
    )
    found = rows(file, "see-the-person", "2017-05-10")
    assert ("2017-02-22", "2017-05-30", "2017-05-03", None, "met") in found
    assert last(file, "2017-05-10") == ("2017-05-03", "2017-05-17")
    assert rows(file, "review-assessment", "2017-05-10") == [
        ("2016-11-20", "2017-05-20", None, None, "open")
    ]


# Seeing the person


def scored(percent, scored_on):
    score = {"ref": "score", "percent_two_year": percent, "scored_on": scored_on}
    return assessed(oasys("2017-03-10", level="low"), scores=[score])


@pytest.mark.parametrize(
    ("assessment", "seen_on", "due"),
    [
        pytest.param(scored(50, "2017-03-10"), "2017-03-15", "2017-04-05", id="fifty"),
        pytest.param(scored(49, "2017-03-10"), "2017-03-15", "2017-04-24", id="forty-nine"),
        pytest.param(scored(50, "2017-03-16"), "2017-03-15", "2017-04-24", id="scored after"),
        pytest.param(scored(50, "2017-03-10"), "2017-04-27", "2017-05-18", id="day 55"),
        pytest.param(scored(50, "2017-03-10"), "2017-04-28", "2017-06-05", id="day 56"),
    ],
)
def test_low_and_likely_to_reoffend(assessment, seen_on, due):
    assert last(case(contact("seen", seen_on), assessment=assessment)) == (seen_on, due)


@pytest.mark.parametrize(
    ("person", "seen_on", "due"),
    [
        pytest.param(registered("2017-03-02"), "2017-03-15", "2017-03-29", id="weekly"),
        pytest.param(registered("2017-03-16"), "2017-03-15", "2017-04-05", id="after"),
        pytest.param(
            registered("2017-03-02", recorded_at="2017-03-16T10:00:00Z"),
            "2017-03-15",
            "2017-04-05",
            id="recorded after",
        ),
        pytest.param(
            registered("2017-03-02", ended={"date": "2017-03-14"}),
            "2017-03-15",
            "2017-04-05",
            id="ended the day before",
        ),
        pytest.param(registered("2017-03-02"), "2017-05-25", "2017-06-08", id="day 83"),
        pytest.param(registered("2017-03-02"), "2017-05-26", "2017-06-16", id="day 84"),
    ],
)
def test_medium_with_complexity(person, seen_on, due):
    assert last(case(contact("seen", seen_on), person=person)) == (seen_on, due)


def test_by_telephone_where_the_plan_allows_it_by_the_interval_of_that_day():
    """The plan of 15 March says monthly; the interval that ran was the minimum of 8 March."""
    by_plan = planned(plan("2017-03-15", contact="monthly", face_to_face=False))
    file = case(contact("rang", "2017-03-20", mode="telephone"), planning=by_plan)
    found = rows(file, "see-the-person", "2017-03-25")
    assert ("2017-03-08", "2017-03-29", "2017-03-20", None, "met") in found
    assert last(file) == ("2017-03-20", "2017-04-27")
    plain = case(contact("rang", "2017-03-20", mode="telephone"))
    assert last(plain) == ("2017-03-08", "2017-03-29")


@pytest.mark.parametrize("kind", ["custody", "hospital"])
def test_a_pause_over_easter_stops_seeing_and_not_assessing(kind):
    pause = {"ref": "pause", "kind": kind, "received_on": "2017-03-13"}
    pause["released"] = {"date": "2017-04-10"}
    file = case(sentences={"orders": [order()], "pauses": [pause]})
    assert last(file) == ("2017-03-08", "2017-04-26")
    inside = rows(file, "see-the-person", "2017-04-05", known="2017-04-05")[-1]
    assert inside == ("2017-03-08", None, None, None, "open")
    assert rows(file, "initial-assessment")[0][1] == "2017-03-29"


# Reviewing


def test_two_changes_and_one_review_each_by_its_own_clock():
    changes = [
        {"ref": "job", "kind": "job lost", "happened_on": "2017-05-02"},
        {"ref": "arrest", "kind": "arrest", "happened_on": "2017-05-11"},
    ]
    file = case(
        information={"changes": changes},
        planning=planned(reviews=[review("2017-05-15", "2017-05-22", "job")]),
    )
    assert rows(file, "decide-on-change") == [
        ("2017-05-02", "2017-05-09", "2017-05-15", None, "met-late"),
        ("2017-05-11", "2017-05-12", "2017-05-15", None, "met-late"),
    ]
    assert rows(file, "review-after-change") == [
        ("2017-05-15", "2017-05-23", "2017-05-22", None, "met"),
        ("2017-05-15", "2017-06-02", None, None, "overdue"),
    ]
