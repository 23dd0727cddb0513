"""Plain data against the structs of the case file: every fault found in one pass.

What cannot be read is left out and the rest is built all the same, so that the
facts in it can be checked too before the file is refused.
"""

import difflib
import re
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

import msgspec

from throughcare.kernel.casefile.facts import Fact, own_fields, start_of
from throughcare.kernel.casefile.parsing import holds_control
from throughcare.kernel.casefile.problems import Found, Path, shown
from throughcare.kernel.casefile.shapes import Shape, shapes
from throughcare.kernel.days import FIRST_YEAR, LAST_YEAR

StructT = TypeVar("StructT", bound=msgspec.Struct)

LARGEST = 1_000_000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?\Z", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?([Zz]|[-+]\d{2}:\d{2})?\Z",
    re.ASCII,
)

_BAD: Any = object()


def built(kind: type[StructT], data: Any, path: Path, found: Found) -> StructT | None:
    """Build a struct from plain data; None if it cannot stand, and why is said in ``found``."""
    values = _values(kind, data, path, found, tuple(shapes(kind)))
    if values is None:
        found.drop(data)
        return None
    versions = values.pop("earlier", None) if issubclass(kind, Fact) else None
    struct = kind(**values)
    if versions:
        given = versions_of(struct, versions, (*path, "earlier"), found)
        msgspec.structs.force_setattr(struct, "earlier", given)
    return struct


def versions_of(fact: Any, given: Any, path: Path, found: Found) -> tuple[Fact, ...]:
    """Build the earlier versions of a fact from plain data."""
    kind: Any = type(fact)
    names = ("recorded_at", "in_error", *own_fields(kind))
    result = []
    for index, entry in enumerate(given):
        here = (*path, index)
        values = _values(kind, entry, here, found, names, version=True)
        if values is None:
            continue
        if values.get("recorded_at") is None:
            found.say(here, "recorded_at is missing: an earlier version says when it was recorded")
            continue
        if "ref" in kind.__struct_fields__:
            values["ref"] = fact.ref
        result.append(kind(**values))
    return tuple(result)


def _values(
    kind: type[msgspec.Struct],
    data: Any,
    path: Path,
    found: Found,
    names: tuple[str, ...],
    *,
    version: bool = False,
) -> dict[str, Any] | None:
    if not isinstance(data, dict):
        found.say(path, f"fields are wanted here, not {_called(data)}")
        return None
    known = shapes(kind)
    for name in data:
        if name not in names:
            if found.full:
                found.more += 1
            else:
                reason = _unknown(name, names, version=version and name in known)
                found.say((*path, name), reason)
    values: dict[str, Any] = {}
    whole = True
    for name in names:
        shape = known[name]
        if name not in data:
            if shape.required:
                found.say(path, f"{name} is missing")
                whole = False
            continue
        value = _value(shape, data[name], (*path, name), found)
        if value is not _BAD:
            values[name] = value
        elif shape.required:
            whole = False
    return values if whole else None


def _unknown(name: str, names: tuple[str, ...], *, version: bool) -> str:
    if version:
        return f"an earlier version does not carry {name}, which has its own times"
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6) if len(name) < 80 else []
    return "no such field" + (f"; perhaps {near[0]} is meant" if near else "")


def _value(shape: Shape, data: Any, path: Path, found: Found) -> Any:
    if data is None:
        if shape.nothing:
            return None
        found.say(path, "nothing stands here" + ("" if shape.required else ": leave the field out"))
        return _BAD
    if not shape.many:
        return _one(shape, data, path, found)
    if not isinstance(data, list):
        found.say(path, f"a list is wanted here, not {_called(data)}")
        return _BAD
    if shape.sort == "versions":
        return data
    values = [_one(shape, each, (*path, index), found) for index, each in enumerate(data)]
    gaps = [index for index, value in enumerate(values) if value is _BAD]
    if gaps:
        found.gaps[path] = gaps
    return tuple(value for value in values if value is not _BAD)


