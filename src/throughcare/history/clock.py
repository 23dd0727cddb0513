"""The one clock. Pages, API and commands ask it; rules never do.

In the demo a row says on which day the clock stands: the day does not go on by itself, the time
of day is the real one. Sessions, codes and rate limits stay on real time. Within a request the
row is read once.
"""

from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.signals import request_finished, request_started

from throughcare.kernel.casefile.facts import LONDON

_FIRST_DAY = date(2017, 11, 6)

_in_request: ContextVar[bool] = ContextVar("throughcare_clock_in_request", default=False)
_seen: ContextVar[date | None] = ContextVar("throughcare_clock_seen", default=None)


class ClockError(Exception):
    """The clock cannot be set so. The message says why."""


def now() -> datetime:
    """The present instant of the service, in UTC."""
    real = datetime.now(UTC)
    day = _standing_day()
    if day is None:
        return real
    time = real.astimezone(LONDON).time()
    return datetime.combine(day, time, LONDON).astimezone(UTC)


def today() -> date:
    """The present day of the service, in London."""
    return _standing_day() or datetime.now(LONDON).date()


def keep_to_the_demo() -> None:
    """Let a command on a database that began as a demo keep to the demo's clock."""
    from throughcare.history.demo_clock import DemoClock

    if not settings.DEMO and DemoClock.objects.exists():
        settings.DEMO = True


def set_day(day: date, *, reset: bool = False) -> None:
    """Let the demo's clock stand at ``day``; back only to where it began, by a reset."""
    from throughcare.history.demo_clock import DemoClock

    if not settings.DEMO:
        raise ClockError("The clock is real. Only the demo's can be set.")
    if not date(2005, 1, 1) <= day <= date(2099, 12, 31):
        raise ClockError(f"The demo's clock cannot stand at {day}.")
    row = DemoClock.objects.first()
    if row and day < row.day and not reset:
        raise ClockError(f"The demo's clock goes forward alone: it stands at {row.day}.")
    DemoClock.objects.update_or_create(
        only=True, defaults={"day": day}, create_defaults={"day": day, "first_day": day}
    )
    _seen.set(None)


def forward(*, days: int) -> date:
    """Move the demo's clock forward and return the new day."""
    if days < 1:
        raise ClockError("The demo's clock goes forward by a day or more.")
    day = today() + timedelta(days=days)
    set_day(day)
    return day


def reset() -> date:
    """Put the demo's clock back to the day it began with."""
    from throughcare.history.demo_clock import DemoClock

    row = DemoClock.objects.first()
    day = row.first_day if row else _FIRST_DAY
    set_day(day, reset=True)
    return day


def _standing_day() -> date | None:
    """The day of the demo's clock, None where the clock is real."""
    if not settings.DEMO:
        return None
    if _in_request.get() and (seen := _seen.get()):
        return seen
    from throughcare.history.demo_clock import DemoClock

    day = DemoClock.objects.values_list("day", flat=True).first()
    if _in_request.get():
        _seen.set(day)
    return day


def follow_requests() -> None:
    """Read the day once a request, and forget it with the request."""
    request_started.connect(_begin, dispatch_uid="throughcare clock begins")
    request_finished.connect(_end, dispatch_uid="throughcare clock ends")


def _begin(**_: object) -> None:
    _in_request.set(True)
    _seen.set(None)


def _end(**_: object) -> None:
    _in_request.set(False)
    _seen.set(None)
