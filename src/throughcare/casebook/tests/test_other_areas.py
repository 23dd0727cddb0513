"""Areas of other seeds and days: their officers' lists can be done too.

Each is loaded whole, some two seconds: only the pages' own statements say what heads a list.
"""

from datetime import date

import pytest
from django.db import transaction
from tests.officers_lists import assert_lists_can_be_done

from throughcare.casebook.synthetic.loading import load_synthetic
from throughcare.history import clock


@pytest.mark.parametrize(
    ("seed", "day"),
    [(2, date(2017, 11, 6)), (3, date(2018, 1, 2)), (4, date(2018, 6, 13))],
    ids=["seed 2", "after New Year", "midsummer"],
)
def test_fifty_ordinary_cases_make_a_list_that_can_be_done(
    seed, day, django_db_setup, django_db_blocker
):
    with django_db_blocker.unblock(), transaction.atomic():
        clock.set_day(day)
        load_synthetic(300, seed=seed, today=day)
        assert_lists_can_be_done(day, companies=4, national=2)
        transaction.set_rollback(True)
