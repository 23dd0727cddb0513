"""Under which sentences a person is on a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from throughcare.history import prepared


class Under(StrEnum):
    """What a person can be under."""

    COMMUNITY_ORDER = "community order"
    SUSPENDED_SENTENCE_ORDER = "suspended sentence order"
    LICENCE = "licence"
    SUPERVISION = "post-sentence supervision"
    CUSTODY = "custody"
    RECALLED = "recalled"


class Live(NamedTuple):
    """An order, a licence, supervision or custody that lives on a day."""

    kind: Under
    first: date
    last: date | None
    """The last day, known or planned; None where there is none."""


LIVE = """
    SELECT o.person_id, o.kind, o.sentenced_on AS first, COALESCE(e.date, o.expires_on) AS last
    FROM sentences_order o
    LEFT JOIN sentences_ending e ON e.order_id = o.id AND e.in_error_at IS NULL
    WHERE o.person_id {people} AND o.in_error_at IS NULL AND o.sentenced_on <= %(today)s
        AND COALESCE(e.date, o.expires_on, %(today)s) >= %(today)s
    UNION ALL
    SELECT l.person_id, 'licence', l.released_on, COALESCE(r.date, e.date, l.expires_on)
    FROM sentences_licence l
    LEFT JOIN sentences_recall r ON r.licence_id = l.id AND r.in_error_at IS NULL
    LEFT JOIN sentences_ending e ON e.licence_id = l.id AND e.in_error_at IS NULL
    WHERE l.person_id {people} AND l.in_error_at IS NULL AND l.released_on <= %(today)s
        AND COALESCE(r.date, e.date, l.expires_on, %(today)s) >= %(today)s
    UNION ALL
    SELECT s.person_id, 'post-sentence supervision', s.starts_on,
        COALESCE(e.date, s.expires_on)
    FROM sentences_supervision s
    LEFT JOIN sentences_ending e ON e.supervision_id = s.id AND e.in_error_at IS NULL
    WHERE s.person_id {people} AND s.in_error_at IS NULL AND s.starts_on <= %(today)s
        AND COALESCE(e.date, s.expires_on, %(today)s) >= %(today)s
    UNION ALL
    SELECT c.person_id, CASE WHEN l.id IS NULL THEN 'custody' ELSE 'recalled' END,
        COALESCE(r.date, c.sentenced_on), NULL
    FROM sentences_custody c
    LEFT JOIN LATERAL (
        SELECT id, released_on FROM sentences_licence
        WHERE custody_id = c.id AND in_error_at IS NULL AND released_on <= %(today)s
        ORDER BY released_on DESC LIMIT 1) l ON true
    LEFT JOIN sentences_recall r ON r.licence_id = l.id AND r.in_error_at IS NULL
        AND r.date < %(today)s
    WHERE c.person_id {people} AND c.in_error_at IS NULL AND c.sentenced_on <= %(today)s
        AND (l.id IS NULL OR r.date IS NOT NULL)
        AND NOT EXISTS (
            SELECT 1 FROM sentences_supervision s
            WHERE s.custody_id = c.id AND s.in_error_at IS NULL AND s.starts_on <= %(today)s)
"""
"""What lives today, of the people of the condition ``{people}``: person, kind, first, last."""


HAS_ENDED = """(
    EXISTS (SELECT 1 FROM sentences_order one
        LEFT JOIN sentences_ending ending ON ending.order_id = one.id AND ending.in_error_at IS NULL
        WHERE one.id = {row}.order_id
            AND COALESCE(ending.date, one.expires_on) < %(today)s)
    OR EXISTS (SELECT 1 FROM sentences_licence one
        LEFT JOIN sentences_recall recall ON recall.licence_id = one.id
            AND recall.in_error_at IS NULL
        LEFT JOIN sentences_ending ending ON ending.licence_id = one.id
            AND ending.in_error_at IS NULL
        WHERE one.id = {row}.licence_id
            AND COALESCE(recall.date, ending.date, one.expires_on) < %(today)s)
    OR EXISTS (SELECT 1 FROM sentences_supervision one
        LEFT JOIN sentences_ending ending ON ending.supervision_id = one.id
            AND ending.in_error_at IS NULL
        WHERE one.id = {row}.supervision_id
            AND COALESCE(ending.date, one.expires_on) < %(today)s))
"""
"""The condition that the last day of the sentence that ``{row}`` is about was before today."""


def live(ids: Sequence[int], today: date) -> dict[int, list[Live]]:
    """Return what each person is under on ``today``, what lasts longest first."""
    found: dict[int, list[Live]] = defaultdict(list)
    rows = prepared.run(
        f"SELECT person_id, kind, first, last FROM ({LIVE.format(people='= ANY(%(ids)s)')}) s"
        " ORDER BY person_id, last DESC NULLS FIRST, first",
        {"ids": list(ids), "today": today},
    )
    for person, kind, first, last in rows:
        found[person].append(Live(Under(kind), first, last))
    return found
