"""My cases: whose they are, how they are sorted and filtered, and what it costs."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import (
    away,
    caseload,
    contact,
    custody,
    directory,
    held_on_licence,
    leaves,
    licence,
    officer,
    order,
)
from tests.lists import booked, person, seen_monthly
from tests.users import stranger, user_of

from throughcare.access import actions as access
from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.ledger.pages import caseload as page
from throughcare.organisation.models import Staff, Team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    clock.set_day(date(2017, 11, 6))


def sign_in(client, code="olga", role=Role.PRACTITIONER):
    client.force_login(user_of(code, role))
    return client


def rows(response):
    """The cells of each row, as text by heading."""
    assert response.status_code == 200, response.status_code
    body = response.content.decode().split("<tbody", 1)
    found = []
    for row in re.findall(r"<tr.*?</tr>", body[1], re.DOTALL) if len(body) > 1 else []:
        cells = re.findall(r'data-label="([^"]+)">(.*?)</t[hd]>', row, re.DOTALL)
        found.append({label: said(label, cell) for label, cell in cells})
    return found


def said(label, cell):
    cell = re.sub(r'<span class="tc-stack__label".*?</span>', "", cell, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", cell).split()).replace(" ,", ",").replace(" :", ":")


def names(response):
    return [row["Name"] for row in rows(response)]


def heading(response):
    found = re.search(r"<h1.*?</h1>", response.content.decode(), re.DOTALL)
    return said("", found[0])


def test_a_case_with_all_that_the_list_says(client):
    person(
        "X000001",
        "Ari",
        "Example",
        sentences={"orders": [order(expires_on="2018-05-03")]},
        assessment={"harm": [{"ref": "h", "level": "high", "signed_on": "2017-03-03"}]},
        contacts=seen_monthly("2017-09-18"),
        more=[],
    )
    (row,) = rows(sign_in(client).get("/cases"))
    assert row == {
        "Name": "Ari Example",
        "CRN": "X000001",
        "RoSH": "High",
        "Sentence": "Community order to 3 May 2018",
        "Last seen": "Mon 16 Oct 2017 21 days ago",
        "Next appointment": "None booked",
        "Owed": "See the person Overdue 7 days late",
    }


def test_a_case_in_order_says_so(client):
    person(more=[booked("c", "2017-11-13")])
    (row,) = rows(sign_in(client).get("/cases"))
    assert row["Owed"] == "Nothing"
    assert row["RoSH"] == "Not known"
    assert row["Sentence"] == "Community order, no end known"
    assert row["Last seen"] == "Mon 30 Oct 2017 7 days ago"
    assert row["Next appointment"] == "Mon 13 Nov 2017, 10am"


def test_mine_are_those_i_answer_for_or_cover_today(client):
    staff = directory(**away("omar", "2017-11-01"))
    person("X000001", "Held", directory=staff)
    cover = {"ref": "cover", "staff": "olga", "starts_on": "2017-11-01"}
    omars = caseload("2017-03-03", officer("o", "omar", "2017-03-03"), cover=[cover])
    person("X000002", "Covered", directory=staff, caseload=omars)
    omars = caseload("2017-03-03", officer("o", "omar", "2017-03-03"))
    person("X000003", "Another", directory=staff, caseload=omars)
    passed_on = caseload(
        "2017-03-03", officer("o", "olga", "2017-03-03"), officer("p", "omar", "2017-10-02")
    )
    person("X000004", "Gone", directory=staff, caseload=passed_on)
    ended = {"ended": {"date": "2017-11-03", "because": "completed"}}
    person("X000005", "Over", directory=staff, sentences={"orders": [order(**ended)]})
    response = sign_in(client).get("/cases?sort=name")
    assert names(response) == ["Covered Example as cover", "Held Example"]
    assert heading(response) == "My cases (2)"


@pytest.mark.parametrize(
    ("sentences", "of", "shown"),
    [
        (custody(licence(expires_on="2018-01-05")), "licence", "Licence to 5 January 2018"),
        (custody(), "custody", "Custody since 1 September 2016"),
        (
            custody(licence(recall={"date": "2017-10-02", "returned_on": "2017-10-04"})),
            "licence",
            "Recalled since 2 October 2017",
        ),
        (
            custody(
                licence(expires_on="2017-08-31"),
                supervision={"ref": "pss", "starts_on": "2017-09-01", "expires_on": "2018-02-28"},
            ),
            "licence",
            "Post-sentence supervision to 28 February 2018",
        ),
        (
            {"orders": [order(kind="suspended sentence order", expires_on="2018-12-01")]},
            "order",
            "Suspended sentence order to 1 December 2018",
        ),
    ],
)
def test_what_somebody_is_under(client, sentences, of, shown):
    person(sentences=sentences, caseload=held_on_licence(of), contacts=[])
    (row,) = rows(sign_in(client).get("/cases"))
    assert row["Sentence"] == shown


def three(client):
    """Three cases, the first of which comes first by everything but what is owed."""
    person(
        "X000001",
        "Ann",
        "Abbot",
        sentences={"orders": [order(expires_on="2018-01-01")]},
        assessment={"harm": [{"ref": "h", "level": "very high", "signed_on": "2017-03-03"}]},
        contacts=[*seen_monthly("2017-10-23"), *weekly(), booked("n", "2017-11-07")],
        about={
            "registrations": [
                {"ref": "r", "kind": "gangs", "registered_on": "2017-03-03"},
            ]
        },
    )
    person(
        "X000002",
        "Bob",
        "Baker",
        sentences={"orders": [order(expires_on="2018-06-01", kind="suspended sentence order")]},
        assessment={"harm": [{"ref": "h", "level": "medium", "signed_on": "2017-03-03"}]},
        more=[booked("n", "2017-11-13"), booked("late", "2017-11-01")],
    )
    late = booked("late", "2017-10-30")
    person("X000003", "Cid", "Clark", contacts=[*seen_monthly("2017-11-03"), late])
    return sign_in(client)


def weekly():
    return [contact("w1", "2017-10-26"), contact("w2", "2017-10-27")]


@pytest.mark.parametrize(
    ("sort", "first_to_last"),
    [
        ("name", "ABC"),
        ("crn", "ABC"),
        ("harm", "ABC"),
        ("sentence", "ABC"),
        ("seen", "ABC"),
        ("next", "ABC"),
        ("owed", "CBA"),  # Ada is to be seen, and booked in time
        ("nonsense", "CBA"),
        ("-owed", "ABC"),
        ("-name", "CBA"),
        ("-crn", "CBA"),
        ("-harm", "BAC"),
        ("-sentence", "CBA"),
        ("-seen", "CBA"),
        ("-next", "BAC"),
    ],
)
def test_it_is_sorted_by_links(client, sort, first_to_last):
    found = names(three(client).get(f"/cases?sort={sort}"))
    assert "".join(name.split()[1][0] for name in found) == first_to_last


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("harm=very+high", "A"),
        ("harm=low", ""),
        ("harm=nonsense", "CBA"),
        ("sentence=suspended+sentence+order", "B"),
        ("registration=gangs", "A"),
        ("overdue=on", "CB"),
        ("sentence=community+order&harm=very+high", "A"),
        ("page=9", "CBA"),
        ("page=x", "CBA"),
    ],
)
def test_it_is_filtered_by_the_address(client, asked, found):
    response = three(client).get(f"/cases?{asked}", follow=True)
    assert "".join(name.split()[1][0] for name in names(response)) == found
    if not found:
        assert "No case is like that" in response.content.decode()


@pytest.mark.parametrize("typed", ["bak", "Bob Baker", "x000002", "BAKER bob"])
def test_a_name_narrows_it_and_stands_in_no_address(client, typed):
    three(client)
    response = client.post("/cases?sort=name", {"name": typed}, follow=True)
    assert names(response) == ["Bob Baker"]
    (address, status), *_ = response.redirect_chain
    assert (address, status) == ("/cases?sort=name&named=yes", 302)
    assert f"Name: {typed}" in response.content.decode()
    assert len(names(client.get("/cases"))) == 3
    assert len(names(client.get("/cases?named=yes&sort=-name"))) == 1
    assert len(names(client.post("/cases?named=yes", {"name": ""}, follow=True))) == 3


@pytest.mark.parametrize("typed", ["%", "'", "zz", "Bakerson", "-"])
def test_a_name_that_nobody_has_finds_nobody(client, typed):
    three(client)
    response = client.post("/cases", {"name": typed}, follow=True)
    assert "No case is like that" in response.content.decode()


def test_fifty_stand_on_a_page(client, monkeypatch):
    three(client)
    monkeypatch.setattr(page, "PAGE", 2)
    assert len(names(client.get("/cases?sort=name"))) == 2
    assert names(client.get("/cases?sort=name&page=2")) == ["Cid Clark"]
    assert client.get("/cases?sort=name&page=3").headers["Location"] == "/cases?sort=name"
    assert "My cases (3)" in heading(client.get("/cases"))


def team(client):
    """Two teams and a case for which nobody is responsible, before the north team's manager."""
    staff = directory(**leaves("omar", "2017-10-02"))
    person("X000001", "Ann", "Abbot", directory=staff)
    omars = caseload("2017-03-03", officer("o", "omar", "2017-03-03"))
    person("X000002", "Bob", "Baker", directory=staff, caseload=omars)
    south = caseload("2017-03-03", officer("o", "petra", "2017-03-03"))
    south["allocations"][0]["team"] = "south"
    person("X000003", "Cid", "Clark", directory=staff, caseload=south)
    return sign_in(client, "sam", Role.TEAM_MANAGER)


