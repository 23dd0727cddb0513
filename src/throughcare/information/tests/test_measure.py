"""Reply rates and days by authority, of the cases that somebody reaches."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casefiles import caseload, directory
from tests.lists import person
from tests.users import stranger, user_of

from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.information.tests.desk import TODAY, text

pytestmark = pytest.mark.django_db


def enquiry(ref, sent, answered=None, *, to="North police", kind="domestic abuse", **more):
    made = {"ref": ref, "kind": kind, "to": to, "asked_on": sent, **more}
    made["sent"] = {"date": sent, "text": "Asked."}
    if answered:
        made["answer"] = {"received_on": answered}
    return made


@pytest.fixture
def people():
    clock.set_day(TODAY, reset=True)
    chased = {"chases": [{"ref": "chase", "date": "2017-10-20", "text": "?"}]}
    ari = [
        enquiry("a-1", "2017-09-01", "2017-09-05"),
        enquiry("a-2", "2017-09-01", "2017-09-13", to="north  POLICE "),
        enquiry("a-3", "2017-10-02", **chased),
        enquiry("a-4", "2017-10-02", "2017-10-03", kind="safeguarding", to="Council"),
        enquiry("a-5", "2015-01-05"),
        {"ref": "a-6", "kind": "domestic abuse", "to": "North police", "asked_on": "2017-09-01"},
    ]
    south = caseload(
        allocations=[
            {"ref": "allocation", "of": "order", "team": "south", "received_on": "2017-03-03"}
        ],
        officers=[{"ref": "officer", "staff": "petra", "starts_on": "2017-03-03"}],
    )
    one = person("X123456", information={"enquiries": ari})
    bo = [enquiry("b-1", "2017-09-01", "2017-09-02")]
    person("X123457", "Bo", "Sample", caseload=south, information={"enquiries": bo})
    assert directory()
    return one


def signed_in(code, role):
    client = Client()
    client.force_login(user_of(code, role))
    return client


def rows(client, query=""):
    return text(client.get(f"/measures/enquiries{query}"))


def test_rates_are_answered_of_sent_by_kind_and_authority(people):
    shown = rows(signed_in("sam", Role.TEAM_MANAGER))
    assert "2 of 3" in shown  # one authority, however it is written; what was not sent is left out
    assert "67%" in shown
    assert " 8 " in shown.split("67%")[1].split("Mon 2 Oct 2017")[0]  # between 4 and 12 days
    assert "1 of 1" in shown
    assert "100%" in shown


def test_the_cases_behind_a_figure_are_shown_those_without_an_answer_first(people):
    client = signed_in("sam", Role.TEAM_MANAGER)
    shown = rows(client, "?kind=domestic+abuse&to=north+police")
    behind = shown.split("The cases behind: Domestic abuse, North police")[1]
    assert behind.startswith(" (3)")
    assert behind.index("Not yet") < behind.index("Tue 5 Sep 2017")
    assert f"/cases/{people.public_id}/information/enquiries/a-3" in (
        client.get("/measures/enquiries?kind=domestic+abuse&to=north+police").content.decode()
    )


def test_only_cases_within_reach_are_counted(people):
    south = rows(signed_in("sue", Role.TEAM_MANAGER))
    assert "1 of 1" in south
    assert "2 of 3" not in south
    both = rows(signed_in("dora", Role.DUTY_MANAGER))
    assert "3 of 4" in both
    behind = rows(signed_in("sue", Role.TEAM_MANAGER), "?kind=safeguarding&to=council")
    assert "Ari Example" not in behind
    client = Client()
    client.force_login(stranger("Nobody Atall", Role.TEAM_MANAGER))
    assert "No enquiry was sent in this time" in rows(client)


def test_the_period_chooses_by_the_day_of_sending(people):
    client = signed_in("sam", Role.TEAM_MANAGER)
    of_2015 = "?since-day=1&since-month=1&since-year=2015&until-day=31&until-month=12"
    assert "0 of 1" in rows(client, f"{of_2015}&until-year=2015")


def test_the_measure_is_in_the_navigation_of_managers(people):
    assert "Replies to enquiries" in rows(signed_in("sam", Role.TEAM_MANAGER))
    officer = signed_in("olga", Role.PRACTITIONER)
    assert 'href="/measures/enquiries"' not in officer.get("/").content.decode()
    administrator = signed_in("omar", Role.ADMINISTRATOR)
    assert administrator.get("/measures/enquiries").status_code == 403


def test_the_measure_is_at_most_twelve_statements(people):
    client = signed_in("sam", Role.TEAM_MANAGER)
    query = "?kind=domestic+abuse&to=north+police"
    rows(client, query)
    with CaptureQueriesContext(connection) as asked:
        rows(client, query)
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_the_period_shown_stands_in_its_boxes_and_one_that_ends_first_is_said(people):
    client = signed_in("sam", Role.TEAM_MANAGER)
    page = client.get("/measures/enquiries").content.decode()
    assert 'name="since-year" type="text" value="2016"' in page
    given = "?since-day=1&since-month=5&since-year=2017&until-day=1&until-month=4&until-year=2017"
    assert "Sent until must be on or after sent from" in rows(client, given)
