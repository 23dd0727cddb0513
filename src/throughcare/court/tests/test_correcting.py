"""A sentence put right: what moves is said first, what it said is kept, nothing is lost."""

import pytest
from tests.casefiles import order
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload.models import Allocation
from throughcare.contacts.models import Contact
from throughcare.court.models import CourtAllocation
from throughcare.court.tests.before_court import TODAY, cora, mona, stored
from throughcare.history.models import Entry, Version
from throughcare.information.tests.desk import Desk, day, exported, text
from throughcare.ledger.queries import stored_rows
from throughcare.sentences.models import Offence, Order, Requirement

pytestmark = pytest.mark.django_db

ORDERED = {
    "court": "Northtown Magistrates’ Court",
    "expires_on": "2018-02-28",
    "offences": [
        {"ref": "theft", "description": "Theft", "main": True},
        {"ref": "assault", "description": "Common assault", "code": "10501"},
    ],
    "requirements": [
        {"ref": "rar", "kind": "rehabilitation activity", "amount": 20, "unit": "days"},
        {"ref": "curfew", "kind": "curfew"},
    ],
}
SAME = {
    "kind": "community order",
    "court": "Northtown Magistrates’ Court",
    "months": "12",
    "offence_1": "Theft",
    "ref_1": "theft",
    "offence_2": "Common assault",
    "code_2": "10501",
    "ref_2": "assault",
    "requirements": ["rar", "curfew"],
    "amount_rar": "20",
    "because": "Misread the court's result.",
} | day("sentenced_on", "2017-03-01")


def sentenced(**sections):
    return stored(sentences={"orders": [order(**ORDERED)]}, **sections)


