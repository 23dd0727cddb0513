"""C1: a case leaves court with no sufficient screening for the risk of serious harm.

Ari is sentenced on Wednesday 1 March 2017. RSR and form are signed; the screening is not.
"""

import pytest
from tests.failings.at_court import before
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload.models import Allocation
from throughcare.court.tests.before_court import SCORED, cora, stored
from throughcare.history import clock
from throughcare.information.tests.desk import Desk, day, text
from throughcare.ledger.queries import stored_rows

COURT_OFFICER = {"role": "court officer", "staff": "cora", "team": "court"}
DONE = {"signed_on": "2017-03-01"}


def test_it_surfaces_to_the_court_officer_until_the_screening_is_signed(tmp_path):
    screened = {"signed_on": "2017-03-06", "level": "low"}
    ari = before(tmp_path, rsr=DONE, form=DONE, screening=screened)
    assert ari.row("2017-03-06", "complete-cas")["state"] == "met-late"
    ari = before(tmp_path, rsr=DONE, form=DONE)
    row = ari.row("2017-03-01", "complete-cas")
    assert (row["state"], row["owner"]) == ("due-soon", COURT_OFFICER)
    row = ari.row("2017-03-02", "complete-cas")
    assert (row["state"], row["failings"], row["weight"]) == ("overdue", ["C1", "C3"], 1)
    assert "Not signed: RoSH screening" in row["because"]["text"]


def test_screened_by_the_day_of_sentence_nothing_surfaces(tmp_path):
    ari = before(tmp_path, rsr=DONE, form=DONE, screening={"signed_on": "2017-02-28"})
    assert ari.rows("2017-03-02", "complete-cas") == []


@pytest.mark.django_db
def test_it_is_not_allocated_the_person_is_told_when_to_come_and_then_it_is_done():
    person = stored(assessment={"scores": [SCORED]})
    desk = Desk(person, cora())
    desk.send("court-rsr", "order", score="rsr")
    form = {"mappa": "none", "public_interest": "no", "deportation": "no", "held_by_nps": "no"}
    desk.send("court-form", "order", **form)

    # It cannot leave court, but the person knows when to come.
    to = {"goes": "as computed", "team": "X123456/north"}
    assert "RoSH screening" in text(desk.post("court-allocate", "order", **to))
    assert not Allocation.objects.exists()
    desk.send("court-instruction", "order", **day("report_on", "2017-03-06"))
    assert "To come on Monday 6 March 2017" in text(desk.get("court-sentence", "order"))

    # The next day it heads the court officer's own list.
    clock.set_day(clock.today().replace(day=2))
    listed = text(desk.client.get("/"))
    assert "Complete the case allocation" in listed
    assert "1 day late" in listed
    assert "RoSH screening" in text(desk.client.get("/court"))

    # Screened and allocated, it has left that list, and the team manager has it.
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    desk.send("court-allocate", "order", **to)
    assert "Complete the case allocation" not in text(desk.client.get("/"))
    rows = {row["code"]: row["state"] for row in stored_rows(person.pk, clock.today())}
    assert (rows["complete-cas"], rows["allocate-case"]) == ("met-late", "met")
    sam = Desk(person, user_of("X123456/sam", Role.TEAM_MANAGER))
    assert "Assign a responsible officer" in text(sam.client.get("/"))
