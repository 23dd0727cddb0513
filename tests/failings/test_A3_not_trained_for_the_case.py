"""A3: an officer lacks the training that a case needs.

Ari is registered for domestic abuse. Nina's training counts, Noel's has lapsed, Omar has none.
"""

from datetime import date

import pytest
from tests.casefiles import caseload, directory, leaves
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.organisation.models import Staff

pytestmark = pytest.mark.django_db

ABUSE = {"ref": "a", "kind": "domestic abuse perpetrator", "registered_on": "2017-11-03"}


def trained(ref, completed, expires):
    return {
        "ref": ref,
        "name": ref.capitalize(),
        "grade": "PO",
        "posts": [{"ref": f"post-{ref}", "team": "north", "starts_on": "2014-06-01"}],
        "training": [
            {
                "ref": f"course-{ref}",
                "name": "domestic abuse",
                "completed_on": completed,
                "expires_on": expires,
            }
        ],
    }


@pytest.fixture
def ari(client):
    clock.set_day(date(2017, 11, 6))
    team = directory(**leaves("olga", "2017-10-31"))
    team["staff"] += [
        trained("noel", "2014-11-05", "2017-11-05"),
        trained("nina", "2014-11-06", "2017-11-06"),
    ]
    made = person(
        directory=team,
        about={"registrations": [ABUSE]},
        caseload=caseload("2017-11-03", officers=[]),
    )
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    return made


def said(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_whose_training_counts_is_proposed_and_of_the_others_it_is_said(ari, client):
    many = said(client, "/team/assign")
    nina = Staff.objects.get(code="nina").public_id
    assert f'<option value="{nina}" selected>' in many
    assert "Training in domestic abuse in date." in many
    noel = Staff.objects.get(code="noel").public_id
    assert "; training missing" in many.split(f'value="{noel}"', 1)[1].split("</option>", 1)[0]
    assert "; training missing" not in many.split(f'value="{nina}"', 1)[1].split("</option>", 1)[0]

    one = said(client, f"/cases/{ari.public_id}/officer")
    assert "Training in domestic abuse in date." in one
    assert "Training in domestic abuse lapsed." in one
    assert "No training in domestic abuse." in one


def test_on_the_day_after_hers_has_lapsed_too(ari, client):
    clock.set_day(date(2017, 11, 7))
    one = said(client, f"/cases/{ari.public_id}/officer")
    assert "in date" not in one
    assert one.count("Training in domestic abuse lapsed.") == 2
