"""Clients that call in a closed loop, in processes of their own."""

import time

import pytest

from throughcare.casebook.bench.clients import WARM_UP_SECONDS, ClientFailed, measure


def test_a_call_that_outlasts_the_time_is_measured_once():
    lasts = WARM_UP_SECONDS + 0.1
    found = measure(lambda _number: lambda: time.sleep(lasts), clients=1, seconds=0.05)
    assert found.p50 >= 1000 * lasts
    assert 0 < found.per_second <= 1 / lasts


def test_quick_calls_are_counted_as_many_as_fit_after_a_warm_up():
    found = measure(lambda _number: lambda: time.sleep(0.01), clients=2, seconds=0.3)
    assert 0 < found.per_second < 210, "two of them, each at most a hundred times a second"
    assert found.p50 >= 10


def test_a_client_that_fails_ends_the_run_and_says_why():
    def broken() -> None:
        raise ValueError("no answer")

    with pytest.raises(ClientFailed, match="no answer"):
        measure(lambda _number: broken, clients=1, seconds=0.05)
