"""Whom one asks about a restricted record. The area that knows who holds a case says so."""

from collections.abc import Callable
from datetime import date

WhomToAsk = Callable[[int, date], str]

_declared: list[WhomToAsk] = []


def declare_whom_to_ask(function: WhomToAsk) -> None:
    """Let ``function(case, today)`` name the manager to ask; called in ``AppConfig.ready``."""
    _declared[:] = [function]


def whom_to_ask(case: int, today: date) -> str:
    """Return the name of the manager to ask about a case; empty where nobody is known."""
    return _declared[0](case, today) if _declared else ""
