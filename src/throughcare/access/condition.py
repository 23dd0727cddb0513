"""A condition on people, written in SQL: what reach is made of.

Every page asks for reach, most of them twice. Django takes some eight milliseconds to put together
what a text says at once, so reach is text, with the key of the person and named values in it.
"""

import re
from typing import Any

from django.db.models import BooleanField, Func, Q
from django.db.models.sql.compiler import SQLCompiler

_NAMED = re.compile(r"%\((\w+)\)s")


class _Condition(Func):
    """Holds or not for the person whose key takes the place of ``{person}``."""

    output_field = BooleanField()

    def __init__(self, key: str, sql: str, values: tuple[tuple[str, Any], ...]) -> None:
        super().__init__(key)
        self.sql = sql
        self.values = values

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: Any, **_: Any
    ) -> tuple[str, list[Any]]:
        key, _none = compiler.compile(self.source_expressions[0])
        given = dict(self.values)
        parameters = [given[name] for name in _NAMED.findall(self.sql)]
        return f"({_NAMED.sub('%s', self.sql).replace('{person}', key)})", parameters


def condition(sql: str, **values: Any) -> Q:
    """Return the people for whom ``sql`` holds.

    In it ``{person}`` stands for the key of the person and ``%(name)s`` for a value; every other
    table needs an alias of its own.
    """
    return Q(_Condition("pk", sql, tuple(values.items())))


def written(people: Q, key: str) -> tuple[str, dict[str, Any]] | None:
    """Return the same as text, for people whose key is ``key``, with its values by name.

    None where there is more in it than conditions written in SQL.
    """
    parts: list[str] = []
    given: dict[str, Any] = {}
    for at, each in enumerate(people.children):
        if isinstance(each, Q):
            found = written(each, key)
        elif isinstance(each, _Condition):
            found = each.sql.replace("{person}", key), dict(each.values)
        else:
            found = None
        if found is None:
            return None
        sql, values = found
        for name in [name for name in values if given.get(name, values[name]) != values[name]]:
            sql = sql.replace(f"%({name})s", f"%({name}_{at})s")
            values[f"{name}_{at}"] = values.pop(name)
        given |= values
        parts.append(f"({sql})")
    if not parts:
        return None
    text = f" {people.connector} ".join(parts)
    return (f"NOT ({text})" if people.negated else text), given


def of_rows(people: Q, link: str) -> Q:
    """Return the same for rows that name a person by ``link``, without a look at the person.

    Of thousands of rows the database then asks once who is within reach, not row by row.
    """
    children: list[Any] = []
    for each in people.children:
        if isinstance(each, Q):
            children.append(of_rows(each, link))
        elif isinstance(each, _Condition):
            children.append(_Condition(link, each.sql, each.values))
        else:
            name, value = each  # type: ignore[misc]
            children.append((f"{link}__{name}", value))
    return Q.create(children, people.connector, people.negated)
