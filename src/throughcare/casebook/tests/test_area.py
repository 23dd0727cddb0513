"""The synthetic area of the demo: who can be signed in as, and how long an officer's list is."""

import pytest

from throughcare.casebook import area, personas
from throughcare.casebook.published import DEMO_DAY
from throughcare.history import clock
from throughcare.kernel.duty import State
from throughcare.ledger.queries import lines_of, owed_by
from throughcare.organisation.models import Staff
from throughcare.people.models import Crn
from throughcare.people.queries import reachable

MOST_IN_BAND_ONE = 5
MOST_OVERDUE = 15
"""Duty calendar, *Grouping on an officer's list*: fifty ordinary cases."""


@pytest.fixture(scope="module")
def stock(django_db_setup, django_db_blocker):
    """The area, loaded once for this module, and taken away after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        clock.set_day(DEMO_DAY)
        area.load()
        area.give_accounts()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(stock, db):
    """The area, in a test that may change it."""


def test_it_is_whole_and_loading_it_again_changes_nothing(loaded):
    assert Crn.objects.filter(value__startswith="S").count() == area.PEOPLE
    assert area.missing() == 0
    assert area.load() == 0


def test_an_officer_with_fifty_ordinary_cases_has_a_list_that_can_be_done(loaded):
    """Ordinary cases are those of low and medium risk, which the company's officers hold."""
    officers = Staff.objects.filter(code__regex=r"^syn-crc-000-o\d\d$")
    assert officers.count() == 6
    for officer in officers:
        assert overdue(officer) <= MOST_OVERDUE, officer.code
        assert len(in_band_one(officer)) <= MOST_IN_BAND_ONE, officer.code


def test_fifty_cases_of_high_risk_are_more_but_few_are_overdue(loaded):
    """Weekly contact at high risk is band 1 as soon as it falls due: those lines come besides."""
    officers = Staff.objects.filter(code__regex=r"^syn-nps-000-o\d\d$")
    assert officers.count() == 4
    for officer in officers:
        assert overdue(officer) <= MOST_OVERDUE, officer.code
        late = [line for line in in_band_one(officer) if line.worst.state is State.OVERDUE]
        assert len(late) <= MOST_IN_BAND_ONE, officer.code


def overdue(officer):
    return sum(each.state is State.OVERDUE for each in owed_by([officer.pk], DEMO_DAY))


def in_band_one(officer):
    return [line for line in lines_of([officer.pk], DEMO_DAY) if line.worst.duty.weight == 1]


@pytest.mark.parametrize("member", personas.AREA, ids=lambda member: member.code)
def test_each_persona_is_who_the_directory_says(loaded, member):
    assert Staff.objects.get(code=member.code).name == member.name


def test_the_officer_has_fifty_cases_and_sees_them_on_today(loaded, client):
    officer, manager = (personas.user_of(member.code) for member in personas.AREA)
    assert reachable(officer).count() >= 45
    assert reachable(manager).count() >= 280
    client.force_login(officer)
    page = client.get("/").content.decode()
    assert "overdue" in page.lower()


def test_what_is_overdue_on_the_area_is_what_was_planted(loaded):
    from throughcare.casebook.synthetic import synthesise
    from throughcare.ledger.queries import standing

    rows = dict(Crn.objects.filter(value__startswith="S").values_list("value", "person_id"))
    for person in synthesise(area.PEOPLE, seed=area.SEED, today=DEMO_DAY):
        found = sorted(
            (each.duty.code, each.duty.failing_since, each.owner.staff if each.owner else "")
            for each in standing(rows[person.crn], DEMO_DAY)
            if each.state is State.OVERDUE
        )
        assert found == sorted((e.code, e.since, e.owner) for e in person.truth), person.crn
