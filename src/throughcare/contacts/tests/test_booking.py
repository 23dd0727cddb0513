"""Booking, moving, cancelling: record, ledger and history are right at once, or nothing is."""

from datetime import date, time, timedelta

import pytest

from throughcare import history
from throughcare.contacts import actions
from throughcare.contacts.models import Contact, Move
from throughcare.contacts.tests.acting import (
    TODAY,
    contact,
    entries,
    exported,
    olga,
    owed,
    staff,
    stored,
    the,
)
from throughcare.history import clock
from throughcare.history.models import Token
from throughcare.kernel.casefile.contacts import ContactKind, Mode, Result
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.sentences.models import Requirement

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)
BOOKED = contact("booked", "2017-11-06", None, booked_on="2017-10-30", time="10:00")
AHEAD = contact("ahead", "2017-11-08", None, booked_on="2017-10-30", time="10:00")
SEEN = contact("seen", "2017-10-30")
MISSED = contact("missed", "2017-11-02", "failed to attend")


def record(ref="booked", result=Result.ATTENDED, **given):
    by = given.pop("by", None) or olga()
    given.setdefault("version", the(ref).version)
    return actions.record_outcome(the(ref), by=by, author=staff(), result=result, **given)


# Booking


def test_booking_is_in_record_ledger_and_history():
    person = stored()
    assert owed(person, "arrange-first-appointment")[0][0] == "overdue"
    made = actions.book(
        person, by=olga(), day=TOMORROW, at=time(9, 30), mode=Mode.HOME_VISIT, staff=staff()
    )
    (found,) = exported(person).contacts
    assert (found.date, found.time, found.mode) == (TOMORROW, time(9, 30), Mode.HOME_VISIT)
    assert (found.booked_on, found.staff, found.ref) == (TODAY, "olga", made.ref)
    assert entries(person) == [("Olga", "Appointment booked")]
    assert owed(person, "record-outcome", TOMORROW) == [("due-soon", made.ref, None)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"day": TODAY - timedelta(days=1)}, "day", id="yesterday"),
        pytest.param({"day": date(2107, 11, 7)}, "day", id="a slip in the year"),
        pytest.param({"day": TOMORROW, "minutes": 0}, "minutes", id="no minutes"),
        pytest.param({"day": TOMORROW, "kind": ContactKind.NOTE}, "kind", id="a note"),
    ],
)
def test_what_cannot_be_booked_is_refused_and_leaves_nothing(given, field):
    person = stored()
    with pytest.raises(Refusal) as refused:
        actions.book(person, by=olga(), token="t", **given)
    assert refused.value.field == field
    assert not Contact.objects.exists()
    assert not Token.objects.exists()


def test_a_requirement_of_another_case_is_refused():
    person = stored()
    other = Requirement(person_id=person.pk + 1)
    with pytest.raises(Refusal, match="another case"):
        actions.book(person, by=olga(), day=TOMORROW, requirement=other)


def test_today_can_be_booked():
    made = actions.book(stored(), by=olga(), day=TODAY)
    assert made.booked_on == TODAY


def test_the_same_form_books_once():
    person = stored()
    made = actions.book(person, by=olga(), day=TOMORROW, token="once")
    with pytest.raises(history.AlreadyDone) as before:
        actions.book(person, by=olga(), day=TOMORROW, token="once")
    assert before.value.result == made.ref
    assert Contact.objects.count() == 1


# Moving and cancelling


def test_a_move_shifts_the_day_and_says_when_it_was_made():
    person = stored(AHEAD)
    actions.move(the("ahead"), by=olga(), day=date(2017, 11, 9), at=None, because="ill", version=1)
    (found,) = exported(person).contacts
    assert (found.stands_for, found.stands_at, found.made_on) == (date(2017, 11, 9), None, TODAY)
    assert the("ahead").stands_for == date(2017, 11, 9)
    assert entries(person) == [("Olga", "Appointment moved")]
    assert owed(person, "record-outcome", date(2017, 11, 9))[0][0] == "due-soon"


