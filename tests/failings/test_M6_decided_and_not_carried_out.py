"""M6: a manager decides, it is recorded, and nothing is done.

Sam decides that Ari's home be visited by Wednesday. It is on Olga's list until she says what was
done; when its day has gone, it is on Sam's Team page.
"""

from datetime import date

import pytest
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.organisation.models import Staff
from throughcare.oversight.models import CarriedOut, ManagerDecision

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)


@pytest.fixture
def ari():
    clock.set_day(TODAY)
    return person()


def said(client, address):
    return " ".join(client.get(address).content.decode().split())


def decide(client, ari, **more):
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    sent = {
        "about": "risk",
        "text": "Visit the home and see the children.",
        "due_on-day": "8",
        "due_on-month": "11",
        "due_on-year": "2017",
        "to": "",
        "token": "decide",
    }
    page = f"/cases/{ari.public_id}/oversight/decide"
    assert "Say what is to be done" in client.post(page, sent | {"text": ""}).content.decode()
    assert client.post(page, sent | more).status_code == 302
    return ManagerDecision.objects.get()


def test_a_decision_is_on_the_officer_s_list_until_it_is_carried_out(ari, client):
    decision = decide(client, ari)
    olga = user_of("olga", Role.PRACTITIONER)
    client.force_login(olga)
    today = said(client, "/")
    assert "Carry out what a manager decided" in today
    assert "Visit the home and see the children." in today
    done = f"/cases/{ari.public_id}/oversight/{decision.ref}/done"
    assert f'href="{done}"' in today

    # Its day goes: overdue with Olga, and Sam sees it among the decisions.
    clock.set_day(date(2017, 11, 8))
    client.force_login(user_of("sam"))
    assert "past its day" not in said(client, "/team")
    clock.set_day(date(2017, 11, 9))
    assert "A manager’s decision past its day" in said(client, "/team")
    assert "1 day late" in said(client, f"/cases/{ari.public_id}")

    # Carried out, with what was done: gone from both.
    client.force_login(olga)
    sent = {"text": "", "version": str(decision.version), "token": "done"}
    assert "Say what was done" in client.post(done, sent).content.decode()
    assert client.post(done, sent | {"text": "Seen at home, all well."}).status_code == 302
    assert "Carry out what a manager decided" not in said(client, "/")
    client.force_login(user_of("sam"))
    assert "past its day" not in said(client, "/team")
    assert "Seen at home, all well." in said(client, f"/cases/{ari.public_id}/oversight")
    assert CarriedOut.objects.get().date == date(2017, 11, 9)


def test_it_is_carried_out_once(ari, client):
    decision = decide(client, ari)
    client.force_login(user_of("olga", Role.PRACTITIONER))
    page = f"/cases/{ari.public_id}/oversight/{decision.ref}/done"
    sent = {"text": "Seen.", "version": str(decision.version), "token": "one"}
    assert client.post(page, sent).status_code == 302
    assert "was carried out on" in said(client, page)
    again = client.post(page, sent | {"token": "two"})
    assert again.status_code == 409
    assert CarriedOut.objects.count() == 1


def test_it_is_on_the_list_of_whoever_it_names(ari, client):
    decide(client, ari, to=Staff.objects.get(code="omar").public_id)
    client.force_login(user_of("omar", Role.PRACTITIONER))
    assert "Visit the home and see the children." in said(client, "/")
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert "Visit the home" not in said(client, "/")


def test_a_decision_taken_back_is_owed_by_nobody_and_stays_on_record(ari, client):
    decision = decide(client, ari)
    page = f"/cases/{ari.public_id}/oversight/{decision.ref}/take-back"
    sent = {"because": "Meant for another case.", "version": "1", "token": "back"}
    assert client.post(page, sent).status_code == 302
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert "Visit the home" not in said(client, "/")
    decision.refresh_from_db()
    assert decision.in_error_because == "Meant for another case."


def test_an_officer_does_not_decide_for_the_manager(ari, client):
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert client.get(f"/cases/{ari.public_id}/oversight/decide").status_code == 403
