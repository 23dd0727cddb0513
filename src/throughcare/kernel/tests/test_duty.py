"""The state of a duty on a day: every state, in its precedence, both sides of each boundary."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.kernel.days import add_working_days
from throughcare.kernel.duty import Because, Duty, Excusal, Key, Role, State, state

day = date.fromisoformat


def duty(**changes):
    """Opened on Monday 1 May 2017, a bank holiday, and due on Wednesday 31 May."""
    plain = {
        "code": "see-the-person",
        "subject": "case",
        "opening": "c-1",
        "opened_on": day("2017-05-01"),
        "due_on": day("2017-05-31"),
        "role": Role.RESPONSIBLE_OFFICER,
        "because": Because("last-seen"),
        "source": "the calendar",
        "weight": 3,
    }
    given_days = {
        name: day(value) if isinstance(value, str) and name.endswith("_on") else value
        for name, value in changes.items()
    }
    return Duty(**plain | given_days)


def on(text, excused=False, **changes):
    return state(duty(**changes), day(text), excused=excused)


def test_its_name_is_its_code_its_subject_and_what_opened_it():
    assert duty().key == Key("see-the-person", "case", "c-1")


@pytest.mark.parametrize(
    ("due", "since"), [("2017-05-31", "2017-06-01"), ("2017-06-02", "2017-06-03")]
)
def test_it_fails_from_the_day_after_always(due, since):
    assert duty(due_on=due).failing_since == day(since)


def test_without_a_due_day_it_fails_from_no_day():
    assert duty(due_on=None).failing_since is None


# Each boundary


@pytest.mark.parametrize(
    ("today", "expected"), [("2017-05-31", State.DUE_SOON), ("2017-06-01", State.OVERDUE)]
)
def test_due_today_is_not_overdue(today, expected):
    assert on(today) == expected


@pytest.mark.parametrize(
    ("met", "expected"), [("2017-05-31", State.MET), ("2017-06-01", State.MET_LATE)]
)
def test_met_in_time_or_late(met, expected):
    assert on("2017-06-30", met_on=met) == expected


@pytest.mark.parametrize(
    ("today", "expected"), [("2017-06-05", State.OVERDUE), ("2017-06-06", State.MET_LATE)]
)
def test_until_the_day_it_is_met_it_is_not(today, expected):
    assert on(today, met_on="2017-06-06") == expected


@pytest.mark.parametrize(
    ("ended", "expected"), [("2017-05-30", State.ENDED), ("2017-05-31", State.MISSED)]
)
def test_ended_before_it_fell_due_or_missed(ended, expected):
    assert on("2017-06-30", ended_on=ended) == expected


@pytest.mark.parametrize(
    ("today", "expected"), [("2017-06-09", State.OVERDUE), ("2017-06-10", State.MISSED)]
)
def test_the_last_day_of_the_spell_is_a_day_in_it(today, expected):
    assert on(today, ended_on="2017-06-09") == expected


@pytest.mark.parametrize(
    ("today", "expected"), [("2017-05-30", State.DUE_SOON), ("2017-05-31", State.ENDED)]
)
def test_ended_shows_from_the_day_after(today, expected):
    assert on(today, ended_on="2017-05-30") == expected


@pytest.mark.parametrize(
    ("today", "expected"), [("2017-04-30", State.OPEN), ("2017-05-01", State.OPEN)]
)
def test_a_duty_that_opens_later_is_open(today, expected):
    assert on(today) == expected


def test_even_one_that_is_already_met_or_excused():
    assert on("2017-04-30", met_on="2017-04-20") == State.OPEN
    assert on("2017-04-30", excused=True) == State.OPEN
    assert on("2017-05-01", met_on="2017-04-20") == State.MET


@pytest.mark.parametrize("today", ["2017-05-02", "2018-05-02"])
def test_while_a_pause_hides_the_due_day_it_is_open(today):
    assert on(today, due_on=None) == State.OPEN


def test_with_the_due_day_hidden_it_can_still_be_met_or_end():
    assert on("2017-06-30", due_on=None, met_on="2017-06-01") == State.MET
    assert on("2017-06-30", due_on=None, ended_on="2017-06-01") == State.ENDED


# Due soon: within five working days, today included


@pytest.mark.parametrize(
    ("today", "due", "expected"),
    [
        pytest.param("2017-06-05", "2017-06-09", State.DUE_SOON, id="Monday: to Friday"),
        pytest.param("2017-06-05", "2017-06-10", State.OPEN, id="and not Saturday"),
        pytest.param("2017-06-06", "2017-06-12", State.DUE_SOON, id="Tuesday: to Monday"),
        pytest.param("2017-06-06", "2017-06-13", State.OPEN, id="and not Tuesday"),
        pytest.param("2017-06-10", "2017-06-16", State.DUE_SOON, id="Saturday: to next Friday"),
        pytest.param("2017-06-10", "2017-06-17", State.OPEN, id="and no further"),
        pytest.param("2017-06-11", "2017-06-16", State.DUE_SOON, id="Sunday: as Saturday"),
        pytest.param("2017-06-09", "2017-06-15", State.DUE_SOON, id="Friday: to Thursday"),
        pytest.param("2017-06-09", "2017-06-16", State.OPEN, id="and not Friday"),
        pytest.param("2017-05-25", "2017-06-01", State.DUE_SOON, id="over a bank holiday"),
        pytest.param("2017-05-25", "2017-06-02", State.OPEN, id="and no further over it"),
        pytest.param("2017-05-29", "2017-06-02", State.DUE_SOON, id="on a bank holiday"),
        pytest.param("2017-05-29", "2017-06-05", State.DUE_SOON, id="to the fifth after it"),
        pytest.param("2017-05-29", "2017-06-06", State.OPEN, id="and no further from it"),
    ],
)
def test_due_soon(today, due, expected):
    assert on(today, due_on=due) == expected


# Precedence: whatever else is true, the earlier state of the list wins

ORDER = list(State)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"excused": True, "met_on": "2017-05-20", "ended_on": "2017-06-09"}, State.EXCUSED),
        ({"excused": True}, State.EXCUSED),
        ({"met_on": "2017-05-20", "ended_on": "2017-05-15"}, State.MET),
        ({"met_on": "2017-06-02", "ended_on": "2017-06-01"}, State.MET_LATE),
        ({"ended_on": "2017-05-15"}, State.ENDED),
        ({"ended_on": "2017-06-09"}, State.MISSED),
        ({}, State.OVERDUE),
    ],
)
def test_the_order_in_which_states_are_decided(facts, expected):
    assert on("2017-06-30", **facts) == expected


def test_the_states_are_listed_in_that_order():
    assert [each.value for each in ORDER] == [
        "excused",
        "met",
        "met-late",
        "ended",
        "missed",
        "overdue",
        "due-soon",
        "open",
    ]


SOME_DAYS = st.dates(date(2017, 1, 1), date(2017, 12, 31))
MAYBE = st.none() | SOME_DAYS


@given(SOME_DAYS, MAYBE, MAYBE, MAYBE, SOME_DAYS, st.booleans())
def test_each_duty_has_one_state_on_each_day_and_it_says_what_it_says(
    opened, due, met, ended, today, excused
):
    found = state(
        duty(opened_on=opened, due_on=due, met_on=met, ended_on=ended), today, excused=excused
    )
    if opened > today:
        assert found == State.OPEN
        return
    if found in (State.OVERDUE, State.DUE_SOON, State.OPEN):
        assert not excused
        assert met is None or met > today
        assert ended is None or ended >= today
    if found == State.OVERDUE:
        assert due < today
    if found == State.DUE_SOON:
        assert today <= due <= add_working_days(today, 6)
    if found in (State.MET, State.MET_LATE):
        assert met <= today
    if found == State.MISSED:
        assert due <= ended < today


# Excusal


def excusal(**changes):
    return msgspec.structs.replace(
        Excusal(
            key=duty().key,
            opened_on=duty().opened_on,
            due_on=duty().due_on,
            on=day("2017-06-05"),
            until=day("2017-06-30"),
        ),
        **changes,
    )


@pytest.mark.parametrize(
    ("today", "holds"),
    [("2017-06-04", False), ("2017-06-05", True), ("2017-06-30", True), ("2017-07-01", False)],
)
def test_an_excusal_holds_from_its_day_through_its_last(today, holds):
    assert excusal().holds(duty(), day(today)) is holds


@pytest.mark.parametrize(
    "changes",
    [
        {"opening": "c-2"},
        {"opened_on": "2017-05-02"},
        {"due_on": "2017-06-01"},
        {"due_on": None},
        {"subject": "other"},
    ],
)
def test_it_falls_when_the_opening_or_the_due_day_changes(changes):
    assert not excusal().holds(duty(**changes), day("2017-06-06"))


def test_when_it_runs_out_the_duty_is_overdue_with_its_old_day():
    one = duty()
    after = day("2017-07-01")
    assert state(one, after, excused=excusal().holds(one, after)) == State.OVERDUE
    assert one.failing_since == one.due_on + timedelta(days=1)
