"""What came of a contact, and mistakes: record, ledger and history are right at once."""

from datetime import timedelta

import pytest

from throughcare import history
from throughcare.contacts import actions
from throughcare.contacts.models import Account, Asked, Outcome
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
from throughcare.history.models import Token, Version
from throughcare.kernel.casefile.contacts import Result, ServiceCause
from throughcare.kernel.refusal import Refusal
from throughcare.planning.models import Objective

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


def move(ref, **given):
    plain = {"day": TOMORROW, "at": None, "because": "x", "version": the(ref).version}
    return actions.move(the(ref), by=olga(), **(plain | given))


# What came of it


def test_attended_with_what_was_done_owes_nothing_more():
    person = stored(BOOKED)
    assert owed(person, "record-outcome")[0][0] == "due-soon"
    record(done="Talked about work.", objectives=[Objective.objects.get(ref="work")])
    (found,) = exported(person).contacts
    assert found.attended
    assert (found.account.done, found.account.objectives) == ("Talked about work.", ("work",))
    assert found.outcome.by == "olga"
    assert found.outcome.recorded_at == found.account.recorded_at
    assert owed(person, "record-outcome") == [("met", "booked", "2017-11-06")]
    assert owed(person, "complete-contact") == []
    assert entries(person) == [("Olga", "Outcome recorded: attended")]


def test_attended_without_what_was_done_opens_a_duty_of_the_author():
    person = stored(BOOKED)
    record()
    assert owed(person, "complete-contact") == [("due-soon", "booked", None)]
    assert owed(person, "see-the-person")[-1][0] == "open"


def test_a_failure_is_whole_once_the_reason_is_asked_for():
    person = stored(BOOKED)
    record(result=Result.FAILED_TO_ATTEND)
    assert owed(person, "record-outcome")[0][0] == "due-soon"
    actions.ask_for_reason(the("booked"), by=olga(), how="text", version=2)
    assert owed(person, "record-outcome")[0][0] == "met"
    assert owed(person, "decide-absence")[0][0] == "open"


def test_a_failure_can_be_recorded_and_asked_for_in_one_step():
    person = stored(BOOKED)
    record(result=Result.FAILED_TO_COMPLY, asked="in person")
    (found,) = exported(person).contacts
    assert found.asked.how == "in person"
    assert len(entries(person)) == 1
    assert owed(person, "record-outcome")[0][0] == "met"


def test_not_held_by_the_service_is_no_failure():
    person = stored(BOOKED)
    record(result=Result.NOT_HELD, service_cause=ServiceCause.STOOD_DOWN)
    assert exported(person).contacts[0].outcome.service_cause == "stood down"
    assert owed(person, "decide-absence") == []
    assert owed(person, "record-outcome")[0][0] == "met"


def test_what_cannot_be_recorded_is_refused_and_leaves_nothing():
    note = {"ref": "note", "date": "2017-11-01", "kind": "note", "note": "rang"}
    stored(BOOKED, AHEAD, SEEN, note)
    for ref, given, words in (
        ("ahead", {}, "not taken place yet"),
        ("seen", {}, "already recorded"),
        ("note", {}, "no outcome"),
        ("booked", {"objectives": [Objective(person_id=0)]}, "another case"),
    ):
        with pytest.raises(Refusal, match=words):
            record(ref, token="t", **given)
    assert Outcome.objects.count() == 1
    assert the("booked").version == 1
    assert not Token.objects.exists()


def test_a_moved_booking_is_recorded_for_the_day_it_stands_for():
    stored(AHEAD)
    move("ahead", day=TODAY)
    record("ahead")
    assert the("ahead").outcome.result == "attended"


def test_only_the_last_of_two_who_record_is_told_of_the_other():
    person = stored(BOOKED)
    record(done="mine")
    with pytest.raises(history.Conflict) as conflict:
        record(version=1, done="theirs")
    assert conflict.value.current.version == 2
    assert Account.objects.get().done == "mine"
    assert len(entries(person)) == 1


def test_the_same_form_records_once():
    person = stored(BOOKED)
    record(version=1, token="once")
    with pytest.raises(history.AlreadyDone) as before:
        record(version=1, token="once")
    assert before.value.result == "booked"
    assert len(entries(person)) == 1


# Completing and putting right


def test_what_was_done_can_be_added_and_corrected_with_the_old_words_kept():
    person = stored(BOOKED)
    record()
    work = [Objective.objects.get(ref="work")]
    actions.say_what_was_done(the("booked"), by=olga(), done="First.", objectives=[], version=2)
    assert owed(person, "complete-contact")[0][0] == "due-soon"  # it names no objective
    actions.say_what_was_done(the("booked"), by=olga(), done="Second.", objectives=work, version=3)
    account = exported(person).contacts[0].account
    assert (account.done, account.objectives) == ("Second.", ("work",))
    assert [(each.done, each.objectives) for each in account.earlier] == [("First.", ())]
    assert owed(person, "complete-contact")[0][0] == "met"


