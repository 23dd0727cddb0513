"""A multiplied case is its original but for names and numbers, with all that goes with it."""

import re
from datetime import date
from typing import Any

import msgspec
import pytest
from django.db import connection

from throughcare.casebook.bench.multiplying import copies, multiply, rows_to_add
from throughcare.casebook.synthetic import Planting, synthesise
from throughcare.casebook.synthetic.loading import load_people
from throughcare.contacts import actions
from throughcare.history.composing import compose_all
from throughcare.history.tracking import TRACKED
from throughcare.ledger.models import OwnerSpell, Row
from throughcare.ledger.rebuilding import audit
from throughcare.organisation.models import Provider, Staff, Team
from throughcare.people import naming
from throughcare.people.models import Name, Person

TODAY = date(2017, 11, 6)
PEOPLE, COPIES = 30, 3


@pytest.fixture
def multiplied(committed_database: str) -> dict[str, Any]:
    """Thirty people and three copies; what stood before."""
    load_people(synthesise(PEOPLE, seed=3, today=TODAY, planting=Planting(0.8, evenly=True)))
    before = {"guards": guards(), "rows": counted(), "to add": rows_to_add(COPIES)}
    before["added"] = multiply(copies(COPIES, staff_share=0.5, a_provider=2))
    return before


def test_a_copy_is_its_original_with_ledger_history_and_guards(multiplied: dict[str, Any]) -> None:
    """One test, since filling takes longest."""
    cases = {case.crn: msgspec.to_builtins(case) for case in compose_all()}
    assert len(cases) == PEOPLE * (COPIES + 1)
    for crn, case in cases.items():
        number = int(crn[1:])
        original = cases[f"S{(number - 1) % PEOPLE + 1:06d}"]
        assert plain(case) == plain(original), crn
        assert len(case["person"]["names"]) == len(original["person"]["names"])

    # Duties and owners: as the original's, and as the rules say of the copy.
    found = {person: owed(person) for person in Person.objects.order_by("pk")}
    for at, (person, rows) in enumerate(found.items()):
        original = list(found.values())[at % PEOPLE]
        assert rows == original, person
    assert audit(1000) == {"cases": len(cases), "defects": 0}

    # History: an entry, versions and events for every row.
    rows = counted()
    for model in (*TRACKED, Row, OwnerSpell):
        table = model._meta.db_table
        if model._meta.app_label != "organisation":
            assert rows[table] == (COPIES + 1) * multiplied["rows"][table], table
    assert rows["history_entry"] == (COPIES + 1) * multiplied["rows"]["history_entry"]
    assert rows["history_version"] == (COPIES + 1) * multiplied["rows"]["history_version"] > 0
    for model in TRACKED:
        assert unlike_their_events(model._meta.db_table) == 0, model
    assert outside_their_entries() == 0

    # Staff are shared by two copies, providers by two areas.
    staff = Staff.objects.filter(code__contains="syn-crc-000-o").count()
    assert staff == 2 * Staff.objects.filter(code__startswith="syn-crc-000-o").count()
    assert Provider.objects.count() == 2 * Provider.objects.filter(code__startswith="syn-").count()
    assert Team.objects.filter(provider=None).count() == 0

    # What was taken off is back, and a write goes on as ever.
    assert guards() == multiplied["guards"]
    assert multiplied["added"] <= multiplied["to add"]
    person = Person.objects.order_by("-pk").first()
    actions.record_contact(person, by=None, day=TODAY, done="Talked it through.", author=None)
    assert audit(1000)["defects"] == 0
    with pytest.raises(Exception, match="written inside"), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET sex = 'F'")


def test_every_name_is_found_by_its_pieces_and_sounds(multiplied: dict[str, Any]) -> None:
    names = list(Name.objects.all())
    for each in names:
        whole = f"{each.given} {each.family}"
        assert each.trigrams == naming.trigrams(whole)
        assert each.sounds == naming.sounds(whole)
    assert len({each.family for each in names}) > PEOPLE
    assert len(set(Person.objects.values_list("public_id", flat=True))) == PEOPLE * (COPIES + 1)


def plain(case: dict[str, Any]) -> dict[str, Any]:
    """A case file without what tells one copy from another."""
    person = {k: v for k, v in case["person"].items() if k not in ("names", "identifiers")}
    return unprefixed({**case, "crn": "", "person": person})


def unprefixed(value: Any) -> Any:
    """Codes of the directory as the area has them; lists of the directory in their order."""
    if isinstance(value, dict):
        found = {name: unprefixed(each) for name, each in value.items()}
        if "staff" in found and "providers" in found:
            for name, each in found.items():
                if isinstance(each, list):
                    found[name] = sorted(each, key=lambda one: one["ref"])
        return found
    if isinstance(value, list | tuple):
        return [unprefixed(each) for each in value]
    return re.sub("^[dp][0-9]+-syn-", "syn-", value) if isinstance(value, str) else value


def owed(person: Person) -> list[Any]:
    """The ledger rows of a case, and whose they are, but for their numbers."""
    rows = Row.objects.filter(subject_id=person.pk).order_by("code", "subject_ref", "opening_ref")
    named = [
        unprefixed([v for k, v in row.items() if k not in ("id", "subject_id", "fingerprint")])
        for row in rows.values()
    ]
    spells = OwnerSpell.objects.filter(subject_id=person.pk).order_by("pk")
    values = ("role", "author", "first", "last", "resolved", "staff__code", "team__code")
    return sorted(named, key=str) + sorted(
        (unprefixed(list(each)) for each in spells.values_list(*values)), key=str
    )


def rows_of(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def guards() -> list[tuple[Any, ...]]:
    """Every index, constraint and trigger."""
    return rows_of(
        "SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT conrelid::regclass::text || conname,"
        " replace(pg_get_constraintdef(oid), ' NOT VALID', '') FROM pg_constraint"
        " UNION ALL SELECT tgrelid::regclass::text || tgname, tgenabled::text FROM pg_trigger"
        " WHERE NOT tgisinternal"
        " UNION ALL SELECT relname, reloptions::text FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1, 2"
    )


def counted() -> dict[str, int]:
    """How many rows every table has."""
    tables = [
        name for (name,) in rows_of("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    ]
    return {name: rows_of(f"SELECT count(*) FROM {name}")[0][0] for name in tables}


def unlike_their_events(table: str) -> int:
    """Rows whose last event does not say the same."""
    columns = [
        name
        for (name,) in rows_of(
            f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}event'::regclass"
            " AND attnum > 0 AND attname NOT LIKE 'pgh_%' AND NOT attisdropped"
        )
    ]
    same = " AND ".join(f"e.{name} IS NOT DISTINCT FROM t.{name}" for name in columns)
    (found,) = rows_of(
        f"SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT FROM {table}event e"
        f" WHERE e.pgh_obj_id = t.id AND {same})"
    )
    return int(found[0])


def outside_their_entries() -> int:
    """Contacts whose event names the entry of another case."""
    (found,) = rows_of(
        "SELECT count(*) FROM contacts_contactevent e LEFT JOIN history_entry h"
        " ON h.id = (e.pgh_context->>'entry')::bigint AND h.subject_id = e.person_id"
        " WHERE h.id IS NULL"
    )
    return int(found[0])
