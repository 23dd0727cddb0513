"""The fields of the case file's structs, sorted by what may stand in them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import msgspec

from throughcare.kernel.casefile.facts import Fact

Sort = Literal[
    "text", "choice", "whole", "number", "flag", "day", "time", "instant", "part", "versions"
]

SORTS: dict[Any, Sort] = {
    str: "text",
    int: "whole",
    float: "number",
    bool: "flag",
    date: "day",
    time: "time",
    datetime: "instant",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One field: what may stand in it."""

    name: str
    sort: Sort
    required: bool
    nothing: bool
    """Whether null may stand in it."""
    many: bool
    """Whether it is a list."""
    choices: tuple[str, ...] = ()
    of: Any = None
    """The struct of a part, or the type of a choice."""


@cache
def shapes(kind: type[msgspec.Struct]) -> dict[str, Shape]:
    """Return the fields of a struct by name, in the order in which they are written.

    A reference comes first, times and versions last.
    """
    found = {field.name: _shape(field) for field in msgspec.structs.fields(kind)}
    last = ("recorded_at", "in_error", "earlier") if issubclass(kind, Fact) else ()
    order = [name for name in found if name == "ref"]
    order += [name for name in found if name not in ("ref", *last)]
    return {name: found[name] for name in (*order, *last)}


@cache
def parts(kind: type[msgspec.Struct]) -> tuple[Shape, ...]:
    """Return the fields that hold structs, without versions and errors."""
    return tuple(
        shape
        for shape in shapes(kind).values()
        if shape.sort == "part" and shape.name not in ("in_error", "provenance")
    )


def _shape(field: msgspec.structs.FieldInfo) -> Shape:
    annotation = field.type
    arguments = get_args(annotation)
    nothing = NoneType in arguments
    if nothing:
        (annotation,) = (each for each in arguments if each is not NoneType)
    many = get_origin(annotation) is tuple
    if many:
        annotation = get_args(annotation)[0]
    sort: Sort
    choices: tuple[str, ...] = ()
    of: Any = None
    if annotation is Any:
        sort = "versions"
    elif get_origin(annotation) is Literal:
        sort, choices, of = "choice", get_args(annotation), str
    elif issubclass(annotation, StrEnum):
        sort, choices, of = "choice", tuple(each.value for each in annotation), annotation
    elif issubclass(annotation, msgspec.Struct):
        sort, of = "part", annotation
    else:
        sort = SORTS[annotation]
    return Shape(field.name, sort, field.required, nothing, many, choices, of)
