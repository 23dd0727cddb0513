"""Commands that need Django and its database, wrapped."""

import functools
import os
import signal
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def with_django(function: Callable[P, R]) -> Callable[P, R]:
    """Run a command with the database started and Django set up.

    An embedded server that this command had to start stops with it, unless another process came
    to use it meanwhile.
    """

    @functools.wraps(function)
    def command(*arguments: P.args, **named: P.kwargs) -> R:
        from throughcare.settings import database
        from throughcare.settings.embedded import EmbeddedDatabaseError
        from throughcare.settings.frontend import FrontendMissing
        from throughcare.settings.serving import CannotServe

        _stop_cleanly_when_told_to()
        try:
            with database.running():
                set_up_django()
                return function(*arguments, **named)
        except (EmbeddedDatabaseError, CannotServe, FrontendMissing) as error:
            sys.exit(f"throughcare: {error}")

    return command


def set_up_django() -> None:
    """Load the settings and the areas. Starts no database."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.settings.base")
    django.setup()


def _stop_cleanly_when_told_to() -> None:
    """Let SIGTERM unwind the stack as Ctrl-C does, so that what was started is stopped.

    Ctrl-C is set too: a shell that starts us in the background may have had it ignored.
    """

    def stop(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    signal.signal(signal.SIGINT, signal.default_int_handler)
