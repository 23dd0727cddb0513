"""What was decided, warned of, referred or dealt with can be put right, and says what follows."""

import re
from datetime import date

import pytest

from throughcare.enforcement import actions
from throughcare.enforcement.models import BreachDecision, CourtResult, Warned
from throughcare.enforcement.tests.acting import (
    Desk,
    decide,
    exported,
    olga,
    order,
    owed,
    stored,
    text,
    the,
    warn,
)
from throughcare.enforcement.tests.test_pages import FIRST, TODAY, WARNED, WARNING, post
from throughcare.history import clock
from throughcare.kernel.casefile import known
from throughcare.kernel.casefile.contacts import Cause
from throughcare.kernel.casefile.facts import end_of
from throughcare.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db

ON = {"on__day": "6", "on__month": "11", "on__year": "2017"}
LETTER = (
    "On Wednesday 1 November 2017 you did not come. It was not acceptable. If within twelve months,"
    " beginning with {}, you fail again, you are liable to be brought before a court."
)


@pytest.fixture
def desk():
    return Desk(stored(FIRST))


@pytest.fixture
def to_breach():
    desk = Desk(stored(WARNED, FIRST, enforcement={"warnings": [WARNING]}))
    decide("first")
    return desk


def test_evidence_that_comes_after_the_warning_leads_to_withdrawing_it(desk):
    decide("first")
    made = warn("first")
    page = text(desk.get("decision", "first"))
    assert "The warning of Monday 6 November 2017 was given for it" in page
    answer = post(
        desk, "decision", "first", acceptable="yes", cause="sickness", reason="Letter of the GP."
    )
    assert answer["Location"] == desk.address("decided-in-error", made.ref)
    assert owed(desk.person, "send-warning") == []
    page = text(desk.get("decided-in-error", made.ref))
    assert "Withdraw the warning" in page
    assert "Tell the person that the letter does not count." in page
    post(desk, "decided-in-error", made.ref, because="Evidence came on the last day.")
    assert exported(desk.person).enforcement.warnings[0].in_error is not None
    # The letter that went is not forgotten: it is listed, with the reason, and can be read.
    page = desk.get("case-enforcement")
    said = "Formal warning of Mon 6 Nov 2017 , Olga Withdrawn Evidence came on the last day."
    assert said in text(page)
    assert f'href="{desk.address("warning", made.ref)}"' in page.content.decode()
    assert f'href="{desk.address("decided-in-error", made.ref)}"' not in page.content.decode()


def test_evidence_that_comes_after_the_referral_leads_to_withdrawing_that(to_breach):
    breach = actions.decide_breach(
        the("first"), by=olga(), of=order(), outcome="referred", because=""
    )
    assert "Breach of Monday 6 November 2017 was taken up upon it" in text(
        to_breach.get("decision", "first")
    )
    answer = post(to_breach, "decision", "first", acceptable="service", reason="Nobody was there.")
    assert answer["Location"] == to_breach.address("breach-dealt-with", breach.ref)
    post(to_breach, "breach-dealt-with", breach.ref, result="withdrawn", **ON)
    assert "Withdrawn, Monday 6 November 2017" in text(to_breach.get("case-enforcement"))


def test_a_decision_on_the_wrong_appointment_is_taken_back_and_owed_again(desk):
    # Before anything is decided there is nothing to take back.
    assert 'value="undecided"' not in desk.get("decision", "first").content.decode()
    decide("first")
    assert owed(desk.person, "send-warning")
    answer = post(desk, "decision", "first", acceptable="undecided", reason="Of another person.")
    assert answer["Location"] == desk.address("contact", "first")
    again = "Decision taken back. It is to be decided anew by Thursday 9 November 2017."
    assert again in text(desk.get("contact", "first"))
    assert owed(desk.person, "send-warning") == []
    (row,) = owed(desk.person, "decide-absence")
    assert row[2] is None
    page = text(desk.get("contact", "first"))
    assert "Not decided yet" in page
    assert "it was: Not acceptable: Said nothing." in page
    again = {"because": "x", "version": the("first").version}
    with pytest.raises(Refusal, match="Nothing was decided yet"):
        actions.withdraw_decision(the("first"), by=olga(), **again)


def test_a_decision_taken_back_and_made_otherwise_counts_from_its_own_day(desk):
    decide("first")
    post(desk, "decision", "first", acceptable="undecided", reason="Of another person.")
    clock.set_day(date(2017, 11, 8))
    decide("first", acceptable=True, cause=Cause.SICKNESS)
    (row,) = owed(desk.person, "decide-absence")
    assert row[2] == "2017-11-08"
    # The record as it was known between shows nothing decided.
    between = exported(desk.person)
    assert known(between, end_of(date(2017, 11, 7))).contacts[0].decision is None
    (before,) = between.contacts[0].decision.earlier
    assert before.in_error.because == "Of another person."


def test_how_a_breach_was_dealt_with_is_taken_back_and_recorded_anew(to_breach):
    post(to_breach, "decide-breach", "first", outcome="referred")
    ref = BreachDecision.objects.get().ref
    post(to_breach, "breach-dealt-with", ref, result="not proved", **ON)
    assert "Say how it was dealt with" not in text(to_breach.get("case-enforcement"))
    assert "Say why" in text(post(to_breach, "breach-result-in-error", ref))
    post(to_breach, "breach-result-in-error", ref, because="The wrong line of the list.")
    assert "and not dealt with yet" in text(to_breach.get("case-enforcement"))
    post(to_breach, "breach-dealt-with", ref, result="proved", **ON)
    assert CourtResult.objects.get().result == "proved"
    assert "Breach proved, Monday 6 November 2017" in text(to_breach.get("case-enforcement"))


def test_a_letter_and_its_day_are_put_right_and_the_months_move(desk):
    decide("first")
    made = warn("first", text=LETTER.format("Monday 6 November 2017"))
    page = desk.get("correct-warning", made.ref).content.decode()
    assert "It was not acceptable." in page
    day = {"sent_on__day": "3", "sent_on__month": "11", "sent_on__year": "2017"}
    same = LETTER.format("Monday 6 November 2017")
    refused = text(post(desk, "correct-warning", made.ref, text=same, **day))
    assert "begin with the day it is sent (Friday 3 November 2017)" in refused
    right = LETTER.format("Friday 3 November 2017")
    post(desk, "correct-warning", made.ref, text=right, **day)
    shown = text(desk.get("warning", made.ref))
    assert "Live until Friday 2 November 2018." in shown
    assert "put right on" in shown
    assert len(exported(desk.person).enforcement.warnings[0].earlier) == 1


def test_two_who_put_a_letter_right_at_once_see_each_other_s_words(desk):
    decide("first")
    good = LETTER.format("Monday 6 November 2017")
    made = warn("first", text=good)
    page = desk.get("correct-warning", made.ref).content.decode()
    hidden = dict(re.findall(r'name="(token|version)" value="([^"]*)"', page))
    row = Warned.objects.get()
    actions.correct_warning(
        row, by=olga(), sent_on=row.sent_on, text=f"{good} Theirs.", version=row.version
    )
    mine = {key.replace("__", "-"): value for key, value in TODAY.items()}
    mine["text"] = f"{good} Mine."
    answer = desk.client.post(desk.address("correct-warning", made.ref), hidden | mine)
    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()
    assert "Mine." in answer.content.decode()


def test_no_second_warning_while_one_is_live(to_breach):
    assert to_breach.get("warn", "first").status_code == 302
    with pytest.raises(Refusal, match="live until 30 October 2018"):
        warn("first")
