"""Referring for a requirement, and work begun while a place is awaited."""

from datetime import date

import pytest

from throughcare import history
from throughcare.contacts.tests.acting import TODAY, contact, entries, exported, olga, owed, stored
from throughcare.interventions import actions
from throughcare.interventions.models import InterimWork, Referral
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Requirement

pytestmark = pytest.mark.django_db

ORDER = {
    "orders": [
        {
            "ref": "order",
            "kind": "community order",
            "sentenced_on": "2017-03-01",
            "requirements": [{"ref": "bbr", "kind": "programme"}],
        }
    ]
}


@pytest.fixture
def person():
    booked = contact("booked", "2017-11-20", None, booked_on="2017-11-01", requirement="bbr")
    return stored(booked, sentences=ORDER)


def programme():
    return Requirement.objects.get(ref="bbr")


def test_a_referral_is_in_record_ledger_and_history(person):
    assert owed(person, "refer-requirement") == [("met-late", "bbr", "2017-11-01")]
    actions.refer(programme(), by=olga(), to="Programme team", made_on=date(2017, 3, 10))
    (referral,) = exported(person).interventions.referrals
    assert (referral.to, referral.made_on) == ("Programme team", date(2017, 3, 10))
    assert owed(person, "refer-requirement") == [("met", "bbr", "2017-03-10")]
    assert entries(person) == [("Olga", "Referral made")]


def test_interim_work_with_a_day_booked_begins_the_requirement(person):
    assert owed(person, "start-requirement")[0][0] == "overdue"
    actions.begin_interim_work(programme(), by=olga(), begun_on=TODAY, what="One to one.")
    assert exported(person).interventions.interim_work[0].what == "One to one."
    assert owed(person, "start-requirement") == [("met-late", "bbr", str(TODAY))]
    with pytest.raises(Refusal, match="recorded already"):
        actions.begin_interim_work(programme(), by=olga(), begun_on=TODAY, what="Again.")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param(date(2017, 11, 7), "not come yet", id="tomorrow"),
        pytest.param(date(2017, 2, 28), "before the sentence", id="before the sentence"),
    ],
)
def test_a_day_that_cannot_be_is_refused(person, day, words):
    with pytest.raises(Refusal, match=words) as refused:
        actions.refer(programme(), by=olga(), to="x", made_on=day)
    assert refused.value.field == "made_on"
    with pytest.raises(Refusal, match=words):
        actions.begin_interim_work(programme(), by=olga(), begun_on=day, what="x")
    assert not Referral.objects.exists()
    assert not InterimWork.objects.exists()


def test_neither_is_recorded_without_words_and_the_same_form_counts_once(person):
    with pytest.raises(Refusal, match="to whom"):
        actions.refer(programme(), by=olga(), to=" ", made_on=TODAY)
    with pytest.raises(Refusal, match="what work"):
        actions.begin_interim_work(programme(), by=olga(), begun_on=TODAY, what="")
    actions.refer(programme(), by=olga(), to="x", made_on=TODAY, token="once")
    with pytest.raises(history.AlreadyDone):
        actions.refer(programme(), by=olga(), to="x", made_on=TODAY, token="once")
    assert Referral.objects.count() == 1
