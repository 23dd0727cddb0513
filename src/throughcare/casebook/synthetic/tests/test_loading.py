"""Loading in bulk leaves what loading one by one leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.db import connection, transaction

from throughcare.casebook.synthetic import Planting, synthesise
from throughcare.casebook.synthetic.loading import BATCH, load_people
from throughcare.casebook.synthetic.writing import encode
from throughcare.history.composing import compose_all
from throughcare.history.copying import CannotCopy
from throughcare.history.loading import load
from throughcare.kernel.casefile.reading import read_one, read_sound
from throughcare.kernel.casefile.writing import canonical
from throughcare.ledger.rebuilding import audit
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
INSTANTS = {"at", "domain_at", "pgh_created_at", "public_id"}
"""When it was loaded, and names that are drawn by chance."""


def people(count: int, seed: int) -> list[Any]:
    return list(synthesise(count, seed=seed, today=TODAY, planting=Planting(0.6, evenly=True)))


def tables() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours, but for instants of loading."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if not model.__module__.startswith("throughcare"):
                continue
            first = model._meta.pk.column
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{first}"')
            names = [column.name for column in cursor.description]
            found[table] = [
                {n: v for n, v in zip(names, row, strict=True) if n not in INSTANTS}
                for row in cursor.fetchall()
            ]
    return found


def left_by(work: Callable[[], object]) -> dict[str, list[dict[str, Any]]]:
    """What work leaves in the tables, with the numbers counted from the same."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT schemaname, sequencename FROM pg_sequences")
            for schema, name in cursor.fetchall():
                cursor.execute(f'ALTER SEQUENCE "{schema}"."{name}" RESTART WITH 5000')
        work()
        found = tables()
        transaction.set_rollback(True)
    return found


def test_every_table_is_as_loading_one_by_one_leaves_it() -> None:
    made = people(60, 3)
    one_by_one = left_by(lambda: [load(read_one(encode(each), "one")) for each in made])
    at_once = left_by(lambda: load_people(made))
    assert sum(map(len, one_by_one.values())) > 10_000
    for table, rows in one_by_one.items():
        assert at_once[table] == rows, table


def test_what_was_loaded_at_once_comes_out_as_it_went_in() -> None:
    made = people(BATCH + 20, 5)
    assert load_people(made) == BATCH + 20
    given = {each.crn: each for each in made}
    for case in compose_all():
        whole = read_one(encode(given[case.crn]), "one")
        assert canonical(case) == canonical(whole)
    assert audit(100)["defects"] == 0


def test_nothing_is_loaded_over_what_is_there() -> None:
    made = people(5, 1)
    load_people(made)
    with pytest.raises(CannotCopy, match="S000001 is stored already"):
        load_people(made)
    assert Person.objects.count() == 5


def test_another_seed_is_not_loaded_into_the_same_teams() -> None:
    load_people(people(5, 1))
    others = [
        each._replace(crn="T" + each.crn[1:], file=each.file | {"crn": "T" + each.crn[1:]})
        for each in people(5, 2)
    ]
    with pytest.raises(CannotCopy, match="stored otherwise"):
        load_people(others)


def test_a_directory_of_its_own_is_for_the_loader() -> None:
    (one,) = people(1, 1)
    file = msgspec.json.decode(encode(one))
    file["directory"]["scope"] = "file"
    with pytest.raises(CannotCopy, match="a directory of its own"):
        load_people([one._replace(file=file)])


def test_what_is_taken_as_sound_is_as_the_reader_reads_it() -> None:
    for each in people(80, 1):
        assert read_sound(encode(each)) == read_one(encode(each), "one")
