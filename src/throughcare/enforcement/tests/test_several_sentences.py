"""A failure that counts for several sentences, and one in supervision after a sentence."""

import re

import pytest
from tests.casefiles import custody, held_on_licence, licence
from tests.casefiles import order as on_order

from throughcare.enforcement.models import BreachDecision, Warned
from throughcare.enforcement.tests.acting import Desk, decide, owed, stored, text
from throughcare.enforcement.tests.test_pages import FIRST, TODAY, as_manager, post

pytestmark = pytest.mark.django_db


def the_letter(desk, query):
    page = desk.get("warn", "first", query).content.decode()
    return re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]


def test_each_order_has_its_own_letter_one_after_the_other():
    orders = [on_order(), on_order("order-2", "2017-05-02")]
    desk = Desk(stored(FIRST, sentences={"orders": orders}))
    decide("first")
    assert len(owed(desk.person, "send-warning")) == 2
    page = text(desk.get("warn", "first"))
    assert "After it comes the one for the Community order from Tue 2 May 2017" in page
    letter = the_letter(desk, "")
    assert "community order of Wednesday 1 March 2017" in letter
    answer = post(desk, "warn", "first", text=letter, **TODAY)
    assert answer["Location"] == f"{desk.address('warn', 'first')}?for=first%2Forder-2"
    letter = the_letter(desk, "?for=first/order-2")
    assert "community order of Tuesday 2 May 2017" in letter
    post(desk, "warn", "first", "?for=first/order-2", text=letter, **TODAY)
    assert sorted(each.order.ref for each in Warned.objects.all()) == ["order", "order-2"]
    assert {state for state, *_ in owed(desk.person, "send-warning")} == {"met"}
    assert desk.get("warn", "first").status_code == 302


def test_supervision_leads_to_the_court_and_says_what_it_may_do():
    supervision = {"ref": "pss", "starts_on": "2017-04-01"}
    caseload = held_on_licence("pss", "2017-04-01")
    desk = Desk(stored(FIRST, sentences=custody(supervision=supervision), caseload=caseload))
    page = text(desk.get("decision", "first"))
    assert "There is no warning by law. You decide whether to take it to court." in page
    answer = post(desk, "decision", "first", acceptable="no", reason="Nothing.")
    assert answer["Location"] == desk.address("decide-breach", "first")
    page = text(desk.get("decide-breach", "first"))
    assert "Decide whether to take it to court" in page
    assert "up to 14 days" in page
    assert "Nobody is recalled." in page
    assert "Nothing followed yet: failure of" in text(desk.get("case-enforcement"))
    post(desk, "decide-breach", "first", outcome="referred")
    assert BreachDecision.objects.get().supervision.ref == "pss"
    page = text(desk.get("case-enforcement"))
    assert "Nothing followed yet" not in page
    assert "and not dealt with yet" in page


def test_of_supervision_nobody_speaks_of_a_breach_or_of_a_clock():
    sentence = custody(
        licence(expires_on="2017-06-30"), supervision={"ref": "pss", "starts_on": "2017-07-01"}
    )
    desk = Desk(stored(FIRST, sentences=sentence, caseload=held_on_licence("pss")))
    decide("first")
    page = text(desk.get("decide-breach", "first"))
    assert "Ask the manager not to take it to court" in page
    assert "the clock goes on" not in page
    page = text(as_manager(desk).get("decide-breach", "first"))
    assert "Do not take it to court" in page