def seen(response):
    """The mark that a page gives once it has shown what would change."""
    import re

    found = re.search(r'name="seen" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""


def put_right(desk, **changes):
    """Look at what it changes, then save; the answer to the last that was sent."""
    said = {name: value for name, value in (SAME | changes).items() if value is not None}
    hidden = desk.hidden("sentence-correct", "order")
    looked = desk.post("sentence-correct", "order", **hidden, **said)
    if looked.status_code != 200 or not seen(looked):
        return looked
    return desk.post("sentence-correct", "order", **hidden, **said, seen=seen(looked))


def due(person):
    return {row["code"]: row["due_on"] for row in stored_rows(person.pk, TODAY)}


def test_what_a_correction_changes_is_said_before_anything_is_saved():
    person = sentenced()
    desk = Desk(person, cora())
    before = due(person)
    said = SAME | day("sentenced_on", "2017-02-28")
    entries = Entry.objects.count()
    looked = desk.send("sentence-correct", "order", **said)
    shown = text(looked)
    assert "Allocate the case As it is Due soon, due Friday 3 March 2017 As it will be" in shown
    assert "Wednesday 1 March 2017 As it will be Overdue, due Tuesday 28 February 2017" in shown
    assert "Nothing is saved yet" in shown
    assert "Community order, Wednesday 1 March 2017" in shown
    assert due(person) == before
    assert Entry.objects.count() == entries
    assert Order.objects.get(ref="order").sentenced_on == TODAY


def test_a_wrong_day_is_put_right_with_its_end_and_its_duties():
    person = sentenced()
    desk = Desk(person, cora())
    response = put_right(desk, **day("sentenced_on", "2017-02-27"))
    assert "The sentence is put right" in desk.follow(response)
    made = Order.objects.get(ref="order")
    assert (made.sentenced_on.isoformat(), made.expires_on.isoformat()) == (
        "2017-02-27",
        "2018-02-26",
    )
    assert due(person)["allocate-case"] == "2017-03-01"
    assert due(person)["complete-cas"] == "2017-02-27"
    kept = Version.objects.get(kind="order", item_id=made.pk)
    assert kept.content["sentenced_on"] == "2017-03-01"
    why = Entry.objects.latest("pk").why
    assert why == "Sentence put right: Misread the court's result."


def test_what_was_not_seen_is_not_saved():
    person = sentenced()
    desk = Desk(person, cora())
    hidden = desk.hidden("sentence-correct", "order")
    looked = desk.post("sentence-correct", "order", **hidden, **SAME | {"court": "Southtown"})
    other = SAME | {"court": "Westtown"}
    again = desk.post("sentence-correct", "order", **hidden, **other, seen=seen(looked))
    assert "Nothing is saved yet" in text(again)
    assert Order.objects.get(ref="order").court == "Northtown Magistrates’ Court"


def test_amount_code_and_a_requirement_are_put_right_and_the_old_ones_kept():
    person = sentenced()
    desk = Desk(person, cora())
    response = put_right(
        desk,
        amount_rar="10",
        code_1="00801",
        requirements=["rar", "new:unpaid work"],
        amount_new_1="60",
        offence_2="",
        code_2="",
    )
    assert response.status_code == 302, text(response)
    rows = Requirement.objects.filter(person=person, in_error_at=None)
    assert set(rows.values_list("kind", "amount", "unit")) == {
        ("rehabilitation activity", 10, "days"),
        ("unpaid work", 60, "hours"),
    }
    assert Requirement.objects.get(ref="curfew").in_error_because == "Misread the court's result."
    assert Offence.objects.get(ref="theft").code == "00801"
    assert Offence.objects.get(ref="assault").in_error_at is not None
    shown = text(desk.get("court-sentence", "order"))
    assert "Unpaid work: 60 hours" in shown
    assert "Curfew" not in shown
    assert "Common assault" not in shown
    exported(person)


def test_a_principal_offence_in_error_leaves_the_next_as_principal():
    person = sentenced()
    desk = Desk(person, cora())
    put_right(
        desk, offence_1="Common assault", ref_1="assault", code_1="10501", offence_2="", ref_2=""
    )
    assert Offence.objects.get(ref="assault").main is True
    assert Offence.objects.get(ref="theft").in_error_at is not None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"because": ""}, "Say why it is put right"),
        ({}, "Nothing is different from what is on record"),
        (day("sentenced_on", "2017-03-02"), "The day of sentence has not come yet"),
        ({"requirements": []}, "Select at least one requirement"),
        ({"months": ""}, "Enter the length in months, or the last day"),
        ({"months": ""} | day("expires_on", "2017-02-28"), "The last day is before the day of"),
        ({"offence_1": ""}, "Enter the offence"),
        (day("sentenced_on", "1990-03-01"), "The person was a child under ten then"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(changes, said):
    person = sentenced()
    desk = Desk(person, cora())
    response = put_right(desk, **changes)
    assert said in text(response)
    assert "Common assault" in response.content.decode()
    assert Order.objects.get(ref="order").version == 1


def test_a_sentence_is_not_moved_past_its_end():
    ended = {"ended": {"date": "2017-03-01", "because": "revoked"}}
    person = stored(sentences={"orders": [order(**ORDERED, **ended, sentenced_on="2017-02-27")]})
    desk = Desk(person, cora())
    response = put_right(desk, **day("sentenced_on", "2017-03-01"))
    assert response.status_code == 302
    person = Order.objects.get(ref="order").person
    assert Order.objects.get(ref="order").sentenced_on == TODAY


def test_an_end_before_the_new_day_is_refused():
    ended = {"ended": {"date": "2017-02-28", "because": "revoked"}}
    person = stored(sentences={"orders": [order(**ORDERED, **ended, sentenced_on="2017-02-27")]})
    desk = Desk(person, cora())
    response = put_right(desk, **day("sentenced_on", "2017-03-01"))
    assert "It ended on 28 February 2017, before that day" in text(response)


def test_a_requirement_with_which_somebody_worked_is_not_taken_out():
    contact = {"ref": "c1", "date": "2017-03-01", "requirement": "curfew"}
    person = sentenced(contacts=[contact])
    desk = Desk(person, cora())
    response = put_right(desk, requirements=["rar"])
    assert "Curfew: Something rests on it: contact (1). Put that right first" in text(response)
    assert Requirement.objects.get(ref="curfew").in_error_at is None


def test_what_somebody_else_put_right_meanwhile_is_shown_beside():
    person = sentenced()
    desk, other = Desk(person, cora()), Desk(person, mona())
    hidden = desk.hidden("sentence-correct", "order")
    put_right(other, amount_rar="10")
    response = desk.post("sentence-correct", "order", **hidden, **SAME | {"amount_rar": "15"})
    assert response.status_code == 409
    shown = text(response)
    assert "Rehabilitation activity (RAR): how many days? Saved by Mona 10 Typed by you 15" in shown
    assert "Day of sentence Saved by" not in shown


def test_a_sentence_that_was_never_passed_goes_with_its_allocation_and_receipt():
    received = {"ref": "a", "of": "order", "team": "north", "received_on": "2017-03-01"}
    person = sentenced(caseload={"allocations": [received]})
    desk = Desk(person, cora())
    hidden = desk.hidden("sentence-in-error", "order")
    looked = desk.post("sentence-in-error", "order", **hidden, because="Entered on the wrong one.")
    shown = text(looked)
    assert "So does its receipt by North team" in shown
    assert "Due soon, due Thursday 2 March 2017 As it will be Goes" in shown
    assert Order.objects.get().in_error_at is None
    done = desk.post(
        "sentence-in-error",
        "order",
        **hidden,
        because="Entered on the wrong one.",
        seen=seen(looked),
    )
    assert "The sentence is marked as recorded in error" in desk.follow(done)
    assert Order.objects.get().in_error_because == "Entered on the wrong one."
    assert CourtAllocation.objects.get().in_error_at is not None
    assert Allocation.objects.get().in_error_at is not None
    assert stored_rows(person.pk, TODAY) == []
    exported(person)


def test_a_sentence_under_which_somebody_worked_stays():
    contact = {"ref": "c1", "date": "2017-03-01", "requirement": "rar"}
    person = sentenced(contacts=[contact])
    desk = Desk(person, cora())
    response = desk.send("sentence-in-error", "order", because="Entered on the wrong one.")
    assert "Something rests on it: contact (1)" in text(response)
    assert Contact.objects.get().in_error_at is None
    assert Order.objects.get().in_error_at is None


def test_the_length_of_custody_is_put_right():
    custody = {
        "ref": "order",
        "sentenced_on": "2017-03-01",
        "months": 12,
        "court": "Northtown Crown Court",
        "offences": [{"ref": "theft", "description": "Theft", "main": True}],
    }
    person = stored(sentences={"custody": [custody]})
    desk = Desk(person, cora())
    said = {
        "court": "Northtown Crown Court",
        "kind": None,
        "requirements": None,
        "amount_rar": None,
    }
    response = put_right(desk, **said, months="16", offence_2="", code_2="", ref_2="")
    assert response.status_code == 302, text(response)
    assert "Length" not in text(desk.get("court-sentence", "order"))
    assert person.custody.get().months == 16


def test_an_officer_of_a_team_does_not_put_a_sentence_right():
    received = {"ref": "a", "of": "order", "team": "north", "received_on": "2017-03-01"}
    person = sentenced(caseload={"allocations": [received]})
    desk = Desk(person, user_of("X123456/olga", Role.PRACTITIONER))
    assert "Put the sentence right" not in text(desk.get("court-sentence", "order"))
    for page in ("sentence-correct", "sentence-in-error"):
        assert desk.get(page, "order").status_code == 403
