"""C13: a case goes to the wrong organisation, or later than the second full business day.

Ari is sentenced on Wednesday 1 March 2017: Friday the 3rd is the last day in time.
"""

import pytest
from tests.failings.at_court import before

from throughcare.caseload.models import Allocation
from throughcare.court.models import AllocationDecision
from throughcare.court.tests.before_court import SCORED, cora, stored
from throughcare.information.tests.desk import Desk, text

DONE = {"signed_on": "2017-03-01"}
SIGNED = {"rsr": DONE, "form": DONE, "screening": DONE | {"level": "low"}}


def decided(on):
    return {"decision": {"decided_on": on, "provider": "crc", "computed": "crc"}}


def test_it_surfaces_to_the_court_officer_until_it_is_decided(tmp_path):
    ari = before(tmp_path, **SIGNED)
    assert ari.row("2017-03-03", "allocate-case")["state"] == "due-soon"
    row = ari.row("2017-03-04", "allocate-case")
    assert (row["state"], row["failings"], row["weight"]) == ("overdue", ["C13"], 2)
    assert row["owner"] == {"role": "court officer", "staff": "cora", "team": "court"}
    ari = before(tmp_path, **SIGNED, **decided("2017-03-06"))
    assert ari.row("2017-03-06", "allocate-case")["state"] == "met-late"


def test_decided_on_the_last_day_nothing_surfaces(tmp_path):
    ari = before(tmp_path, **SIGNED, **decided("2017-03-03"))
    assert ari.row("2017-03-04", "allocate-case")["state"] == "met"


@pytest.mark.django_db
def test_it_goes_where_the_rule_sends_it_unless_a_senior_officer_agrees():
    # An RSR of 6.89 per cent sends it to the NPS, whatever else.
    person = stored(assessment={"scores": [SCORED | {"two_year": 0.0689}]})
    desk = Desk(person, cora())
    desk.send("court-rsr", "order", score="rsr")
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    form = {"mappa": "none", "public_interest": "no", "deportation": "no", "held_by_nps": "no"}
    desk.send("court-form", "order", **form)
    shown = text(desk.get("court-sentence", "order"))
    assert "National Probation Service (NPS): the RSR score is at or over the threshold" in shown

    # A CRC team is no answer to that question, and without a reason none to the other.
    desk.send("court-allocate", "order", goes="as computed", team="X123456/north")
    desk.send("court-allocate", "order", goes="against", other_team="X123456/north")
    assert not Allocation.objects.exists()
    why = {"because": "Scored in error.", "agreed_by": "X123456/mona"}
    desk.send("court-allocate", "order", goes="against", other_team="X123456/north", **why)
    decision = AllocationDecision.objects.get()
    assert (decision.computed, decision.provider, decision.agreed_by.name) == ("nps", "crc", "Mona")
