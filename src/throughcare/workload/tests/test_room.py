"""How full an officer is, what a case needs of them, and whether they had it before."""

from datetime import date

import pytest
from tests.casefiles import case, caseload, officer

from throughcare.caseload.rules.holding import Holding
from throughcare.kernel.days import Days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.workload.rules.room import Load, Warn, load
from throughcare.workload.rules.suiting import Course, Trained, had_before, needed, trained

DAY = date(2017, 6, 5)


@pytest.mark.parametrize(
    ("points", "cases", "warned"),
    [
        (2176, 50, []),
        (2179, 50, [Warn.FULL]),
        (2393, 50, [Warn.FULL]),
        (2395, 50, [Warn.ACT]),
        (100, 51, [Warn.MANY]),
        (100, 75, [Warn.MANY]),
        (100, 76, [Warn.TOO_MANY]),
        (2395, 76, [Warn.ACT, Warn.TOO_MANY]),
    ],
)
def test_what_a_manager_is_warned_of_at_each_limit(points, cases, warned):
    assert Load(cases, points, 2176).warnings() == warned


def test_points_without_any_room_call_for_action():
    assert Load(1, 30, 0).warnings() == [Warn.ACT]
    assert Load(0, 0, 0).warnings() == []


def test_a_load_is_cases_and_reports_against_the_hours():
    found = load([115] * 10, hours=30, shares=[0.2], reports=138)
    assert (found.cases, found.points, found.room) == (10, 1288, 1411)
    more = found.with_more([41, 41])
    assert (more.cases, more.points, more.room) == (12, 1370, 1411)
    assert found.with_more([-115]) == Load(9, 1173, 1411)


def person(*registrations, statuses=()):
    return {
        "particulars": {"ref": "person", "sex": "M"},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": [
            {"ref": f"r{at}", "registered_on": "2017-03-10"} | each
            for at, each in enumerate(registrations)
        ],
        "child_protection": [
            {"ref": f"s{at}", "date": on, "status": each} for at, (on, each) in enumerate(statuses)
        ],
    }


@pytest.mark.parametrize(
    ("about", "wanted"),
    [
        (person(), []),
        (person({"kind": "domestic abuse victim"}), ["domestic abuse"]),
        (person({"kind": "risk to children"}), ["child safeguarding"]),
        (person({"kind": "sexual offence register"}), ["sexual offending"]),
        (person({"kind": "gangs"}), []),
        (person({"kind": "child concerns", "ended": {"date": "2017-06-04"}}), []),
        (
            person({"kind": "child concerns", "ended": {"date": "2017-06-05"}}),
            ["child safeguarding"],
        ),
        (person(statuses=[("2017-03-10", "looked after")]), ["child safeguarding"]),
        (
            person(statuses=[("2017-03-10", "looked after"), ("2017-04-10", "no concerns")]),
            [],
        ),
    ],
)
def test_what_a_case_needs_of_whoever_has_it(about, wanted):
    assert needed(case(person=about), DAY) == wanted


@pytest.mark.parametrize(
    ("courses", "state"),
    [
        ([], Trained.NO),
        ([Course("child safeguarding", date(2016, 1, 1))], Trained.NO),
        ([Course("Domestic abuse", date(2016, 1, 1))], Trained.YES),
        ([Course("domestic abuse", date(2016, 1, 1), DAY)], Trained.YES),
        ([Course("domestic abuse", date(2016, 1, 1), date(2017, 6, 4))], Trained.LAPSED),
        ([Course("domestic abuse", date(2017, 6, 6))], Trained.NO),
    ],
)
def test_whether_training_counts(courses, state):
    assert trained("domestic abuse", courses, DAY) is state


def test_who_had_the_person_before():
    file = case(
        caseload=caseload(
            "2017-03-03",
            officer("one", "olga", "2017-03-03"),
            officer("two", "omar", "2017-05-02"),
        )
    )
    found = had_before(Holding(file, TRANSFORMING_REHABILITATION), DAY)
    assert found == {
        "olga": Days(date(2017, 3, 3), date(2017, 5, 1)),
        "omar": Days(date(2017, 5, 2), None),
    }
