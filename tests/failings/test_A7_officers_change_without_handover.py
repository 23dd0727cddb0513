"""A7: the officer changes again and again, and nothing is handed over.

Ari's third officer in a year. The change is prompted for a note and a meeting of all three, shows
on the Team page until both are there, and continuity is measured.
"""

from datetime import date

import pytest
from tests.casefiles import caseload, officer
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload.models import HandoverNote
from throughcare.caseload.queries import version_of_holding
from throughcare.history import clock
from throughcare.organisation.models import Staff

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
TWO = (officer("first", "olga", "2017-03-03"), officer("second", "omar", "2017-06-05"))


@pytest.fixture
def ari():
    clock.set_day(TODAY)
    return person(caseload=caseload("2017-03-03", *TWO))


def said(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_a_change_of_officer_asks_for_a_handover_until_it_is_whole(ari, client):
    sam = user_of("sam", Role.TEAM_MANAGER)
    client.force_login(sam)
    page = f"/cases/{ari.public_id}/officer"
    assert "Omar has had this case. After you assign it, a handover note" in said(client, page)
    client.post(
        page,
        {
            "staff": Staff.objects.get(code="olga").public_id,
            "starts_on-day": "6",
            "starts_on-month": "11",
            "starts_on-year": "2017",
            "because": "Knows Ari.",
            "version": str(version_of_holding(ari)),
            "token": "one",
        },
    )

    case = f"/cases/{ari.public_id}/oversight"
    assert "The case was given to Olga on Monday 6 November 2017, and no handover" in said(
        client, case
    )
    team = said(client, "/team")
    assert "Olga since Mon 6 Nov 2017, no note" in team
    assert "3.0 officers on average; 1 had three or more" not in team  # Olga twice: two people
    assert "2.0 officers on average; 0 had three or more" in team

    # The note, by the officer who had it.
    client.force_login(user_of("omar", Role.PRACTITIONER))
    handover = f"/cases/{ari.public_id}/handover"
    assert "From" in said(client, handover)
    sent = {"text": "He works nights; ring before noon.", "token": "two"}
    assert client.post(handover, sent).status_code == 302
    client.force_login(sam)
    assert "no meeting of both officers with the person" in said(client, "/team")

    # The meeting; a day to come is no meeting yet.
    note = HandoverNote.objects.get()
    sent |= {"token": "three", "version": str(note.version)}
    day = {"met_on-day": "7", "met_on-month": "11", "met_on-year": "2017"}
    assert (
        "Record the meeting once it has been held"
        in client.post(handover, sent | day).content.decode()
    )
    clock.set_day(date(2017, 11, 7))
    assert client.post(handover, sent | day).status_code == 302
    assert "No handover of the last twelve months is missing" in said(client, "/team")
    assert "all three met on Tue 7 Nov 2017" in said(client, case)


def test_three_people_in_a_year_are_counted(client):
    clock.set_day(TODAY)
    three = officer("third", "sam", "2017-09-04")
    person(caseload=caseload("2017-03-03", *TWO, three))
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    assert "3.0 officers on average; 1 had three or more" in said(client, "/team")


def test_the_first_officer_has_nothing_to_be_handed(client):
    clock.set_day(TODAY)
    ari = person()
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    assert "Nobody had this case before" in said(client, f"/cases/{ari.public_id}/handover")
    assert "No handover of the last twelve months is missing" in said(client, "/team")