def _one(shape: Shape, data: Any, path: Path, found: Found) -> Any:
    if shape.sort == "part":
        struct = built(shape.of, data, path, found)
        return _BAD if struct is None else struct
    try:
        return _READERS[shape.sort](shape, data)
    except _Wrong as wrong:
        found.say(path, str(wrong))
        return _BAD


class _Wrong(ValueError):
    """A value that cannot stand."""


def _as_text(shape: Shape, data: Any) -> str:
    if not isinstance(data, str):
        hint = "; put it in quotes" if isinstance(data, int | float) else ""
        raise _Wrong(f"text is wanted here, not {_called(data)}{hint}")
    if holds_control(data):
        raise _Wrong("the text holds a control character")
    return data


def _as_choice(shape: Shape, data: Any) -> Any:
    if not isinstance(data, str) or data not in shape.choices:
        if len(shape.choices) == 1:
            raise _Wrong(f"{shape.choices[0]} is wanted here, not {_called(data)}")
        allowed = ", ".join(shape.choices)
        raise _Wrong(f"{_called(data)} is none of the values allowed: {allowed}")
    return shape.of(data)


def _as_whole(shape: Shape, data: Any) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise _Wrong(f"a whole number is wanted here, not {_called(data)}")
    if abs(data) > LARGEST:
        raise _Wrong(f"{shown(data, 20)} is too large")
    return data


def _as_number(shape: Shape, data: Any) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise _Wrong(f"a number is wanted here, not {_called(data)}")
    if not abs(data) <= LARGEST:
        raise _Wrong(f"{shown(data, 20)} is too large")
    return float(data)


def _as_flag(shape: Shape, data: Any) -> bool:
    if not isinstance(data, bool):
        raise _Wrong(f"true or false is wanted here, not {_called(data)}")
    return data


def _as_day(shape: Shape, data: Any) -> date:
    if not isinstance(data, str) or not _DAY.match(data):
        raise _Wrong(f"a day is wanted here, written as 2017-11-06, not {_called(data)}")
    return in_calendar(data)


def in_calendar(text: str) -> date:
    """Return the day that ``text`` names, refusing days that do not exist."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _Wrong(f"there is no day {text}") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _Wrong(f"{text} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _as_time(shape: Shape, data: Any) -> time:
    if not isinstance(data, str) or not _TIME.match(data):
        raise _Wrong(f"a time of day is wanted here, written as 09:30, not {_called(data)}")
    try:
        return time.fromisoformat(data)
    except ValueError:
        raise _Wrong(f"there is no time {data}") from None


def _as_instant(shape: Shape, data: Any) -> datetime:
    if isinstance(data, str):
        if _DAY.match(data):
            return start_of(in_calendar(data))
        matched = _INSTANT.match(data)
        if matched:
            day, clock, seconds, zone = matched.groups()
            in_calendar(day)
            if zone is None:
                raise _Wrong("an instant needs Z or an offset such as +01:00")
            try:
                return in_utc(
                    msgspec.convert(f"{day}T{clock}{seconds or ':00'}{zone.upper()}", datetime)
                )
            except (msgspec.ValidationError, ValueError, OverflowError):
                raise _Wrong(f"there is no instant {data}") from None
    raise _Wrong(
        f"a day or an instant is wanted here, as 2017-11-06T09:30:00Z, not {_called(data)}"
    )


def in_utc(instant: datetime) -> datetime:
    """Return ``instant`` as UTC."""
    return instant.astimezone(UTC)


def _called(data: Any) -> str:
    if data is None:
        return "nothing"
    if isinstance(data, dict):
        return "a set of fields"
    if isinstance(data, list):
        return "a list"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int) and abs(data) > 10 ** LARGEST.bit_length():
        return "a number"
    return f"“{shown(data, 40)}”" if isinstance(data, str) else shown(str(data), 40)


_READERS: dict[str, Any] = {
    "text": _as_text,
    "choice": _as_choice,
    "whole": _as_whole,
    "number": _as_number,
    "flag": _as_flag,
    "day": _as_day,
    "time": _as_time,
    "instant": _as_instant,
}
