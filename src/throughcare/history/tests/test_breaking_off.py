"""What happens when a write is cut off in the middle, and when two write at once."""

import threading
from datetime import date

import pytest
from django.db import InterfaceError, OperationalError, connection

from throughcare import history
from throughcare.contacts.models import Contact
from throughcare.history.correcting import create, supersede
from throughcare.history.loading import load
from throughcare.history.models import Entry, Version
from throughcare.history.tests.records import everything
from throughcare.people.models import Person

pytestmark = pytest.mark.usefixtures("committed_database")


def _kill_backend() -> None:
    """End this connection's backend from outside, as a crash would."""
    import psycopg

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as another:
        another.execute("SELECT pg_terminate_backend(%s)", [number])


def test_a_backend_that_dies_leaves_nothing() -> None:
    person = load(everything()).person
    before = (Contact.objects.count(), Entry.objects.count(), Version.objects.count())
    contact = Contact.objects.filter(person=person).first()
    assert contact is not None
    with (  # noqa: PT012  the write as a whole must fail
        pytest.raises((OperationalError, InterfaceError)),
        history.write(contact, by=None, why="cut off"),
    ):
        supersede(contact, note="half")
        create(Contact, person_id=person, date=date(2017, 11, 8))
        _kill_backend()
        create(Contact, person_id=person, date=date(2017, 11, 9))
    connection.close()
    assert history.writing.current() is None  # type: ignore[attr-defined]
    after = (Contact.objects.count(), Entry.objects.count(), Version.objects.count())
    assert after == before
    with history.write(Person.objects.get(pk=person), by=None, why="the next one works"):
        create(Contact, person_id=person, date=date(2017, 11, 9))


def test_two_who_write_at_once_come_one_after_the_other() -> None:
    person = load(everything()).person
    contact = Contact.objects.filter(person=person, in_error_at=None).first()
    assert contact is not None
    failures: list[Exception] = []

    def add(letter: str) -> None:
        try:
            for _ in range(5):
                with history.write(contact, by=None, why="at once"):
                    row = Contact.objects.get(pk=contact.pk)
                    supersede(row, note=row.note + letter)
        except Exception as error:  # noqa: BLE001  a thread has no other way to tell
            failures.append(error)
        finally:
            connection.close()

    began = contact.note
    threads = [threading.Thread(target=add, args=[letter]) for letter in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    contact.refresh_from_db()
    assert sorted(contact.note.removeprefix(began)) == sorted("aaaaabbbbb")
    assert contact.version == 11
    assert Version.objects.filter(kind="contact", item_id=contact.pk).count() == 10


def test_two_who_load_the_same_file_at_once_store_it_once() -> None:
    outcomes: list[str] = []

    def store() -> None:
        try:
            outcomes.append(load(everything()).outcome)
        finally:
            connection.close()

    threads = [threading.Thread(target=store) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["new", "unchanged"]
    assert Person.objects.count() == 1
