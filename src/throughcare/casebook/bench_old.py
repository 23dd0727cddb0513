"""`throughcare bench`: the pages against two floors, on the same data in the same run.

The first floor is the bare SQL of the operation; the second is that SQL behind a
minimal WSGI page, without session, permission, audit or template engine. Pages and floor
pages are called in this process, one at a time, so that no network stands between.
Ratios travel to another machine; times do not.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

import click

from throughcare.settings.command import with_django

DATABASE = "throughcare_bench"
WARM_UP = 5


@dataclass(frozen=True)
class Figure:
    """One operation: its times, its statements, and the floors' times. Milliseconds."""

    operation: str
    p50: float
    p95: float
    queries: int
    sql_p50: float | None = None
    page_p50: float | None = None

    @property
    def times_floor(self) -> float | None:
        """How many times the minimal page it takes."""
        return self.p50 / self.page_p50 if self.page_p50 else None


@click.command()
@click.option("--people", default=500, show_default=True, help="Cases in the crowd.")
@click.option("--contacts", default=2000, show_default=True, help="Contacts of the longest case.")
@click.option("--rounds", default=100, show_default=True, help="Calls of each operation.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bench(people: int, contacts: int, rounds: int, as_json: bool) -> None:
    """Measure against the two floors, in a database of its own that is dropped afterwards."""
    _bench(people, contacts, rounds, as_json)


@with_django
def _bench(people: int, contacts: int, rounds: int, as_json: bool) -> None:
    with _own_database():
        begun = time.perf_counter()
        _fill(people, contacts)
        loading = time.perf_counter() - begun
        found = list(_measure(rounds))
    if as_json:
        rows = [asdict(each) | {"times_floor": each.times_floor} for each in found]
        click.echo(json.dumps({"people": people, "loading_s": loading, "figures": rows}, indent=2))
        return
    click.echo(f"{people} cases loaded in {loading:.1f} s; the longest has {contacts} contacts.\n")
    click.echo(
        "| operation | p50 ms | p95 ms | statements | bare SQL | minimal page | times the page |"
    )
    click.echo("| --- | --- | --- | --- | --- | --- | --- |")
    for each in found:
        click.echo(
            f"| {each.operation} | {each.p50:.1f} | {each.p95:.1f} | {each.queries} |"
            f" {_shown(each.sql_p50)} | {_shown(each.page_p50)} | {_shown(each.times_floor)} |"
        )


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


@contextmanager
def _own_database() -> Iterator[None]:
    """Make a database beside the installation's, and drop it at the end."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, connections

    before = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    connections.close_all()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = DATABASE
    try:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = before
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def _fill(people: int, contacts: int) -> None:
    from throughcare.casebook.crowd import crowd, officer_code
    from throughcare.casebook.personas import give_account
    from throughcare.history import clock
    from throughcare.history.loading import load

    for case in crowd(people, today=clock.today(), long_case_contacts=contacts):
        load(case)
    give_account(officer_code(1))
    with _cursor() as cursor:
        cursor.execute(_FLOOR_TABLES)
        cursor.execute("ANALYZE")


_FLOOR_TABLES = """
CREATE TABLE floor_person AS
    SELECT p.id, p.public_id, n.family, n.given, n.trigrams, s.staff_id AS officer,
        (SELECT max(c.date) FROM contacts_contact c WHERE c.person_id = p.id) AS next_due
    FROM people_person p JOIN people_name n ON n.person_id = p.id
    JOIN ledger_ownerspell s ON s.subject_id = p.id AND s.role = 'responsible officer'
        AND s.staff_id IS NOT NULL;
CREATE INDEX ON floor_person USING gin (trigrams);
CREATE INDEX ON floor_person (officer, next_due);
CREATE UNIQUE INDEX ON floor_person (id);
CREATE TABLE floor_contact AS
    SELECT id, person_id, date, kind, mode FROM contacts_contact;
CREATE INDEX ON floor_contact (person_id, date);
"""

_FIND = (
    "SELECT public_id, family, given FROM floor_person WHERE trigrams @> %s"
    " ORDER BY family, given LIMIT 50"
)
_CASE = (
    "SELECT p.family, p.given, c.date, c.kind, c.mode FROM floor_person p"
    " JOIN LATERAL (SELECT * FROM floor_contact WHERE person_id = p.id"
    " ORDER BY date DESC LIMIT 20) c ON true WHERE p.id = %s"
)
_CASELOAD = (
    "SELECT p.public_id, p.family, p.next_due, (SELECT max(date) FROM floor_contact c"
    " WHERE c.person_id = p.id) FROM floor_person p WHERE officer = %s"
    " ORDER BY next_due LIMIT 50"
)
_ADD = "INSERT INTO floor_contact (id, person_id, date, kind, mode) VALUES (0, %s, %s, 'x', 'y')"
_MOVE_DUE = "UPDATE floor_person SET next_due = %s WHERE id = %s"


def _measure(rounds: int) -> Iterator[Figure]:
    from throughcare.casebook.crowd import LONG_CASE, officer_code
    from throughcare.history import clock
    from throughcare.organisation.models import Staff
    from throughcare.people.models import Crn, Person
    from throughcare.people.naming import trigrams

    staff = Staff.objects.select_related("user").get(code=officer_code(1))
    long_case = Person.objects.get(pk=Crn.objects.get(value=LONG_CASE).person_id)
    short_case = Person.objects.exclude(pk=long_case.pk).order_by("pk")[0]
    browser = _browser(staff.user)
    today = clock.today()
    pieces = sorted(trigrams("smith"))

    for operation, call, sql, values in (
        ("Today", lambda: browser.get("/"), _CASELOAD, [staff.pk]),
        ("My cases", lambda: browser.get("/cases"), _CASELOAD, [staff.pk]),
        ("find a person", lambda: browser.post("/find", {"q": "smith"}), _FIND, [pieces]),
        (
            "a case",
            lambda: browser.get(f"/cases/{short_case.public_id}"),
            _CASE,
            [short_case.pk],
        ),
        (
            "the longest case",
            lambda: browser.get(f"/cases/{long_case.public_id}"),
            _CASE,
            [long_case.pk],
        ),
    ):
        yield _figure(operation, _page(call), rounds, _reading(sql, values))

    for operation, person in (("an outcome", short_case), ("an outcome, longest case", long_case)):
        yield _figure(
            operation,
            _outcome(person, staff),
            rounds,
            _writing([(_ADD, [person.pk, today]), (_MOVE_DUE, [today, person.pk])]),
        )


Prepared = Callable[[], Callable[[], object]]
"""Makes ready one call, outside the time taken, and returns the call."""


def _figure(operation: str, prepare: Prepared, rounds: int, floor: Callable[[], Any]) -> Figure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call = prepare()
    with CaptureQueriesContext(connection) as captured:
        call()
    statements = len(captured)
    times = _times(prepare, rounds)
    bare = _times(lambda: floor, rounds)
    page = _times(lambda: lambda: _minimal_page(floor), rounds)
    return Figure(
        operation,
        p50=statistics.median(times),
        p95=statistics.quantiles(times, n=20)[-1],
        queries=statements,
        sql_p50=statistics.median(bare),
        page_p50=statistics.median(page),
    )


def _times(prepare: Prepared, rounds: int) -> list[float]:
    found = []
    for number in range(rounds + WARM_UP):
        call = prepare()
        begun = time.perf_counter()
        call()
        if number >= WARM_UP:
            found.append(1000 * (time.perf_counter() - begun))
    return found


def _browser(user: Any) -> Any:
    from django.test import Client

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def _page(call: Callable[[], Any]) -> Prepared:
    def checked() -> None:
        reply = call()
        if reply.status_code != 200:
            raise click.ClickException(f"a page answered {reply.status_code}")

    return lambda: checked


def _outcome(person: Any, staff: Any) -> Prepared:
    from throughcare.contacts import actions
    from throughcare.history import clock
    from throughcare.kernel.casefile.contacts import Result

    def prepare() -> Callable[[], object]:
        contact = actions.book(person, by=staff.user, day=clock.today(), staff=staff)
        return lambda: actions.record_outcome(
            contact,
            by=staff.user,
            author=staff,
            result=Result.ATTENDED,
            version=contact.version,
            done="Talked through the week and the next step.",
        )

    return prepare


def _reading(sql: str, values: list[Any]) -> Callable[[], list[Any]]:
    def read() -> list[Any]:
        with _cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    return read


def _writing(statements: list[tuple[str, list[Any]]]) -> Callable[[], list[Any]]:
    from django.db import transaction

    def write() -> list[Any]:
        with transaction.atomic(), _cursor() as cursor:
            for sql, values in statements:
                cursor.execute(sql, values)
        return []

    return write


def _minimal_page(read: Callable[[], list[Any]]) -> bytes:
    """The smallest page that shows what the SQL says, as a WSGI application makes it."""
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    replies: list[str] = []

    def application(environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in read()
        )
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [f"<!doctype html><title>Floor</title><table>{rows}</table>".encode()]

    return b"".join(application(environ, lambda status, _: replies.append(status)))


def _cursor() -> Any:
    from django.db import connection

    return connection.cursor()
