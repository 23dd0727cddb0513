"""The demo, loaded once: its people, and its clock."""

from datetime import date

import pytest
from tests.casefiles import case
from tests.users import stranger

from throughcare.access.roles import roles_of
from throughcare.accounts.models import User
from throughcare.casebook import personas
from throughcare.casebook.published import (
    DEMO_DAY,
    FILES,
    crn_of,
    load_published_cases,
)
from throughcare.caseload.actions import assign_officer
from throughcare.history import clock
from throughcare.history.loading import load
from throughcare.history.models import Entry, Version
from throughcare.kernel.casefile.reading import read_one
from throughcare.ledger.queries import lines_of
from throughcare.organisation.models import Staff
from throughcare.people.models import Crn, Person
from throughcare.people.queries import reachable

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stock(kept_for_module):
    """The demo, loaded once for this module."""
    load_published_cases()


@pytest.fixture
def demo(stock, db):
    """The demo, in a test that may change it."""


def sign_in(client, key="london-adeyemi", **more):
    return client.post("/demo/sign-in", {"persona": key} | more)


def move(client, by, **more):
    return client.post("/demo/clock", {"by": by} | more)


# Loading


def test_every_file_of_the_casebook_is_loaded_on_the_demo_s_day(demo):
    assert clock.today() == DEMO_DAY
    loaded = Crn.objects.filter(current=True).values_list("value", flat=True)
    assert set(loaded) == {read_one(file).crn for file in FILES} == {crn_of(f) for f in FILES}


def test_a_second_start_does_nothing_and_keeps_what_was_done(demo, django_assert_max_num_queries):
    clock.forward(days=3)
    gary = Person.objects.get(crns__value="X500003")
    lloyd = Staff.objects.get(code="west-mercia-lloyd")
    assign_officer(gary, by=None, staff=lloyd, starts_on=clock.today(), because="Has room.")
    entries = Entry.objects.count()
    with django_assert_max_num_queries(12):
        load_published_cases()
    assert Entry.objects.count() == entries
    assert clock.today() == date(2017, 11, 9)


def test_a_database_begun_as_a_demo_takes_further_case_files(demo):
    load(case())
    load_published_cases()
    assert Person.objects.count() == len(FILES) + 1


# Personas


@pytest.mark.parametrize("member", personas.CAST, ids=lambda member: member.code)
def test_each_persona_is_somebody_of_the_directory_who_reaches_cases(demo, client, member):
    response = sign_in(client, member.code)
    assert response.status_code == 302
    user = User.objects.get(email=member.email)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.staff.name == member.name == user.full_name
    assert roles_of(user) == {member.role}
    assert not user.has_usable_password()
    assert reachable(user).exists()
    assert client.get(response["Location"], follow=True).status_code == 200


def test_signing_in_goes_on_to_a_page_of_ours_and_to_no_other(demo, client):
    assert sign_in(client, next="/cases?sort=name")["Location"] == "/cases?sort=name"
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        assert sign_in(client, next=elsewhere)["Location"] == "/"


def test_the_page_of_sign_in_shows_the_personas(demo, client):
    said = client.get("/accounts/login/").content.decode()
    for member in personas.CAST:
        assert member.name in said


def test_nobody_else_can_be_signed_in_as(demo, client):
    other = stranger("Somebody Real")
    for key in ("", "london-osei-bonsu-2", other.email, str(other.pk)):
        assert sign_in(client, key).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/demo/sign-in", "/demo/clock"])
def test_the_buttons_take_post_alone_and_a_proof_of_origin(demo, address):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address).status_code == 405
    assert strict.post(address, {"persona": "london-adeyemi", "by": "day"}).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/demo/sign-in", "/demo/clock"])
def test_without_the_demo_switch_none_of_it_is_there(demo, client, settings, method, address):
    client.force_login(personas.user_of("london-adeyemi"))
    settings.DEMO = False
    given = {"persona": "london-adeyemi", "by": "day"}
    assert getattr(client, method)(address, given).status_code == 404
    assert "tc-demo" not in client.get("/accounts/login/").content.decode()


# The clock


@pytest.mark.parametrize(
    ("by", "day"),
    [
        ("day", date(2017, 11, 7)),
        ("week", date(2017, 11, 13)),
        ("month", date(2017, 12, 6)),
        ("reset", DEMO_DAY),
    ],
)
def test_the_clock_moves_by_a_day_a_week_a_month_and_back_to_the_first_day(demo, client, by, day):
    sign_in(client)
    assert move(client, by, next="/find")["Location"] == "/find"
    assert clock.today() == day
    move(client, "month")
    move(client, "reset")
    assert clock.today() == DEMO_DAY


def test_it_moves_for_those_who_are_signed_in_alone_and_by_nothing_else(demo, client):
    assert move(client, "day")["Location"].startswith("/accounts/login/")
    sign_in(client)
    assert move(client, "year").status_code == 404
    assert clock.today() == DEMO_DAY


def test_it_stops_at_the_end_of_its_years(demo, client):
    sign_in(client)
    clock.set_day(date(2099, 12, 31))
    assert move(client, "day").status_code == 302
    assert clock.today() == date(2099, 12, 31)


def test_moving_it_changes_what_is_owed_and_no_recorded_fact(demo, client):
    sign_in(client)
    officer = Staff.objects.get(code="london-gallagher")  # Carole’s, of whom nothing is overdue
    owed = {each.worst.state for each in lines_of([officer.pk], clock.today())}
    assert "overdue" not in owed
    before = (Entry.objects.count(), Version.objects.count())
    move(client, "month")
    owed = {each.worst.state for each in lines_of([officer.pk], clock.today())}
    assert "overdue" in owed
    assert (Entry.objects.count(), Version.objects.count()) == before
