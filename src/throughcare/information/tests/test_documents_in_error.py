"""A document that should not have been recorded: struck, with who and why, and given to nobody."""

import pytest
from tests.casefiles import officer
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.information.models import Document
from throughcare.information.tests.desk import (
    PDF,
    Desk,
    ada,
    ask,
    day,
    exported,
    olga,
    paper,
    sam,
    stored,
    text,
)


@pytest.fixture
def desk(db):
    return Desk(stored(), olga())


def add(desk, name="reply.pdf"):
    given = {"kind": "letter", "documents": [paper(name)]} | day("received_on", "2017-11-06")
    desk.follow(desk.send("add-document", **given))
    return Document.objects.get(name=name)


def test_it_stays_listed_struck_with_who_and_why_and_is_given_to_nobody(desk):
    wrong, right = add(desk), add(desk, "other.pdf")
    assert "Say why it should not" in text(desk.send("document-in-error", wrong.ref, because=" "))
    said = desk.follow(desk.send("document-in-error", wrong.ref, because="About somebody else."))
    assert "Recorded in error About somebody else. (Olga, " in said
    page = desk.get("case-information").content.decode()
    assert "<s>reply.pdf</s>" in page
    assert desk.address("document", wrong.ref) + '"' not in page
    for user in (olga(), sam()):
        assert Desk(desk.person, user).get("document", wrong.ref).status_code == 404
    given = desk.get("document", right.ref)
    assert (given.status_code, b"".join(given.streaming_content)) == (200, PDF)
    found = {each.name: each for each in exported(desk.person).information.documents}
    assert found["reply.pdf"].in_error.because == "About somebody else."
    assert found["other.pdf"].in_error is None


def test_it_is_marked_once_and_by_those_who_may_correct(desk):
    document = add(desk)
    assert Desk(desk.person, ada()).get("document-in-error", document.ref).status_code == 403
    desk.send("document-in-error", document.ref, because="Twice.")
    again = desk.post("document-in-error", document.ref, because="Again.", version="1")
    assert again.status_code in (200, 409)
    document.refresh_from_db()
    assert document.in_error_because == "Twice."
    assert desk.get("document-in-error", document.ref).status_code == 302


def test_beside_an_answer_it_stands_struck_and_cannot_be_fetched(desk):
    ask(desk)
    enquiry = desk.person.enquiries.get()
    given = {"concern": "no", "text": "See the letter.", "documents": [paper()]}
    desk.follow(
        desk.send("record-answer", enquiry.ref, **given, **day("received_on", "2017-11-06"))
    )
    document = Document.objects.get()
    desk.follow(desk.send("document-in-error", document.ref, because="About his brother."))
    page = desk.get("enquiry", enquiry.ref).content.decode()
    assert "<s>reply.pdf</s>" in page
    assert "About his brother." in page
    assert desk.address("document", document.ref) not in page
    assert "reply.pdf" not in desk.get("read-reply", enquiry.ref).content.decode()


def test_a_document_of_another_case_is_not_found_under_this_one(desk):
    document = add(desk)
    received = {"ref": "a", "of": "order", "team": "south", "received_on": "2017-03-03"}
    held = {"allocations": [received], "officers": [officer("o", "petra", "2017-03-03")]}
    person = stored(crn="X765432", caseload=held)
    other = Desk(person, user_of("X765432/petra", Role.PRACTITIONER))
    assert other.get("case-information").status_code == 200
    assert other.get("document", document.ref).status_code == 404
    assert other.get("document-in-error", document.ref).status_code == 404
    assert Desk(desk.person, other.user).get("document", document.ref).status_code in (403, 404)
