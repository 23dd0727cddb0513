"""C3: a case is allocated before its case allocation form (CAS) is complete.

The north team received Ari's order on Friday 3 March 2017. Nobody had signed the form.
"""

import pytest
from tests.failings.at_court import before

from throughcare.caseload.models import Allocation
from throughcare.court.tests.before_court import SCORED, cora, stored
from throughcare.information.tests.desk import Desk, text

DONE = {"signed_on": "2017-03-01"}
SCREENED = DONE | {"level": "low"}


def test_a_case_that_went_without_it_stays_on_the_court_officer_s_list(tmp_path):
    ari = before(tmp_path, received="2017-03-03", rsr=DONE, screening=SCREENED)
    row = ari.row("2017-03-06", "complete-cas")
    assert (row["state"], row["owner"]["staff"]) == ("overdue", "cora")
    assert "Not signed: case allocation form" in row["because"]["text"]

    # That it was received shows that it was decided upon; the form is missing all the same.
    assert ari.row("2017-03-06", "allocate-case")["state"] == "met"


def test_signed_afterwards_it_stays_on_record_as_late(tmp_path):
    late = {"signed_on": "2017-03-08"}
    ari = before(tmp_path, received="2017-03-03", rsr=DONE, screening=SCREENED, form=late)
    row = ari.row("2017-03-08", "complete-cas")
    assert (row["state"], row["met_on"]) == ("met-late", "2017-03-08")


def test_signed_on_the_day_of_sentence_nothing_surfaces(tmp_path):
    ari = before(tmp_path, received="2017-03-03", rsr=DONE, screening=SCREENED, form=DONE)
    assert ari.failing("2017-03-03") == {}


@pytest.mark.django_db
def test_it_is_not_allocated_before_the_form_is_signed():
    person = stored(assessment={"scores": [SCORED]})
    desk = Desk(person, cora())
    desk.send("court-rsr", "order", score="rsr")
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    to = {"goes": "as computed", "team": "X123456/north"}
    refused = text(desk.post("court-allocate", "order", **to))
    assert "Case allocation form" in refused
    assert not Allocation.objects.exists()
    form = {"mappa": "none", "public_interest": "no", "deportation": "no", "held_by_nps": "no"}
    desk.send("court-form", "order", **form)
    desk.send("court-allocate", "order", **to)
    assert Allocation.objects.exists()