def test_the_last_of_two_moves_on_a_day_stands_whatever_the_clock_says(monkeypatch):
    person = stored(AHEAD)
    for day in (9, 8):
        actions.move(
            the("ahead"),
            by=olga(),
            day=date(2017, 11, day),
            at=time(15, 0),
            because="",
            version=the("ahead").version,
        )
        at = clock.now() - timedelta(hours=5)  # the demo's day stays while real hours begin anew
        monkeypatch.setattr(clock, "now", lambda at=at: at)
    assert exported(person).contacts[0].stands_for == date(2017, 11, 8)
    assert the("ahead").stands_for == date(2017, 11, 8)


def move(ref, **given):
    plain = {"day": TOMORROW, "at": None, "because": "x", "version": the(ref).version}
    return actions.move(the(ref), by=olga(), **(plain | given))


def test_what_cannot_be_moved_is_refused():
    gone = contact("gone", "2017-11-01", None, booked_on="2017-10-25")
    cancelled = contact("cancelled", "2017-11-09", None, booked_on="2017-10-25")
    stored(AHEAD, SEEN, gone, cancelled | {"cancelled": {"date": "2017-11-01"}})
    for ref, given, words in (
        ("ahead", {"day": TODAY - timedelta(days=1)}, "today or a later day"),
        ("ahead", {"day": date(2017, 11, 8), "at": time(10)}, "already"),
        ("ahead", {"day": date(2071, 11, 8)}, "Check the year"),
        ("seen", {}, "already recorded"),
        ("gone", {}, "day has gone"),
        ("cancelled", {}, "cancelled"),
    ):
        with pytest.raises(Refusal, match=words):
            move(ref, **given)
    assert not Move.objects.exists()


def test_a_cancelled_booking_owes_no_outcome():
    person = stored(AHEAD)
    actions.cancel(the("ahead"), by=olga(), because="in hospital", version=1)
    assert exported(person).contacts[0].cancelled.because == "in hospital"
    assert owed(person, "record-outcome", date(2017, 11, 20)) == []
    with pytest.raises(Refusal, match="cancelled"):
        record("ahead")


def test_a_booking_cannot_be_cancelled_once_its_day_has_gone():
    stored(contact("gone", "2017-11-01", None, booked_on="2017-10-25"))
    with pytest.raises(Refusal, match="Record what came of it"):
        actions.cancel(the("gone"), by=olga(), because="never mind", version=1)
    with pytest.raises(Refusal, match="Say why"):
        actions.cancel(the("gone"), by=olga(), because=" ", version=1)


# Without an appointment


def test_an_unplanned_contact_counts_as_seen():
    person = stored()
    made = actions.record_contact(
        person, by=olga(), day=TODAY, done="Came by.", author=staff(), mode=Mode.OFFICE
    )
    (found,) = exported(person).contacts
    assert (found.ref, found.attended, found.booked_on) == (made.ref, True, None)
    assert owed(person, "complete-contact")[0][0] == "due-soon"  # a plan is there, no objective
    assert owed(person, "hold-first-appointment")[0][0] == "met-late"


def test_a_note_is_no_contact():
    person = stored()
    actions.record_contact(
        person, by=olga(), day=TODAY, done="Mother rang.", author=staff(), kind=ContactKind.NOTE
    )
    (found,) = exported(person).contacts
    assert (found.note, found.outcome) == ("Mother rang.", None)
    assert owed(person, "hold-first-appointment")[0][0] == "overdue"
    assert owed(person, "record-outcome") == []
    assert entries(person) == [("Olga", "Note recorded")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"day": TOMORROW}, "day", id="tomorrow"),
        pytest.param({"day": date(1917, 11, 6)}, "day", id="a hundred years ago"),
        pytest.param({"day": date(1985, 5, 4)}, "day", id="before birth"),
        pytest.param({"kind": ContactKind.NOTE, "done": " "}, "done", id="an empty note"),
    ],
)
def test_what_did_not_take_place_is_refused(given, field):
    plain = {"day": TODAY, "done": "x", "author": staff_or_none()}
    with pytest.raises(Refusal) as refused:
        actions.record_contact(stored(), by=olga(), **(plain | given))
    assert refused.value.field == field
    assert not Contact.objects.exists()


def staff_or_none():
    return Staff.objects.filter(code="X123456/olga").first()
