"""Whom a user reaches: by role and day, less exclusions and restrictions; the same everywhere."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import (
    away,
    case,
    caseload,
    contact,
    custody,
    directory,
    held_on_licence,
    leaves,
    licence,
    officer,
)
from tests.users import stranger, user_of

from throughcare.access import actions
from throughcare.access.reach import one_reached
from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.history.loading import load
from throughcare.history.models import Read
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person
from throughcare.people.queries import limited, reachable

pytestmark = pytest.mark.django_db

P, T, D, A = Role.PRACTITIONER, Role.TEAM_MANAGER, Role.DUTY_MANAGER, Role.ADMINISTRATOR


@pytest.fixture(autouse=True)
def today():
    clock.set_day(date(2017, 6, 5))


def reaches(user: User) -> bool:
    user = User.objects.get(pk=user.pk)
    found = set(reachable(user))
    every = Person.objects.all()
    assert {each for each in every if one_reached(user, each.public_id)} == found  # as a page asks
    return bool(found)


def loaded(**changes) -> Person:
    installation = changes.pop("directory", directory()) | {"scope": "installation"}
    found = load(case(directory=installation, **changes))
    return Person.objects.get(pk=found.person)


def test_deny_by_default():
    loaded()
    assert not reaches(stranger())
    assert not reaches(user_of("olga"))
    for role in Role:
        assert not reaches(stranger(f"Works nowhere as {role}", role))


@pytest.mark.parametrize(
    ("code", "role", "within"),
    [
        pytest.param("olga", P, True, id="the responsible officer"),
        pytest.param("omar", P, True, id="a colleague in the team"),
        pytest.param("petra", P, False, id="an officer of another team"),
        pytest.param("sam", T, True, id="the team's manager"),
        pytest.param("sue", T, False, id="another team's manager"),
        pytest.param("dora", D, True, id="the provider's duty manager"),
        pytest.param("omar", A, True, id="an administrator of the team"),
        pytest.param("petra", A, False, id="an administrator of another team"),
    ],
)
def test_each_role_reaches_the_cases_of_its_own(code, role, within):
    loaded()
    assert reaches(user_of(code, role)) is within


def test_a_duty_manager_reaches_no_other_provider_s_cases():
    other = directory()
    other["providers"].append(
        {
            "ref": "nps",
            "name": "NPS North",
            "kind": "nps",
            "duty_managers": [{"ref": "dm2", "staff": "petra", "starts_on": "2014-06-01"}],
        }
    )
    other["staff"][-1]["posts"] = []
    loaded(directory=other)
    assert not reaches(user_of("petra", D))


def test_one_who_has_left_the_team_no_longer_reaches_its_cases():
    loaded(directory=directory(**leaves("omar", "2017-06-05")))
    omar = user_of("omar", P)
    assert reaches(omar)
    clock.forward(days=1)
    assert not reaches(omar)


def test_cover_from_another_team_reaches_the_case_for_as_long_as_it_lasts():
    cover = [{"ref": "cover", "staff": "petra", "starts_on": "2017-06-05", "ends_on": "2017-06-06"}]
    loaded(caseload=caseload(cover=cover))
    petra = user_of("petra", P)
    for day, within in ((5, True), (6, True), (7, False)):
        clock.set_day(date(2017, 6, day))
        assert reaches(petra) is within


def test_cover_of_a_whole_caseload_counts_too():
    changes = away("olga", "2017-06-01", "2017-06-09")
    changes["olga"]["cover"] = [
        {"ref": "sc", "by": "petra", "starts_on": "2017-06-01", "ends_on": "2017-06-09"}
    ]
    loaded(directory=directory(**changes))
    assert reaches(user_of("petra", P))


TRANSFER = {"ref": "transfer", "to_team": "south", "effective_on": "2017-06-12"}


@pytest.mark.parametrize(
    ("more", "sending", "receiving"),
    [
        pytest.param({}, (True, True), (True, True), id="not accepted"),
        pytest.param(
            {"accepted": {"date": "2017-06-01"}}, (True, False), (True, True), id="accepted"
        ),
        pytest.param(
            {"withdrawn": {"date": "2017-06-01"}}, (True, True), (False, False), id="withdrawn"
        ),
        pytest.param(
            {"in_error": {"recorded_at": "2017-06-12T09:00:00Z", "because": "another case"}},
            (True, True),
            (False, False),
            id="in error",
        ),
    ],
)
def test_a_case_on_its_way_is_within_reach_of_both_teams(more, sending, receiving):
    loaded(caseload=caseload(transfers=[TRANSFER | more]))
    omar, sue = user_of("omar", P), user_of("sue", T)
    for at, day in enumerate((5, 12)):
        clock.set_day(date(2017, 6, day))
        assert (reaches(omar), reaches(sue)) == (sending[at], receiving[at])


def test_an_author_reaches_the_case_until_what_they_owe_is_written():
    unwritten = contact("c", "2017-05-31", "attended", account=None)
    unwritten["outcome"]["by"] = "petra"
    unwritten.pop("account")
    person = loaded(contacts=[unwritten])
    petra = user_of("petra", P)
    assert reaches(petra)
    from throughcare.contacts.actions import say_what_was_done
    from throughcare.contacts.models import Contact

    (made,) = Contact.objects.filter(person=person)
    say_what_was_done(
        made, by=petra, done="Talked about work.", objectives=(), version=made.version
    )
    assert reaches(petra)  # through the day, so that one comes back to the case
    clock.forward(days=1)
    assert not reaches(petra)


def test_a_case_with_nobody_in_post_is_its_teams():
    loaded(directory=directory(**leaves("olga", "2017-05-01")))
    assert reaches(user_of("sam", T))
    assert reaches(user_of("omar", P))


def test_a_case_on_licence_is_reached_like_any_other():
    loaded(sentences=custody(licence()), caseload=held_on_licence())
    assert reaches(user_of("omar", P))
    assert not reaches(user_of("petra", P))


def test_an_officer_assigned_from_a_coming_day_reaches_it_from_then():
    loaded(
        caseload=caseload(
            "2017-03-03",
            officer("o-1", "olga", "2017-03-03"),
            officer("o-2", "petra", "2017-06-08"),
        )
    )
    petra = user_of("petra", P)
    assert not reaches(petra)
    clock.set_day(date(2017, 6, 8))
    assert reaches(petra)


def test_an_excluded_user_sees_nothing_whatever_their_role():
    person = loaded()
    sam, omar = user_of("sam", P, T, D), user_of("omar", P)
    held = actions.exclude(person, sam, by=None, because="the person's brother")
    assert not reaches(sam)
    assert reaches(omar)
    actions.end_exclusion(held, by=None, because="another man of that name")
    assert reaches(sam)


def test_a_restricted_record_is_out_of_reach_of_all_but_those_named_within_their_reach():
    person = loaded()
    olga, sam, petra = user_of("olga", P), user_of("sam", T), user_of("petra", P)
    held = actions.restrict(person, by=None, because="well known", allowed=[olga, petra])
    assert [reaches(user) for user in (olga, sam, petra)] == [True, False, False]
    actions.allow(held, sam, by=None)
    assert reaches(sam)
    actions.lift(held, by=None, because="no longer needed")
    assert reaches(user_of("omar", P))


def test_a_restriction_names_somebody_and_says_why():
    person = loaded()
    with pytest.raises(Refusal):
        actions.restrict(person, by=None, because="well known", allowed=[])
    with pytest.raises(Refusal):
        actions.exclude(person, stranger(), by=None, because=" ")


def test_who_searches_the_exact_number_of_a_restricted_record_learns_whom_to_ask():
    person = loaded()
    olga, omar, petra = user_of("olga", P), user_of("omar", P), user_of("petra", P)
    anna = stranger("Anna Administrator", A)
    assert limited(omar, "X123456") is None  # nothing is restricted
    actions.restrict(person, by=None, because="well known", allowed=[olga])
    assert limited(omar, " x123456") == ("X123456", "Sam")
    assert limited(petra, "X123456") == ("X123456", "Sam")
    assert limited(olga, "X123456") is None  # she simply sees it
    assert limited(anna, "X123456") is None
    assert limited(omar, "X999999") is None
    actions.exclude(person, omar, by=None, because="a neighbour")
    assert limited(omar, "X123456") is None
    asked = Read.objects.filter(page="limited access", subject_id=person.pk)
    assert {read.by for read in asked} == {omar, petra}


def test_reach_of_one_record_costs_one_query():
    person = loaded()
    user = User.objects.get(pk=user_of("olga", P, T, D, A).pk)
    with CaptureQueriesContext(connection) as asked:
        assert reachable(user).filter(public_id=person.public_id).first() == person
    # Outside a request the demo's clock is read each time.
    of_tables = [each["sql"] for each in asked if "history_democlock" not in each["sql"]]
    assert len(of_tables) == 2  # what the user holds, the person
