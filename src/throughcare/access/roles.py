"""The roles that a user can hold, each from a day on and perhaps until one."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from throughcare.history import clock, prepared


class Role(StrEnum):
    """What a user is to the service. A user may hold several."""

    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team manager"
    DUTY_MANAGER = "duty manager"
    ADMINISTRATOR = "administrator"
    COURT_OFFICER = "court officer"


class Holding(NamedTuple):
    """What a user holds on a day: roles, and the numbers that areas have read beside them."""

    day: date
    roles: frozenset[Role]
    beside: Mapping[str, frozenset[int]]


_beside: dict[tuple[str, ...], str] = {}


def declare_beside(names: tuple[str, ...], statement: str) -> None:
    """Let something be read with the roles, in the same statement; called in ``AppConfig.ready``.

    ``statement`` gives rows of one of these names and a number, by the parameters ``user``, the
    user's number, and ``today``.
    """
    _beside[names] = statement


def roles_of(user: Any) -> frozenset[Role]:
    """Return the roles that ``user`` holds today; asked of the database once a request."""
    return held_by(user).roles


def held_by(user: Any) -> Holding:
    """Return what ``user`` holds today.

    It is kept on the user of the request for the day it was asked for.
    """
    today = clock.today()
    kept: Holding | None = getattr(user, "_held_on", None)
    if kept is not None and kept.day == today:
        return kept
    if not (user and user.is_authenticated and user.is_active):
        return Holding(today, frozenset(), {})
    kept = user._held_on = _read(user.pk, today)
    return kept


def _read(user: int, today: date) -> Holding:
    pieces = [
        _GRANTED,
        *(f"SELECT name, n FROM ({each}) AS of (name, n)" for each in _beside.values()),
    ]
    roles = set[Role]()
    beside = {name: set[int]() for names in _beside for name in names}
    named = {str(role): role for role in Role}
    for name, number in prepared.run(" UNION ALL ".join(pieces), {"user": user, "today": today}):
        if number is not None:
            beside[name].add(number)
        elif name in named:
            roles.add(named[name])
    return Holding(today, frozenset(roles), {name: frozenset(beside[name]) for name in beside})


_GRANTED = """
    SELECT role::text, NULL::bigint FROM access_grant
    WHERE user_id = %(user)s AND since <= %(today)s AND (until IS NULL OR until >= %(today)s)"""