def test_a_manager_chooses_whose(client):
    team(client)
    north = Team.objects.get(code="north").public_id
    olga = Staff.objects.get(code="olga").public_id
    petra = Staff.objects.get(code="petra").public_id
    everybody = ["Ann Abbot Olga", "Bob Baker Nobody responsible"]
    assert names(client.get("/cases?sort=name")) == everybody
    assert "Cases (2): North team, all" in heading(client.get("/cases"))
    assert names(client.get(f"/cases?of={north}-nobody")) == ["Bob Baker Nobody responsible"]
    assert names(client.get(f"/cases?of={olga}")) == ["Ann Abbot"]
    assert names(client.get("/cases?of=mine")) == []
    assert names(client.get(f"/cases?of={petra}&sort=name")) == everybody


def test_a_duty_manager_chooses_among_all_teams(client):
    team(client)
    sign_in(client, "dora", Role.DUTY_MANAGER)
    south = Team.objects.get(code="south").public_id
    assert names(client.get(f"/cases?of={south}")) == ["Cid Clark Petra"]


def test_a_practitioner_chooses_nobody_else(client):
    team(client)
    sign_in(client)
    north = Team.objects.get(code="north").public_id
    assert names(client.get(f"/cases?of={north}")) == ["Ann Abbot"]


