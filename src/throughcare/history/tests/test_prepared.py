"""A statement that is prepared answers as it would unprepared, and is planned once."""

from datetime import date

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from throughcare.history import prepared

pytestmark = pytest.mark.django_db

ASKED = "SELECT %(day)s::date - 1, n, '100%%' FROM unnest(%(ids)s::bigint[]) n WHERE n <> %(not)s"


def times_run() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE %s",
            ["%unnest(ARRAY[$2]::%"],
        )
        return [times for (times,) in cursor.fetchall()]


def test_values_stand_where_they_are_named_however_often_it_is_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        for ids in ([1, 2, 3], [5], [], list(range(2000))):
            found = prepared.run(ASKED, {"day": date(2026, 3, 1), "ids": ids, "not": 2})
            assert found == [(date(2026, 2, 28), each, "100%") for each in ids if each != 2]
    assert len(asked) == 4


def test_a_list_of_a_few_numbers_is_planned_for_so_many() -> None:
    statement = "SELECT n FROM unnest(%(ids)s::bigint[]) n WHERE n = ANY(%(of)s)"
    for ids in ([3, 4], [3, 4, 5, 6], [3, 4, 5, 6, 7, 8]):
        for of in ([4], [3, 4], [9]):
            found = prepared.run(statement, {"ids": ids, "of": of})
            assert sorted(found) == [(each,) for each in ids if each in of]


def test_lists_of_words_and_nothing() -> None:
    statement = "SELECT w FROM unnest(%(words)s::text[]) w WHERE w = %(one)s OR %(one)s IS NULL"
    words = ["it's", 'a "word"', "a,b{}", "%s"]
    assert prepared.run(statement, {"words": words, "one": None}) == [(each,) for each in words]
    assert prepared.run(statement, {"words": words, "one": "it's"}) == [("it's",)]


def test_it_is_prepared_once_a_connection() -> None:
    given = {"day": date(2026, 3, 1), "ids": [1], "not": 2}
    prepared.run(ASKED, given)
    (before,) = times_run()
    prepared.run(ASKED, given)
    assert times_run() == [before + 1]


def test_a_statement_the_database_refuses_says_so_as_others_do() -> None:
    with pytest.raises(ProgrammingError):
        prepared.run("SELECT nothing_of_the_kind FROM nowhere", {})
