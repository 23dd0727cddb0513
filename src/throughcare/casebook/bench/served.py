"""The service and the minimal page, each served as an installation serves: in processes."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import quote, urlencode

WORKERS, THREADS = 2, 4
PROOF = "b" * 32
"""The proof of origin of every form that the bench sends."""
STARTS_WITHIN_SECONDS = 60


@contextmanager
def serving(module: str, database_url: str) -> Iterator[int]:
    """Run a server's module on a free port and yield the port once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "THROUGHCARE_PORT": str(port),
        "THROUGHCARE_WORKERS": str(WORKERS),
        "THROUGHCARE_THREADS": str(THREADS),
        "THROUGHCARE_POOL": str(THREADS),
        "THROUGHCARE_LOG_LEVEL": "WARNING",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", module], stdin=subprocess.PIPE, env=environment
    )
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(15)
        server.kill()


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/health")
            if asked.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("the server to be measured did not start")


def page_client(
    port: int, cookies: str, path: str, forms: Sequence[dict[str, str]] = ()
) -> Callable[[int], Callable[[], object]]:
    """A client of a page: it is opened, or one of ``forms`` after the other is sent to it."""

    def made(number: int) -> Callable[[], object]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Cookie": f"{cookies}; csrftoken={PROOF}"}
        turn = number

        def call() -> None:
            nonlocal turn
            if forms:
                body = urlencode(forms[turn % len(forms)] | {"csrfmiddlewaretoken": PROOF})
                sent = headers | {"Content-Type": "application/x-www-form-urlencoded"}
                connection.request("POST", path, body, sent)
                turn += 1
            else:
                connection.request("GET", path, headers=headers)
            _checked(connection, path, {200})

        return call

    return made


def outcome_client(
    port: int, cookies: str, sent: Sequence[tuple[str, dict[str, str]]], clients: int
) -> Callable[[int], Callable[[], object]]:
    """A client that records one outcome after the other, each once; all clients share the list."""

    def made(number: int) -> Callable[[], object]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {
            "Cookie": f"{cookies}; csrftoken={PROOF}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        own = iter(sent[number::clients])

        def call() -> None:
            path, form = next(own)
            body = urlencode(form | {"csrfmiddlewaretoken": PROOF})
            connection.request("POST", path, body, headers)
            _checked(connection, path, {302})

        return call

    return made


def floor_client(
    port: int, name: str, values: Sequence[Sequence[Any]]
) -> Callable[[int], Callable[[], object]]:
    """A client of the minimal page."""

    def made(number: int) -> Callable[[], object]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        paths = [f"/{name}?values={quote(json.dumps(list(each)))}" for each in values]
        turn = number

        def call() -> None:
            nonlocal turn
            turn += 1
            connection.request("GET", paths[turn % len(paths)])
            _checked(connection, name, {200})

        return call

    return made


def _checked(connection: http.client.HTTPConnection, path: str, expected: set[int]) -> None:
    answer = connection.getresponse()
    text = answer.read()
    if answer.status not in expected or (answer.status == 200 and not text):
        raise RuntimeError(f"{path} answered {answer.status}")
