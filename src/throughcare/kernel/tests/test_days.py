"""Working days, months, and days left out of the count."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.kernel.days import (
    FIRST_YEAR,
    LAST_YEAR,
    ONE_DAY,
    Days,
    OutOfCalendar,
    add_calendar_months,
    add_days,
    add_working_days,
    is_working_day,
    joined,
    next_working_days,
    working_days_between,
)

day = date.fromisoformat

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
COUNTS = st.integers(0, 60)
RUNS = st.builds(
    lambda first, length: Days(first, first + timedelta(days=length)), DAYS, st.integers(0, 90)
)
NEAR = st.lists(
    st.builds(lambda start, length: (start, length), st.integers(-40, 120), st.integers(0, 60)),
    max_size=4,
)


def runs_near(start, given_runs):
    return [
        Days(start + timedelta(days=at), start + timedelta(days=at + length))
        for at, length in given_runs
    ]


VECTORS = {
    "allocation decided after a sentence on the eve of Easter": ("2018-03-29", 2, "2018-04-04"),
    "after a sentence before the August holiday": ("2018-08-24", 2, "2018-08-29"),
    "first appointment of an order": ("2018-04-04", 5, "2018-04-11"),
    "first appointment after release on Christmas Eve": ("2018-12-24", 1, "2018-12-27"),
    "after release on a Friday before a bank holiday": ("2018-05-04", 1, "2018-05-08"),
    "plan after a first appointment": ("2018-04-11", 15, "2018-05-02"),
    "plan over two bank holidays": ("2018-05-01", 15, "2018-05-23"),
    "breach, community rehabilitation company": ("2018-05-01", 8, "2018-05-14"),
    "breach, National Probation Service": ("2018-05-01", 10, "2018-05-16"),
    "presented after an acceptable referral": ("2018-05-14", 2, "2018-05-16"),
    "decision on a failure over Easter": ("2018-03-28", 6, "2018-04-09"),
    "unpaid work over Christmas": ("2018-12-20", 7, "2019-01-03"),
    "victim contact": ("2018-03-01", 40, "2018-04-30"),
    "serious further offence": ("2018-08-20", 10, "2018-09-04"),
}


@pytest.mark.parametrize(("start", "count", "last"), VECTORS.values(), ids=VECTORS)
def test_the_published_vectors(start, count, last):
    assert add_working_days(day(start), count) == day(last)


BANK_HOLIDAYS = [
    "2018-01-01",
    "2018-03-30",
    "2018-04-02",
    "2018-05-07",
    "2018-05-28",
    "2018-08-27",
    "2018-12-25",
    "2018-12-26",
    "2019-01-01",
    "2016-12-26",
    "2016-12-27",
    "2017-01-02",
    "2017-04-14",
    "2017-04-17",
    "2017-05-01",
    "2017-05-29",
    "2017-08-28",
    "2017-12-25",
    "2017-12-26",
    "2020-05-08",
    "2011-04-29",
    "2012-06-04",
    "2012-06-05",
    "2022-06-02",
    "2022-06-03",
]


@pytest.mark.parametrize("closed", BANK_HOLIDAYS)
def test_bank_holidays_of_england_and_wales_are_no_working_days(closed):
    assert not is_working_day(day(closed))


@pytest.mark.parametrize(
    "open_in_england", ["2018-01-02", "2018-03-19", "2018-07-12", "2018-08-06", "2018-11-30"]
)
def test_days_off_elsewhere_in_the_kingdom_are_working_days(open_in_england):
    assert is_working_day(day(open_in_england))


def test_a_holiday_that_was_moved_left_a_working_day_behind():
    assert is_working_day(day("2020-05-04"))


def test_from_a_rest_day_the_count_begins_with_the_next_working_day():
    for start in ("2018-03-30", "2018-03-31", "2018-04-01", "2018-04-02"):
        assert add_working_days(day(start), 1) == day("2018-04-03")


def test_no_days_are_no_days():
    assert add_working_days(day("2018-03-30"), 0) == day("2018-03-30")


@given(DAYS, st.integers(1, 60))
def test_it_never_lands_on_a_rest_day(start, count):
    assert is_working_day(add_working_days(start, count))


@given(DAYS, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_were_added(start, count):
    last = add_working_days(start, count)
    assert len(working_days_between(start + ONE_DAY, last)) == count


@given(DAYS, DAYS, COUNTS)
def test_it_is_monotone_in_the_day(one, other, count):
    first, second = sorted((one, other))
    assert add_working_days(first, count) <= add_working_days(second, count)


@given(DAYS, COUNTS, COUNTS)
def test_it_is_monotone_in_the_count(start, one, other):
    fewer, more = sorted((one, other))
    assert add_working_days(start, fewer) <= add_working_days(start, more)


@given(DAYS, st.integers(1, 30), st.integers(1, 30))
def test_adding_twice_is_adding_together(start, one, other):
    assert add_working_days(add_working_days(start, one), other) == add_working_days(
        start, one + other
    )


@given(DAYS, st.integers(1, 20))
def test_the_next_working_days_begin_with_the_day_itself(start, count):
    found = next_working_days(start, count)
    assert len(found) == count
    assert (found[0] == start) is is_working_day(start)
    assert list(found) == list(working_days_between(start, found[-1]))


# Days left out


def count_by_hand(start, count, closed, *, working):
    """Take the days out of the calendar one by one."""
    result = start
    while count:
        result += ONE_DAY
        if any(result in run for run in closed) or (working and not is_working_day(result)):
            continue
        count -= 1
    return result


@given(DAYS, COUNTS, NEAR)
def test_leaving_out_working_days_is_as_though_they_were_not_in_the_calendar(start, count, near):
    closed = runs_near(start, near)
    expected = count_by_hand(start, count, closed, working=True)
    assert add_working_days(start, count, without=closed) == expected
    assert add_working_days(start, count, without=joined(closed)) == expected


@given(DAYS, st.integers(1, 120), NEAR)
def test_so_is_leaving_out_days(start, count, near):
    closed = runs_near(start, near)
    expected = count_by_hand(start, count, closed, working=False)
    assert add_days(start, count, without=closed) == expected


@given(DAYS, st.integers(0, 3), NEAR)
def test_a_month_with_days_left_out_is_as_long_as_it_would_have_been(start, months, near):
    closed = runs_near(start, near)
    plain = add_calendar_months(start, months)
    assert add_calendar_months(start, months, without=closed) == add_days(
        start, (plain - start).days, without=closed
    )


@given(DAYS, COUNTS, st.integers(-30, 120))
def test_a_run_without_an_end_hides_exactly_the_days_from_its_first_on(start, count, at):
    endless = Days(start + timedelta(days=at))
    for add in (add_working_days, add_days):
        plain = add(start, count)
        hidden = plain > start and plain >= endless.first
        assert add(start, count, without=[endless]) == (None if hidden else plain)


def test_a_run_that_lasts_for_decades_costs_no_more():
    century = Days(date(1950, 1, 2), date(2090, 12, 31))
    assert add_working_days(date(1950, 1, 1), 1, without=[century]) == date(2091, 1, 2)


@given(st.lists(st.one_of(RUNS, st.builds(Days, DAYS)), max_size=6))
def test_runs_made_into_one_hold_the_same_days_and_lie_apart(given_runs):
    found = joined(given_runs)
    for at in (run.first + timedelta(days=shift) for run in given_runs for shift in (-1, 0, 1, 91)):
        assert any(at in run for run in found) is any(at in run for run in given_runs)
    for one, following in itertools.pairwise(found):
        assert one.last is not None
        assert following.first > one.last + ONE_DAY


def test_a_run_that_ends_before_it_begins_holds_no_days():
    assert joined([Days(date(2017, 5, 10), date(2017, 5, 9))]) == []


# Months


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2017-01-31", 1, "2017-02-28"),
        ("2016-01-31", 1, "2016-02-29"),
        ("2017-02-28", 1, "2017-03-28"),
        ("2017-03-31", 1, "2017-04-30"),
        ("2017-11-30", 3, "2018-02-28"),
        ("2017-12-15", 1, "2018-01-15"),
        ("2016-02-29", 12, "2017-02-28"),
    ],
)
def test_the_same_day_of_the_month_or_its_last(start, months, expected):
    assert add_calendar_months(day(start), months) == day(expected)


@given(DAYS, st.integers(0, 24))
def test_months_never_skip_one(start, months):
    found = add_calendar_months(start, months)
    assert (found.year - start.year) * 12 + found.month - start.month == months
    assert found.day <= start.day


# The ends of the calendar


@pytest.mark.parametrize("start", [date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)])
def test_limits_run_on_past_the_last_day_a_fact_may_have(start):
    assert add_working_days(start - ONE_DAY, 5) > start
    assert add_working_days(start, 300) > start


@pytest.mark.parametrize("far", [date(1700, 1, 1), date(2300, 1, 1)])
def test_beyond_that_it_says_so(far):
    with pytest.raises(OutOfCalendar):
        is_working_day(far)
    with pytest.raises(OutOfCalendar):
        add_working_days(far, 1)