def test_an_excluded_user_sees_and_counts_nothing_of_the_case(client):
    found = person()
    user = user_of("olga", Role.PRACTITIONER)
    access.exclude(found, user, by=None, because="Her cousin.")
    client.force_login(user)
    response = client.get("/cases")
    assert heading(response) == "My cases (0)"
    assert "You have no cases" in response.content.decode()


@pytest.mark.parametrize(
    ("code", "role"), [("olga", Role.PRACTITIONER), ("sam", Role.TEAM_MANAGER)]
)
def test_the_cost_does_not_grow_with_the_caseload(client, code, role):
    counts = []
    for numbers in (range(1, 2), range(2, 12)):
        for number in numbers:
            person(f"X{number:06}", f"Case{number}", more=[booked("c", "2017-10-31")])
        sign_in(client, code, role)
        client.post("/cases", {"name": "case"})
        with CaptureQueriesContext(connection) as queries:
            found = client.get("/cases?named=yes&overdue=on&harm=&sentence=community+order")
        assert len(names(found)) == max(numbers)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_who_may_not_see_a_caseload(client):
    assert client.get("/cases").headers["Location"] == "/accounts/login/?next=/cases"
    person()
    assert sign_in(client, "omar", Role.ADMINISTRATOR).get("/cases").status_code == 403
    client.force_login(stranger("Works Nowhere", Role.PRACTITIONER))
    assert "not connected with a member" in client.get("/cases").content.decode()
