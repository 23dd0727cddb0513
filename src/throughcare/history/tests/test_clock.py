"""The one clock: real, or standing at the demo's day."""

from datetime import UTC, date, datetime

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.history import clock
from throughcare.kernel.casefile.facts import day_of

pytestmark = pytest.mark.django_db

MONDAY = date(2017, 11, 6)


@pytest.fixture(autouse=True)
def in_the_demo(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    clock.set_day(MONDAY)


def test_it_stands_at_its_day() -> None:
    assert clock.today() == MONDAY
    assert day_of(clock.now()) == MONDAY
    assert clock.now().tzinfo is UTC


def test_it_goes_forward_alone() -> None:
    assert clock.forward(days=7) == date(2017, 11, 13)
    with pytest.raises(clock.ClockError, match="forward alone"):
        clock.set_day(MONDAY)
    with pytest.raises(clock.ClockError):
        clock.forward(days=0)


def test_it_can_be_put_back_to_where_it_began() -> None:
    clock.forward(days=30)
    assert clock.reset() == MONDAY
    assert clock.today() == MONDAY


def test_outside_the_demo_it_is_real(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5
    with pytest.raises(clock.ClockError, match="real"):
        clock.set_day(MONDAY)


def test_a_request_reads_the_row_once() -> None:
    clock._begin()
    try:
        with CaptureQueriesContext(connection) as queries:
            assert {clock.today() for _ in range(5)} == {MONDAY}
            clock.now()
        assert len(queries) == 1
        clock.forward(days=1)
        assert clock.today() == date(2017, 11, 7)
    finally:
        clock._end()
    with CaptureQueriesContext(connection) as queries:
        clock.today()
    assert len(queries) == 1


def test_it_follows_requests() -> None:
    for signal in (request_started, request_finished):
        assert any("throughcare clock" in str(key[0]) for key, *_ in signal.receivers)


def test_a_command_on_a_demo_s_database_keeps_to_its_clock(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert clock.today() != MONDAY
    clock.keep_to_the_demo()
    assert clock.today() == MONDAY
