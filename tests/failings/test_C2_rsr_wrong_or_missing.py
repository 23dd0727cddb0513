"""C2: the RSR score is missing or wrong.

It is worked out from its inputs and never typed in. Where the record gives an input otherwise than
the score did, the sentence's page and the allocation say so.
"""

import pytest

from throughcare.court.models import SignedRsr
from throughcare.court.tests.before_court import SCORED, cora, stored
from throughcare.information.tests.desk import Desk, text

FORM = {"mappa": "none", "public_interest": "no", "deportation": "no", "held_by_nps": "no"}
OLD = {"scores": [SCORED | {"inputs": ["date_of_birth=1980-01-01", "sex=M"]}]}


@pytest.mark.django_db
def test_without_a_score_nothing_can_be_signed_and_a_figure_typed_in_is_no_score():
    desk = Desk(stored(), cora())
    assert "No RSR score is on record" in text(desk.get("court-rsr", "order"))
    response = desk.send("court-rsr", "order", score="6.5")
    assert "That is not an RSR score of this person" in text(response)
    assert not SignedRsr.objects.exists()


@pytest.mark.django_db
def test_a_score_whose_inputs_the_record_gives_otherwise_says_so_where_it_counts():
    desk = Desk(stored(assessment=OLD), cora())
    desk.send("court-rsr", "order", score="rsr")
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    desk.send("court-form", "order", **FORM)
    for page in ("court-rsr", "court-sentence", "court-allocate"):
        assert "The record has changed since" in text(desk.get(page, "order"))


@pytest.mark.django_db
def test_a_score_that_still_holds_says_nothing():
    days = ["conviction_date=2017-03-01", "risk_date=2017-03-01"]
    inputs = ["date_of_birth=1985-05-05", "sex=M", *days]
    fresh = {"scores": [SCORED | {"inputs": inputs}]}
    desk = Desk(stored(assessment=fresh), cora())
    desk.send("court-rsr", "order", score="rsr")
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    desk.send("court-form", "order", **FORM)
    assert "The record has changed since" not in text(desk.get("court-allocate", "order"))
