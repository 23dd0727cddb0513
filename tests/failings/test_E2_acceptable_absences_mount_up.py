"""E2: acceptable absences pile up, and nobody asks whether the sentence can work.

Three in a row, or five in all, ask the officer; eleven ask the manager.
"""

import pytest
from tests.casefiles import contact, custody, held_on_licence, licence
from tests.failings.command import CaseInAFile

from throughcare.enforcement.tests.acting import Desk, owed, sam, stored, text
from throughcare.enforcement.tests.test_pages import post

DAYS = [
    *("2017-04-05", "2017-04-12", "2017-04-19", "2017-04-26", "2017-05-03", "2017-05-10"),
    *("2017-05-17", "2017-05-24", "2017-05-31", "2017-06-07", "2017-06-14"),
]


def accepted(ref, on, **decision):
    made = {"acceptable": True, "decided_on": on, "cause": "caring"} | decision
    return contact(ref, on, "failed to attend", asked={}, decision=made)


def george(folder, number, **enforcement):
    """On licence, seen between his absences, so that no three stand in a row."""
    contacts = [accepted(f"c-{at}", on) for at, on in enumerate(DAYS[:number])]
    contacts += [contact(f"k-{on}", f"{on[:-2]}{int(on[-2:]) - 1:02}") for on in DAYS[:number]]
    return CaseInAFile(
        folder,
        contacts=contacts,
        sentences=custody(licence()),
        caseload=held_on_licence(),
        enforcement=enforcement,
    )


def test_the_fifth_surfaces_with_the_officer(tmp_path):
    assert george(tmp_path, 4).rows("2017-12-01", "review-acceptable-absences") == []
    case = george(tmp_path, 5)
    assert case.row("2017-05-10", "review-acceptable-absences")["state"] == "due-soon"
    row = case.row("2017-05-11", "review-acceptable-absences")
    assert (row["state"], row["failings"], row["subject"]) == ("overdue", ["E2"], "licence")
    assert row["owner"]["staff"] == "olga"


def test_the_eleventh_surfaces_with_the_manager(tmp_path):
    put = {"ref": "r-1", "of": "licence", "date": "2017-05-04", "outcome": "to a manager"}
    case = george(tmp_path, 11, absence_reviews=[put])
    assert case.row("2017-06-21", "manager-review-absences")["state"] == "due-soon"
    row = case.row("2017-06-22", "manager-review-absences")
    assert (row["state"], row["owner"]["role"], row["owner"]["staff"]) == (
        "overdue",
        "team manager",
        "sam",
    )


@pytest.mark.django_db
def test_from_the_officer_s_list_to_an_adjustment_and_gone():
    days = ("2017-10-11", "2017-10-18", "2017-10-25")
    person = stored(*(accepted(f"c-{at}", on) for at, on in enumerate(days)))
    desk = Desk(person)
    page = desk.client.get("/").content.decode()
    assert "Decide about absences that mount up" in page
    assert desk.address("review-absences", "order") in page
    asked = text(desk.get("review-absences", "order"))
    assert "Caring for somebody 3" in asked
    assert "Adjust first." in asked
    post(desk, "review-absences", "order", outcome="adjust", because="Seen after school from now.")
    assert owed(person, "review-acceptable-absences")[0][0] in ("met", "met-late")
    assert "absences that mount up" not in desk.client.get("/").content.decode()


@pytest.mark.django_db
def test_the_manager_s_list_has_the_eleventh_and_only_the_manager_meets_it():
    person = stored(*(accepted(f"c-{at}", on) for at, on in enumerate(DAYS)))
    desk = Desk(person)
    post(desk, "review-absences", "order", outcome="continue", because="It goes well otherwise.")
    assert owed(person, "manager-review-absences")[0][0] == "overdue"
    desk.client.force_login(sam())
    assert "as manager" in text(desk.get("case"))
    post(desk, "review-absences", "order", outcome="back to court", because="It cannot work.")
    assert owed(person, "manager-review-absences")[0][0] == "met-late"
