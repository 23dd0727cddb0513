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


FEW = 4
"""So many numbers of a list are planned for as they are; of more it takes there to be ten."""


def run(statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what a statement finds, in which ``%(name)s`` stands for what is ``given`` so.

    It is kept for as long as the connection: for statements of which there are a few, not for those
    put together from what somebody asks for.
    """
    few = tuple((name, len(value)) for name, value in given.items() if _are_few(value))
    name, numbered, places = _numbered(statement, few)
    with connection.cursor() as cursor:
        raw: Any = connection.connection
        prepared = vars(raw).setdefault("throughcare_prepared", set())
        if name not in prepared:
            with connection.wrap_database_errors:
                raw.execute(f"PREPARE {name} AS {numbered}")
            prepared.add(name)
        values = [given[of] if at is None else given[of][at] for of, at in places]
        marks = f"({', '.join(['%s'] * len(values))})" if values else ""
        cursor.execute(f"EXECUTE {name} {marks}", [_written(each) for each in values])
        return list(cursor.fetchall())


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], int)


def _are_few(value: Any) -> bool:
    return _are_numbers(value) and len(value) <= FEW


def _written(value: Any) -> Any:
    """A list of numbers as the database reads it: of hundreds the driver would look at each."""
    return f"{{{','.join(map(str, value))}}}" if _are_numbers(value) else value


_Places = tuple[tuple[str, int | None], ...]


@lru_cache(maxsize=1000)
def _numbered(statement: str, few: tuple[tuple[str, int], ...]) -> tuple[str, str, _Places]:
    """A name for the statement, it with its values numbered, and what they are in that order."""
    numbers: dict[tuple[str, int | None], int] = {}
    lengths = dict(few)

    def mark(of: str, at: int | None) -> str:
        return f"${numbers.setdefault((of, at), len(numbers) + 1)}"

    def number(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%"
        if found[1] in lengths:
            each = (mark(found[1], at) for at in range(lengths[found[1]]))
            return f"ARRAY[{', '.join(each)}]::bigint[]"
        return mark(found[1], None)

    numbered = _NAMED.sub(number, statement)
    return f"prepared_{sha256(numbered.encode()).hexdigest()[:16]}", numbered, tuple(numbers)
