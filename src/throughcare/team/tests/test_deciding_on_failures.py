"""The list of decisions shows an absence with its reason and its evidence, and leads on."""

import pytest
from tests.casefiles import custody, held_on_licence, licence

from throughcare.enforcement.tests.acting import Desk, decide, stored, text
from throughcare.enforcement.tests.test_pages import FIRST, as_manager, decided, post

pytestmark = pytest.mark.django_db


def test_a_proposal_on_licence_stands_with_the_absence_and_what_was_decided_of_it():
    parts = {"sentences": custody(licence()), "caseload": held_on_licence()}
    desk = Desk(stored(FIRST, **parts))
    decide("first", evidence="No letter from the doctor.")
    said = {"outcome": "officer's warning", "because": "The first; he has work now."}
    post(desk, "decide-licence", "first", **said)
    as_manager(desk)
    answer = desk.client.get("/team/decisions")
    page = text(answer)
    assert "Wednesday 1 November 2017, supervision" in page
    assert "Not acceptable" in page
    assert "No letter from the doctor." in page
    assert "The first; he has work now." in page
    assert f'href="{desk.address("decide-licence", "first")}"' in answer.content.decode()


def test_acceptable_absences_are_told_one_by_one_with_what_was_seen():
    absences = [
        decided(f"absence-{n}", f"2017-10-{10 + n}", because=f"Ill, {n}.", evidence=f"Note {n}.")
        for n in range(6)
    ]
    review = {
        "ref": "review",
        "of": "licence",
        "date": "2017-11-03",
        "outcome": "to a manager",
        "because": "Six in a row.",
        "by": "olga",
    }
    desk = Desk(
        stored(
            *absences,
            sentences=custody(licence()),
            caseload=held_on_licence(),
            enforcement={"absence_reviews": [review]},
        )
    )
    as_manager(desk)
    page = text(desk.client.get("/team/decisions"))
    assert "Six in a row." in page
    assert "6 acceptable absences" in page
    assert "Evidence: Note 5." in page
    assert "Note 0." not in page  # the five newest
