"""Tables without index, constraint or trigger, so that many rows are inserted fast."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Taken:
    """What was taken off tables: the statements that put indexes and constraints back."""

    keys: Sequence[str]
    rest: dict[str, list[str]]

    @classmethod
    def off(cls, names: Sequence[str]) -> "Taken":
        """Take off foreign keys first, then other constraints, indexes and triggers."""
        keys: list[str] = []
        rest: dict[str, list[str]] = {name: [] for name in names}
        for table, name, kind, definition in rows_of(
            "SELECT r.relname, c.conname, c.contype, pg_get_constraintdef(c.oid)"
            " FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid"
            " WHERE r.relnamespace = 'public'::regnamespace AND c.contype IN ('f', 'p', 'u', 'x')"
            " ORDER BY c.contype = 'f' DESC, c.contype = 'p' DESC"
        ):
            if kind == "f":
                run(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
                added = f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}'
                keys.append(f"{added.removesuffix(' NOT VALID')} NOT VALID")
            elif table in rest:
                run(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
                rest[table].append(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
        for table, name, definition in rows_of(
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        ):
            if table in rest:
                run(f'DROP INDEX "{name}"')
                rest[table].append(definition)
        for name in names:
            run(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
            run(f'ALTER TABLE "{name}" SET (autovacuum_enabled = false)')
            rest[name].append(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
            rest[name].append(f'ALTER TABLE "{name}" RESET (autovacuum_enabled)')
        return cls(keys, rest)

    def of(self, table: str) -> Iterator[str]:
        """What puts back the indexes, constraints and triggers of a table."""
        yield from self.rest[table]

    def put_back_keys(self) -> None:
        """Put back the foreign keys."""
        for statement in self.keys:
            run(statement)


def run(statement: str) -> int:
    """Run a statement; return how many rows it made."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def rows_of(statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def value_of(statement: str) -> Any:
    """The one value that a statement finds."""
    return rows_of(statement)[0][0]
