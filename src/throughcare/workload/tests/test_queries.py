"""Tiers and points of many cases at once agree with the rule over their case files."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.assessed import assessed, oasys, risk, section
from tests.casefiles import case, custody, licence, order
from tests.strategies import DAYS, documents, read_document

from throughcare.history.composing import compose
from throughcare.history.loading import load
from throughcare.kernel.casefile import known
from throughcare.workload.queries import facts_of, measured
from throughcare.workload.rules.points import points_of, settings_on
from throughcare.workload.rules.tier import facts, tier_on

pytestmark = pytest.mark.django_db

DAY = date(2017, 6, 5)


def agree(person: int, day: date) -> None:
    (stored,) = compose([person], "full")
    file = known(stored)
    ((read, where),) = facts_of([person], day).values()
    assert read == facts(file, day)
    assert where == settings_on(day, file)
    (found,) = measured([person], day).values()
    assert found.tier == tier_on(day, file)
    assert found.points == points_of(found.tier, where)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(documents(), st.lists(DAYS, min_size=1, max_size=3))
def test_statement_and_rule_agree_on_drawn_cases(db, document, days):
    with transaction.atomic():
        person = load(read_document(document)).person
        for day in days:
            agree(person, day)
        transaction.set_rollback(True)


def test_statement_and_rule_agree_on_a_woman_with_everything():
    person = {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "F"},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": [
            {"ref": "m", "kind": "MAPPA", "detail": "level 2", "registered_on": "2017-03-10"},
            {"ref": "i", "kind": "integrated offender management", "registered_on": "2017-03-10"},
            {"ref": "g", "kind": "gangs", "registered_on": "2017-03-10"},
            {
                "ref": "v",
                "kind": "vulnerability",
                "registered_on": "2017-03-10",
                "ended": {"date": "2017-04-01"},
            },
        ],
    }
    made = case(
        person=person,
        caseload={},
        sentences={
            "orders": [
                order(
                    requirements=[
                        {"ref": "u", "kind": "unpaid work"},
                        {
                            "ref": "p",
                            "kind": "programme",
                            "ended": {"date": "2017-04-01", "because": "completed"},
                        },
                    ]
                )
            ]
        }
        | custody(licence(recall={"date": "2017-03-20"}), licence("again", "2017-05-01")),
        assessment=assessed(
            oasys("2017-03-06", "first", level="high"),
            oasys(
                "2017-03-20",
                risks=[risk(level="medium")],
                sections=[
                    section(6, scores=["6.9=1", "6.1=2"]),
                    section(11, scores=["11.2=0", "11.4=1", "11.5=2", "11.6=2"]),
                ],
            ),
            scores=[
                {"ref": "r", "predictor": "RSR", "two_year": 0.0695, "scored_on": "2017-03-06"},
                {"ref": "o", "percent_two_year": 81, "scored_on": "2017-03-06"},
                {"ref": "o2", "percent_two_year": 55, "scored_on": "2017-04-06"},
                {"ref": "o3", "percent_two_year": 12, "scored_on": "2017-07-06"},
            ],
        ),
        enforcement={
            "breaches": [
                {
                    "ref": "b",
                    "of": "order",
                    "decided_on": "2017-05-01",
                    "outcome": "referred",
                    "dealt_with": {"date": "2017-05-20", "result": "proved"},
                }
            ]
        },
    )
    person_id = load(made).person
    for day in (date(2017, 3, 2), date(2017, 4, 1), DAY, date(2018, 5, 21)):
        agree(person_id, day)
    assert str(measured([person_id], DAY)[person_id].tier) == "A2"


def test_nobody_is_measured_without_a_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert measured([], DAY) == {}


def test_many_are_measured_with_one_statement(django_assert_num_queries):
    first = load(case()).person
    second = load(case(crn="X123457")).person
    with django_assert_num_queries(1):
        assert set(measured([first, second], DAY)) == {first, second}
