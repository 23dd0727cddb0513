"""Databases for tests: one server, one migrated template, a clone for each worker.

Nothing is started until the first test that needs a database. The first worker to get there makes
the template while the others wait; it is kept under a name made from what it was made from, so a
second run finds it ready.

`db` (pytest-django) gives a test the worker's clone and rolls back at its end; `kept_for_module`
keeps what takes long to fill for all tests of a module. `service` gives the
pages, served for real from a clone that the test may commit to and that is thrown away after it.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from psycopg import sql

from throughcare.settings.database import embedded_for_tests
from throughcare.settings.options import CHECKOUT, OPTIONS

assert CHECKOUT is not None
SOURCE = CHECKOUT / "src" / "throughcare"
PREFIX = "throughcare_" + hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]


def server_address() -> str:
    """Where databases are made: the embedded server for tests, else the one of DATABASE_URL."""
    server = embedded_for_tests()
    return server.dsn() if server else str(OPTIONS.database_url)


def administer(*commands: sql.Composed) -> None:
    """Run commands about databases."""
    with psycopg.connect(server_address(), autocommit=True) as administrator:
        for command in commands:
            administrator.execute(command)


def drop(name: str) -> sql.Composed:
    """The command that drops a database, whoever uses it."""
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))


def clone(template: str, name: str) -> None:
    """Make a database anew as a copy of a template."""
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    administer(drop(name), command.format(sql.Identifier(name), sql.Identifier(template)))


@contextmanager
def default_database(name: str) -> Iterator[None]:
    """Point Django's connection, in all threads, to another database for a while."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        settings.DATABASES["default"]["NAME"] = before


def fingerprint(*patterns: str) -> str:
    """A short name for the state of the files that match."""
    found = {path for pattern in patterns for path in SOURCE.glob(pattern) if path.is_file()}
    mark = hashlib.sha256((CHECKOUT / "uv.lock").read_bytes())
    for path in sorted(found):
        mark.update(f"{path.relative_to(SOURCE)}\0".encode() + path.read_bytes())
    return mark.hexdigest()[:10]


def template(kind: str, mark: str, fill: Callable[[], None], *, of: str = "template0") -> str:
    """The name of a template database, made by `fill` unless it is there from before."""
    name = f"{PREFIX}_{kind}_{mark}"
    OPTIONS.state.mkdir(parents=True, exist_ok=True)
    with (OPTIONS.state / "templates.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(server_address(), autocommit=True) as administrator:
            found = administrator.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}_{kind}_%"]
            )
            names = {row[0] for row in found}
        if name in names:
            return name
        making = f"{PREFIX}_making"
        clone(of, making)
        with default_database(making):
            fill()
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        administer(
            *(drop(old) for old in names),
            rename.format(sql.Identifier(making), sql.Identifier(name)),
        )
    return name


def migrate() -> None:
    """Fill an empty database as an installation would be."""
    call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """The server runs for as long as a worker needs it."""
    server = embedded_for_tests()
    if server is None:
        yield
        return
    with server.running():
        yield


@pytest.fixture(scope="session")
def migrated(database_server: None, django_db_blocker: pytest.FixtureRequest) -> str:
    """The name of the template with every migration."""
    mark = fingerprint("**/models.py", "**/models/*.py", "**/migrations/*.py", "settings/base.py")
    with django_db_blocker.unblock():
        return template("migrated", mark, migrate)


@pytest.fixture(scope="session")
def worker_name(request: pytest.FixtureRequest) -> str:
    """A name of this worker's own, also beside another run of the same checkout."""
    return f"{PREFIX}_{getattr(request.config, 'workerinput', {}).get('workerid', 'one')}"


@pytest.fixture(scope="session")
def django_db_setup(
    migrated: str, worker_name: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """In place of pytest-django's: the worker's clone."""
    name = f"{worker_name}_{os.getpid()}"
    clone(migrated, name)
    with django_db_blocker.unblock(), default_database(name):
        yield
    administer(drop(name))


@pytest.fixture(scope="module")
def kept_for_module(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """What a fixture of a module writes after this one stays until the module's last test.

    A test that asks for `db` beside such a fixture may change what is there: its own changes are
    taken back at its end.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def stocked(place: str, migrated_template: str) -> str:
    """The name of a template filled by the function at `module:name`."""
    module, function = place.split(":")
    mark = hashlib.sha256(place.encode()).hexdigest()[:6]
    files = fingerprint("**/*.py", "../../casebook/*")
    fill = getattr(import_module(module), function)
    return template(f"stock{mark}", files, fill, of=migrated_template)


@pytest.fixture
def committed_database(
    request: pytest.FixtureRequest,
    migrated: str,
    worker_name: str,
    django_db_blocker: pytest.FixtureRequest,
) -> Iterator[str]:
    """A database that the test may commit to. `@pytest.mark.stock("module:name")` fills it."""
    mark = request.node.get_closest_marker("stock")
    name = f"{worker_name}_{os.getpid()}_service"
    with django_db_blocker.unblock():
        clone(stocked(mark.args[0], migrated) if mark else migrated, name)
        with default_database(name):
            yield name
        administer(drop(name))
