"""Facts with two times: when a thing happened, and when it was recorded.

A correction makes a new version and keeps the old one in ``earlier``; a fact that
should not stand at all is marked *recorded in error* and stays in the file.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

LONDON = ZoneInfo("Europe/London")


class InError(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The statement that a fact was recorded in error, with the reason."""

    recorded_at: datetime
    """The instant at which the fact was marked as recorded in error."""
    because: str
    """Why the fact should not have been recorded."""


class Fact(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,  # a fact is never part of a cycle; a case of thousands is made twice as fast
):
    """Something recorded about a person or the directory, with all its versions."""

    recorded_at: datetime | None = None
    """The instant at which this version was recorded. Left out: the day the fact happened."""
    in_error: InError | None = None
    """Set when the fact was later marked as recorded in error."""
    earlier: tuple[Any, ...] = ()
    """Earlier versions, oldest first: the fields as they stood, each with its recorded_at, and
    in_error where it was taken back before the next one took its place."""


class Item(Fact, frozen=True, kw_only=True):
    """A fact that other facts can name by its reference."""

    ref: str
    """The fact's name, unique in the file: small letters, digits and hyphens."""


FactT = TypeVar("FactT", bound=Fact)


@lru_cache(maxsize=1024)
def _london_day(hour: int) -> date:
    return datetime.fromtimestamp(hour * 3600, LONDON).date()


def day_of(instant: datetime) -> date:
    """Return the day of ``instant`` in London."""
    return _london_day(int(instant.timestamp()) // 3600)


def start_of(day: date) -> datetime:
    """Return the first instant of ``day`` in London, in UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the first instant after ``day`` in London, in UTC."""
    return start_of(day + timedelta(days=1))


def recorded(fact: Fact) -> datetime:
    """Return when the version that stands was recorded."""
    if fact.recorded_at is None:
        raise ValueError("the fact has not been settled: it has no recorded_at")
    return fact.recorded_at


def first_recorded(fact: Fact) -> datetime:
    """Return when the first version of the fact was recorded."""
    return recorded(fact.earlier[0] if fact.earlier else fact)


def standing_since(fact: FactT, holds: Callable[[FactT], bool]) -> datetime | None:
    """Return since when ``holds`` is true of the record without a break, None if it is not."""
    if not fact.earlier:
        return recorded(fact) if holds(fact) else None
    since = None
    for version in (*fact.earlier, fact):
        if not holds(version):
            since = None
        elif since is None:
            since = recorded(version)
        if version.in_error:
            since = None
    return since


def as_known(fact: FactT, before: datetime | None = None) -> FactT | None:
    """Return ``fact`` as it was known just before an instant, None if it was not.

    Without ``before`` everything recorded counts, and only what was recorded in
    error goes. The parts and items inside a fact are treated each by its own times.
    """
    if fact.in_error and (before is None or fact.in_error.recorded_at < before):
        return None
    versions = (*fact.earlier, fact)
    if before is None:
        shown = len(versions)
    else:
        shown = sum(1 for version in versions if recorded(version) < before)
    if not shown:
        return None
    changes: dict[str, Any] = {}
    version = versions[shown - 1]
    if version is not fact:
        if version.in_error and version.in_error.recorded_at < before:
            return None
        changes = {name: getattr(version, name) for name in own_fields(type(fact))}
        changes["earlier"] = versions[: shown - 1]
        changes["recorded_at"] = version.recorded_at
    if fact.in_error:
        changes["in_error"] = None
    for name in fact_fields(type(fact)):
        inner = getattr(fact, name)
        if inner is None or inner == ():
            continue
        if isinstance(inner, tuple):
            kept = tuple(k for k in (as_known(each, before) for each in inner) if k is not None)
            if len(kept) != len(inner) or any(a is not b for a, b in zip(kept, inner, strict=True)):
                changes[name] = kept
        else:
            known = as_known(inner, before)
            if known is not inner:
                changes[name] = known
    return msgspec.structs.replace(fact, **changes) if changes else fact


@cache
def fact_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Name the fields of ``kind`` that hold facts of their own: a part, or a tuple of items."""
    return tuple(
        field.name
        for field in msgspec.structs.fields(kind)
        if field.name not in ("earlier", "in_error") and any(_fact_types(field.type))
    )


@cache
def own_fields(kind: type[Fact]) -> tuple[str, ...]:
    """Name the fields of ``kind`` that a version has besides its times: no reference, no parts."""
    parts = fact_fields(kind)
    return tuple(
        field.name
        for field in msgspec.structs.fields(kind)
        if field.name not in ("recorded_at", "in_error", "earlier", "ref", *parts)
    )


@cache
def fact_type(kind: type[msgspec.Struct], name: str) -> type[Any]:
    """Return the struct that a fact field of ``kind`` holds."""
    field = next(f for f in msgspec.structs.fields(kind) if f.name == name)
    return next(iter(_fact_types(field.type)))


def _fact_types(annotation: Any) -> Iterator[type[msgspec.Struct]]:
    for each in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(each, type) and issubclass(each, msgspec.Struct):
            yield each
