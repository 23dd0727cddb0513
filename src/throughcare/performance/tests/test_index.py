"""The figures are read from an index made for them, and from nothing else of the ledger."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.ledger.models import MEASURED
from throughcare.performance import queries
from throughcare.performance.policy import MEASURES

pytestmark = pytest.mark.django_db

YEAR = {"since": date(2016, 11, 1), "until": date(2017, 10, 31), "today": date(2017, 11, 6)}


def test_the_index_holds_the_duties_that_measures_count_and_no_others():
    assert {each.code for each in MEASURES} == set(MEASURED)


@pytest.mark.parametrize("teams", [None, [1, 2, 3]], ids=["all", "teams"])
def test_duties_of_a_year_are_read_from_the_index_alone(teams):
    with CaptureQueriesContext(connection) as asked:
        queries.figures(**YEAR, teams=teams)
    (sent,) = asked.captured_queries
    _in_parallel, statement = sent["sql"].split(";", 1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {statement}")
        plan = [line for (line,) in cursor.fetchall()]
    of_ledger = [line for line in plan if "ledger_row" in line]
    assert len(of_ledger) == 2
    assert all("Index Only Scan using duty_measured" in line for line in of_ledger), plan
