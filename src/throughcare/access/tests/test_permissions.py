"""One table says what each role may do; who holds no role may do nothing."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.users import hold, stranger

from throughcare.access.actions import end_grant, grant
from throughcare.access.models import Grant
from throughcare.access.permissions import TABLE, Permission, has
from throughcare.access.roles import Role, roles_of
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.history.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    clock.set_day(date(2017, 11, 6))


def afresh(user):
    return User.objects.get(pk=user.pk)


def test_every_permission_stands_in_the_table_and_some_role_has_it():
    assert set(TABLE) == set(Permission)
    assert all(TABLE.values())


def test_who_holds_no_role_may_do_nothing():
    for user in (stranger(), AnonymousUser(), None):
        assert not any(has(user, permission) for permission in Permission)


MANAGERS_ONLY = {
    Permission.ASSIGN_OFFICER,
    Permission.ARRANGE_COVER,
    Permission.EXCUSE,
    Permission.COUNTERSIGN,
    Permission.OVERRIDE_ALLOCATION,
    Permission.DECIDE_ENFORCEMENT,
    Permission.SEE_TEAM,
    Permission.OVERSEE,
    Permission.TRANSFER,
    Permission.SEE_MEASURES,
}
OF_SENIOR_MANAGERS = {Permission.PUBLISH_MEASURES}
AT_COURT = {Permission.SEE_COURT, Permission.WORK_AT_COURT}
OF_ADMINISTRATORS = {
    Permission.FIND_PERSON,
    Permission.SEE_CASE,
    Permission.BOOK,
    Permission.RECORD_CHANGE,
}

OF_COURT_OFFICERS = (
    AT_COURT
    | OF_ADMINISTRATORS
    | {
        Permission.SEE_TODAY,
        Permission.SEE_CASELOAD,
        Permission.LEARN_OF_RESTRICTED,
        Permission.SEE_INFORMATION,
        Permission.INFORM,
        Permission.SEE_ASSESSMENT,
        Permission.SCORE,
        Permission.CARRY_OUT,
    }
)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (
            Role.PRACTITIONER,
            set(Permission) - MANAGERS_ONLY - OF_SENIOR_MANAGERS - AT_COURT,
        ),
        (Role.TEAM_MANAGER, set(Permission) - OF_SENIOR_MANAGERS),
        (Role.DUTY_MANAGER, set(Permission)),
        (Role.ADMINISTRATOR, OF_ADMINISTRATORS),
        (Role.COURT_OFFICER, OF_COURT_OFFICERS),
    ],
)
def test_what_each_role_may_do(role, may):
    user = stranger("Somebody", role)
    assert {permission for permission in Permission if has(user, permission)} == may


def test_roles_add_up():
    user = stranger("Somebody", Role.ADMINISTRATOR, Role.PRACTITIONER)
    assert has(user, Permission.DECIDE_ABSENCE)
    assert not has(user, Permission.EXCUSE)


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2017-11-05", False), ("2017-11-06", True), ("2017-11-10", True), ("2017-11-11", False)],
)
def test_a_role_holds_from_its_first_day_to_its_last(day, holds):
    user = stranger()
    hold(user, Role.PRACTITIONER, since=date(2017, 11, 6))
    held = Grant.objects.get(user=user)
    clock.set_day(date(2017, 11, 11), reset=True)
    end_grant(held, by=None)
    clock.set_day(date.fromisoformat(day), reset=True)
    assert has(afresh(user), Permission.BOOK) is holds


def test_a_role_taken_back_on_the_day_it_was_given_is_gone_at_once():
    user = stranger()
    end_grant(grant(user, Role.TEAM_MANAGER, by=None), by=None)
    assert roles_of(afresh(user)) == frozenset()


def test_who_can_no_longer_sign_in_holds_no_role():
    user = stranger("Somebody", Role.TEAM_MANAGER)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert roles_of(afresh(user)) == frozenset()


def test_roles_are_asked_for_once(django_assert_num_queries):
    user = afresh(stranger("Somebody", Role.PRACTITIONER))
    clock.today()
    with django_assert_num_queries(1 + 5):  # the roles; outside a request the clock is read anew
        for permission in list(Permission)[:5]:
            has(user, permission)


def test_a_grant_says_who_gave_it_and_is_given_once():
    manager = stranger("Manager")
    user = stranger("Somebody")
    first = grant(user, Role.PRACTITIONER, by=manager)
    assert grant(afresh(user), Role.PRACTITIONER, by=manager) == first
    entry = Entry.objects.filter(subject_kind="user", subject_id=user.pk).earliest("pk")
    assert (entry.by, entry.why) == (manager, "Role granted: practitioner")
