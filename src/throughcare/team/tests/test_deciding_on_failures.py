"""The list of decisions shows an absence with its reason and its evidence, and leads on."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from tests.casefiles import custody, held_on_licence, licence

from throughcare.enforcement.tests.acting import Desk, decide, stored, text
from throughcare.enforcement.tests.test_pages import FIRST, as_manager, decided, post

pytestmark = pytest.mark.django_db

REVIEW = {
    "ref": "review",
    "of": "licence",
    "date": "2017-11-03",
    "outcome": "to a manager",
    "because": "Six in a row.",
    "by": "olga",
}


def decide_on(answer):
    """The address of the form that the list leads to."""
    page = answer.content.decode()
    (found,) = re.findall(r'<a class="govuk-button"[^>]*href="([^"]*)"', page)
    return unescape(found)


def with_two():
    """A manager for whom a proposal on licence waits, and before it absences of the same case."""
    parts = {"sentences": custody(licence()), "caseload": held_on_licence()}
    absences = [decided(f"absence-{n}", f"2017-10-{10 + n}") for n in range(3)]
    desk = Desk(stored(FIRST, *absences, enforcement={"absence_reviews": [REVIEW]}, **parts))
    decide("first")
    said = {"outcome": "officer's warning", "because": "The first; he has work now."}
    post(desk, "decide-licence", "first", **said)
    return as_manager(desk)


def save(desk, address, **given):
    """Send the form at an address as it was given, with what is chosen."""
    page = desk.client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(token|version)" value="([^"]*)"', page))
    return desk.client.post(address, hidden | given)


def test_from_each_decision_one_comes_to_the_next_of_the_list():
    desk = with_two()
    listed = desk.client.get("/team/decisions")
    assert "Six in a row." in text(listed)
    address = decide_on(listed)
    # Without an answer one comes back to the decision.
    page = desk.client.get(address).content.decode()
    cancel = unescape(re.findall(r'href="([^"]*)">Cancel', page)[0])
    assert "Six in a row." in text(desk.client.get(cancel))

    answer = save(desk, address, outcome="continue", because="Seen with him.")
    following = desk.client.get(answer["Location"])
    assert answer["Location"].startswith("/team/decisions?at=licence-proposal.")
    assert "Decision recorded" in text(following)
    assert "The first; he has work now." in text(following)

    # After the last one of all the list says that nothing waits. Pressing twice leads there too.
    address = decide_on(following)
    page = desk.client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(token|version)" value="([^"]*)"', page))
    given = {"outcome": "no action", "because": "Told at once."}
    for _press in range(2):
        answer = desk.client.post(address, hidden | given)
        assert answer["Location"] == "/team/decisions"
    assert "Nothing waits for you to decide" in text(desk.client.get("/team/decisions"))


@pytest.mark.parametrize("outside", ["https://elsewhere.example/", "//elsewhere.example", "js:x"])
def test_no_form_leads_out_of_the_service(outside):
    desk = with_two()
    address = f"{desk.address('decide-licence', 'first')}?{urlencode({'then': outside})}"
    answer = save(desk, address, outcome="no action", because="Told at once.")
    assert answer["Location"] == desk.address("case-enforcement")


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
    assert decide_on(answer).startswith(desk.address("decide-licence", "first"))


def test_acceptable_absences_are_told_one_by_one_with_what_was_seen():
    absences = [
        decided(f"absence-{n}", f"2017-10-{10 + n}", because=f"Ill, {n}.", evidence=f"Note {n}.")
        for n in range(6)
    ]
    desk = Desk(
        stored(
            *absences,
            sentences=custody(licence()),
            caseload=held_on_licence(),
            enforcement={"absence_reviews": [REVIEW]},
        )
    )
    as_manager(desk)
    page = text(desk.client.get("/team/decisions"))
    assert "Six in a row." in page
    assert "6 acceptable absences" in page
    assert "Evidence: Note 5." in page
    assert "Note 0." not in page  # the five newest
