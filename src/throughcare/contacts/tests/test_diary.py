"""The day a booking stands for, in the table, and what diaries and lists read from it."""

from datetime import date, time

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from tests.casefiles import case, contact, directory
from tests.strategies import DAYS, case_files

from throughcare import history
from throughcare.contacts import actions
from throughcare.contacts.diary import Seen, appointments, diary, seen
from throughcare.contacts.models import Contact
from throughcare.history import clock, correcting
from throughcare.history.loading import load
from throughcare.kernel.casefile import known
from throughcare.organisation.models import Staff

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
LONDON = {"staff": "olga", "booked_on": "2017-10-30", "time": "10:00:00"}


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def loaded(*contacts, crn="X123456", **more):
    shared = directory() | {"scope": "installation"}
    return load(case(crn=crn, directory=shared, contacts=list(contacts), **more)).person


def booked(ref, on, **more):
    return contact(ref, on, None, **LONDON | more)


def stands(ref="c"):
    found = Contact.objects.get(ref=ref)
    return found.stands_for, found.stands_at


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(file=case_files(), day=DAYS)
def test_the_table_agrees_with_the_case_file(db, file, day):
    with transaction.atomic():
        person = load(file).person
        rows = Contact.objects.filter(person=person, in_error_at=None)
        stored = {row.ref: (row.stands_for, row.stands_at) for row in rows}
        last = seen([person], day)[person].last
        transaction.set_rollback(True)
    standing = known(file, None).contacts
    assert stored == {each.ref: (each.stands_for, each.stands_at) for each in standing}
    met = [each for each in standing if each.attended and each.in_person and each.kind != "note"]
    assert last == max((c.stands_for for c in met if c.stands_for <= day), default=None)


def test_it_follows_every_move_and_the_withdrawal_of_one():
    person = loaded(booked("c", "2017-11-08"))
    assert stands() == (date(2017, 11, 8), time(10))
    olga = Staff.objects.get(code="olga")
    for day, at in ((date(2017, 11, 20), None), (date(2017, 11, 14), time(9, 30))):
        row = Contact.objects.get(ref="c")
        moved = actions.move(row, by=None, day=day, at=at, because="Asked", version=row.version)
        assert stands() == (day, at)
    with history.write(row, by=None, why="Recorded in error"):
        correcting.mark_in_error(moved, "It was another appointment.")
    assert stands() == (date(2017, 11, 20), None)
    assert [each.day for each in diary(olga.pk, TODAY, date(2017, 11, 30))] == [date(2017, 11, 20)]
    assert seen([person], TODAY)[person] == Seen(None, date(2017, 11, 20), None)


def test_a_correction_of_the_booking_itself_is_followed():
    loaded(booked("c", "2017-11-08"))
    row = Contact.objects.get(ref="c")
    with history.write(row, by=None, why="Put right"):
        correcting.supersede(row, date=date(2017, 11, 9), time=None)
    assert stands() == (date(2017, 11, 9), None)


def test_a_replaced_file_is_followed():
    loaded(booked("c", "2017-11-08"))
    moved = {"ref": "m", "date": "2017-11-10", "moved_on": "2017-11-01"}
    shared = directory() | {"scope": "installation"}
    load(case(directory=shared, contacts=[booked("c", "2017-11-08", moves=[moved])]), replace=True)
    assert stands() == (date(2017, 11, 10), None)
    load(case(directory=shared, contacts=[booked("c", "2017-11-08")]), replace=True)
    assert stands() == (date(2017, 11, 8), time(10))


def test_a_diary_holds_what_stands_in_order_and_nothing_else():
    given_up = {"date": "2017-11-03", "because": "Ill"}
    error = {"recorded_at": "2017-11-05T10:00:00Z", "because": "Twice"}
    away = {"ref": "m1", "date": "2017-12-20", "moved_on": "2017-11-01"}
    here = {"ref": "m2", "date": "2017-11-07", "time": "09:00:00", "moved_on": "2017-11-01"}
    loaded(
        booked("later", "2017-11-07"),
        booked("untimed", "2017-11-07", time=None),
        booked("cancelled", "2017-11-07", cancelled=given_up),
        booked("moved-away", "2017-11-07", moves=[away]),
        booked("moved-here", "2017-10-31", moves=[here]),
        booked("a-note", "2017-11-07", kind="note"),
        booked("another-s", "2017-11-07", staff="omar"),
        booked("in-error", "2017-11-07", in_error=error),
    )
    found = diary(Staff.objects.get(code="olga").pk, TODAY, date(2017, 11, 17))
    assert [each.ref for each in found] == ["moved-here", "later", "untimed"]
    assert found[0].at == time(9)


def test_appointments_are_told_apart_by_person_and_reference():
    one = loaded(booked("c", "2017-11-07"))
    other = loaded(booked("c", "2017-11-08"), crn="X123457")
    found = appointments({(one, "c")})
    assert list(found) == [(one, "c")]
    assert appointments({(one, "c"), (other, "c")})[other, "c"].day == date(2017, 11, 8)
    assert appointments(set()) == {}


def test_a_telephone_call_is_not_being_seen():
    person = loaded(
        contact("met", "2017-10-02"),
        contact("called", "2017-10-30", mode="telephone"),
        contact("missed", "2017-11-01", "failed to attend"),
    )
    assert seen([person], TODAY)[person] == Seen(date(2017, 10, 2))
    assert seen([], TODAY) == {}
