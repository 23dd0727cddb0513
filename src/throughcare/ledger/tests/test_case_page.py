"""The page of a case and its history: what is owed and why, in at most twelve statements."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.assessed import objective, plan
from tests.casefiles import (
    contact,
    custody,
    directory,
    held_on_licence,
    leaves,
    licence,
    order,
)
from tests.lists import asked, thought_through
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.casebook.crowd import LONG_CASE, crowd
from throughcare.contacts import actions
from throughcare.contacts.tests.acting import entries, olga, staff, stored, the
from throughcare.history import clock
from throughcare.history.loading import load
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.contacts import Result
from throughcare.ledger.picture import WIDTH
from throughcare.ledger.queries import harm_levels
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
PROGRAMME = {"ref": "bbr", "kind": "programme", "name": "Building Better Relationships"}


def page(person, name="case", user=None, query=""):
    client = Client()
    client.force_login(user or olga())
    answer = client.get(reverse(name, kwargs={"case": person.public_id}) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def text(body):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))


def between(body, first, last):
    return text(body).split(first, 1)[1].split(last, 1)[0]


ORDER = {
    "orders": [
        {
            "ref": "order",
            "kind": "community order",
            "sentenced_on": "2017-03-01",
            "expires_on": "2018-02-28",
            "requirements": [PROGRAMME],
            "offences": [{"ref": "off", "description": "Common assault", "main": True}],
        }
    ]
}


def test_what_is_owed_is_said_with_its_day_its_owner_and_the_way_to_do_it():
    booked = contact("booked", "2017-11-01", None, booked_on="2017-10-25")
    seen = contact("seen", "2017-03-08")
    rest_done = thought_through([seen], {}) | {"information": asked()}
    body = page(stored(seen, booked, sentences=ORDER, **rest_done))
    owed = between(body, "What is owed, and why", "Next appointments")
    assert "Overdue (4)" in owed
    assert "Building Better Relationships (programme) was ordered from" in owed
    assert "Due Friday 3 November 2017, 3 days late" in owed
    assert "Olga, responsible officer" in owed
    assert "practice on breach of orders" in owed
    for name in ("outcome", "refer", "book"):
        assert re.search(rf'href="[^"]*/{name}[^"]*"', body)
    assert "?for=bbr" in body


def test_an_order_without_anything_owed_says_so():
    person = stored(sentences={"orders": [order(expires_on="2017-04-01")]})
    assert "Nothing is owed on this case" in text(page(person))


def test_who_the_person_is_stands_above():
    registrations = [
        {"ref": "r1", "kind": "weapons", "registered_on": "2017-03-05"},
        {"ref": "r2", "kind": "suicide or self-harm", "registered_on": "2017-03-05"},
        {
            "ref": "r3",
            "kind": "guns",
            "registered_on": "2017-03-05",
            "ended": {"date": "2017-10-01"},
        },
    ]
    person = stored(
        person={
            "particulars": {"ref": "self", "date_of_birth": "1985-11-07", "sex": "M"},
            "names": [
                {"ref": "n1", "given": "Ari", "family": "Example"},
                {"ref": "n2", "kind": "preferred", "family": "Ray"},
            ],
            "registrations": registrations,
        },
        assessment={"harm": [{"ref": "h", "level": "high", "signed_on": "2017-03-20"}]},
    )
    bar = text(page(person))
    for words in ("Ari Example", "Ray", "X123456", "7 November 1985 (31)", "Officer Olga"):
        assert words in bar, words
    assert "High risk of serious harm" in bar
    assert "Weapons" in bar
    assert "Suicide or self-harm" in bar
    assert "Guns" not in bar


SIGNED = {"ref": "o", "begun_on": "2017-03-13", "signed_on": "2017-03-20"}
TO_STAFF = {"ref": "r", "group": "staff", "level": "high"}
TO_ALL = {"ref": "q", "group": "public", "level": "medium"}


@pytest.mark.parametrize(
    ("oasys", "bar", "level"),
    [
        (SIGNED | {"level": "high"}, "High risk of serious harm", Level.HIGH),
        (SIGNED | {"risks": [TO_ALL, TO_STAFF]}, "High risk of serious harm", Level.HIGH),
        ({**SIGNED, "level": "high", "signed_on": None}, "not assessed", None),
    ],
    ids=["as signed", "as its highest risk", "a draft says nothing"],
)
def test_the_level_is_that_of_the_assessment_in_force(oasys, bar, level):
    person = stored(assessment={"oasys": [oasys]})
    assert bar in text(page(person))
    assert harm_levels([person.pk], date(2017, 11, 6)).get(person.pk) == level


def test_nobody_in_post_is_said_with_who_answers():
    person = stored(directory=directory(**leaves("olga", "2017-06-02")))
    body = text(page(person, user=user_of("X123456/sam", Role.TEAM_MANAGER)))
    assert "Nobody: Sam answers (team manager)" in body
    assert "Assign an officer" in body


def test_an_officer_is_not_offered_what_only_a_manager_does():
    gone = directory(**leaves("omar", "2017-06-02"))
    officers = [{"ref": "o", "staff": "omar", "starts_on": "2017-03-03"}]
    held = {
        "allocations": [{"ref": "a", "of": "order", "team": "north", "received_on": "2017-03-03"}],
        "officers": officers,
    }
    body = text(page(stored(directory=gone, caseload=held)))
    assert "Put somebody in charge" in body
    assert "Assign an officer" not in body


def test_duties_are_counted_one_by_one_as_lists_of_cases_count_them():
    changes = [
        {"ref": kind, "kind": kind, "happened_on": "2017-10-02"} for kind in ("arrest", "callout")
    ]
    body = page(stored(sentences=ORDER, information={"changes": changes}))
    overdue = int(re.search(r"Overdue \((\d+)\)", text(body)).group(1))
    heading = body.index("tc-owed--overdue")
    piece = body[heading : body.index("</ul>", heading)]
    assert overdue == piece.count(">Overdue</strong>") > piece.count('<li class="tc-owed__piece">')


def test_an_administrator_is_not_shown_what_was_planned_and_scored():
    person = stored(planning={"plans": [plan("2017-03-17", objectives=[objective()])]})
    assert objective()["text"] in text(page(person))
    omar = user_of("X123456/omar", Role.ADMINISTRATOR)
    assert objective()["text"] not in text(page(person, user=omar))


def test_what_was_late_or_missed_is_kept_apart():
    late = contact("late", "2017-03-06")
    late["outcome"]["recorded_at"] = "2017-04-06T10:00:00Z"
    body = page(stored(late, sentences=ORDER))
    kept = between(body, "Met late or missed", "Next appointments")
    assert "Record the outcome" in kept
    assert "Thu 6 Apr 2017" in kept


def test_the_time_line_shows_everything_and_says_it_too():
    person = stored(
        contact("seen", "2017-03-08"),
        contact("absent", "2017-03-15", "failed to attend"),
        contact("ahead", "2017-11-20", None),
        sentences=custody(
            licence(expires_on="2018-03-01", conditions=[PROGRAMME]),
            supervision={"ref": "pss", "starts_on": "2018-03-02", "expires_on": "2018-09-01"},
            months=18,
        )
        | {
            "pauses": [
                {
                    "ref": "p",
                    "kind": "hospital",
                    "received_on": "2017-05-01",
                    "released": {"date": "2017-05-10"},
                }
            ]
        },
        caseload=held_on_licence(),
    )
    body = page(person)
    assert body.count('class="tc-line__bar ') == 4
    assert body.count('class="tc-line__pause"') == 2
    assert "tc-line__today" in body
    table = between(body, "The time line as a table", "Requirements and conditions")
    for words in (
        "Custody Thu 1 Sep 2016 to Tue 28 Feb 2017",
        "Licence Wed 1 Mar 2017 to Thu 1 Mar",
    ):
        assert words in table
    assert "1 attended; 1 failed to attend or comply; 1 to come" in text(body)
    places = [float(x) for x in re.findall(r'<rect class="tc-line__bar[^"]*" x="([\d.]+)"', body)]
    assert all(0 < x < WIDTH for x in places)


def test_requirements_say_how_far_they_have_come():
    referrals = {
        "referrals": [
            {"ref": "rf", "requirement": "bbr", "to": "the team", "made_on": "2017-03-02"}
        ],
        "interim_work": [{"ref": "iw", "requirement": "bbr", "begun_on": "2017-04-03"}],
    }
    body = page(stored(sentences=ORDER, interventions=referrals))
    table = between(body, "Requirements and conditions", "Last contacts")
    assert "Programme, community order" in table
    assert "Thu 2 Mar 2017, to the team" in table
    assert "Not begun; due Wed 24 May 2017; one-to-one work since Mon 3 Apr 2017" in table


def test_a_contact_in_error_is_not_among_the_last():
    wrong = contact("wrong", "2017-10-30")
    wrong["in_error"] = {"recorded_at": "2017-10-31T10:00:00Z", "because": "a slip"}
    body = page(stored(wrong, contact("seen", "2017-10-23")))
    last = between(body, "Last contacts", "People")
    assert "23 Oct 2017" in last
    assert "30 Oct 2017" not in last


def test_a_case_of_2000_contacts_costs_no_more_than_twelve_statements():
    clock.set_day(TODAY, reset=True)
    for case in crowd(2, today=TODAY, long_case_contacts=2000):
        load(case)
    user = user_of("crowd-officer-1", Role.PRACTITIONER)
    client = Client()
    client.force_login(user)
    counts = {}
    for crn in (LONG_CASE, "Z000002"):
        person = Person.objects.get(crns__value=crn)
        for name in ("case", "case-contacts", "case-history"):
            address = reverse(name, kwargs={"case": person.public_id})
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts[crn, name] = len(asked)
    assert max(counts.values()) <= 12, counts
    assert counts[LONG_CASE, "case"] == counts["Z000002", "case"]
    body = page(Person.objects.get(crns__value=LONG_CASE), user=user)
    assert len(body) < 120_000
    assert re.search(r"See all \d{4} contacts", text(body))


# History


def test_history_says_who_wrote_why_and_what_changed():
    person = stored(contact("booked", "2017-11-06", None, booked_on="2017-10-30"))
    actions.record_outcome(
        the("booked"), by=olga(), author=staff(), result=Result.ATTENDED, version=1, done="First."
    )
    actions.say_what_was_done(the("booked"), by=olga(), done="Second.", objectives=[], version=2)
    actions.mark_in_error(the("booked"), by=olga(), because="a slip", version=3)
    assert len(entries(person)) == 3
    body = text(page(person, "case-history"))
    assert "Outcome recorded: attended by Olga" in body
    assert "Result : attended" in body or "Result attended" in body
    assert "First. → became Second." in body
    assert "Contact , recorded in error: a slip" in body
    assert "Case file loaded by a case file" in body


def test_history_folds_who_read_by_day():
    person = stored()
    for _ in range(3):
        page(person)
    page(person, "case-contacts")
    body = text(page(person, "case-history", query="?show=reads"))
    assert "Olga Day Mon 6 Nov 2017 4 times" in body
    assert "contacts, overview" in body


def test_history_is_turned_page_by_page():
    person = stored()
    for at in range(30):
        actions.book(person, by=olga(), day=TODAY, note=f"note {at}")
    assert "Showing 1 to 25 of 31" in text(page(person, "case-history"))
    assert "Showing 26 to 31 of 31" in text(page(person, "case-history", query="?page=2"))
