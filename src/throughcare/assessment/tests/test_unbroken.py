"""Since when something stands unbroken."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment.rules.unbroken import unbroken

D = [date(2017, 3, day) for day in range(1, 10)]


def stretches(*steps):
    return [tuple(each) for each in unbroken((D[at], stands, at) for at, stands in steps)]


def test_it_stands_from_the_first_until_the_eve_of_the_day_it_does_not():
    assert stretches((0, True), (2, True), (5, False)) == [(0, D[0], D[4])]


def test_it_stands_again_from_a_day_of_its_own():
    assert stretches((0, True), (2, False), (5, True)) == [(0, D[0], D[1]), (5, D[5], None)]


def test_what_says_nothing_changes_nothing():
    assert stretches((0, None), (1, True), (2, None)) == [(1, D[1], None)]


def test_of_two_on_one_day_the_later_counts():
    assert stretches((0, True), (0, False)) == []
    assert stretches((0, True), (3, False), (3, True)) == [(0, D[0], None)]


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from([True, False, None])), max_size=12))
def test_the_last_word_of_a_day_is_what_stands_on_it(steps):
    steps.sort(key=lambda step: step[0])
    found = stretches(*steps)
    for at, day in enumerate(D):
        said = [stands for on, stands in steps if on <= at and stands is not None]
        stands = [each for each in found if each[1] <= day and (not each[2] or day <= each[2])]
        assert len(stands) == bool(said and said[-1])
