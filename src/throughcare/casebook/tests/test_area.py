"""The synthetic area of the demo: who can be signed in as, and how long an officer's list is."""

import pytest
from tests.officers_lists import assert_lists_can_be_done

from throughcare.casebook import area, personas
from throughcare.casebook.published import DEMO_DAY
from throughcare.history import clock
from throughcare.kernel.duty import State
from throughcare.organisation.models import Staff
from throughcare.people.models import Crn
from throughcare.people.queries import reachable


@pytest.fixture(scope="module")
def stock(kept_for_module):
    """The area, loaded once for this module."""
    clock.set_day(DEMO_DAY)
    area.load()
    area.give_accounts()


@pytest.fixture
def loaded(stock, db):
    """The area, in a test that may change it."""


def test_it_is_whole_and_loading_it_again_changes_nothing(loaded):
    assert Crn.objects.filter(value__startswith="S").count() == area.PEOPLE
    assert area.missing() == 0
    assert area.load() == 0


def test_an_officer_with_fifty_ordinary_cases_has_a_list_that_can_be_done(loaded):
    assert_lists_can_be_done(DEMO_DAY, companies=6, national=4)


@pytest.mark.parametrize("member", personas.AREA, ids=lambda member: member.code)
def test_each_persona_is_who_the_directory_says(loaded, member):
    assert Staff.objects.get(code=member.code).name == member.name


def test_the_officer_has_fifty_cases_and_sees_them_on_today(loaded, client):
    officer, manager = (personas.user_of(member.code) for member in personas.AREA[:2])
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
