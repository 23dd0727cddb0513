"""The next appointment is offered by when the person was last seen, not by a failure."""

import re

import pytest
from tests.casefiles import custody, officer, order

from throughcare.contacts.tests.acting import PLAN, contact, stored
from throughcare.contacts.tests.test_pages import Desk, text

pytestmark = pytest.mark.django_db

MISSED = contact("missed", "2017-11-06", "failed to attend", asked={})
"""On Monday, which is today; the plan of these cases asks for weekly contact."""


def after_missing(*seen, **sections):
    desk = Desk(stored(*seen, MISSED, **sections))
    page = text(desk.get("contact", "missed"))
    offered = desk.get("book", query="?after=missed").content.decode()
    checked = re.findall(r'value="([^"]*)" checked', offered)[0]
    return page, checked


def test_a_week_from_when_they_were_last_seen():
    page, offered = after_missing(contact("seen", "2017-11-02"))
    assert "weekly contact: by Thursday 9 November 2017" in page
    assert offered == "2017-11-09"


def test_where_that_day_has_gone_the_first_that_can_be():
    page, offered = after_missing(contact("seen", "2017-10-27"))
    assert "last seen on Friday 27 October 2017: book the first day that can be" in page
    assert offered == "2017-11-07"


def test_a_telephone_call_is_not_having_been_seen():
    call = contact("call", "2017-11-03", mode="telephone")
    page, offered = after_missing(contact("seen", "2017-11-01"), call)
    assert "weekly contact: by Wednesday 8 November 2017" in page
    assert offered == "2017-11-08"


def test_it_is_where_the_plan_says_that_it_need_not_be_face_to_face():
    (plan,) = PLAN["plans"]
    call = contact("call", "2017-11-03", mode="telephone")
    planning = PLAN | {"plans": [plan | {"face_to_face": False}]}
    page, offered = after_missing(contact("seen", "2017-11-01"), call, planning=planning)
    assert "weekly contact: by Friday 10 November 2017" in page
    assert offered == "2017-11-10"


def test_of_whom_nobody_has_seen_it_counts_from_today():
    page, offered = after_missing()
    assert "weekly contact: by Monday 13 November 2017" in page
    assert offered == "2017-11-13"


@pytest.mark.parametrize(
    ("expires_on", "offered"),
    [
        pytest.param("2017-11-06", True, id="on the last day of the order"),
        pytest.param("2017-11-05", False, id="the day after it"),
    ],
)
def test_after_the_last_sentence_none_is_offered(expires_on, offered):
    seen = contact("seen", "2017-11-03")
    desk = Desk(stored(seen, sentences={"orders": [order(expires_on=expires_on)]}))
    assert ("Nothing is booked yet" in text(desk.get("contact", "seen"))) is offered


def test_before_the_release_from_custody_one_is_offered():
    held = {"officers": [officer("officer", "olga", "2017-03-01")]}
    desk = Desk(stored(contact("seen", "2017-11-03"), sentences=custody(), caseload=held))
    assert "Nothing is booked yet" in text(desk.get("contact", "seen"))
