"""Reply rates and days by authority: how those who are asked answer. All of it in SQL.

An enquiry counts in the period in which it was sent. The rate is those answered of those sent;
days are from sending to the answer. Only people within reach of who asks are counted.
"""

from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from throughcare.people.queries import Asking, reachable


class Authority(NamedTuple):
    """How one authority answers one kind of enquiry."""

    kind: str
    key: str
    """The authority in small letters with single spaces, by which enquiries are put together."""
    to: str
    """The authority as it is written; empty where nobody said whom they asked."""
    sent: int
    """The denominator: enquiries sent in the period."""
    answered: int
    """The numerator: those of them that were answered."""
    chased: int
    """Those that were chased or escalated."""
    median_days: float | None
    """Half of the answers came within so many days; None where none came."""
    oldest_open: date | None
    """When the oldest of those without an answer was sent."""

    @property
    def percent(self) -> int:
        """The rate: answered of those sent."""
        return round(100 * self.answered / self.sent)


class Behind(NamedTuple):
    """One enquiry behind a figure."""

    person: int
    ref: str
    sent_on: date
    answered_on: date | None


_SENT = """
    SELECT e.id, e.person_id, e.ref, e.kind,
        lower(btrim(regexp_replace(e."to", '\\s+', ' ', 'g'))) AS key,
        btrim(regexp_replace(e."to", '\\s+', ' ', 'g')) AS name,
        s.date AS sent_on, a.received_on AS answered_on
    FROM information_enquiry e
    JOIN information_sent s ON s.enquiry_id = e.id AND s.in_error_at IS NULL
    LEFT JOIN information_answer a ON a.enquiry_id = e.id AND a.in_error_at IS NULL
    WHERE e.in_error_at IS NULL AND s.date BETWEEN %s AND %s AND e.person_id IN ({reach})
"""

_BY_AUTHORITY = f"""
    WITH sent AS ({_SENT})
    SELECT kind, key, min(name), count(*), count(answered_on),
        count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM information_chase c
            WHERE c.enquiry_id = sent.id AND c.in_error_at IS NULL)),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_on - sent_on)
            FILTER (WHERE answered_on IS NOT NULL),
        min(sent_on) FILTER (WHERE answered_on IS NULL)
    FROM sent GROUP BY kind, key ORDER BY kind, 4 DESC, key
"""

_BEHIND = f"""
    WITH sent AS ({_SENT})
    SELECT person_id, ref, sent_on, answered_on FROM sent
    WHERE kind = %s AND key = %s ORDER BY answered_on IS NOT NULL, sent_on, id
"""


def by_authority(user: Asking, *, since: date, until: date) -> list[Authority]:
    """Return how each authority answered what was sent to it in a period. One statement."""
    reach, given = _reach(user)
    with connection.cursor() as cursor:
        cursor.execute(_BY_AUTHORITY.replace("{reach}", reach), [since, until, *given])
        return [Authority(*row) for row in cursor.fetchall()]


def behind(user: Asking, kind: str, key: str, *, since: date, until: date) -> list[Behind]:
    """Return the enquiries behind a figure, those without an answer first. One statement."""
    reach, given = _reach(user)
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND.replace("{reach}", reach), [since, until, *given, kind, key])
        return [Behind(*row) for row in cursor.fetchall()]


def _reach(user: Asking) -> tuple[str, tuple[Any, ...]]:
    """The people within reach, as a statement and its parameters."""
    sql, given = reachable(user).order_by().values("pk").query.sql_with_params()
    return sql, given
