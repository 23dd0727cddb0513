"""The staff that a user is, and the teams that are theirs today: what lists and reach ask first.

Read with the user's roles. Every page asks for reach, most of them twice: with the numbers at
hand a statement is planned in a tenth of the time it takes with the question what they are.
"""

from collections.abc import Collection
from typing import Any

from throughcare.access.roles import Role, declare_beside, held_by

_STAFF, _WORKS_IN, _MANAGES, _OF_PROVIDER = "staff", "works in", "manages", "of provider"


def declare() -> None:
    """Tell access what is read beside the roles of a user."""
    declare_beside(_STAFF, _THEIR_STAFF)
    declare_beside(_WORKS_IN, f"SELECT p.team_id {_POSTS}")
    declare_beside(_MANAGES, f"SELECT c.team_id {_CHARGES} AND c.team_id IS NOT NULL")
    declare_beside(
        _OF_PROVIDER,
        f"""SELECT t.id FROM organisation_team t WHERE t.provider_id IN (
            SELECT c.provider_id {_CHARGES} AND c.provider_id IS NOT NULL
            UNION SELECT w.provider_id FROM organisation_team w
            WHERE w.id IN (SELECT p.team_id {_POSTS}))""",
    )


def staff_of(user: Any) -> list[int]:
    """Return the staff that ``user`` is."""
    return sorted(held_by(user).beside.get(_STAFF, ()))


def teams_of(user: Any, among: Collection[Role]) -> list[int]:
    """Return the teams that are those of ``user`` today by the roles held ``among`` these.

    A practitioner's teams are those they work in, a manager's also those they manage, a duty
    manager's every team of a provider where they are that or work.
    """
    held = held_by(user)
    if not held.beside:
        return []
    found = set[int]()
    for role in held.roles.intersection(among):
        if role is Role.DUTY_MANAGER:
            found |= held.beside[_OF_PROVIDER]
            continue
        found |= held.beside[_WORKS_IN]
        if role is Role.TEAM_MANAGER:
            found |= held.beside[_MANAGES]
    return sorted(found)


_THEIR_STAFF = "SELECT m.id FROM organisation_staff m WHERE m.user_id = %(user)s"

_POSTS = f"""
    FROM organisation_post p
    LEFT JOIN organisation_leaving l ON l.post_id = p.id AND l.in_error_at IS NULL
    WHERE p.of_id IN ({_THEIR_STAFF}) AND p.in_error_at IS NULL
        AND p.starts_on <= %(today)s AND (l.date IS NULL OR l.date >= %(today)s)"""

_CHARGES = f"""
    FROM organisation_charge c
    WHERE c.staff_id IN ({_THEIR_STAFF}) AND c.in_error_at IS NULL
        AND c.starts_on <= %(today)s AND (c.ends_on IS NULL OR c.ends_on >= %(today)s)"""
