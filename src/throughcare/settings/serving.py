"""Serving the pages: granian in processes of its own, ended with the command that started it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from throughcare.settings.options import DEMO_SECRET_KEY, OPTIONS, Options

ENDS_WITHIN_SECONDS = 15


class CannotServe(Exception):
    """The server cannot start. The message says why and what to do."""


@dataclass(frozen=True)
class Address:
    """Where the pages are found."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """What one types into a browser."""
        name = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else self.host
        return f"http://{name}:{self.port}"


def address(options: Options = OPTIONS) -> Address:
    """The address of these options."""
    return Address(options.address, options.port)


def make_sure_the_port_is_free(options: Options = OPTIONS) -> None:
    """Raise `CannotServe` if something listens there already. Asked before any long work."""
    family = socket.AF_INET6 if ":" in options.address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.address, options.port))
        except OSError as error:
            other = 8001 if options.port == 8000 else 8000
            raise CannotServe(
                f"Port {options.port} cannot be used ({error.strerror}). Stop what listens there, "
                f"or choose another: THROUGHCARE_PORT={other} make demo"
            ) from None


def choose_the_demo() -> None:
    """Switch the demo on for this process and those it starts, before the settings are read."""
    os.environ["THROUGHCARE_DEMO"] = "1"
    os.environ.setdefault("THROUGHCARE_LOG_LEVEL", "WARNING")  # the terminal is for people


def refuse_the_demo_key(options: Options = OPTIONS) -> None:
    """Raise `CannotServe` where sessions of a real service would be signed with the public key."""
    if options.secret_key == DEMO_SECRET_KEY and not options.demo:
        raise CannotServe(
            "THROUGHCARE_SECRET_KEY is not set, so anyone could sign in as anyone. Set it to at "
            "least 50 random characters, or set THROUGHCARE_DEMO=1 for a demo on this machine."
        )


def serve(*, when_ready: Callable[[], None] | None = None, options: Options = OPTIONS) -> None:
    """Serve until Ctrl-C or SIGTERM. Returns when every process has stopped."""
    make_sure_the_port_is_free(options)
    refuse_the_demo_key(options)
    environment = {
        "THROUGHCARE_POOL": str(options.threads),  # a connection kept for each thread
        **os.environ,
        "THROUGHCARE_DEMO": "1" if options.demo else "0",
    }
    # In a session of its own, so that Ctrl-C reaches this process alone, which then ends the server
    # in order. The server ends by itself when its standard input does, should this one be killed.
    server = subprocess.Popen(
        [sys.executable, "-m", "throughcare.settings.serving"],
        stdin=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    if when_ready is not None:
        told = (when_ready, options, server)
        threading.Thread(target=_tell_when_it_answers, args=told, daemon=True).start()
    try:
        code = server.wait()
    except (KeyboardInterrupt, SystemExit):
        return
    finally:
        _end(server)
    raise CannotServe(f"The server stopped by itself (code {code}). Its last lines say why.")


def _end(server: "subprocess.Popen[bytes]") -> None:
    """End the server: asked first, then made to."""
    server.terminate()
    try:
        server.wait(ENDS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def be_the_server(options: Options = OPTIONS) -> None:
    """What the server's own process does."""
    from granian.constants import Interfaces
    from granian.server import Server

    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    Server(
        "throughcare.wsgi:application",
        address=options.address,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=options.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_enabled=False,
    ).serve()


def _end_with_the_parent() -> None:
    """Wait for the end of standard input, which is the end of the process that holds it."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _tell_when_it_answers(
    when_ready: Callable[[], None], options: Options, server: "subprocess.Popen[bytes]"
) -> None:
    """Call `when_ready` once the pages answer."""
    while server.poll() is None:
        with suppress(OSError), socket.create_connection((_local(options), options.port), 1) as ask:
            ask.settimeout(5)
            ask.sendall(b"GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n")
            if b" 200 " in ask.recv(64):
                when_ready()
                return
        time.sleep(0.1)


def _local(options: Options) -> str:
    """The address to reach this machine's own server by."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(options.address, options.address)


if __name__ == "__main__":
    be_the_server()
