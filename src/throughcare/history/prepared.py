"""Statements that are planned once a connection, and not each time they run.

The statement that reads a case names every table there is: to plan it takes longer than to run it.
What it is asked for must be single values, of which the database knows as much beforehand as when
they come; of a list it would plan each anew.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import connection


def run(statement: str, kinds: Sequence[str], values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return what a statement finds. In it ``$1`` stands for the first value, of the first kind."""
    with connection.cursor() as cursor:
        raw: Any = connection.connection
        prepared = vars(raw).setdefault("throughcare_prepared", {})
        name = prepared.get(statement)
        if name is None:
            name = f"prepared_{sha256(statement.encode()).hexdigest()[:16]}"
            cursor.execute(f"PREPARE {name} ({', '.join(kinds)}) AS {statement}")
            prepared[statement] = name
        cursor.execute(f"EXECUTE {name} ({', '.join(['%s'] * len(values))})", values)
        return list(cursor.fetchall())
