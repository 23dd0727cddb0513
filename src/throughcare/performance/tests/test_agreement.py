"""The figures, counted in SQL, agree with the one definition of a duty's state."""

from datetime import date

import pytest
from tests.casefiles import order

from throughcare.casebook.published import load_published_cases
from throughcare.kernel.law import add_months
from throughcare.ledger.calendar import account
from throughcare.ledger.queries import case_file
from throughcare.people.models import Person
from throughcare.performance.months import month_of
from throughcare.performance.policy import BY_ID, MEASURES
from throughcare.performance.queries import behind_all
from throughcare.performance.rules.counting import BY_STATE, Outcome
from throughcare.performance.tests.measured import booked, excused, held, person

pytestmark = pytest.mark.django_db

TODAY = date(2019, 1, 1)


def load_variations():
    """Orders that were seen sooner or later, ended sooner or later, excused or not, and moved."""
    number = 0
    for seen in (None, "2017-03-09", "2017-03-10", "2017-03-13"):
        for ended in (None, "2017-03-09", "2017-03-10"):
            for until in (None, "2017-03-09", "2017-03-10"):
                number += 1
                last = {"ended": {"date": ended, "because": "revoked"}} if ended else {}
                moved = {"ref": "moved", "to_team": "south", "to_officer": "petra"}
                on = f"2017-03-{9 + number % 4:02}"
                transfer = moved | {"effective_on": on, "accepted": {"date": on}}
                person(
                    f"X1235{number:02}",
                    sentences={"orders": [order(**last)]},
                    caseload=held(transfers=[transfer]),
                    contacts=[booked(seen, seen)] if seen else [],
                    excusals=[excused("2017-03-06", until)] if until else [],
                )


def test_each_duty_counts_by_its_state_on_its_due_day_and_for_its_owner_on_it():
    load_published_cases()
    load_variations()
    accounts = {pk: account(case_file(pk)) for pk in Person.objects.values_list("pk", flat=True)}
    counted = []
    month = date(2014, 1, 1)
    while month < TODAY:
        counted += behind_all(MEASURES, month, today=TODAY)
        month = add_months(month, 1)
    assert len({(each.measure, *each.key) for each in counted}) == len(counted) > 10
    of_kind = {}
    for each in counted:
        stands = accounts[each.person]
        (duty,) = [duty for duty in stands.duties if duty.key == each.key[1]]
        on = duty.due_on or duty.opened_on
        assert each.month == month_of(on)
        if each.outcome is not Outcome.DECIDED:
            assert each.outcome is BY_STATE[stands.state(duty, on)], duty
        owner = stands.owner(duty, on)
        assert each.team == ((owner and owner.team) or "")
        assert each.code == BY_ID[each.measure].code
        of_kind.setdefault(each.outcome, each)
    assert {Outcome.MET, Outcome.LATE, Outcome.ENDED, Outcome.EXCUSED} == set(of_kind)
