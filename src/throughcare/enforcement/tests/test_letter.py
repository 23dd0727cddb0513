"""The letter of a warning and the evidence of a decision: what may stand in them, and what must."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from throughcare.enforcement.models import Warned
from throughcare.enforcement.rules.letter import missing
from throughcare.enforcement.tests.acting import Desk, decide, exported, stored, text
from throughcare.enforcement.tests.test_pages import FIRST, TODAY, post
from throughcare.enforcement.tests.test_undoing import LETTER
from throughcare.information.models import Document

pytestmark = pytest.mark.django_db

DAY, BEGINS = "Wednesday 1 November 2017", "Monday 6 November 2017"
GOOD = LETTER.format(BEGINS)
LIVES = {
    "particulars": {"ref": "person"},
    "names": [
        {"ref": "name", "given": "Ari", "family": "Example"},
        {"ref": "called", "kind": "preferred", "given": "Aza", "family": "Example"},
    ],
    "relationships": [{"ref": "p", "kind": "partner", "name": "Denise Ashdown"}],
    "addresses": [
        {"ref": "a", "lines": "1 Old Road, Town", "starts_on": "2015-01-01"},
        {"ref": "b", "lines": "9 Next Road", "starts_on": "2017-12-01"},
    ],
}


@pytest.mark.parametrize(
    ("without", "named"),
    [
        (DAY, "failure"),
        ("not acceptable", "unacceptable"),
        ("twelve months", "months"),
        (BEGINS, "beginning"),
        ("court", "court"),
    ],
)
def test_the_law_asks_for_five_things_and_each_is_missed(without, named):
    assert missing(GOOD, day=DAY, begins=BEGINS, by_law=True) == []
    short = GOOD.replace(without, "...")
    assert missing(short, day=DAY, begins=BEGINS, by_law=True) == [named]


def test_a_letter_names_nobody_else_and_goes_to_where_the_person_lived_then():
    desk = Desk(stored(FIRST, person=LIVES))
    decide("first")
    page = text(post(desk, "warn", "first", text=f"{GOOD}\nDenise says you were in.", **TODAY))
    assert "Leave out “Denise says you were in.”: it names somebody else." in page
    assert not Warned.objects.exists()
    post(desk, "warn", "first", text=GOOD, **TODAY)
    shown = text(desk.get("warning", Warned.objects.get().ref))
    assert "Aza Example 1 Old Road Town Monday 6 November 2017 Formal warning" in shown
    assert "9 Next Road" not in shown
    pdf = desk.get("warning-pdf", Warned.objects.get().ref)
    assert pdf["Content-Disposition"] == 'attachment; filename="letter-2017-11-06.pdf"'


def test_what_the_reason_was_is_not_in_the_draft():
    desk = Desk(stored(FIRST, person=LIVES))
    decide("first", because="Denise says that he was at home.")
    assert "Denise" not in desk.get("warn", "first").content.decode()


def test_without_an_address_it_says_so():
    desk = Desk(stored(FIRST))
    decide("first")
    post(desk, "warn", "first", text=GOOD, **TODAY)
    page = text(desk.get("warning", Warned.objects.get().ref))
    assert "No address is on record" in page


def test_the_letter_tells_the_next_appointment():
    ahead = {"ref": "next", "date": "2017-11-13", "time": "14:00", "booked_on": "2017-11-06"}
    gone = {"ref": "gone", "date": "2017-11-08", "booked_on": "2017-11-01"}
    gone["cancelled"] = {"date": "2017-11-03"}
    desk = Desk(stored(FIRST, ahead, gone))
    decide("first")
    page = text(desk.get("warn", "first"))
    assert "Your next appointment is on Monday 13 November 2017 at 2pm." in page


def test_evidence_is_a_document_that_is_added_or_was_there(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    desk = Desk(stored(FIRST))
    letter = SimpleUploadedFile("discharge.txt", b"Seen on Monday.", "text/plain")
    given = {"acceptable": "yes", "cause": "sickness", "reason": "In hospital."}
    page = desk.get("decision", "first").content.decode()
    hidden = dict(re.findall(r'name="(token|version)" value="([^"]*)"', page))
    desk.client.post(desk.address("decision", "first"), hidden | given | {"documents": letter})
    document = Document.objects.get()
    assert document.kind == "evidence"
    shown = desk.get("contact", "first").content.decode()
    assert f'href="{desk.address("document", document.ref)}"' in shown
    assert exported(desk.person).contacts[0].decision.documents == (document.ref,)
    # It can be taken away again, and chosen from those of the case.
    post(desk, "decision", "first", **given)
    assert exported(desk.person).contacts[0].decision.documents == ()
    post(desk, "decision", "first", **given, seen=document.ref)
    assert exported(desk.person).contacts[0].decision.documents == (document.ref,)
    assert Document.objects.count() == 1
