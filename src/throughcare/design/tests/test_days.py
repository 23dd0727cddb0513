"""A day in three boxes and a time as people write it."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from throughcare.design.days import FULL_MONTHS, MONTHS, DayField, TimeField, TypedDay

SEEN = {"label": "When did you see them?", "noun": "The day you saw them"}
ALL = ("day", "month", "year")
NOT_REAL = "The day you saw them must be a real date"
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def field(**more):
    return DayField(**SEEN, missing="Enter the day you saw them", **more)


def error(asked, typed):
    with pytest.raises(ValidationError) as raised:
        asked.clean(typed)
    return raised.value.messages[0], (raised.value.params or {}).get("parts")


def outcome(asked, typed):
    """What a field makes of it: a value, or the sentence that says what is wrong."""
    try:
        return asked.clean(typed)
    except ValidationError as wrong:
        return wrong.messages[0]


@given(DAYS)
def test_every_day_shown_is_read_back_as_itself(day):
    assert field().clean(field().prepare_value(day)) == day


@given(DAYS, st.sampled_from([MONTHS, FULL_MONTHS]), st.booleans())
def test_months_may_be_named(day, names, capital):
    name = names[day.month - 1]
    typed = TypedDay(str(day.day), name.upper() if capital else name, f"{day.year:04}")
    assert field().clean(typed) == day


@given(st.builds(TypedDay, st.text(), st.text(), st.text()))
def test_whatever_is_typed_gives_a_day_or_a_sentence(typed):
    assert isinstance(outcome(field(), typed), date | str)


@pytest.mark.parametrize(
    ("typed", "said", "boxes"),
    [
        pytest.param(
            ("", "", ""), "Enter the day you saw them", ("day", "month", "year"), id="empty"
        ),
        pytest.param(
            ("6", "", "2017"),
            "The day you saw them must include a month",
            ("month",),
            id="no month",
        ),
        pytest.param(
            ("", "11", ""),
            "The day you saw them must include a day and a year",
            ("day", "year"),
            id="only a month",
        ),
        pytest.param(
            ("29", "2", "2017"),
            NOT_REAL,
            ALL,
            id="29 February of an ordinary year",
        ),
        pytest.param(("32", "1", "2017"), NOT_REAL, ("day",), id="32nd"),
        pytest.param(
            ("1", "13", "2017"),
            NOT_REAL,
            ("month",),
            id="month 13",
        ),
        pytest.param(("6", "11", "17"), "Year must include 4 numbers", ("year",), id="short year"),
        pytest.param(("6", "11", "0017"), NOT_REAL, ("year",), id="year 17"),
        pytest.param(
            ("٦", "11", "2017"),
            NOT_REAL,
            ("day",),
            id="other digits",
        ),
    ],
)
def test_an_error_says_what_is_wrong_and_marks_its_boxes(typed, said, boxes):
    assert error(field(), TypedDay(*typed)) == (said, boxes)


def test_29_february_of_a_leap_year_is_real():
    assert field().clean(TypedDay("29", "2", "2016")) == date(2016, 2, 29)


@pytest.mark.parametrize(("day", "fits"), [(6, True), (7, False)])
def test_the_last_day_allowed_is_itself_allowed(day, fits):
    asked = field(not_after=date(2017, 11, 6))
    typed = TypedDay(str(day), "11", "2017")
    if fits:
        assert asked.clean(typed) == date(2017, 11, 6)
    else:
        assert error(asked, typed)[0] == (
            "The day you saw them must be on or before Monday 6 November 2017"
        )


@pytest.mark.parametrize(("day", "fits"), [(6, True), (5, False)])
def test_the_first_day_allowed_is_itself_allowed(day, fits):
    asked = field(not_before=date(2017, 11, 6))
    typed = TypedDay(str(day), "11", "2017")
    if fits:
        assert asked.clean(typed) == date(2017, 11, 6)
    else:
        assert "on or after Monday 6 November 2017" in error(asked, typed)[0]


def test_a_day_that_need_not_be_given_may_be_empty():
    assert field(required=False).clean(TypedDay()) is None


def test_a_question_that_is_its_own_label_is_not_put_into_a_sentence():
    asked = DayField(label="When did you see them?")
    assert error(asked, TypedDay("6", "", "2017"))[0] == "Your answer must include a month"


def at(typed):
    return TimeField(label="Start time").clean(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2:30pm", time(14, 30)),
        ("2.30 PM", time(14, 30)),
        ("2pm", time(14)),
        ("2 p.m.", time(14)),
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("14h30", time(14, 30)),
        ("14", time(14)),
        ("02:30", time(2, 30)),
        ("9:30", time(9, 30)),
        ("930", time(9, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:30", time(12, 30)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_times_are_read_as_people_write_them(typed, meant):
    assert at(typed) == meant


@pytest.mark.parametrize(
    "typed", ["25:00", "14:60", "13pm", "0am", "0", "tea time", "2:3", "-1", "²pm"]
)
def test_what_is_no_time_is_asked_again_with_an_example(typed):
    with pytest.raises(ValidationError, match="Start time must be a"):
        at(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2:30", "Say whether 2:30 is am or pm, like 2:30pm"),
        ("9", "Say whether 9 is am or pm, like 9am"),
        ("12", "Say whether 12 is am or pm, like 12pm"),
    ],
)
def test_half_past_two_is_not_guessed(typed, said):
    with pytest.raises(ValidationError, match=said):
        at(typed)


@given(st.times())
def test_every_time_shown_is_read_back_as_itself(moment):
    moment = moment.replace(second=0, microsecond=0, tzinfo=None)
    asked = TimeField(label="Start time")
    assert asked.clean(asked.prepare_value(moment)) == moment


@given(st.text())
def test_whatever_is_typed_gives_a_time_or_a_sentence(typed):
    asked = TimeField(label="Start time", required=False)
    assert isinstance(outcome(asked, typed), time | str | None)
