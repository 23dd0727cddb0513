"""Making many cases of few, inside the database: every row of a case again, with other numbers.

A database that holds nothing but the synthetic area is multiplied as a whole. A copy has its own
numbers, CRNs, names and public names, and the same days, entries, events, versions, duties and
owners; what is named by number is named by number and copy, so that nothing has to be looked up.
Copies share staff and teams so far that an officer has about as many cases as one of the area, and
providers so far that the largest is as large as the largest there was.

Rows are inserted without index, constraint or trigger, which are put back at the end: the foreign
keys unproved, since the copies of rows that fit together fit together.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random

import msgspec
from django.db import connection, connections

from throughcare.casebook.bench.bare_tables import Taken, run
from throughcare.casebook.bench.copied_rows import CODES_BEGIN, Area, Copy, Table
from throughcare.casebook.bench.surnames import another
from throughcare.history.composing import compose
from throughcare.kernel.duty import Duty
from throughcare.ledger.calendar import account
from throughcare.ledger.comparing import fingerprint
from throughcare.ledger.models import Row
from throughcare.people.models import Name

AT_ONCE = 2
"""Tables that are filled at the same time."""

Progress = Callable[[int], None]


def copies(count: int, *, staff_share: float, a_provider: int) -> list[Copy]:
    """Number the copies. ``staff_share``: how many new staff a copy brings, of those of the area;
    ``a_provider``: how many copies, the area counted, have the same providers."""
    made: list[Copy] = []
    before = (0, 0)
    for number in range(1, count + 1):
        here = (int(number * staff_share), number // a_provider)
        made.append(Copy(number, *here, here[0] > before[0], here[1] > before[1]))
        before = here
    return made


def multiply(made: Sequence[Copy], *, progress: Progress | None = None) -> int:
    """Multiply what is in the database; return how many rows were added."""
    if not made:
        return 0
    area = Area()
    tables = area.tables()
    _note_names(made)
    _note_fingerprints(made, area.shared_codes)
    taken = Taken.off([table.name for table in tables])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = pool.map(lambda each: _fill(area, each, made, taken, progress), tables)
        added = sum(done)
        pool.submit(connections.close_all).result()
    taken.put_back_keys()
    run("DROP TABLE bench_name, bench_duty")
    return added


def rows_to_add(count: int) -> int:
    """About how many rows so many copies have, to show how far it is."""
    return count * sum(table.rows for table in Area().tables())


def _fill(
    area: Area, table: Table, made: Sequence[Copy], taken: Taken, progress: Progress | None
) -> int:
    """Add the copies of the rows of one table, and put back what was taken off it."""
    added = 0
    try:
        run("SET synchronous_commit = off")
        run("SET maintenance_work_mem = '512MB'")
        for copy in made:
            if statement := area.statement(table.model, copy):
                added += run(statement)
            if progress:
                progress(table.rows)
        run(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{table.key}'),"
            f" (SELECT max({table.key}) FROM {table.name}))"
        )
        run(f"VACUUM (ANALYZE) {table.name}")
        for statement in taken.of(table.name):
            run(statement)
    finally:
        connection.close()
    return added


def _note_names(made: Sequence[Copy]) -> None:
    """Draw the names of every copy beforehand."""
    names = list(Name.objects.order_by("pk").values_list("pk", "person_id", "given", "family"))
    area = [family for _, _, _, family in names]
    run(
        "CREATE UNLOGGED TABLE bench_name (copy int, id bigint, family text, trigrams text[],"
        " sounds text[], PRIMARY KEY (copy, id))"
    )
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY bench_name FROM STDIN") as to,
    ):
        for copy in made:
            for number, person, given, _ in names:
                chance = Random(copy.number * 1_000_003 + person)
                to.write_row((copy.number, number, *another(given, area, chance)))


def _note_fingerprints(made: Sequence[Copy], shared: Sequence[str]) -> None:
    """Work out the marks of duties that name the directory, which a copy calls otherwise."""
    named = Row.objects.filter(author__startswith=CODES_BEGIN) | Row.objects.filter(
        opening_ref__startswith=CODES_BEGIN
    )
    rows = {
        (subject, code, ref, opening): pk
        for subject, code, ref, opening, pk in named.values_list(
            "subject_id", "code", "subject_ref", "opening_ref", "pk"
        )
    }
    people = sorted({key[0] for key in rows})
    found: list[tuple[int, Duty]] = []
    for person, case in zip(people, compose(people, "facts", standing=True), strict=True):
        for duty in account(case, standing=True).duties:
            pk = rows.get((person, duty.code, duty.subject, duty.opening))
            if pk is not None:
                found.append((pk, duty))
    run(
        "CREATE UNLOGGED TABLE bench_duty (copy int, id bigint, fingerprint bigint,"
        " PRIMARY KEY (copy, id))"
    )
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY bench_duty FROM STDIN") as to,
    ):
        for copy in made:
            for pk, duty in found:
                to.write_row((copy.number, pk, fingerprint(_of_copy(duty, copy, shared))))


def _of_copy(duty: Duty, copy: Copy, shared: Sequence[str]) -> Duty:
    return msgspec.structs.replace(
        duty,
        author=duty.author and copy.code(duty.author, shared),
        subject=copy.code(duty.subject, shared),
        opening=copy.code(duty.opening, shared),
    )
