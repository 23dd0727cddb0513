"""What a message to another service says, and what it never says."""

from datetime import date

import pytest

from throughcare.history.excerpt import excerpt
from throughcare.information import drafting
from throughcare.information.tests.desk import TODAY, stored
from throughcare.kernel.casefile.information import EnquiryKind
from throughcare.sentences.queries import live

pytestmark = pytest.mark.django_db

ABOUT = {
    "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
    "names": [
        {"ref": "n-1", "given": "Ari", "family": "Example"},
        {"ref": "n-2", "given": "Ari", "family": "Sample", "kind": "alias"},
        {"ref": "n-3", "given": "Aristotle", "family": "Example", "kind": "previous"},
    ],
    "addresses": [
        {"ref": "a-1", "lines": "1 Old Road\nLeeds", "starts_on": "2010-01-01"}
        | {"ends_on": "2016-12-31"},
        {"ref": "a-2", "lines": "2 New Road", "postcode": "LS1 1AA", "starts_on": "2017-01-01"},
    ],
    "relationships": [
        {"ref": "r-1", "kind": "partner", "name": "Jo Field", "telephone": "07700 900001"}
        | {"is_partner": True, "cares_for_child": True},
        {"ref": "r-2", "kind": "child", "name": "Kim Field", "is_child": True, "lives_with": True},
        {"ref": "r-3", "kind": "general practitioner", "name": "Dr Moss"},
        {"ref": "r-4", "kind": "victim of the offence", "name": "Pat Hill", "is_partner": True},
    ],
}


def draft(kind=EnquiryKind.DOMESTIC_ABUSE, **sections):
    person = stored(person=ABOUT, **sections)
    case = excerpt(person.pk, dict.fromkeys(drafting.NEEDED))
    under = live([person.pk], TODAY).get(person.pk, [])
    return drafting.enquiry(kind, case, under, today=TODAY, sender="Olga")


def test_a_draft_says_what_a_service_needs_to_find_the_person():
    said = draft()
    for words in (
        "Name: Ari Example",
        "Also known as: Aristotle Example, Ari Sample",
        "Born: 5 May 1985",
        "2 New Road, LS1 1AA (since 1 January 2017)",
        "1 Old Road, Leeds (1 January 2010 to 31 December 2016)",
        "Jo Field: partner, lives with or cares for a child",
        "Kim Field: child, lives with the person",
        "Community order, since 1 March 2017",
        "X123456",
        "Olga, probation",
    ):
        assert words in said, words
    assert said.index("2 New Road") < said.index("1 Old Road")


@pytest.mark.parametrize("kind", EnquiryKind)
def test_a_draft_never_names_a_victim_nor_tells_what_arrived(kind):
    callout = {"ref": "i", "kind": "callout", "received_on": "2017-10-01", "text": "Knife seen."}
    change = {"ref": "c", "kind": "callout", "happened_on": "2017-10-01", "text": "Jo rang 999."}
    said = draft(kind, information={"items": [callout], "changes": [change]})
    for words in ("Pat Hill", "07700", "Dr Moss", "Knife", "999", "victim"):
        assert words not in said, words


def test_each_kind_asks_its_own_question():
    asked = {kind: draft(kind) for kind in EnquiryKind}
    assert "domestic abuse incident" in asked[EnquiryKind.DOMESTIC_ABUSE]
    assert "social worker" in asked[EnquiryKind.SAFEGUARDING]
    assert len(set(asked.values())) == 3


def test_what_is_not_known_is_said_to_be_so():
    about = {"particulars": {"ref": "person"}, "names": [{"ref": "n", "family": "Mononym"}]}
    person = stored(person=about)
    case = excerpt(person.pk, dict.fromkeys(drafting.NEEDED))
    said = drafting.enquiry(EnquiryKind.OTHER, case, [], today=date(2017, 11, 6), sender="Olga")
    assert "Name: Mononym" in said
    assert "Born: not known" in said
    assert "Address: none known" in said
    assert "household" not in said


def test_a_subject_names_nobody():
    person = stored(person=ABOUT)
    case = excerpt(person.pk, dict.fromkeys(drafting.NEEDED))
    for kind in EnquiryKind:
        assert "Example" not in drafting.subject_line(kind, case)
