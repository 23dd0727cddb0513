"""Cases spread over officers so that nobody is fuller than need be."""

from throughcare.workload.rules.balance import Piece, spread
from throughcare.workload.rules.room import Load

ROOM = 1000


def test_the_heaviest_goes_first_and_each_to_whoever_is_least_full():
    loads = {1: Load(0, 0, ROOM), 2: Load(0, 0, ROOM)}
    found = spread([Piece(10, 50), Piece(11, 100), Piece(12, 60)], loads)
    assert found == {11: 1, 12: 2, 10: 2}


def test_hours_count():
    loads = {1: Load(10, 500, 1000), 2: Load(5, 300, 500)}
    assert spread([Piece(10, 100)], loads) == {10: 1}


def test_who_may_not_have_it_is_passed_over():
    loads = {1: Load(0, 0, ROOM), 2: Load(9, 900, ROOM)}
    assert spread([Piece(10, 100, not_to={1})], loads) == {10: 2}
    assert spread([Piece(10, 100, not_to={1, 2})], loads) == {10: None}
    assert spread([Piece(10, 100)], {}) == {10: None}


def test_of_equals_whoever_had_it_before():
    loads = {1: Load(1, 100, ROOM), 2: Load(1, 100, ROOM)}
    assert spread([Piece(10, 50, had_by={2})], loads) == {10: 2}


def test_somebody_without_any_room_comes_last():
    loads = {1: Load(0, 0, 0), 2: Load(9, 990, ROOM)}
    assert spread([Piece(10, 50)], loads) == {10: 2}
