"""Processes have connections of their own."""

import pytest
from django.db import connection, transaction

from throughcare.history.processes import in_processes, ready_for_processes


def _session() -> int:
    """The session of PostgreSQL that answers us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_a_process_takes_up_no_connection_that_we_left_open(committed_database: str) -> None:
    ours = _session()
    with in_processes(1) as pool:
        theirs = pool.submit(_session).result()
    assert theirs != ours
    assert _session() == ours  # and has closed none


_told: list[str] = []


def _what_we_were_told() -> list[str]:
    return _told


def test_each_process_begins_as_it_is_told(committed_database: str) -> None:
    with in_processes(1, begin=lambda: _told.append("begin")) as pool:
        assert pool.submit(_what_we_were_told).result() == ["begin"]
    assert not _told


@pytest.mark.django_db
def test_none_is_begun_within_a_transaction() -> None:
    with transaction.atomic():
        assert not ready_for_processes()
