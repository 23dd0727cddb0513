"""Excusing a duty: by whom, until when, and what nobody is excused from."""

from datetime import date

import pytest
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.kernel.duty import Key, State
from throughcare.kernel.refusal import Refusal
from throughcare.ledger import actions
from throughcare.ledger.models import ExcusalAsked, Excused
from throughcare.ledger.queries import standing
from throughcare.oversight.rules.excusing import may_be_excused

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
DA = "send-da-enquiry"


@pytest.fixture
def ari():
    """Nobody has asked the police, since March."""
    clock.set_day(TODAY)
    return person(information={})


def said(client, address):
    return " ".join(client.get(address).content.decode().split())


def row(ari, code=DA, on=None):
    (found,) = [each for each in standing(ari.pk, on or clock.today()) if each.duty.code == code]
    return found


def name(ari, code=DA):
    duty = row(ari, code).duty
    return f"{duty.code}~{duty.subject}~{duty.opening}"


def sent(ari, **more):
    return {
        "duty": name(ari),
        "until-day": "10",
        "until-month": "11",
        "until-year": "2017",
        "because": "The police answer by Friday.",
        "token": "one",
    } | more


def test_a_manager_excuses_until_a_day_and_it_is_owed_again_on_the_next(ari, client):
    since = row(ari).duty.failing_since
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    page = f"/cases/{ari.public_id}/excuse"
    assert "Ask the police about domestic abuse" in said(client, page)
    assert client.post(page, sent(ari)).status_code == 302
    assert row(ari).state is State.EXCUSED
    assert row(ari, on=date(2017, 11, 10)).state is State.EXCUSED
    late = row(ari, on=date(2017, 11, 11))
    assert (late.state, late.duty.failing_since) == (State.OVERDUE, since)
    assert "The police answer by Friday." in said(client, f"/cases/{ari.public_id}/oversight")
    assert Excused.objects.get().by == user_of("sam").staff


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"because": ""}, "Say why it need not be done"),
        ({"until-day": "5"}, "Choose today or a later day."),
        ({"duty": ""}, "Select what need not be done"),
        ({"duty": "see-the-person~case~gone"}, "Select what need not be done"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(ari, client, more, message):
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    answer = client.post(f"/cases/{ari.public_id}/excuse", sent(ari) | more)
    assert message in answer.content.decode()
    assert not Excused.objects.exists()


def test_a_longer_excusal_takes_the_place_of_the_one_that_stands(ari, client):
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    page = f"/cases/{ari.public_id}/excuse"
    client.post(page, sent(ari))
    client.post(page, sent(ari, **{"until-day": "17", "token": "two"}))
    assert Excused.objects.get().until == date(2017, 11, 17)


def test_an_officer_asks_and_the_manager_finds_it_on_the_team_page(ari, client):
    olga = user_of("olga", Role.PRACTITIONER)
    client.force_login(olga)
    assert client.get(f"/cases/{ari.public_id}/excuse").status_code == 403
    assert client.post(f"/cases/{ari.public_id}/excuse/ask", sent(ari)).status_code == 302
    assert row(ari).state is State.OVERDUE  # to ask is not to be excused

    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    team = said(client, "/team")
    assert "Excusal asked for" in team
    assert "Olga: The police answer by Friday." in team
    page = f"/cases/{ari.public_id}/excuse?duty={name(ari)}"
    shown = said(client, page)
    assert "Olga asks for it until Friday 10 November 2017" in shown
    assert 'value="2017"' in shown  # the day she asked for is filled in
    assert client.post(page, sent(ari, token="two")).status_code == 302
    assert "Excusal asked for" not in said(client, "/team")
    assert ExcusalAsked.objects.get().answered_on == TODAY


def test_or_is_told_that_it_is_to_be_done(ari, client):
    client.force_login(user_of("olga", Role.PRACTITIONER))
    client.post(f"/cases/{ari.public_id}/excuse/ask", sent(ari))
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    page = f"/cases/{ari.public_id}/excuse/refuse"
    refused = {"duty": name(ari), "because": "It is eight months late.", "token": "no"}
    assert client.post(page, refused).status_code == 302
    assert "Excusal asked for" not in said(client, "/team")
    assert row(ari).state is State.OVERDUE
    assert "Nobody has asked" in said(client, page)


def test_it_is_asked_once(ari):
    olga, key = user_of("olga"), Key(*name(ari).split("~"))
    given = {"by": olga, "key": key, "until": TODAY, "because": "Soon."}
    actions.ask_to_excuse(ari, **given)
    with pytest.raises(Refusal, match="asked for that already"):
        actions.ask_to_excuse(ari, **given)


def test_what_came_in_and_is_unread_is_never_excused(client):
    clock.set_day(TODAY)
    letter = {"ref": "letter", "kind": "letter", "received_on": "2017-11-01"}
    ari = person(information={"items": [letter]})
    sam = user_of("sam", Role.TEAM_MANAGER)
    key = Key(*name(ari, "read-reply").split("~"))
    with pytest.raises(Refusal, match="Nobody is excused"):
        actions.excuse(ari, by=sam, key=key, until=TODAY, because="Busy.")
    client.force_login(sam)
    assert "Read what has come in" not in said(client, f"/cases/{ari.public_id}/excuse")


@pytest.mark.parametrize(
    ("code", "parameters", "may"),
    [
        ("read-reply", {}, False),
        ("send-warning", {}, False),
        ("decide-breach", {}, False),
        ("decide-absence", {}, False),
        ("complete-cas", {}, False),
        ("carry-out-decision", {}, False),
        ("act-on-reply", {"enquiry": "domestic abuse"}, False),
        ("act-on-reply", {"enquiry": "safeguarding"}, False),
        ("act-on-reply", {"item": "letter"}, False),
        ("act-on-reply", {"enquiry": "other"}, True),
        ("see-the-person", {}, True),
        ("review-assessment", {}, True),
    ],
)
def test_what_nobody_is_excused_from(code, parameters, may):
    assert may_be_excused(code, parameters) is may
