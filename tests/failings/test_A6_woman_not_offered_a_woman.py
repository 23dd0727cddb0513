"""A6: a woman is not offered a woman as her officer, as the default.

Carole's order reaches a team of two officers with equal room. Noel stands first by key, Nina is a
woman.
"""

from datetime import date

import pytest
from tests.casefiles import caseload, directory, leaves
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.history import clock

pytestmark = pytest.mark.django_db


def team():
    gone = leaves("olga", "2017-10-31") | leaves("omar", "2017-10-31")
    made = directory(**gone)
    made["staff"] += [
        {
            "ref": ref,
            "name": ref.capitalize(),
            "grade": "PO",
            "sex": sex,
            "posts": [{"ref": f"post-{ref}", "team": "north", "starts_on": "2014-06-01"}],
        }
        for ref, sex in (("noel", "M"), ("nina", "F"))
    ]
    return made


def given(client, sex):
    """The case of a person of this sex, waiting; and its manager signed in."""
    clock.set_day(date(2017, 11, 6))
    particulars = {"particulars": {"ref": "person", "sex": sex}} if sex else {}
    made = person(directory=team(), about=particulars, caseload=caseload("2017-11-03", officers=[]))
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    return made


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_she_is_proposed_a_woman_and_a_man_is_shown_as_against_the_default(client):
    carole = given(client, "F")
    many = text(client.get("/team/assign"))
    assert "she is offered a woman as her officer, unless she wants it otherwise" in many
    assert "<strong>Proposed.</strong> No cases today." in many
    assert "A woman, as she is to be offered." in many
    assert "; not a woman" in many  # Noel, in the list that opens

    one = text(client.get(f"/cases/{carole.public_id}/officer"))
    assert one.index("A woman, as she is to be offered.") < one.index("A man: she is to be offered")


def test_of_a_man_nothing_is_said_of_it(client):
    given(client, "M")
    many = text(client.get("/team/assign"))
    assert "Proposed." in many
    assert "a woman" not in many
