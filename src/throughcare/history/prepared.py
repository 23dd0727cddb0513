"""Statements that are planned once a connection, and not each time they run.

A page that is opened all day asks the same questions of the same tables: to plan them anew takes
about as long as to answer them. So does the statement that reads a case, which names every table.
What is served plans them for any values (`settings.database`), so that they are planned once.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db import connection

_NAMED = re.compile(r"%\((\w+)\)s|%%")


def run(statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what a statement finds, in which ``%(name)s`` stands for what is ``given`` so.

    It is kept for as long as the connection: for statements of which there are a few, not for those
    put together from what somebody asks for.
    """
    name, numbered, names = _numbered(statement)
    with connection.cursor() as cursor:
        raw: Any = connection.connection
        prepared = vars(raw).setdefault("throughcare_prepared", set())
        if name not in prepared:
            with connection.wrap_database_errors:
                raw.execute(f"PREPARE {name} AS {numbered}")
            prepared.add(name)
        values = f"({', '.join(['%s'] * len(names))})" if names else ""
        cursor.execute(f"EXECUTE {name} {values}", [_written(given[each]) for each in names])
        return list(cursor.fetchall())


def _written(value: Any) -> Any:
    """A list of numbers as the database reads it: of hundreds the driver would look at each."""
    if isinstance(value, list) and value and isinstance(value[0], int):
        return f"{{{','.join(map(str, value))}}}"
    return value


@lru_cache(maxsize=500)
def _numbered(statement: str) -> tuple[str, str, tuple[str, ...]]:
    """A name for the statement, it with its values numbered, and their names in that order."""
    numbers: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%"
        return f"${numbers.setdefault(found[1], len(numbers) + 1)}"

    numbered = _NAMED.sub(number, statement)
    return f"prepared_{sha256(statement.encode()).hexdigest()[:16]}", numbered, tuple(numbers)
