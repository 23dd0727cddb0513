"""Statements for lists and reach: the staff that a user is, and the teams that are theirs today.

They take the parameters ``user``, the number of the user, and ``today``.
"""

THEIR_STAFF = "SELECT m.id FROM organisation_staff m WHERE m.user_id = %(user)s"

WORKS_IN = f"""
    SELECT p.team_id FROM organisation_post p
    LEFT JOIN organisation_leaving l ON l.post_id = p.id AND l.in_error_at IS NULL
    WHERE p.of_id IN ({THEIR_STAFF}) AND p.in_error_at IS NULL
        AND p.starts_on <= %(today)s AND (l.date IS NULL OR l.date >= %(today)s)"""

_IN_CHARGE = f"""
    c.staff_id IN ({THEIR_STAFF}) AND c.in_error_at IS NULL
        AND c.starts_on <= %(today)s AND (c.ends_on IS NULL OR c.ends_on >= %(today)s)"""

MANAGES = f"""
    SELECT c.team_id FROM organisation_charge c WHERE c.team_id IS NOT NULL AND {_IN_CHARGE}"""

OF_PROVIDER = f"""
    SELECT t.id FROM organisation_team t WHERE t.provider_id IN (
        SELECT c.provider_id FROM organisation_charge c
        WHERE c.provider_id IS NOT NULL AND {_IN_CHARGE}
        UNION SELECT w.provider_id FROM organisation_team w WHERE w.id IN ({WORKS_IN}))"""
