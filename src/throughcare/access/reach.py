"""Which people a user reaches: one expression, for lists, searches, counts and single pages alike.

Each area declares, for a role, an expression over the people on probation. They are combined here,
less what the user is excluded from and what is restricted to others. A role that nobody declared
anything for reaches nobody.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from throughcare.access.models import Allowed, Exclusion, Restriction
from throughcare.access.roles import Role, roles_of
from throughcare.history import clock, sections

CASE = "case"
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


def not_excluded(user: Any, today: date) -> Q:
    """Leave out the records that ``user`` is excluded from."""
    excluded = Exclusion.objects.in_force(today).filter(user=user, **_same_record())
    return ~Q(Exists(excluded))


def restricted(today: date) -> Q:
    """The records that are restricted to a few."""
    return Q(Exists(Restriction.objects.in_force(today).filter(**_same_record())))


def open_to(user: Any, today: date) -> Q:
    """Leave out the records that are restricted to others.

    Where a record has several restrictions, ``user`` must be named in each.
    """
    named = Allowed.objects.in_force(today).filter(user=user, restriction=OuterRef("pk"))
    closed = Restriction.objects.in_force(today).filter(~Exists(named), **_same_record())
    return ~Q(Exists(closed))


def _same_record() -> dict[str, Any]:
    return {"subject_kind": CASE, "subject_id": OuterRef("pk")}
