"""The minimal page: the bare SQL of an operation as a table of HTML, and nothing else.

Run as a module it serves itself with the server, workers and threads that the service has.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import parse_qs

from throughcare.casebook.bench.floors import STATEMENTS

_kept = threading.local()


def application(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
    """Answer ``/name?values=[...]``."""
    name = environ["PATH_INFO"].strip("/")
    if name not in STATEMENTS:
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"ready"]
    values = json.loads(parse_qs(environ["QUERY_STRING"])["values"][0])
    cursor = _connection().execute(STATEMENTS[name], values)
    found = cursor.fetchall() if cursor.description else []
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in found
    )
    start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [f"<!doctype html><title>Floor</title><table>{rows}</table>".encode()]


def _connection() -> Any:
    import psycopg

    if not hasattr(_kept, "connection"):
        url = os.environ["DATABASE_URL"]
        _kept.connection = psycopg.connect(url, autocommit=True, prepare_threshold=0)
    return _kept.connection


if __name__ == "__main__":
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        f"{__spec__.name}:application",
        port=int(os.environ["THROUGHCARE_PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ["THROUGHCARE_WORKERS"]),
        blocking_threads=int(os.environ["THROUGHCARE_THREADS"]),
        log_enabled=False,
    ).serve()
