"""What did not come with a case from the court is named to the manager who receives it."""

from datetime import date

import pytest
from django.urls import reverse
from tests.casefiles import at_court, case, caseload, order
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.court.rules.papers import lacks
from throughcare.history import clock

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
WHOLE = {
    "offences": [{"ref": "theft", "description": "Theft", "main": True}],
    "requirements": [{"ref": "rar", "kind": "rehabilitation activity"}],
}
ASKED = {
    "ref": "asked",
    "what": "prosecution papers",
    "asked_on": "2017-11-03",
    "of": "Bromley court",
}


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def texts(client, address):
    return " ".join(client.get(address).content.decode().split())


def received(**changes):
    """Sections of a case that the team received from the court on Friday, and nobody has."""
    return {
        "sentences": {"orders": [order(sentenced_on="2017-11-02", **WHOLE)]},
        "court": {"allocations": [at_court(on="2017-11-02", **changes)]},
        "caseload": caseload("2017-11-03", officers=[]),
    }


def test_it_stands_on_the_team_page_and_on_both_pages_that_assign(client):
    made = person(**received(form=None, papers=[ASKED]))
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    one = reverse("assign-officer", args=[made.public_id])
    ask = reverse("papers-ask", args=[made.public_id, "order"])
    for address in ("/team", "/team/assign", one):
        said = texts(client, address)
        assert "Did not come from the court" in said, address
        assert "Case allocation form (CAS) and Prosecution papers (asked for)" in said, address
        assert "Report to the court" in said, address
        assert f'href="{ask}"' in said, address
    assert "Received on Friday 3 November 2017." in texts(client, "/team")


def test_once_all_is_asked_for_it_leads_to_whom_it_was_asked_of(client):
    every = ("report", "case allocation form", "prosecution papers")
    papers = [ASKED | {"ref": f"asked-{n}", "what": what} for n, what in enumerate(every)]
    made = person(**received(form=None, papers=papers))
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    said = texts(client, "/team")
    assert "Ask for it" not in said
    assert f'href="{reverse("court-sentence", args=[made.public_id, "order"])}"' in said


def test_of_a_sentence_that_the_court_team_did_not_allocate_nothing_is_said():
    assert lacks(case(**received()))
    assert not lacks(case(**received(decision=None)))
    assert not lacks(case(**received() | {"caseload": {}}))
