"""What an officer carries is one number, wherever a manager reads it."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.casefiles import away, caseload, directory
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.workload.at_work import at_work

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
LONG_AWAY = away("olga", "2017-10-02")


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def carried(code):
    return next(len(e.cases) for e in at_work("north", TODAY) if e.staff.code == code)


def texts(client, address):
    return " ".join(client.get(address).content.decode().split())


def row_of(said, name):
    return said.split(f">{name}", 1)[1].split("</tr>", 1)[0]


def percent(row):
    return re.search(r"[\d.]+%", row)[0]


def made(cover=()):
    """A case of Olga's, who is away for long, and one that nobody has."""
    held = person(directory=directory(**LONG_AWAY), caseload=caseload(cover=list(cover)))
    person(
        crn="X123457",
        directory=directory(**LONG_AWAY),
        caseload=caseload("2017-11-03", officers=[]),
    )
    return held


COVER = {"ref": "cover", "staff": "omar", "starts_on": "2017-10-02"}


@pytest.mark.parametrize(
    ("cover", "olgas", "omars"), [((), 0, 0), ((COVER,), 0, 1)], ids=["nobody", "covered"]
)
def test_team_and_assigning_count_the_same_cases(client, cover, olgas, omars):
    held = made(cover)
    assert (carried("olga"), carried("omar")) == (olgas, omars)
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    team = texts(client, "/team").split('id="officers"', 1)[1]
    several = texts(client, "/team/assign").split("What everybody would carry", 1)[1]
    for name, cases in (("Olga", olgas), ("Omar", omars)):
        assert f'tc-stack__value">{cases}</span>' in row_of(team, name)
        assert f'tc-stack__value">{cases}</span>' in row_of(several, name)
        assert percent(row_of(team, name)) == percent(row_of(several, name))
        assert (percent(row_of(team, name)) == "0.0%") is not bool(cases)
    one = texts(client, reverse("arrange-cover", args=[held.public_id]))
    assert (f"{omars} case today." if omars else "No cases today.") in one.split("Omar, PSO", 1)[1]


def test_cases_of_another_team_count_for_the_capacity_and_are_said(client):
    person()
    elsewhere = caseload()
    elsewhere["allocations"][0]["team"] = "south"
    person(crn="X123457", caseload=elsewhere)
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    olga = row_of(texts(client, "/team").split('id="officers"', 1)[1], "Olga")
    assert "1 elsewhere" in olga
