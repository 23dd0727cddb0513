"""The pages of contacts: nothing typed is lost, nothing is written twice, both texts are shown."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from throughcare.contacts import actions
from throughcare.contacts.models import Contact
from throughcare.contacts.tests.acting import (
    TODAY,
    contact,
    entries,
    exported,
    olga,
    staff,
    stored,
    the,
)
from throughcare.history.models import Read
from throughcare.kernel.casefile.contacts import Result

pytestmark = pytest.mark.django_db

BOOKED = contact("booked", "2017-11-06", None, booked_on="2017-10-30", time="10:00")
AHEAD = contact("ahead", "2017-11-08", None, booked_on="2017-10-30", time="10:00")
SEEN = contact("seen", "2017-10-30")
MISSED = contact("missed", "2017-11-02", "failed to attend")
LONG = "Talked about <b>work</b> & the week.\n\n  Two jobs “seen”.\n" * 40


class Desk:
    """An officer at a browser, on one case."""

    def __init__(self, person):
        self.person, self.client = person, Client()
        self.client.force_login(olga())

    def address(self, name, ref=None):
        named = {"case": self.person.public_id} | ({"ref": ref} if ref else {})
        return reverse(name, kwargs=named)

    def get(self, name, ref=None, query=""):
        return self.client.get(self.address(name, ref) + query)

    def hidden(self, name, ref=None):
        """The token and the version that a page was given."""
        body = self.get(name, ref).content.decode()
        fields = re.findall(r'name="(token|version)" value="([^"]*)"', body)
        return dict(fields)

    def post(self, name, ref=None, **given):
        given = {key.replace("__", "-"): value for key, value in given.items()}
        return self.client.post(self.address(name, ref), given)


@pytest.fixture
def desk():
    return Desk(stored(BOOKED, AHEAD, SEEN, MISSED))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


# Recording an outcome


def test_an_outcome_is_recorded_and_the_next_appointment_offered(desk):
    actions.cancel(the("ahead"), by=olga(), because="x", version=1)
    given = desk.hidden("outcome", "booked")
    answer = desk.post(
        "outcome", "booked", **given, result="attended", done=LONG, objectives="work"
    )
    assert answer.status_code == 302
    assert answer["Location"] == desk.address("contact", "booked")
    shown = text(desk.client.get(answer["Location"]))
    assert "Outcome recorded" in shown
    assert "weekly contact: by Monday 13 November 2017" in shown
    assert exported(desk.person).contacts[-2].account.done == LONG.strip()


def test_the_offer_books_as_the_contact_before(desk):
    record("booked")
    page = desk.get("book", query="?after=booked").content.decode()
    assert re.search(r'value="2017-11-13" checked', page)
    assert 'value="10am"' in page or 'value="10:00"' in page


def record(ref, **given):
    return actions.record_outcome(
        the(ref), by=olga(), author=staff(), result=Result.ATTENDED, version=1, **given
    )


def test_what_was_typed_stays_when_something_is_missing(desk):
    given = desk.hidden("outcome", "booked")
    answer = desk.post("outcome", "booked", **given, done=LONG)
    assert answer.status_code == 200
    assert "Select what came of it" in text(answer)
    assert "“seen”" in answer.content.decode()
    assert "&lt;b&gt;work" in answer.content.decode()
    assert desk.hidden("outcome", "booked")["token"] != given["token"]
    assert f'value="{given["token"]}"' in answer.content.decode()


def test_a_failure_is_recorded_with_all_that_goes_with_it(desk):
    given = desk.hidden("outcome", "booked")
    desk.post(
        "outcome",
        "booked",
        **given,
        result="failed to comply",
        comply_asked="in person",
        done="what was typed before another answer was chosen",
    )
    found = next(each for each in exported(desk.person).contacts if each.ref == "booked")
    assert found.asked.how == "in person"
    assert found.account is None


def test_a_double_click_records_once_and_leads_to_the_same_place(desk):
    given = desk.hidden("outcome", "booked") | {"result": "attended", "done": "Once."}
    first, second = (desk.post("outcome", "booked", **given) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert len(entries(desk.person)) == 1


def test_two_editors_see_both_texts_and_nothing_is_lost(desk):
    mine = desk.hidden("outcome", "booked")
    record("booked", done="What Olga wrote.")
    answer = desk.post("outcome", "booked", **mine, result="attended", done="What I wrote.")
    page = text(answer)
    assert answer.status_code == 409
    assert "Olga saved this while you were writing" in page
    assert "What Olga wrote." in page
    assert page.count("What I wrote.") == 2  # beside hers, and in the form
    assert "What was wrong?" in page
    assert len(entries(desk.person)) == 1
    # Sent again, with the reason, it becomes a correction that keeps hers.
    fields = dict(re.findall(r'name="(token|version)" value="([^"]*)"', answer.content.decode()))
    assert fields["token"] != mine["token"]
    both = {"result": "attended", "done": "What both wrote.", "because": "Two of us recorded it."}
    assert desk.post("outcome", "booked", **fields, **both).status_code == 302
    account = next(c for c in exported(desk.person).contacts if c.ref == "booked").account
    assert account.done == "What both wrote."
    assert [each.done for each in account.earlier] == ["What Olga wrote."]


def test_a_conflict_about_something_else_leads_on_as_before(desk):
    mine = desk.hidden("move", "ahead")
    actions.move(
        the("ahead"), by=olga(), day=TODAY + timedelta(days=3), at=None, because="", version=1
    )
    typed = {"day__day": "10", "day__month": "11", "day__year": "2017", "because": "ill"}
    answer = desk.post("move", "ahead", **mine, **typed)
    assert "Thursday 9 November 2017" in text(answer)
    assert "Friday 10 November 2017" in text(answer)
    fields = dict(re.findall(r'name="(token|version)" value="([^"]*)"', answer.content.decode()))
    assert desk.post("move", "ahead", **fields, **typed).status_code == 302
    assert the("ahead").stands_for.day == 10


def test_an_outcome_that_stands_is_corrected_not_recorded_again(desk):
    assert desk.get("outcome", "seen")["Location"] == desk.address("contact", "seen")
    given = desk.hidden("correct", "seen")
    answer = desk.post("correct", "seen", **given, result="not held", service_cause="stood down")
    assert "Say what was wrong" in text(answer)
    answer = desk.post(
        "correct",
        "seen",
        **given,
        result="not held",
        service_cause="stood down",
        because="She was ill.",
    )
    assert answer.status_code == 302
    page = text(desk.get("contact", "seen"))
    assert "it was: Attended" in page
    assert "Not held by the service" in page


# Booking


def booking(**given):
    plain = {"which": "2017-11-13", "at": "9:30am", "mode": "telephone", "kind": "supervision"}
    return plain | given


def test_an_appointment_is_booked_once(desk):
    given = desk.hidden("book") | booking(staff=staff().public_id)
    first, second = (desk.post("book", **given) for _ in range(2))
    assert first["Location"] == second["Location"]
    made = Contact.objects.get(date="2017-11-13")
    assert (made.staff, str(made.time)) == (staff(), "09:30:00")


def test_a_clash_and_a_day_of_rest_are_said_and_are_no_hindrance(desk):
    other = {"which": "other", "day__day": "8", "day__month": "11", "day__year": "2017"}
    given = desk.hidden("book") | booking(**other, at="10:15")
    answer = desk.post("book", **given)
    assert "another appointment on Wednesday 8 November 2017 at 10am" in text(answer)
    assert not Contact.objects.filter(time="10:15").exists()
    assert desk.post("book", **given, sure="on").status_code == 302
    assert Contact.objects.filter(time="10:15").exists()
    sunday = other | {"day__day": "12"}
    answer = desk.post("book", **desk.hidden("book"), **booking(**sunday))
    assert "weekend day or a bank holiday" in text(answer)


def test_times_apart_do_not_clash(desk):
    other = {"which": "other", "day__day": "8", "day__month": "11", "day__year": "2017"}
    assert desk.post("book", **desk.hidden("book"), **booking(**other, at="4pm")).status_code == 302


@pytest.mark.parametrize(
    ("year", "words", "field"),
    [("2016", "The day has gone", "day"), ("2077", "Check the year", "day")],
)
def test_a_refusal_stands_beside_its_field(desk, year, words, field):
    other = {"which": "other", "day__day": "8", "day__month": "11", "day__year": year}
    page = desk.post("book", **desk.hidden("book"), **booking(**other), sure="on", note="Bring ID.")
    assert words in text(page)
    assert f'id="{field}-error"' in page.content.decode()
    assert "Bring ID." in page.content.decode()


def test_a_day_must_be_chosen_and_typed(desk):
    given = desk.hidden("book")
    assert "Select day" in text(desk.post("book", **given, **booking(which="")))
    assert "Enter the day" in text(desk.post("book", **given, **booking(which="other")))


def test_a_contact_without_appointment_and_a_note_are_recorded(desk):
    plain = {"which": "2017-11-06", "mode": "telephone"}
    given = desk.hidden("record-contact") | plain
    answer = desk.post("record-contact", **given, kind="note", done="His mother rang.")
    assert "His mother rang." in text(desk.client.get(answer["Location"]))
    given = desk.hidden("record-contact") | plain
    desk.post("record-contact", **given, kind="supervision", done="Rang.", objectives="work")
    assert [each.kind for each in exported(desk.person).contacts].count("note") == 1
    answer = desk.post("record-contact", **desk.hidden("record-contact"), **plain, kind="note")
    assert "Say what was done" in text(answer)


def test_cancelling_and_marking_in_error_need_a_reason(desk):
    for name, ref, words in (
        ("cancel", "ahead", "Say why it is cancelled"),
        ("in-error", "seen", "Say why it should not have been recorded"),
    ):
        given = desk.hidden(name, ref)
        assert words in text(desk.post(name, ref, **given))
        assert desk.post(name, ref, **given, because="a slip").status_code == 302
    log = desk.get("case-contacts").content.decode()
    assert "Recorded in error: a slip" in log
    assert "<s>Monday 30 October 2017</s>" in log
    assert "Cancelled: a slip" in text(desk.get("case-contacts"))


def test_asking(desk):
    desk.post("reason", "missed", **desk.hidden("reason", "missed"), how="text")
    page = text(desk.get("contact", "missed"))
    assert "By text" in page
    assert "Not decided yet" in page


def test_what_the_service_did_not_hold_says_why(desk):
    given = desk.hidden("outcome", "booked") | {"result": "not held"}
    assert "Select why the service did not hold it" in text(desk.post("outcome", "booked", **given))
    given = desk.hidden("outcome", "booked") | {"result": "not held"}
    desk.post("outcome", "booked", **given, service_cause="nobody there")
    assert "Not held by the service: Nobody there" in text(desk.get("contact", "booked"))
    wrong = desk.hidden("correct", "booked") | {"result": "not held", "because": "A slip."}
    desk.post("correct", "booked", **wrong, service_cause="stood down")
    page = text(desk.get("contact", "booked"))
    assert "Not held by the service: Stood down" in page
    assert "it was: Not held by the service: Nobody there" in page


def test_what_was_done_is_completed(desk):
    given = desk.hidden("account", "seen")
    desk.post("account", "seen", **given, done="More words.", objectives=["work", "drink"])
    page = text(desk.get("contact", "seen"))
    assert "More words." in page
    assert "it was: Talked about the week." in page


# The log


def test_what_is_to_come_stands_apart_from_what_was(desk):
    page = text(desk.get("case-contacts"))
    ahead, been = page.split("What has been")
    assert "To come (2)" in ahead
    assert "Wednesday 8 November 2017" in ahead
    assert "Monday 30 October 2017" in been
    assert "Failed to attend" in been


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?kind=session", []),
        ("?outcome=attended", ["30 October"]),
        ("?outcome=failed+to+attend", ["2 November"]),
        ("?since-day=1&since-month=11&since-year=2017", ["2 November"]),
        ("?until-day=1&until-month=11&until-year=2017", ["30 October"]),
        ("?outcome=nonsense&since-day=x", ["2 November", "30 October"]),
    ],
)
def test_the_log_is_filtered(desk, query, shown):
    been = text(desk.get("case-contacts", query=query)).split("What has been")[1]
    found = [day for day in ("2 November", "30 October") if re.search(f"[a-z]day {day} 2017", been)]
    assert found == shown


def test_the_log_of_a_long_case_is_turned_page_by_page_at_no_more_cost():
    many = [
        contact(f"c-{at}", str(TODAY - timedelta(days=400 - at)), done=False) for at in range(120)
    ]
    for each in many:
        each.pop("done")
    desk = Desk(stored(*many, AHEAD))
    desk.get("case-contacts")
    with CaptureQueriesContext(connection) as asked:
        first = text(desk.get("case-contacts"))
    assert len(asked) <= 12
    assert "Showing 1 to 50 of 120" in first
    last = text(desk.get("case-contacts", query="?page=3"))
    assert "Showing 101 to 120 of 120" in last
    assert "To come" not in last
    assert "Show 120 on one page" in first
    with CaptureQueriesContext(connection) as asked:
        whole = text(desk.get("case-contacts", query="?all=yes"))
    assert len(asked) <= 12
    assert "Showing" not in whole
    assert "Show 120 on one page" not in whole
    assert whole.count("Supervision") >= 121


@pytest.mark.parametrize("name", ["contact", "outcome", "correct", "move", "account"])
def test_each_page_of_a_contact_is_at_most_twelve_statements(desk, name):
    ref = {"contact": "seen", "correct": "seen", "account": "seen"}
    desk.get(name, ref.get(name, "booked"))
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(name, ref.get(name, "booked")).status_code == 200
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_booking_is_a_page_of_few_statements(desk):
    desk.get("book")
    with CaptureQueriesContext(connection) as asked:
        desk.get("book", query="?after=seen")
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_what_is_not_there_is_not_found_and_a_read_is_logged(desk):
    for name in ("contact", "outcome", "move", "correct", "in-error"):
        assert desk.get(name, "no-such").status_code == 404
    desk.get("contact", "seen")
    assert Read.objects.filter(page="contact").count() == 1
