"""The pages of enforcement: what follows is said before it is saved, and the numbers add up."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import order as on_order

from throughcare.enforcement.models import AbsenceReview, BreachDecision, Warned
from throughcare.enforcement.tests.acting import (
    Desk,
    contact,
    decide,
    exported,
    owed,
    sam,
    stored,
    text,
    the,
    warn,
)

pytestmark = pytest.mark.django_db

SEEN = contact("seen", "2017-10-30")
FIRST = contact("first", "2017-11-01", "failed to attend", asked={}, time="10:00")
SECOND = contact("second", "2017-11-02", "failed to comply", asked={})


def decided(ref, on, acceptable=True, **more):
    made = contact(ref, on, "failed to attend", asked={})
    made["decision"] = {"acceptable": acceptable, "decided_on": on, "because": "x"} | more
    return made


WARNED = decided("before", "2017-10-31", acceptable=False)
WARNING = {"ref": "w", "of": "order", "failure": "before", "sent_on": "2017-10-31", "text": "Come."}


@pytest.fixture
def desk():
    return Desk(stored(SEEN, FIRST, SECOND))


def as_manager(desk):
    desk.client.force_login(sam())
    return desk


def post(desk, name, ref=None, query="", **given):
    """Send a form as it was given, with what is chosen."""
    page = desk.get(name, ref, query).content.decode()
    hidden = dict(re.findall(r'name="(token|version)" value="([^"]*)"', page))
    given = {key.replace("__", "-"): value for key, value in given.items()}
    return desk.client.post(desk.address(name, ref) + query, hidden | given)


TODAY = {"sent_on__day": "6", "sent_on__month": "11", "sent_on__year": "2017"}


# Deciding


def test_what_follows_is_said_before_it_is_saved(desk):
    page = text(desk.get("decision", "first"))
    assert "Failed to attend: Supervision, at the office, Wednesday 1 November 2017" in page
    assert "acceptable absence number 1." in page
    assert "A warning is to be sent by Wednesday 8 November 2017." in page
    assert "It counts against nobody. The cause is shown." in page
    assert "Adjust first" not in page


def test_a_decision_needs_its_answer_its_cause_and_its_reason(desk):
    page = text(post(desk, "decision", "first"))
    assert "Select whether the reason is acceptable" in page
    assert "Say what the person gave as the reason" in page
    page = text(post(desk, "decision", "first", acceptable="yes", reason="Rang."))
    assert "Select what the reason was" in page
    assert the("first").version == 1


def test_not_acceptable_leads_to_the_letter_and_acceptable_back_to_the_contact(desk):
    answer = post(
        desk, "decision", "first", acceptable="no", claimed="no reason", reason="Nothing."
    )
    assert answer["Location"] == desk.address("warn", "first")
    answer = post(
        desk,
        "decision",
        "second",
        acceptable="yes",
        cause="caring",
        reason="Her mother fell.",
        evidence="Discharge letter",
    )
    assert answer["Location"] == desk.address("contact", "second")
    assert "Acceptable (caring for somebody): Her mother fell." in text(
        desk.get("contact", "second")
    )


def test_what_the_service_caused_counts_against_nobody(desk):
    post(desk, "decision", "first", acceptable="service", reason="The site was shut.")
    assert owed(desk.person, "send-warning") == []
    page = text(desk.get("contact", "first"))
    assert "Caused by the service: The site was shut." in page


def test_under_a_live_warning_it_says_breach_and_leads_there():
    desk = Desk(stored(WARNED, FIRST, enforcement={"warnings": [WARNING]}))
    page = text(desk.get("decision", "first"))
    assert "A warning is live until Tuesday 30 October 2018." in page
    assert "Breach is to be decided by Thursday 16 November 2017." in page
    assert "warned on Tuesday 31 October 2017, live until" in page
    answer = post(desk, "decision", "first", acceptable="no", reason="Nothing.")
    assert answer["Location"] == desk.address("decide-breach", "first")


def test_a_clash_of_that_day_and_what_the_service_did_not_hold_are_shown():
    clash = contact("clash", "2017-11-01", "not held")
    clash["outcome"]["service_cause"] = "stood down"
    desk = Desk(stored(clash, FIRST))
    page = text(desk.get("decision", "first"))
    assert "There was another appointment on the same day." in page
    assert "Wednesday 1 November 2017: Caused by the service" in page
    assert "What the service did not hold before (1)" in page
    assert "Wednesday 1 November 2017: Stood down" in page


def test_what_is_on_record_prompts_an_adjustment_first():
    caring = {"ref": "caring", "kind": "caring responsibilities", "value": "His mother"}
    none = {"ref": "disability", "kind": "disability", "value": "none"}
    person = {
        "particulars": {"ref": "person"},
        "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
        "characteristics": [caring, none],
    }
    earlier = decided("before", "2017-10-31", cause="religious observance")
    desk = Desk(stored(earlier, FIRST, person=person))
    page = text(desk.get("decision", "first"))
    assert "Adjust first" in page
    assert "Caring responsibilities: His mother" in page
    assert "Religious observance: the reason once before" in page
    assert "none" not in page.split("Adjust first")[1].split("What would follow")[0]


def test_somebody_else_s_decision_is_shown_beside_one_s_own(desk):
    page = desk.get("decision", "first").content.decode()
    given = dict(re.findall(r'name="(token|version)" value="([^"]*)"', page))
    decide("first", because="Theirs.")
    answer = desk.post("decision", "first", **given, acceptable="no", reason="Mine.")
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Theirs." in shown
    assert "Mine." in shown


# The letter


def test_the_letter_is_drafted_from_the_appointment_and_sent(desk):
    decide("first", because="His aunt says that he was at home.")
    page = desk.get("warn", "first").content.decode()
    assert "On Wednesday 1 November 2017 at 10am you did not come" in page
    assert "It was not acceptable." in page
    assert "within twelve months, beginning with Monday 6 November 2017" in page
    assert "up to Monday 5 November 2018" in page
    assert "His aunt" not in page
    letter = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    answer = post(desk, "warn", "first", text=letter, **TODAY)
    made = Warned.objects.get()
    assert answer["Location"] == desk.address("warning", made.ref)
    shown = text(desk.get("warning", made.ref))
    assert "Live until Monday 5 November 2018." in shown
    assert "Ari Example" in shown
    assert "Olga" in shown
    assert "This is a formal warning." in shown
    pdf = desk.get("warning-pdf", made.ref)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert desk.get("warn", "first").status_code == 302  # it was sent


def test_a_letter_that_leaves_out_what_it_must_say_is_not_sent(desk):
    decide("first")
    page = text(post(desk, "warn", "first", text="Please come.", **TODAY))
    for words in ("Wednesday 1 November 2017", "not acceptable", "twelve months", "court"):
        assert words in page.split("There is a problem")[1].split("Letter")[0]
    assert not Warned.objects.exists()


# Breach


def breached():
    person = stored(WARNED, FIRST, enforcement={"warnings": [WARNING]})
    desk = Desk(person)
    decide("first")
    return desk


def test_breach_is_referred_and_dealt_with():
    desk = breached()
    page = text(desk.get("decide-breach", "first"))
    assert "Refer it to the enforcement officer" in page
    assert "Present it to the court" not in page  # a CRC holds the case
    assert "Do not breach" not in page
    answer = post(desk, "decide-breach", "first", outcome="referred")
    assert answer["Location"] == desk.address("case-enforcement")
    assert "Not dealt with yet" in text(desk.get("case-enforcement"))
    ref = BreachDecision.objects.get().ref
    on = {"on__day": "6", "on__month": "11", "on__year": "2017"}
    answer = post(desk, "breach-dealt-with", ref, result="order revoked", **on)
    assert answer.status_code == 302
    assert "Order revoked, Monday 6 November 2017" in text(desk.get("case-enforcement"))


def test_only_a_manager_decides_not_to_breach():
    desk = breached()
    post(desk, "decide-breach", "first", outcome="not breached", because="x")
    assert not BreachDecision.objects.exists()  # it was put to the manager
    as_manager(desk)
    assert "Say why it is not breached" in text(
        post(desk, "decide-breach", "first", outcome="not breached")
    )
    post(desk, "decide-breach", "first", outcome="not breached", because="He starts work.")
    assert BreachDecision.objects.get().by.name == "Sam"


def test_where_it_counts_for_two_orders_one_says_for_which():
    orders = {"orders": [on_order(), on_order("order-2", "2017-04-03")]}
    both = [WARNING, WARNING | {"ref": "w-2", "of": "order-2"}]
    desk = Desk(stored(WARNED, FIRST, sentences=orders, enforcement={"warnings": both}))
    decide("first")
    assert "Select the sentence" in text(post(desk, "decide-breach", "first", outcome="referred"))
    post(desk, "decide-breach", "first", query="?for=first/order-2", outcome="referred")
    assert [each.of for each in exported(desk.person).enforcement.breaches] == ["order-2"]


@pytest.mark.parametrize("page", ["warn", "decide-breach", "decide-licence"])
@pytest.mark.parametrize("ref", ["seen", "first"])
def test_what_nothing_follows_from_leads_back_to_the_contact(desk, page, ref):
    as_manager(desk)
    assert desk.get(page, ref)["Location"] == desk.address("contact", ref)


# Absences


def test_absences_are_looked_at_together_with_their_causes():
    causes = ("caring", "caring", "transport")
    made = [
        decided(f"c-{at}", on, cause=cause)
        for at, (on, cause) in enumerate(
            zip(("2017-10-18", "2017-10-25", "2017-11-01"), causes, strict=True)
        )
    ]
    desk = Desk(stored(*made))
    page = text(desk.get("review-absences", "order"))
    assert "3 acceptable absences" in page
    assert "Caring for somebody 2" in page
    assert "Adjust first." in page
    assert "Put it to a manager" not in page
    answer = post(desk, "review-absences", "order", outcome="adjust", because="Afternoons.")
    assert answer["Location"] == desk.address("case-enforcement")
    shown = text(desk.get("case-enforcement"))
    assert "Absences looked at: Adjust how it is delivered" in shown
    assert not AbsenceReview.objects.get().by_manager
    as_manager(desk)
    post(desk, "review-absences", "order", outcome="continue", because="It works now.")
    assert AbsenceReview.objects.order_by("pk").last().by_manager


# Compliance


def test_the_numbers_of_a_sentence_add_up_and_lead_to_the_entries():
    not_held = contact("not-held", "2017-10-23", "not held")
    not_held["outcome"]["service_cause"] = "stood down"
    desk = Desk(
        stored(
            SEEN,
            contact("seen-2", "2017-10-16"),
            decided("fine", "2017-10-17", cause="work"),
            WARNED,
            FIRST,
            decided("shut", "2017-10-19", cause="caused by the service"),
            not_held,
            contact("none", "2017-11-03", None, booked_on="2017-10-30"),
            contact("ahead", "2017-11-13", None, booked_on="2017-10-30"),
            contact("off", "2017-10-20", None, cancelled={"date": "2017-10-19"}),
            enforcement={"warnings": [WARNING]},
        )
    )
    page = text(desk.get("case-enforcement"))
    for said, number in (
        ("Attended", 2),
        ("Missed, acceptable Work: 1", 1),
        ("Missed, not acceptable Not said: 1", 1),
        ("Missed, not decided yet", 1),
        ("Caused by the service A failure, decided so: 1; Stood down: 1", 2),
        ("Outcome not recorded", 1),
        ("Appointments offered", 8),
    ):
        assert re.search(rf"{re.escape(said)} {number}\b", page), said
    assert "Live until Tuesday 30 October 2018" in page
    listed = text(desk.get("compliance", "order", "?came=caused+by+the+service"))
    assert "Caused by the service (2)" in listed
    assert "Monday 23 October 2017" in listed
    assert "Thursday 19 October 2017" in listed
    assert "Appointments offered (8)" in text(desk.get("compliance", "order"))
    assert desk.get("compliance", "order", "?came=nonsense").status_code == 404
    assert desk.get("compliance", "no-such").status_code == 404


def test_absences_that_mount_up_stand_among_what_is_open():
    three = [decided(f"k{day}", f"2017-10-1{day}") for day in (0, 1, 2)]
    desk = Desk(stored(*three, FIRST))
    page = desk.get("case-enforcement").content.decode()
    assert "Acceptable absences mount up; to be decided since Thursday 12 October 2017" in page
    assert f'href="{desk.address("review-absences", "order")}"' in page
    # It is overdue, and the page of the next absence says so rather than a day gone by.
    assert "since Thursday 19 October 2017 it is overdue to decide" in text(
        desk.get("decision", "first")
    )


def test_a_warning_of_an_order_that_has_ended_is_not_live():
    gone = {"orders": [on_order(ended={"date": "2017-11-02", "because": "revoked"})]}
    desk = Desk(stored(WARNED, enforcement={"warnings": [WARNING]}, sentences=gone))
    page = text(desk.get("case-enforcement"))
    assert "Formal warning of Tue 31 Oct 2017 Ended with the sentence" in page
    assert "Live until" not in page
    assert "Live warnings" not in text(desk.get("decision", "before"))


def test_two_absences_do_not_mount_up():
    desk = Desk(stored(*(decided(f"k{day}", f"2017-10-1{day}") for day in (0, 1))))
    assert "mount up" not in text(desk.get("case-enforcement"))


def test_what_can_be_done_about_an_unacceptable_failure_is_offered():
    desk = Desk(stored(WARNED, FIRST, enforcement={"warnings": [WARNING]}))
    decide("first")
    page = desk.get("case-enforcement").content.decode()
    assert f"{desk.address('warn', 'first')}?" not in page  # a warning is live: it is breach
    assert f"{desk.address('decide-breach', 'first')}?for=first/order" in page
    assert "Breach to be decided since Monday 6 November 2017" in page
    assert f"{desk.address('decide-breach', 'before')}?" not in page  # one decision at a time
    assert f"{desk.address('warn', 'before')}?" not in page  # it was sent


def test_a_warning_in_error_is_listed_as_withdrawn_and_its_letter_is_given_to_nobody(desk):
    decide("first")
    made = warn("first")
    assert "Say why" in text(post(desk, "decided-in-error", made.ref))
    answer = post(desk, "decided-in-error", made.ref, because="Another person's.")
    assert answer["Location"] == desk.address("case-enforcement")
    page = text(desk.get("case-enforcement"))
    assert "Withdrawn Another person&#39;s." in page
    assert "Live until" not in page
    assert "counts for nothing" in text(desk.get("warning", made.ref))
    assert desk.get("warning-pdf", made.ref).status_code == 404


@pytest.mark.parametrize(
    ("page", "ref"),
    [
        ("case-enforcement", None),
        ("compliance", "order"),
        ("decision", "first"),
        ("warn", "first"),
        ("warning", "w"),
        ("correct-warning", "w"),
        ("decide-breach", "first"),
        ("review-absences", "order"),
        ("decided-in-error", "w"),
    ],
)
def test_each_page_is_at_most_twelve_statements(page, ref):
    warned = {} if page == "warn" else {"warnings": [WARNING]}
    desk = Desk(stored(SEEN, WARNED, FIRST, SECOND, enforcement=warned))
    decide("first")
    desk.get(page, ref)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(page, ref).status_code == 200
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_what_is_not_there_is_not_found(desk):
    for page in ("decision", "warn", "decide-breach", "warning", "warning-pdf", "review-absences"):
        assert desk.get(page, "no-such").status_code == 404, page
    assert desk.get("breach-dealt-with", "no-such").status_code == 404
    assert desk.get("decided-in-error", "no-such").status_code == 404
