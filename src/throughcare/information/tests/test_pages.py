"""The pages of information: what arrives, changes, partners and children, what is shown."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.history.models import Read
from throughcare.information.models import Change
from throughcare.information.tests.desk import (
    Desk,
    ada,
    ask,
    day,
    exported,
    olga,
    staff,
    stored,
    text,
)
from throughcare.people.models import ChildProtection, Relationship

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    return settings.DOCUMENTS


@pytest.fixture
def desk():
    return Desk(stored(), olga())


# What arrives unasked


def receive(desk, **given):
    plain = {"kind": "callout", "sender": "Police", "text": "Shouting at 3am."}
    return desk.send("receive-item", **plain | day("received_on", "2017-11-05") | given)


def test_a_callout_is_received_and_with_one_tick_becomes_a_change(desk):
    shown = desk.follow(receive(desk, change="on"))
    assert "Shouting at 3am." in shown
    assert "Recorded as a change of Sunday 5 November 2017" in shown
    case = exported(desk.person).information
    assert case.items[0].concern
    assert (case.changes[0].kind, case.changes[0].item) == ("callout", case.items[0].ref)
    assert "Shouting" not in case.changes[0].text


def test_a_letter_says_whether_it_is_a_concern_and_what_changed(desk):
    answer = receive(desk, kind="letter", change="on")
    assert "Select yes if it holds something to act on" in text(answer)
    assert "Select what has changed" in text(answer)
    given = {"kind": "letter", "concern": "no", "change": "on", "change_kind": "moved"}
    desk.follow(receive(desk, **given, **day("change_on", "2017-11-01")))
    case = exported(desk.person).information
    assert not case.items[0].concern
    assert (case.changes[0].kind, str(case.changes[0].happened_on)) == ("moved", "2017-11-01")


def test_a_change_is_recorded_later_from_what_arrived(desk):
    desk.follow(receive(desk, kind="arrest"))
    ref = exported(desk.person).information.items[0].ref
    assert f"?item={ref}" in desk.get("incoming-item", ref).content.decode()
    opened = desk.get("record-change", query=f"?item={ref}").content.decode()
    assert re.search(r'value="arrest" selected', opened)
    given = {"kind": "arrest"} | day("happened_on", "2017-11-05")
    desk.follow(desk.send("record-change", None, f"?item={ref}", **given))
    assert exported(desk.person).information.changes[0].item == ref


def test_an_item_is_read_and_acted_on(desk):
    desk.follow(receive(desk))
    ref = exported(desk.person).information.items[0].ref
    assert "Shouting at 3am." in text(desk.get("read-reply", ref))
    desk.follow(desk.send("act-on-reply", ref, what="done", action="Rang her."))
    item = exported(desk.person).information.items[0]
    assert (item.acted.action, item.read.by) == ("Rang her.", "olga")


# Changes, partners, children


def test_a_change_brings_a_new_partner_in_the_same_form(desk):
    given = {"kind": "new relationship", "text": "Met in June.", "new": "on", "who": "partner"}
    given |= {"name": "Jo", "cares_for_child": "on"} | day("happened_on", "2017-11-01")
    shown = desk.follow(desk.send("record-change", **given))
    assert "New relationship" in shown
    row = Relationship.objects.get()
    assert (row.is_partner, row.cares_for_child, str(row.began_on)) == (True, True, "2017-11-01")
    assert "Nothing decided yet" in text(desk.get("case-information"))
    desk.follow(desk.send("decide-relationship", row.ref, outcome="referral", because="Told MASH."))
    assert exported(desk.person).information.relationship_decisions[0].outcome == "referral"


def test_neither_needs_its_reason_and_an_enquiry_leads_to_it():
    partner = {"ref": "jo", "kind": "partner", "name": "Jo", "is_partner": True}
    about = {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
        "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
        "relationships": [partner],
    }
    desk = Desk(stored(person=about), olga())
    answer = desk.send("decide-relationship", "jo", outcome="neither")
    assert "Say why neither is needed" in text(answer)
    done = desk.send("decide-relationship", "jo", outcome="enquiry")
    assert done["Location"] == desk.address("ask")


def test_what_is_typed_of_a_new_child_is_not_lost_without_a_name(desk):
    given = {"kind": "contact with a child", "text": "On Sundays.", "new": "on"}
    answer = desk.send("record-change", **given, **day("happened_on", "2017-11-01"))
    page = text(answer)
    assert "Select partner or child" in page
    assert "Enter the name" in page
    assert "On Sundays." in page
    assert not Change.objects.exists()


def test_an_administrator_records_a_change_and_is_led_to_the_case(desk):
    omar = Desk(desk.person, ada())
    case = omar.get("case").content.decode()
    assert omar.address("record-change") in case
    assert "case-information" not in case
    given = {"kind": "moved", "text": "Staying at his mother’s."} | day("happened_on", "2017-11-06")
    done = omar.send("record-change", **given)
    assert done["Location"] == omar.address("case")
    assert exported(desk.person).information.changes[0].by == "omar"
    assert omar.get("case-information").status_code == 403


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": ""}, "Select what has changed"),
        ({"kind": "other", "text": ""}, "Say what has changed."),
        (day("happened_on", "2017-11-07"), "The day has not come yet."),
        (day("happened_on", "1980-01-01"), "That is before the person was born."),
    ],
)
def test_what_is_wrong_with_a_change_is_said(desk, given, said):
    plain = {"kind": "moved", "text": "To a hostel."} | day("happened_on", "2017-11-01")
    answer = desk.send("record-change", **plain | given)
    assert said in text(answer)
    assert not Change.objects.exists()


def test_a_change_needs_no_review_for_a_reason(desk):
    desk.send("record-change", kind="moved", text="", **day("happened_on", "2017-11-01"))
    ref = Change.objects.get().ref
    assert "Not decided yet" in text(desk.get("change", ref))
    assert "Say why it needs no review" in text(desk.send("change-not-needed", ref))
    shown = desk.follow(desk.send("change-not-needed", ref, because="Next door."))
    assert "No review needed" in shown
    assert "Next door." in shown
    assert exported(desk.person).information.changes[0].not_needed.by == "olga"


def test_a_review_begun_since_takes_the_change_up():
    change = {"ref": "moved", "kind": "moved", "happened_on": "2017-10-01"}
    review = {"ref": "review", "begun_on": "2017-10-03"}
    given = {"information": {"changes": [change]}, "planning": {"reviews": [review]}}
    desk = Desk(stored(**given), olga())
    assert "begun on Tuesday 3 October 2017" in text(desk.get("change", "moved"))


def test_the_child_protection_status_is_set_from_a_day(desk):
    assert "nobody has recorded it" in text(desk.get("case-information"))
    given = {"status": "child in need"} | day("date", "2017-10-01")
    shown = desk.follow(desk.send("child-status", **given))
    assert "Child in need , since Sunday 1 October 2017" in shown
    assert ChildProtection.objects.get().status == "child in need"


def test_what_should_not_have_been_recorded_stays_with_the_reason(desk):
    ask(desk)
    receive(desk)
    desk.send("record-change", kind="moved", text="", **day("happened_on", "2017-11-01"))
    case = exported(desk.person).information
    for page, after, ref in (
        ("enquiry-in-error", "enquiry", case.enquiries[0].ref),
        ("item-in-error", "incoming-item", case.items[0].ref),
        ("change-in-error", "change", case.changes[0].ref),
    ):
        assert "Say why it should not have been recorded" in text(desk.send(page, ref))
        desk.follow(desk.send(page, ref, because="Another person’s."))
        assert "counts for nothing: Another person’s." in text(desk.get(after, ref))
    assert "Nothing was asked yet" in text(desk.get("case-information"))


# The page


def many(number):
    days = [f"2017-{1 + at // 28:02}-{1 + at % 28:02}" for at in range(number)]
    enquiries = [
        {"ref": f"e-{at}", "kind": "other", "asked_on": on, "to": f"Service {at}"}
        for at, on in enumerate(days)
    ]
    items = [
        {"ref": f"i-{at}", "kind": "callout", "received_on": on, "text": f"Callout {at}."}
        for at, on in enumerate(days)
    ]
    changes = [
        {"ref": f"c-{at}", "kind": "moved", "happened_on": on, "text": f"Moved {at}."}
        for at, on in enumerate(days)
    ]
    return {"enquiries": enquiries, "items": items, "changes": changes}


def test_a_hundred_of_each_are_shown_newest_first_and_all_on_asking():
    desk = Desk(stored(information=many(100)), olga())
    desk.get("case-information")
    with CaptureQueriesContext(connection) as asked:
        shown = text(desk.get("case-information"))
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]
    assert "All 100 items" in shown
    assert "Callout 99." in shown
    assert "Callout 89." not in shown
    with CaptureQueriesContext(connection) as asked:
        every = text(desk.get("case-information", query="?all=items"))
    assert len(asked) <= 12
    assert every.index("Callout 99.") < every.index("Callout 0.")


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("case-information", None),
        ("outbox", None),
        ("enquiry", "sent"),
        ("incoming-item", "i-1"),
        ("change", "c-1"),
        ("ask", None),
        ("ask-about", "safeguarding"),
        ("chase-enquiry", "sent"),
        ("record-answer", "sent"),
        ("read-reply", "i-1"),
        ("act-on-reply", "i-1"),
        ("record-change", None),
        ("child-status", None),
        ("receive-item", None),
    ],
)
def test_each_page_is_at_most_twelve_statements(name, ref):
    sent = {"ref": "sent", "kind": "domestic abuse", "asked_on": "2017-04-01"}
    sent["sent"] = {"date": "2017-04-01", "text": "Asked.", "by": "olga"}
    given = many(3)
    given["enquiries"].append(sent)
    desk = Desk(stored(information=given), olga())
    desk.get(name, ref)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(name, ref).status_code == 200
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_an_empty_case_says_what_is_missing_and_the_read_is_logged(desk):
    shown = text(desk.get("case-information"))
    for words in (
        "Nothing was asked yet",
        "Nothing arrived unasked",
        "No change is recorded",
        "No partner and no child is recorded",
        "No document is kept",
    ):
        assert words in shown
    assert Read.objects.filter(page="case-information").count() == 1
    for name in ("enquiry", "incoming-item", "change", "document", "decide-relationship"):
        assert desk.get(name, "no-such").status_code == 404


def test_the_case_page_leads_to_a_change_in_one_click(desk):
    assert desk.address("record-change") in desk.get("case").content.decode()
    assert desk.address("case-information") in desk.get("case").content.decode()
    assert staff(desk.user).name == "Olga"
