"""Several cases passed on at once: asked for, each stays where it is until it is accepted."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import caseload, officer
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload import actions
from throughcare.caseload.models import Transfer
from throughcare.caseload.queries import held
from throughcare.history import clock
from throughcare.organisation.models import Staff, Team
from throughcare.team.pages import passing_on

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
PAGE = "/team/transfer"


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


@pytest.fixture
def people():
    made = [person(crn=f"X12345{n}", given=f"Ari{n}") for n in range(3)]
    his = caseload("2017-03-03", officer("officer", "omar", "2017-03-03"))
    return [*made, person(crn="X123459", given="Bo", caseload=his)]


@pytest.fixture
def manager(people, client):
    sam = user_of("sam", Role.TEAM_MANAGER)
    client.force_login(sam)
    return sam


def text(response) -> str:
    return " ".join(response.content.decode().split())


def asking(cases):
    return {
        "cases": [each.public_id for each in cases],
        "to_team": Team.objects.get(code="south").public_id,
        "effective_on-day": "13",
        "effective_on-month": "11",
        "effective_on-year": "2017",
        "because": "The office closes.",
        "token": "a-token",
    }


def test_all_chosen_are_asked_for_and_stay_with_their_officer_until_accepted(
    people, manager, client
):
    for _ in range(2):  # a second press asks for nothing more
        assert client.post(PAGE, asking(people[:3]))["Location"] == "/team"
    assert Transfer.objects.count() == 3
    sue = user_of("sue", Role.TEAM_MANAGER)
    first = Transfer.objects.get(person=people[0])
    actions.accept_transfer(
        first,
        by=sue,
        accepted_by=sue.staff,
        to_officer=Staff.objects.get(code="petra"),
        version=first.version,
    )
    # Accepted before its day: until then the sender has it.
    assert held(people[0], date(2017, 11, 12)).officer.ref == "olga"
    assert held(people[0], date(2017, 11, 13)).officer.ref == "petra"
    assert held(people[1], date(2017, 11, 20)).officer.ref == "olga"
    assert held(people[1], date(2017, 11, 20)).team.ref == "north"
    assert "Transfer not accepted yet (2)" in text(client.get("/team/decisions"))


def test_what_is_refused_is_named_and_the_others_are_asked_for(people, manager, client):
    south = Team.objects.get(code="south")
    actions.transfer(
        people[0], by=manager, to_team=south, to_officer=None, effective_on=TODAY, because="Moved."
    )
    answer = text(client.post(PAGE, asking(people[:2])))
    assert "Ari0 Example: Another transfer waits. Withdraw it first." in answer
    assert "Asked for 1 case." in answer
    assert "The office closes." in answer
    assert Transfer.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"cases": []}, "Select at least one case"),
        ({"to_team": ""}, "Select a team"),
        ({"because": ""}, "Say why the cases move"),
        ({"effective_on-day": "3"}, "Choose today or a later day."),
    ],
)
def test_what_is_missing_is_said(people, manager, client, more, said):
    assert said in text(client.post(PAGE, asking(people) | more))
    assert not Transfer.objects.exists()


def test_one_officer_s_cases_alone(people, manager, client):
    omar = Staff.objects.get(code="omar").public_id
    shown = text(client.get(f"{PAGE}?of={omar}"))
    assert "Bo Example" in shown
    assert "Ari0" not in shown


def test_what_is_asked_for_already_is_left_out_and_the_rest_turned_page_by_page(
    people, manager, client, monkeypatch
):
    monkeypatch.setattr(passing_on, "AT_ONCE", 2)
    shown = text(client.get(PAGE))
    assert "4 cases, by name, 2 on a page." in shown
    assert "Ari0 Example" in shown
    assert "Ari2 Example" not in shown
    second = f"{PAGE}?page=2"
    assert "Ari2 Example" in text(client.get(second))
    assert client.post(second, asking([people[2]]))["Location"] == second
    shown = text(client.get(PAGE))
    assert "1 case is left out: another team has been asked for it." in shown
    assert "3 cases, by name" in shown
    assert "Ari2 Example" not in text(client.get(second))
    assert "Ari0 Example" in text(client.get(f"{PAGE}?page=9"))


def test_another_s_case_cannot_be_asked_for_and_an_officer_is_refused(people, manager, client):
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    assert "There are no cases to pass on" in text(client.get(PAGE))
    client.post(PAGE, asking(people))
    assert not Transfer.objects.exists()
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert client.get(PAGE).status_code == 403


def test_it_takes_as_many_statements_for_four_cases_as_for_one(people, manager, client):
    omar = Staff.objects.get(code="omar").public_id
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(f"{PAGE}?of={omar}")
    with CaptureQueriesContext(connection) as four:
        client.get(PAGE)
    assert len(four) == len(one) <= 14
