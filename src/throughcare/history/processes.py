"""Work on many cases in several processes, each with a connection to the database of its own."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.db import connection, connections

_of_who_began_us: list[Any] = []
"""Connections that stand open in the process we were forked from: kept, so that none is closed."""


def ready_for_processes() -> bool:
    """Close our connections, which processes to come could not share; False inside a transaction,
    of which they would see nothing."""
    if connection.in_atomic_block:
        return False
    connections.close_all()
    return True


def in_processes(count: int, *, begin: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """Return so many processes to give work to; each calls ``begin`` before its first.

    Open none between `ready_for_processes` and the first work given.
    """
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(count, context, initializer=_begin, initargs=(begin,))


def _begin(also: Callable[[], None] | None) -> None:
    """Let go of connections we were born with: in an event loop close_all sees not all of them."""
    for each in connections.all(initialized_only=True):
        _of_who_began_us.append(each.connection)
        each.connection = None
    if also:
        also()
