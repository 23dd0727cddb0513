"""Clients that call in a closed loop: each a process of its own, the next call after the answer."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from throughcare.casebook.bench.figures import Times

WARM_UP_SECONDS = 0.5

Client = Callable[[int], Callable[[], object]]
"""Makes the client with a number, in its own process, and returns its call.

A call that has nothing left to do raises StopIteration, which ends that client.
"""


class ClientFailed(Exception):
    """A client met an error; the message says which."""


def measure(client: Client, *, clients: int, seconds: float) -> Times:
    """Let ``clients`` call for ``seconds``. Raises ClientFailed if one of them fails."""
    context = multiprocessing.get_context("fork")
    ends = []
    for number in range(clients):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(client, number, seconds, there))
        process.start()
        ends.append((process, here))
    found: list[float] = []
    took = 0.0
    for process, here in ends:
        answer = here.recv()
        process.join()
        if isinstance(answer, str):
            raise ClientFailed(answer)
        times, lasted = answer
        found += times
        took = max(took, lasted)
    return Times.of(found, took or seconds)


def _run(client: Client, number: int, seconds: float, there: Connection) -> None:
    try:
        call = client(number)
        there.send(_loop(call, seconds))
    except Exception as error:  # noqa: BLE001  whatever it was, the run must end and say so
        there.send(f"{type(error).__name__}: {error}")
    finally:
        there.close()


def _loop(call: Callable[[], object], seconds: float) -> tuple[list[float], float]:
    """Call until the time is over, and once at least, however long it takes."""
    found: list[float] = []
    begun = time.perf_counter()
    counted_from = begun + WARM_UP_SECONDS
    until = counted_from + seconds
    while (before := time.perf_counter()) < until or not found:
        try:
            call()
        except StopIteration:
            break
        if before >= counted_from:
            found.append(1000 * (time.perf_counter() - before))
    if len(found) == 1:
        return found, found[0] / 1000
    return found, min(time.perf_counter(), until) - counted_from
