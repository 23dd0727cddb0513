"""How rows are written as the lines that COPY reads: rows of facts, and the events beside them.

For each section the function that writes a fact's cells is made once from its columns, as the
functions are that build structs from rows.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from throughcare.history import sections
from throughcare.history.sections import Section

NOTHING = "\\N"

Cells = Callable[
    [Any, int, int | None, "int | None", str, Mapping[str, Mapping[str, int]]], list[str]
]
"""Writes the cells of a fact: its own number, the person's, that of the fact around it and by which
foreign key, and the numbers of all that it may name."""


class Shape:
    """The columns of a model and of its events."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.table = model._meta.db_table
        self.fields = [f for f in model._meta.local_concrete_fields if not f.generated]
        self.columns = tuple(str(field.column) for field in self.fields)
        try:
            name = f"{model._meta.app_label}.{model.__name__}Event"
            events: type[models.Model] | None = apps.get_model(name)
        except LookupError:
            events = None
        self.events = events._meta.db_table if events else ""
        kept = {field.column for field in events._meta.local_concrete_fields} if events else set()
        self._kept = tuple(at for at, column in enumerate(self.columns) if column in kept)
        self.event_columns = (
            "pgh_label",
            "pgh_context",
            "pgh_obj_id",
            "pgh_created_at",
            *(self.columns[at] for at in self._kept),
        )
        self.triggers = "{" + ",".join(_event_triggers(model)) + "}"

    def event(self, label: str, context: str, number: int, cells: list[str]) -> str:
        """The line of an event."""
        kept = "\t".join([cells[at] for at in self._kept])
        return f"{label}\t{context}\t{number}\tnow\t{kept}\n"

    def cells(self, values: dict[str, Any]) -> list[str]:
        """The cells of a row given by its values, with defaults for those that are left out."""
        found = []
        for field in self.fields:
            name = field.attname
            value = values[name] if name in values else field.get_default()
            found.append(NOTHING if value is None else _writer(field)(value))
        return found


@cache
def shape_of(model: type[models.Model]) -> Shape:
    """The shape of a model."""
    return Shape(model)


def _event_triggers(model: type[models.Model]) -> list[str]:
    """The triggers that keep an event for each row added, as the database knows them."""
    return [
        trigger.get_pgid(model)
        for trigger in getattr(model._meta, "triggers", ())
        if trigger.name == "insert_insert"
    ]


@cache
def maker_of(section: Section) -> Cells | None:
    """The function that writes a fact's cells; None where columns are computed from others."""
    if section.derive or section is sections.root().section:
        return None
    scope: dict[str, Any] = {"nothing": NOTHING, "text": text, "said": _said, "by_day": _iso}
    cells = []
    for at, field in enumerate(shape_of(section.model).fields):
        cells.append(_cell(section, field, at, scope))
    source = (
        f"def made(fact, number, person, around, link, names):\n    return [{', '.join(cells)}]\n"
    )
    exec(source, scope)  # noqa: S102  our own words, from the declared sections alone
    made: Cells = scope["made"]
    return made


def _cell(section: Section, field: Any, at: int, scope: dict[str, Any]) -> str:
    """The expression for one column."""
    name = field.attname
    if name == "id":
        return "str(number)"
    if name == "person_id":
        return "nothing if person is None else str(person)"
    if name == "recorded_at":
        return "by_day(fact.recorded_at)"
    if name == "in_error_at":
        return "by_day(fact.in_error.recorded_at) if fact.in_error else nothing"
    if name == "in_error_because":
        return "text(fact.in_error.because) if fact.in_error else ''"
    if section.is_item and name == section.known_by:
        return "fact.ref"
    for own, keys in section.keys.items():
        for kind, key in keys.items():
            if f"{key}_id" == name:
                found = f"str(names[{kind!r}].get(fact.{own}, nothing))"
                return f"nothing if fact.{own} is None else {found}"
    for link in section.around:
        if f"{link}_id" == name:
            return f"str(around) if link == {link!r} else nothing"
    if name in section.plain:
        scope[f"write_{at}"] = _writer(field)
        return f"nothing if fact.{name} is None else write_{at}(fact.{name})"
    value = field.get_default()
    scope[f"default_{at}"] = NOTHING if value is None else _writer(field)(value)
    return f"default_{at}"


def line(values: Iterable[Any]) -> str:
    """A line of values, each by what it is."""
    return "\t".join([NOTHING if value is None else _said(value) for value in values]) + "\n"


_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def text(value: str) -> str:
    """A text as COPY reads it."""
    if _SPECIAL.search(value):
        return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value)
    return value


def _said(value: Any) -> str:
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)


@cache
def _writer(field: Any) -> Callable[[Any], str]:
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, ArrayField):
        return _array
    if isinstance(field, models.CharField | models.TextField):
        return text
    if isinstance(field, models.BooleanField):
        return _flag
    if isinstance(field, models.DateField | models.TimeField):
        return _iso
    return str


def _flag(value: bool) -> str:
    return "t" if value else "f"


def _iso(value: date | datetime | time) -> str:
    return value.isoformat()


def _json(value: Any) -> str:
    return text(json.dumps(value))


def _array(value: Iterable[Any]) -> str:
    inner = ",".join(
        '"' + str(each).replace("\\", "\\\\").replace('"', '\\"') + '"' for each in value
    )
    return text("{" + inner + "}")
