"""A8: while a case is on its way to another team nobody is clearly responsible.

Sam asks the south team to take Ari's case. Until Sue accepts it, with an officer, it stays
Olga's, and both teams see that it waits.
"""

from datetime import date

import pytest
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload.models import Transfer
from throughcare.caseload.queries import held, version_of_holding
from throughcare.history import clock
from throughcare.organisation.models import Staff, Team

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)


@pytest.fixture
def ari():
    clock.set_day(TODAY)
    return person()


def said(client, address):
    return " ".join(client.get(address).content.decode().split())


def day_of(on: date, name: str = "effective_on") -> dict[str, str]:
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def ask(client, ari, on=date(2017, 11, 13)):
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    sent = {
        "to_team": Team.objects.get(code="south").public_id,
        "because": "Moved to Southtown.",
        "version": str(version_of_holding(ari)),
        "token": "ask",
    }
    answer = client.post(f"/cases/{ari.public_id}/transfer", sent | day_of(on))
    assert answer.status_code == 302
    return Transfer.objects.get()


def officer_on(ari, on: date) -> str:
    found = held(ari, on)
    assert found.officer is not None
    return found.officer.ref


def test_until_it_is_accepted_the_sending_officer_stays_and_both_sides_see_it(ari, client):
    asked = ask(client, ari)
    assert "Not accepted yet" in said(client, f"/cases/{ari.public_id}/oversight")
    assert "Transfer not accepted yet" in said(client, "/team")

    # Its day comes and goes: still Olga's, and in sight as late.
    clock.set_day(date(2017, 11, 20))
    assert officer_on(ari, date(2017, 11, 20)) == "olga"
    assert "Not accepted, and its day has gone" in said(client, f"/cases/{ari.public_id}/oversight")
    sue = user_of("sue", Role.TEAM_MANAGER)
    client.force_login(sue)
    assert "Transfer to accept" in said(client, "/team")

    # Sue accepts with an officer: from that day on it is Petra's, and nothing waits.
    page = f"/cases/{ari.public_id}/transfer/{asked.ref}/accept"
    assert "Petra, PO" in said(client, page)
    refused = client.post(page, {"version": str(asked.version), "token": "no"})
    assert "Select who will be responsible" in refused.content.decode()
    petra = Staff.objects.get(code="petra").public_id
    sent = {"staff": petra, "version": str(asked.version), "token": "accept"}
    assert client.post(page, sent).status_code == 302
    assert officer_on(ari, date(2017, 11, 19)) == "olga"
    assert officer_on(ari, date(2017, 11, 20)) == "petra"
    assert "Nothing waits for you to decide" in said(client, "/team")
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    assert "Nothing waits for you to decide" in said(client, "/team")


def test_who_sends_the_case_cannot_accept_it(ari, client):
    asked = ask(client, ari)
    page = f"/cases/{ari.public_id}/transfer/{asked.ref}/accept"
    assert "Accept it" not in said(client, f"/cases/{ari.public_id}/oversight")
    assert "Whoever is in charge of South team accepts it" in said(client, page)
    sent = {"staff": "later", "version": str(asked.version), "token": "accept"}
    answer = client.post(page, sent)
    assert "Whoever is in charge of South team accepts it" in answer.content.decode()
    assert "Not accepted yet" in said(client, f"/cases/{ari.public_id}/oversight")


def test_accepted_ahead_it_changes_hands_on_its_day(ari, client):
    asked = ask(client, ari)
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    petra = Staff.objects.get(code="petra").public_id
    sent = {"staff": petra, "version": str(asked.version), "token": "accept"}
    client.post(f"/cases/{ari.public_id}/transfer/{asked.ref}/accept", sent)
    assert officer_on(ari, date(2017, 11, 12)) == "olga"
    assert officer_on(ari, date(2017, 11, 13)) == "petra"


def test_refused_it_stays_and_the_reason_is_kept(ari, client):
    asked = ask(client, ari)
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    page = f"/cases/{ari.public_id}/transfer/{asked.ref}/withdraw"
    sent = {"because": "", "version": str(asked.version), "token": "no"}
    assert "Say why the case stays" in client.post(page, sent).content.decode()
    assert client.post(page, sent | {"because": "He has moved back."}).status_code == 302
    assert officer_on(ari, date(2017, 12, 1)) == "olga"
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    assert "He has moved back." in said(client, f"/cases/{ari.public_id}/oversight")
    assert "Nothing waits for you to decide" in said(client, "/team")


def test_two_managers_cannot_both_decide(ari, client):
    asked = ask(client, ari)
    at = f"/cases/{ari.public_id}/transfer/{asked.ref}/withdraw"
    sent = {"because": "No room.", "version": str(asked.version)}
    sue = user_of("sue", Role.TEAM_MANAGER)
    client.force_login(sue)
    refused = client.post(at, sent | {"token": "one"})
    assert refused["Location"] == "/team"  # the case is out of her reach now
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    assert "This transfer was withdrawn" in said(client, at)
    assert client.post(at, sent | {"token": "two"}).status_code == 409


def test_only_managers_transfer(ari, client):
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert client.get(f"/cases/{ari.public_id}/transfer").status_code == 403
