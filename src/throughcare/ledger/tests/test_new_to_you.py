"""Today tells an officer which cases are new to them, from whom, why, and what is missing."""

from datetime import date

import pytest
from tests.casefiles import caseload, officer
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload import actions
from throughcare.caseload.given import TOGETHER
from throughcare.history import clock
from throughcare.organisation.models import Staff, Team

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def staff(code):
    return Staff.objects.get(code=code)


def sam():
    return user_of("sam", Role.TEAM_MANAGER)


def new_to(client, name):
    client.force_login(user_of(name, Role.PRACTITIONER))
    said = " ".join(client.get("/").content.decode().split())
    return said.split('id="given"', 1)[1].split("</section>", 1)[0] if 'id="given"' in said else ""


def given_to_omar(people, on=TODAY):
    for each in people:
        actions.assign_officer(
            each, by=sam(), staff=staff("omar"), starts_on=on, because="He has room."
        )


def test_a_new_case_says_whose_it_was_why_and_what_is_missing_of_the_handover(client):
    made = person()
    given_to_omar([made])
    said = new_to(client, "omar")
    assert "yours after Olga from Monday 6 November 2017. He has room." in said
    assert "There is no handover note yet." in said
    assert f"/cases/{made.public_id}/oversight" in said
    olga = user_of("olga")
    actions.record_handover(made, by=olga, text="He likes mornings.", met_on=None)
    assert "You have not met the person together yet." in new_to(client, "omar")
    actions.record_handover(made, by=olga, text="He likes mornings.", met_on=TODAY)
    assert "See the handover" not in new_to(client, "omar")
    assert new_to(client, "olga") == ""


@pytest.mark.parametrize(("on", "there"), [("2017-10-30", True), ("2017-10-29", False)])
def test_it_is_told_for_a_week(client, on, there):
    first = officer("officer", "olga", "2017-03-03")
    person(caseload=caseload("2017-03-03", first, officer("second", "omar", on)))
    assert bool(new_to(client, "omar")) is there


def test_what_comes_later_is_told_ahead_and_what_went_to_another_is_not(client):
    kept, moved = person(), person(crn="X123457")
    given_to_omar([kept], on=date(2017, 11, 13))
    given_to_omar([moved])
    actions.assign_officer(
        moved, by=sam(), staff=staff("sam"), starts_on=TODAY, because="Mine after all."
    )
    said = new_to(client, "omar")
    assert "from Monday 13 November 2017" in said
    assert "from Monday 6 November 2017" not in said


def test_many_at_once_are_told_as_one(client):
    people = [person(crn=f"X12345{n}", given=f"Ari{n}") for n in range(TOGETHER)]
    for each in people:
        actions.arrange_cover(
            each,
            by=sam(),
            staff=staff("omar"),
            starts_on=TODAY,
            ends_on=date(2017, 11, 17),
            because="Leave.",
        )
    said = new_to(client, "omar")
    assert f"{TOGETHER} cases covered for Olga from Monday 6 November 2017" in said
    assert "to Friday 17 November 2017" in said
    assert "Ari0" not in said


def test_a_transferred_case_is_new_to_its_officer_in_the_other_team(client):
    made = person()
    asked = actions.transfer(
        made,
        by=sam(),
        to_team=Team.objects.get(code="south"),
        to_officer=None,
        effective_on=TODAY,
        because="Moved house.",
    )
    assert new_to(client, "petra") == ""
    sue = user_of("sue", Role.TEAM_MANAGER)
    actions.accept_transfer(
        asked, by=sue, accepted_by=sue.staff, to_officer=staff("petra"), version=asked.version
    )
    told = "yours after Olga from Monday 6 November 2017. Moved house."
    assert told in new_to(client, "petra")
    actions.record_handover(made, by=user_of("olga"), text="He likes mornings.", met_on=None)
    said = new_to(client, "petra")
    assert said.count(told) == 1
    assert "You have not met the person together yet." in said
