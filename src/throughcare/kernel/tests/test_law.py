"""Values with the day they took effect, and the last day of a period of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.kernel.law import Dated, InForce, NotInForce, Setting, add_months, last_day
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

LIMIT = Dated(
    "a limit",
    chosen_by="the day of sentence",
    since={
        date(2017, 4, 1): InForce(7, "the later provision"),
        date(2014, 6, 1): InForce(5, "the first provision"),
    },
)


@pytest.mark.parametrize(
    ("on", "value"),
    [("2014-06-01", 5), ("2017-03-31", 5), ("2017-04-01", 7), ("2030-01-01", 7)],
)
def test_the_value_in_force_is_the_newest_that_had_taken_effect(on, value):
    assert LIMIT.on(date.fromisoformat(on)).value == value


def test_it_brings_its_source():
    assert LIMIT.on(date(2016, 1, 1)).source == "the first provision"


def test_before_the_first_there_is_none():
    assert LIMIT.find(date(2014, 5, 31)) is None
    with pytest.raises(NotInForce, match="it starts on 2014-06-01"):
        LIMIT.on(date(2014, 5, 31))


def test_a_value_without_any_day_is_refused():
    with pytest.raises(ValueError, match="at least one value"):
        Dated("nothing", chosen_by="nothing", since={})


def test_a_regime_may_set_its_own_value_and_says_so():
    setting = Setting("days to do it", 5, "working days", "a practitioner's judgement")
    assert TRANSFORMING_REHABILITATION.of(setting) == InForce(5, "a practitioner's judgement")
    assert Regime("Ours", {"days to do it": 3}).of(setting) == InForce(3, "set by Ours")


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        pytest.param("2018-01-15", 12, "2019-01-14", id="the published vector"),
        pytest.param("2016-02-29", 12, "2017-02-28", id="the published vector, a leap day"),
        pytest.param(
            "2018-08-31", 12, "2019-08-30", id="the published vector, a last of the month"
        ),
        pytest.param("2019-03-01", 12, "2020-02-29", id="into a leap year"),
        pytest.param("2020-02-29", 48, "2024-02-28", id="from leap day to leap day"),
        pytest.param("2017-01-31", 1, "2017-02-28", id="a month without that day"),
        pytest.param("2017-01-30", 1, "2017-02-28", id="nor that"),
        pytest.param("2017-01-01", 6, "2017-06-30", id="half a year"),
    ],
)
def test_a_period_ends_on_the_eve_of_its_anniversary(first, months, last):
    found = last_day(months=months, beginning_with=date.fromisoformat(first))
    assert found == date.fromisoformat(last)


FIRSTS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(FIRSTS, st.integers(1, 48))
def test_periods_that_follow_each_other_leave_no_day_out_and_none_twice(first, months):
    following = last_day(months=months, beginning_with=first) + timedelta(days=1)
    exists = add_months(first, months).day == first.day
    assert following == (add_months(first, months) if exists else following.replace(day=1))


@given(FIRSTS, st.integers(0, 48), st.integers(0, 48))
def test_months_are_monotone(first, one, other):
    fewer, more = sorted((one, other))
    assert add_months(first, fewer) <= add_months(first, more)
