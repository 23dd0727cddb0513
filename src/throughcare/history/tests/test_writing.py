"""The one way to write: nothing else writes, and what is written is written whole."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from throughcare import history
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact, ContactEvent, Outcome
from throughcare.history import answering, writing
from throughcare.history.correcting import create, mark_in_error, supersede
from throughcare.history.models import Entry, Version
from throughcare.history.subject import Subject
from throughcare.history.tests.records import person_of_today
from throughcare.history.tracking import TRACKED
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return person_of_today()


@pytest.fixture
def contact(person: Person) -> Contact:
    with history.write(person, by=None, why="Booked"):
        return create(Contact, person=person, date=date(2017, 11, 8))


@pytest.fixture
def user() -> User:
    return User.objects.create_user("po@example.org", "Ama Boateng")


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[list[Subject]]:
    """What a handler was called with; the handlers of the service stand aside."""
    calls: list[list[Subject]] = []
    monkeypatch.setattr(writing, "_handlers", [calls.append])
    return calls


def test_saving_outside_a_write_is_refused(contact: Contact) -> None:
    contact.note = "typed somewhere else"
    with pytest.raises(history.OutsideWrite):
        contact.save()


def test_deleting_is_refused_even_inside(contact: Contact) -> None:
    with history.write(contact, by=None, why="try"), pytest.raises(history.OutsideWrite):
        contact.delete()
    with (
        pytest.raises(DatabaseError, match="never deleted"),
        history.write(contact, by=None, why="try"),
    ):
        Contact.objects.filter(pk=contact.pk).delete()


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_the_database_refuses_every_tracked_table(model: type) -> None:
    table = model._meta.db_table
    for statement in (
        f"UPDATE {table} SET id = id",
        f"INSERT INTO {table} SELECT * FROM {table}",
        f"DELETE FROM {table}",
    ):
        with (
            pytest.raises(DatabaseError, match=r"never deleted|inside history\.write alone"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_bulk_writes_outside_are_refused(person: Person, contact: Contact) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.update(note="all of them")
    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.bulk_create(
            [Contact(person=person, date=date(2017, 1, 1), recorded_at=datetime.now(UTC))]
        )


def test_the_account_of_writes_cannot_be_changed(contact: Contact) -> None:
    with history.write(contact, by=None, why="Corrected"):
        supersede(contact, note="later")
    for table in ("history_entry", "history_version", "contacts_contactevent"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_an_entry_says_who_why_and_what(contact: Contact, user: User) -> None:
    with history.write(contact, by=user, why="Outcome recorded") as entry:
        outcome = create(Outcome, person_id=contact.person_id, contact=contact, result="attended")
    stored = Entry.objects.get(pk=entry.id)
    assert (stored.by, stored.why, stored.subject_kind) == (user, "Outcome recorded", "case")
    assert stored.subject_id == contact.person_id
    assert stored.changes == [["contacts.outcome", outcome.pk, "added"]]


def test_the_events_name_the_entry(contact: Contact) -> None:
    with history.write(contact, by=None, why="Corrected") as entry:
        supersede(contact, note="bring proof of address")
    event = ContactEvent.objects.filter(pgh_obj=contact).latest("pgh_id")
    assert event.pgh_context == {"entry": entry.id}
    assert event.note == "bring proof of address"


def test_a_nested_write_joins_the_one_around_it(contact: Contact) -> None:
    before = Entry.objects.count()
    with (
        history.write(contact, by=None, why="outer") as outer,
        history.write(contact, by=None, why="inner") as inner,
    ):
        assert inner is outer
    assert Entry.objects.count() == before + 1


def test_a_nested_write_takes_locks_in_order_alone(person: Person) -> None:
    other = person_of_today()
    with history.write(person, by=None, why="outer"), history.write(other, by=None, why="inner"):
        pass
    with (
        history.write(other, by=None, why="outer"),
        pytest.raises(history.LockOrder, match="must be taken before"),
        history.write(person, by=None, why="inner"),
    ):
        pass
    with history.write(other, person, by=None, why="both at once"):
        pass


def test_the_directory_comes_before_cases() -> None:
    assert Subject("staff", 10**9).lock < Subject("case", 1).lock
    assert Subject("case", 1 << 40).lock < 1 << 63


def test_handlers_work_once_on_each_subject(
    person: Person, contact: Contact, touched: list[list[Subject]]
) -> None:
    with history.write(contact, by=None, why="twice") as entry:
        supersede(contact, note="one")
        supersede(contact, note="two")
        with history.write(person, by=None, why="inside"):
            entry.touch(person)
    assert touched == [[person.subject]]


def test_a_handler_that_fails_takes_the_write_with_it(
    contact: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: list[Subject]) -> None:
        raise RuntimeError("the ledger fell over")

    monkeypatch.setattr(writing, "_handlers", [fail])
    with pytest.raises(RuntimeError), history.write(contact, by=None, why="doomed"):
        supersede(contact, note="gone")
    contact.refresh_from_db()
    assert (contact.note, contact.version) == ("", 1)
    assert not Entry.objects.filter(why="doomed").exists()
    assert not Version.objects.filter(item_id=contact.pk, kind="contact").exists()


def test_after_a_failed_write_the_next_one_works(contact: Contact) -> None:
    with pytest.raises(ZeroDivisionError), history.write(contact, by=None, why="doomed"):
        supersede(contact, note="gone" if 1 / 0 else "never")
    assert writing.current() is None
    contact.refresh_from_db()
    with history.write(contact, by=None, why="again"):
        supersede(contact, note="stays")


def test_the_same_form_twice_is_written_once(contact: Contact, user: User) -> None:
    token = "one-form"
    assert answering.done_before(token, by=user) is None
    with history.write(contact, by=user, why="Outcome recorded", token=token) as entry:
        supersede(contact, note="once")
        entry.result = "/cases/abc"
    with (
        pytest.raises(history.AlreadyDone) as done,
        history.write(contact, by=user, why="Outcome recorded", token=token),
    ):
        raise AssertionError("never reached")
    assert done.value.result == "/cases/abc"
    assert answering.done_before(token, by=user) == "/cases/abc"
    assert Entry.objects.filter(why="Outcome recorded").count() == 1


def test_the_token_of_a_write_that_failed_is_free(contact: Contact, user: User) -> None:
    for _ in range(2):
        with (
            pytest.raises(ZeroDivisionError),
            history.write(contact, by=user, why="doomed", token="again"),
        ):
            raise ZeroDivisionError


def test_two_editors_notice_each_other(contact: Contact) -> None:
    mine, yours = Contact.objects.get(pk=contact.pk), Contact.objects.get(pk=contact.pk)
    with history.write(contact, by=None, why="yours"):
        supersede(yours, note="yours")
    with history.write(contact, by=None, why="mine"), pytest.raises(history.Conflict) as conflict:
        supersede(mine, note="mine")
    assert conflict.value.current.note == "yours"
    with pytest.raises(history.Conflict):
        history.check_version(yours, 1)


def test_a_mark_of_error_needs_a_reason(contact: Contact) -> None:
    with history.write(contact, by=None, why="try"), pytest.raises(ValueError, match="reason"):
        mark_in_error(contact, "  ")


def test_a_part_in_error_is_put_right_by_a_new_one(contact: Contact) -> None:
    part = {"person_id": contact.person_id, "contact": contact}
    with history.write(contact, by=None, why="recorded"):
        wrong = create(Outcome, **part, result="failed to attend")
    with history.write(contact, by=None, why="again"), pytest.raises(ValueError, match="already"):
        create(Outcome, **part, result="attended")
    with history.write(contact, by=None, why="put right"):
        mark_in_error(wrong, "the wrong person")
        right = create(Outcome, **part, result="attended")
    assert (right.pk, right.stands, right.version) == (wrong.pk, True, 3)
    (version,) = Version.objects.filter(kind="outcome", item_id=wrong.pk)
    assert version.content["result"] == "failed to attend"
