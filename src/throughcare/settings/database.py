"""Which PostgreSQL this installation uses. No Django here.

`DATABASE_URL` names one of version 15 or later; without it the embedded server is used, which
lies in the state folder and starts on demand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from throughcare.settings.embedded import DURABLE, FORGETFUL, ROLE, EmbeddedServer
from throughcare.settings.options import OPTIONS, OptionError, Options

DATABASE = "throughcare"

FOR_PAGES = " ".join(
    f"-c {each}"
    for each in (
        "jit=off",
        "max_parallel_workers_per_gather=0",
        "plan_cache_mode=force_generic_plan",
    )
)
"""How the database works for connections of a pool, which serve pages: many short statements.

To compile one, or to start processes for it, takes longer than it runs; what is prepared is planned
once, for any values. Options in the address of the database count instead, where they differ.
"""


def embedded(options: Options = OPTIONS) -> EmbeddedServer | None:
    """The embedded server of these options, or None where they name another."""
    return None if options.database_url else EmbeddedServer(options.state, DURABLE)


def embedded_for_tests(options: Options = OPTIONS) -> EmbeddedServer | None:
    """The embedded server that tests use: another one, fast and forgetful."""
    return None if options.database_url else EmbeddedServer(options.state / "tests", FORGETFUL)


def connection_settings(
    options: Options = OPTIONS, *, server: EmbeddedServer | None = None
) -> dict[str, Any]:
    """The database as Django wants it described."""
    server = server or embedded(options)
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "throughcare"},
    }
    if server is not None:
        settings |= {"NAME": DATABASE, "USER": ROLE, "HOST": str(server.socket_folder)}
    else:
        settings |= _of_url(options.database_url or "")
        settings["OPTIONS"] = {"application_name": "throughcare"} | settings.pop("EXTRA")
    if options.pool:
        given = settings["OPTIONS"].get("options", "")
        settings["OPTIONS"]["options"] = f"{FOR_PAGES} {given}".rstrip()
        settings["OPTIONS"]["pool"] = {
            "min_size": min(2, options.pool),
            "max_size": options.pool,
            "timeout": 10,  # seconds a request waits for a connection before it gives up
        }
    return settings


def _of_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    try:
        port = parts.port
    except ValueError:
        raise OptionError("DATABASE_URL: the port is not a number.") from None
    if not name:
        raise OptionError("DATABASE_URL names no database: postgresql://user@host:5432/NAME.")
    extra = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": extra.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": extra.pop("port", "") or port or "",
        "EXTRA": extra,
    }


@contextmanager
def running(options: Options = OPTIONS) -> Iterator[None]:
    """The database is there for as long as the block lasts: started and made if it is ours."""
    server = embedded(options)
    if server is None:
        yield
        return
    with server.running():
        make_database(server.dsn(), DATABASE)
        yield


def make_database(dsn: str, name: str, *, template: str | None = None) -> None:
    """Create a database unless it is there."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(dsn, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone():
            return
        command = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            command += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        connection.execute(command)