def test_a_corrected_outcome_keeps_the_old_one_and_turns_the_duties():
    person = stored(SEEN)
    assert owed(person, "decide-absence") == []
    actions.correct_outcome(
        the("seen"),
        by=olga(),
        author=staff(),
        result=Result.FAILED_TO_ATTEND,
        because="Mixed up with another Ari.",
        asked="letter",
        version=1,
    )
    found = exported(person).contacts[0]
    assert found.outcome.result == "failed to attend"
    assert [each.result for each in found.outcome.earlier] == ["attended"]
    assert found.asked.how == "letter"
    assert owed(person, "decide-absence")[0][0] == "due-soon"
    assert entries(person) == [("Olga", "Outcome corrected: Mixed up with another Ari.")]


def test_a_correction_takes_what_was_done_with_it():
    person = stored(MISSED)
    actions.correct_outcome(
        the("missed"),
        by=olga(),
        author=staff(),
        result=Result.ATTENDED,
        because="He was in the waiting room.",
        done="Seen late.",
        objectives=[Objective.objects.get(ref="drink")],
        version=1,
    )
    assert exported(person).contacts[0].account.done == "Seen late."
    assert owed(person, "complete-contact") == []


def test_what_cannot_be_corrected_is_refused():
    stored(SEEN, BOOKED)
    for ref, result, because, words in (
        ("seen", Result.ATTENDED, "x", "already recorded"),
        ("seen", Result.NOT_HELD, " ", "Say what was wrong"),
        ("booked", Result.NOT_HELD, "x", "no outcome to correct"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.correct_outcome(
                the(ref), by=olga(), author=None, result=result, because=because, version=1
            )
    assert not Version.objects.filter(kind="outcome").exists()


def test_only_a_failure_is_asked_about():
    stored(SEEN, MISSED | {"asked": {"how": "text"}})
    with pytest.raises(Refusal, match="Only a failure"):
        actions.ask_for_reason(the("seen"), by=olga(), how="text", version=1)
    with pytest.raises(Refusal, match="asked already"):
        actions.ask_for_reason(the("missed"), by=olga(), how="text", version=1)
    with pytest.raises(Refusal, match="attended"):
        actions.say_what_was_done(the("missed"), by=olga(), done="x", objectives=[], version=1)
    assert Asked.objects.count() == 1


def test_an_entry_in_error_counts_for_nothing_and_stays():
    person = stored(SEEN)
    assert owed(person, "see-the-person")[-1][0] == "open"
    actions.mark_in_error(the("seen"), by=olga(), because="Another person.", version=1)
    found = exported(person).contacts[0]
    assert found.in_error.because == "Another person."
    assert found.outcome.in_error is None
    assert owed(person, "record-outcome") == []
    assert owed(person, "see-the-person")[-1][0] == "overdue"
    assert entries(person) == [("Olga", "Recorded in error: Another person.")]


def test_nothing_more_is_done_to_an_entry_in_error():
    stored(SEEN, MISSED, AHEAD)
    for ref in ("seen", "missed", "ahead"):
        actions.mark_in_error(the(ref), by=olga(), because="x", version=1)
    before = entries(the("seen").person)
    for act in (
        lambda: record("ahead"),
        lambda: move("ahead"),
        lambda: actions.cancel(the("ahead"), by=olga(), because="x", version=2),
        lambda: actions.say_what_was_done(
            the("seen"), by=olga(), done="x", objectives=[], version=2
        ),
        lambda: actions.ask_for_reason(the("missed"), by=olga(), how="text", version=2),
        lambda: actions.mark_in_error(the("seen"), by=olga(), because="x", version=2),
    ):
        with pytest.raises(Refusal, match="recorded in error"):
            act()
    assert entries(the("seen").person) == before


def test_every_action_notices_that_the_contact_was_changed():
    stored(SEEN, MISSED, AHEAD, BOOKED)
    by = olga()
    for act in (
        lambda: record(version=9),
        lambda: move("ahead", version=9),
        lambda: actions.cancel(the("ahead"), by=by, because="x", version=9),
        lambda: actions.say_what_was_done(the("seen"), by=by, done="x", objectives=[], version=9),
        lambda: actions.ask_for_reason(the("missed"), by=by, how="text", version=9),
        lambda: actions.correct_outcome(
            the("seen"), by=by, author=None, result=Result.NOT_HELD, because="x", version=9
        ),
        lambda: actions.mark_in_error(the("seen"), by=by, because="x", version=9),
    ):
        with pytest.raises(history.Conflict):
            act()
    assert entries(the("seen").person) == []
