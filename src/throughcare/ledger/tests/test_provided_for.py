"""A contact due soon for which an appointment is booked in time heads no list."""

import re
from datetime import date

import pytest
from tests.assessed import objective, plan, planned
from tests.lists import booked, person, seen_monthly
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.contacts import actions
from throughcare.contacts.models import Contact
from throughcare.history import clock
from throughcare.kernel.casefile.contacts import Result
from throughcare.ledger.queries import lines_of
from throughcare.organisation.models import Staff

pytestmark = pytest.mark.django_db

MONDAY = date(2017, 11, 6)
DUE = "2017-11-09"
"""Seen on Thursday 26 October, weekly: to be seen by 2 November and five working days."""
TO_SEE, PROVIDED, MATTER = ("see-the-person", 1), ("see-the-person", 7), ("complete-contact", 6)
HIGH = {"harm": [{"ref": "h", "level": "high", "signed_on": "2017-03-03"}]}


@pytest.fixture(autouse=True)
def today():
    clock.set_day(MONDAY)


def high(*more, **sections):
    """Load a case of high risk whose next contact is due on Thursday."""
    contacts = seen_monthly("2017-10-26")
    return person(
        "X000001", "High", "Risk", contacts=[*contacts, *more], assessment=HIGH, **sections
    )


def minor():
    """Load a case with a small thing overdue: words missing from an entry."""
    unwritten = booked("old", "2017-10-20") | {"outcome": {"result": "attended", "by": "olga"}}
    person("X000002", "Minor", "Matter", more=[unwritten])


def text_of(response):
    """What the page says, without its markup."""
    assert response.status_code == 200, response.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def order(day=MONDAY):
    """What the list asks for besides outcomes, in its order, each with its band."""
    staff = Staff.objects.get(code="olga")
    return [
        (group.worst.duty.code, group.worst.band)
        for line in lines_of([staff.pk], day)
        for group in line.groups
        if group.worst.duty.code != "record-outcome"
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2017-11-07", [MATTER, PROVIDED], id="in time"),
        pytest.param(DUE, [MATTER, PROVIDED], id="the last day in time"),
        pytest.param("2017-11-10", [TO_SEE, MATTER], id="the day after it"),
    ],
)
def test_an_appointment_up_to_the_due_day_provides_for_it(on, expected):
    high(booked("next", on))
    minor()
    assert order() == expected


def test_without_an_appointment_it_heads_the_list():
    high()
    minor()
    assert order() == [TO_SEE, MATTER]


@pytest.mark.parametrize(
    "what",
    [
        {"cancelled": {"date": "2017-11-03"}},
        {"moves": [{"ref": "m", "date": "2017-11-10", "moved_on": "2017-11-03"}]},
        {"mode": "telephone"},
        {"mode": "video"},
        {"kind": "note"},
    ],
    ids=["cancelled", "moved beyond it", "by telephone", "by video", "a note"],
)
def test_what_would_not_meet_it_in_time_does_not_provide_for_it(what):
    high(booked("next", "2017-11-07", **what))
    minor()
    assert TO_SEE in order()


def test_one_moved_to_within_time_does():
    moves = [{"ref": "m", "date": DUE, "moved_on": "2017-11-03"}]
    high(booked("next", "2017-11-20", moves=moves))
    assert order() == [PROVIDED]


def test_telephone_does_where_the_plan_says_that_it_need_not_be_face_to_face():
    signed = plan("2017-03-17", objectives=[objective()], face_to_face=False)
    high(booked("next", DUE, mode="telephone"), planning=planned(signed))
    assert PROVIDED in order()


def test_it_is_back_on_the_day_after_an_appointment_of_which_nothing_is_recorded():
    high(booked("next", "2017-11-07"))
    assert order(date(2017, 11, 7)) == [PROVIDED]
    assert order(date(2017, 11, 8)) == [TO_SEE]


def test_it_is_back_once_the_person_failed_to_come(client):
    high(booked("next", "2017-11-06"))
    assert order() == [PROVIDED]
    contact, staff = Contact.objects.get(ref="next"), Staff.objects.get(code="olga")
    user = user_of("olga", Role.PRACTITIONER)
    actions.record_outcome(
        contact, by=user, author=staff, result=Result.FAILED_TO_ATTEND, version=contact.version
    )
    assert TO_SEE in order()


def test_what_is_overdue_is_never_provided_for():
    high(booked("next", "2017-11-14"))
    assert order(date(2017, 11, 10)) == [TO_SEE]


def test_today_and_my_cases_say_for_when_it_is_booked(client):
    found = high(booked("next", DUE))
    client.force_login(user_of("olga", Role.PRACTITIONER))
    page = client.get("/")
    said = text_of(page)
    assert "See the person Last seen on Thursday 26 October 2017" in said
    assert "Booked for Thursday 9 November 2017." in said
    assert "Booked Due Thu 9 Nov" in said
    assert f'href="/cases/{found.public_id}/contacts/next"' in page.content.decode()
    assert "See the person Booked" in text_of(client.get("/cases"))


def test_my_cases_put_it_behind_what_is_owed_too(client):
    high(booked("next", DUE))
    minor()
    client.force_login(user_of("olga", Role.PRACTITIONER))
    said = text_of(client.get("/cases"))
    assert said.index("Minor Matter") < said.index("High Risk")


def on_the_case(client, found):
    """What the page of the case says of seeing the person, and the whole page."""
    client.force_login(user_of("olga", Role.PRACTITIONER))
    page = client.get(f"/cases/{found.public_id}")
    return text_of(page).split("See the person ", 1)[1], page.content.decode()


@pytest.mark.parametrize(
    ("seen", "on"),
    [
        pytest.param("2017-10-26", DUE, id="due soon"),
        pytest.param("2017-11-02", "2017-11-10", id="later"),
    ],
)
def test_the_case_says_for_when_it_is_booked_and_leads_there(client, seen, on):
    contacts = [*seen_monthly(seen), booked("next", on)]
    found = person("X000001", "High", "Risk", contacts=contacts, assessment=HIGH)
    said, page = on_the_case(client, found)
    assert said.startswith("Booked Last seen on")
    day = {DUE: "Thursday 9 November 2017", "2017-11-10": "Friday 10 November 2017"}[on]
    assert f"weekly. Booked for {day}. Due" in said
    assert "Open the appointment" in said.split("Where this comes from")[0]
    owed = page.split('id="owed"')[1].split('id="to-come"')[0]
    assert f'href="/cases/{found.public_id}/contacts/next"' in owed


def test_the_case_says_nothing_of_an_appointment_that_would_be_too_late(client):
    said, _page = on_the_case(client, high(booked("next", "2017-11-10")))
    assert said.startswith("Due soon Last seen on")
    assert "Book an appointment" in said.split("Where this comes from")[0]
    assert "Booked for" not in said
