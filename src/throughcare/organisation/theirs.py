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
    declare_beside((_STAFF, _WORKS_IN, _MANAGES, _OF_PROVIDER), _STATEMENT)


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


_STATEMENT = f"""
    WITH their AS MATERIALIZED (SELECT id FROM organisation_staff WHERE user_id = %(user)s),
    works AS MATERIALIZED (
        SELECT p.team_id, t.provider_id
        FROM their
        JOIN organisation_post p ON p.of_id = their.id
        JOIN organisation_team t ON t.id = p.team_id
        LEFT JOIN organisation_leaving l ON l.post_id = p.id AND l.in_error_at IS NULL
        WHERE p.in_error_at IS NULL AND p.starts_on <= %(today)s
            AND (l.date IS NULL OR l.date >= %(today)s)),
    charge AS MATERIALIZED (
        SELECT c.team_id, c.provider_id
        FROM their JOIN organisation_charge c ON c.staff_id = their.id
        WHERE c.in_error_at IS NULL AND c.starts_on <= %(today)s
            AND (c.ends_on IS NULL OR c.ends_on >= %(today)s))
    SELECT '{_STAFF}', id FROM their
    UNION ALL SELECT '{_WORKS_IN}', team_id FROM works
    UNION ALL SELECT '{_MANAGES}', team_id FROM charge WHERE team_id IS NOT NULL
    UNION ALL SELECT '{_OF_PROVIDER}', t.id
        FROM (SELECT provider_id FROM works UNION SELECT provider_id FROM charge) p
        JOIN organisation_team t ON t.provider_id = p.provider_id
"""
