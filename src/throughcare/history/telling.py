"""What a write did, told row by row from the events that the database keeps of every change."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

from throughcare.history.models import Entry

_NOT_TOLD = frozenset(
    {
        "id",
        "person",
        "version",
        "recorded_at",
        "ref",
        "public_id",
        "provenance",  # shown on the case page
        "directory_named",
    }
)
_MOST_ROWS = 500
"""More rows than this of one page of entries are counted, not told."""


@dataclass(frozen=True)
class Change:
    """A field of a row: what it was, and what it became."""

    field: "models.Field[Any, Any]"
    before: Any
    after: Any


@dataclass(frozen=True)
class Told:
    """A row that a write added, changed, or marked as recorded in error."""

    model: type[models.Model]
    added: bool
    in_error: str
    """Why it was marked as recorded in error, where the write did that."""
    changes: Sequence[Change]


@dataclass(frozen=True)
class Account:
    """What one write did."""

    told: Sequence[Told]
    loaded: Mapping[type[models.Model], int]
    """Rows added in bulk, which are counted."""
    more: int
    """Rows that are not told."""


def accounts(entries: Iterable[Entry]) -> dict[int, Account]:
    """Return what each write did. One statement, however many writes."""
    entries = list(entries)
    rows: dict[str, set[int]] = defaultdict(set)
    left = _MOST_ROWS
    more: dict[int, int] = {}
    for entry in entries:
        single = {(table, row) for table, row, what in entry.changes if what != "rows added"}
        if len(single) > left:
            more[entry.pk] = len(single)
            continue
        left -= len(single)
        for table, row in single:
            rows[table].add(row)
    events = _events(rows)
    found = {}
    for entry in entries:
        loaded = {
            apps.get_model(table): row for table, row, what in entry.changes if what == "rows added"
        }
        told = [] if entry.pk in more else list(_told(entry, events))
        found[entry.pk] = Account(told, loaded, more.get(entry.pk, 0))
    return found


_Event = tuple[int, int | None, dict[str, Any]]
"""The number of an event, the write that caused it, and the row as it then stood."""


def _events(rows: Mapping[str, set[int]]) -> dict[tuple[str, int], list[_Event]]:
    """Every event of these rows, in their order."""
    statements: list[str] = []
    parameters: list[Any] = []
    for table, ids in sorted(rows.items()):
        app, name = table.split(".")
        model = apps.get_model(app, f"{name}event")
        statements.append(
            f"SELECT %s, e.pgh_obj_id, e.pgh_id, (e.pgh_context->>'entry')::bigint,"
            f" to_jsonb(e)::text FROM {model._meta.db_table} e WHERE e.pgh_obj_id = ANY(%s)"
        )
        parameters += [table, sorted(ids)]
    found: dict[tuple[str, int], list[_Event]] = defaultdict(list)
    if not statements:
        return found
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(statements)} ORDER BY 3", parameters)
        for table, row, number, entry, content in cursor.fetchall():
            found[table, row].append((number, entry, json.loads(content)))
    return found


def _told(entry: Entry, events: Mapping[tuple[str, int], list[_Event]]) -> Iterable[Told]:
    for table, row in dict.fromkeys((t, r) for t, r, what in entry.changes if what != "rows added"):
        of_row = events.get((table, row), [])
        here = [at for at, event in enumerate(of_row) if event[1] == entry.pk]
        if not here:
            continue
        after = of_row[here[-1]][2]
        before = of_row[here[0] - 1][2] if here[0] else None
        model = apps.get_model(table)
        marked = after.get("in_error_at") and not (before or {}).get("in_error_at")
        changes = list(_changes(model, before, after))
        if changes or marked:
            because = after.get("in_error_because", "") if marked else ""
            yield Told(model, before is None, because, changes)


def _changes(
    model: type[models.Model], before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> Iterable[Change]:
    for field in model._meta.concrete_fields:
        name = field.attname
        if field.name in _NOT_TOLD or field.name.startswith("in_error"):
            continue
        if isinstance(field, models.JSONField):
            continue
        old, new = (before or {}).get(name), after.get(name)
        if old == new or (before is None and new in (None, "", False)):
            continue
        yield Change(field, _typed(field, old), _typed(field, new))


def _typed(field: "models.Field[Any, Any]", value: Any) -> Any:
    """A value of JSON as the field has it."""
    if value is None or isinstance(field, models.ForeignKey):
        return value
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    return field.to_python(value)
