"""Which people a user reaches: one expression, for lists, searches, counts and single pages alike.

Each area declares, for a role, an expression over the people on probation. They are combined here,
less what the user is excluded from and what is restricted to others. A role that nobody declared
anything for reaches nobody.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet

from throughcare.access.condition import condition, written
from throughcare.access.roles import Role, roles_of
from throughcare.history import clock, prepared, sections

NOBODY = Q(pk__in=())

Reach = Callable[[Any, date], Q]

_declared: dict[Role, list[Reach]] = {}


def declare(role: Role, function: Reach) -> None:
    """Let a role reach the people of ``function(user, today)``; called in ``AppConfig.ready``."""
    functions = _declared.setdefault(role, [])
    if function not in functions:
        functions.append(function)


def within(user: Any) -> Q:
    """Return the expression for the people whom ``user`` reaches today."""
    roles = roles_of(user)
    functions = [f for role in Role if role in roles for f in _declared.get(role, ())]
    if not functions:
        return NOBODY
    today = clock.today()
    by_role = Q()
    for function in dict.fromkeys(functions):
        by_role |= function(user, today)
    return by_role & not_excluded(user, today) & open_to(user, today)


def reached(user: Any) -> QuerySet[Any]:
    """Return the people whom ``user`` reaches. One of them is found by filtering it by a key."""
    people: type[Model] = sections.root().section.model
    return people._default_manager.filter(within(user))


def one_reached(user: Any, public_id: str) -> Any | None:
    """Return the person with this public id, None where ``user`` does not reach them."""
    people: type[Model] = sections.root().section.model
    found = written(within(user), "p.id")
    if found is None:
        return reached(user).filter(public_id=public_id).first()
    sql, given = found
    fields = people._meta.concrete_fields
    rows = prepared.run(
        f"SELECT {', '.join(f'p.{each.column}' for each in fields)}"
        f" FROM {people._meta.db_table} p WHERE p.public_id = %(public_id)s AND ({sql})",
        given | {"public_id": public_id},
    )
    names = [each.attname for each in fields]
    return people.from_db(connection.alias, names, rows[0]) if rows else None


def not_excluded(user: Any, today: date) -> Q:
    """Leave out the records that ``user`` is excluded from."""
    return condition(f"NOT EXISTS ({_EXCLUDED})", user=user.pk, today=today)


def restricted(today: date) -> Q:
    """The records that are restricted to a few."""
    return condition(f"EXISTS ({_RESTRICTED})", today=today)


def open_to(user: Any, today: date) -> Q:
    """Leave out the records that are restricted to others.

    Where a record has several restrictions, ``user`` must be named in each.
    """
    return condition(
        f"NOT EXISTS ({_RESTRICTED} AND NOT EXISTS ({_NAMED}))", user=user.pk, today=today
    )


def kept_from(ids: Sequence[int], users: Sequence[int], today: date) -> set[tuple[int, int]]:
    """Return which of these records are kept from which of these users, as (record, user).

    They are excluded from it, or it is restricted to others.
    """
    if not ids or not users:
        return set()
    whether = f"EXISTS ({_EXCLUDED}) OR EXISTS ({_RESTRICTED} AND NOT EXISTS ({_NAMED}))"
    whether = whether.replace("{person}", "p.id").replace("%(user)s", "u.id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT p.id, u.id FROM unnest(%(ids)s::bigint[]) p(id)
            CROSS JOIN unnest(%(users)s::bigint[]) u(id) WHERE {whether}""",
            {"ids": list(ids), "users": list(users), "today": today},
        )
        return set(cursor.fetchall())


def _in_force(alias: str) -> str:
    return f"{alias}.since <= %(today)s AND ({alias}.until IS NULL OR {alias}.until >= %(today)s)"


_EXCLUDED = f"""
    SELECT 1 FROM access_exclusion x
    WHERE x.subject_kind = 'case' AND x.subject_id = {{person}} AND x.user_id = %(user)s
        AND {_in_force("x")}"""

_RESTRICTED = f"""
    SELECT 1 FROM access_restriction r
    WHERE r.subject_kind = 'case' AND r.subject_id = {{person}} AND {_in_force("r")}"""

_NAMED = f"""
    SELECT 1 FROM access_allowed a
    WHERE a.restriction_id = r.id AND a.user_id = %(user)s AND {_in_force("a")}"""
