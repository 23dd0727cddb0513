"""What somebody has been given of late: cases that are theirs now or will be, and cover."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.design.wording import day as in_words

TOGETHER = 3
"""From how many cases given at once they are told as one."""


class Given(NamedTuple):
    """A case that somebody has been given."""

    person_id: int
    cover: bool
    """Whether they cover it; else they are responsible."""
    starts_on: date
    ends_on: date | None
    because: str
    before: str
    """Who had it before, or who is covered for; empty where nobody had it."""
    noted: bool
    """Whether the officer before has written the handover note."""
    met: bool
    """Whether both have met the person."""


class Told(NamedTuple):
    """One case, or several given at once, in words."""

    cases: list[Given]
    said: str
    handover: str
    """What is missing of the handover; empty where nothing is, or there is none."""


def given_to(staff: int, since: date, today: date) -> list[Given]:
    """Return the cases given to somebody that begin on a day from ``since`` on: one statement.

    Those that somebody else has been given since are left out, and cover that is over.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, {"staff": staff, "since": since, "today": today})
        return [Given(*values) for values in cursor.fetchall()]


def told(given: Iterable[Given]) -> list[Told]:
    """Return what was given in words, several at once as one, the newest first."""
    groups: dict[tuple[bool, date, date | None, str, str], list[Given]] = {}
    for each in given:
        key = (each.cover, each.starts_on, each.ends_on, each.because, each.before)
        groups.setdefault(key, []).append(each)
    found: list[Told] = []
    for group in groups.values():
        parts = [group] if len(group) >= TOGETHER else [[each] for each in group]
        found += [Told(part, _said(part), _missing(part)) for part in parts]
    return sorted(found, key=lambda each: each.cases[0].starts_on, reverse=True)


def _said(of: list[Given]) -> str:
    first, number = of[0], len(of)
    named = {"num": number, "day": in_words(first.starts_on), "name": first.before}
    if first.cover and first.before:
        one, several = _("covered for %(name)s"), _("%(num)d cases covered for %(name)s")
    elif first.cover:
        one, several = _("covered"), _("%(num)d cases covered")
    elif first.before:
        one, several = _("yours after %(name)s"), _("%(num)d cases yours after %(name)s")
    else:
        one, several = _("yours"), _("%(num)d cases yours")
    said = (one if number == 1 else several) % named + " " + _("from %(day)s") % named
    if first.ends_on:
        said += " " + _("to %(day)s") % {"day": in_words(first.ends_on)}
    return f"{said}. {first.because}".strip()


def _missing(of: list[Given]) -> str:
    lacks = [each for each in of if not each.cover and each.before]
    if len(of) > 1 or not lacks:
        return ""
    if not lacks[0].noted:
        return _("There is no handover note yet.")
    return "" if lacks[0].met else _("You have not met the person together yet.")


_BEFORE = """
    LEFT JOIN LATERAL (
        SELECT s.name FROM (
            SELECT o.staff_id, o.starts_on AS since, o.id FROM caseload_officer o
            WHERE o.person_id = g.person_id AND o.in_error_at IS NULL
            UNION ALL
            SELECT t.to_officer_id, GREATEST(t.effective_on, a.date), t.id
            FROM caseload_transfer t
            JOIN caseload_acceptance a ON a.transfer_id = t.id AND a.in_error_at IS NULL
            LEFT JOIN caseload_withdrawal w ON w.transfer_id = t.id AND w.in_error_at IS NULL
            WHERE t.person_id = g.person_id AND t.in_error_at IS NULL AND w.id IS NULL
                AND t.to_officer_id IS NOT NULL) every
        JOIN organisation_staff s ON s.id = every.staff_id
        WHERE every.staff_id <> %(staff)s AND every.since <= g.since
        ORDER BY every.since DESC, every.id DESC LIMIT 1) b ON true
"""
_GIVEN = f"""
    WITH g AS (
        SELECT o.person_id, false AS cover, o.starts_on AS since, NULL::date AS until, o.because,
            h.id IS NOT NULL AS noted, h.met_on IS NOT NULL AS met, o.id AS officer_id
        FROM caseload_officer o
        LEFT JOIN caseload_handovernote h ON h.officer_id = o.id AND h.in_error_at IS NULL
        WHERE o.staff_id = %(staff)s AND o.in_error_at IS NULL AND o.starts_on >= %(since)s
        UNION ALL
        SELECT t.person_id, false, GREATEST(t.effective_on, a.date), NULL, t.because, false,
            false, 0
        FROM caseload_transfer t
        JOIN caseload_acceptance a ON a.transfer_id = t.id AND a.in_error_at IS NULL
        LEFT JOIN caseload_withdrawal w ON w.transfer_id = t.id AND w.in_error_at IS NULL
        WHERE t.to_officer_id = %(staff)s AND t.in_error_at IS NULL AND w.id IS NULL
            AND GREATEST(t.effective_on, a.date) >= %(since)s
            AND NOT EXISTS (SELECT 1 FROM caseload_officer x WHERE x.person_id = t.person_id
                AND x.staff_id = %(staff)s AND x.in_error_at IS NULL
                AND x.starts_on >= GREATEST(t.effective_on, a.date))
        UNION ALL
        SELECT c.person_id, true, c.starts_on, c.ends_on, '', true, true, 0
        FROM caseload_cover c
        WHERE c.staff_id = %(staff)s AND c.in_error_at IS NULL AND c.starts_on >= %(since)s
            AND (c.ends_on IS NULL OR c.ends_on >= %(today)s))
    SELECT g.person_id, g.cover, g.since, g.until, COALESCE(g.because, ''), COALESCE(b.name, ''),
        g.noted, g.met
    FROM g {_BEFORE}
    WHERE g.cover OR NOT EXISTS (
        SELECT 1 FROM caseload_officer x
        WHERE x.person_id = g.person_id AND x.in_error_at IS NULL AND x.staff_id <> %(staff)s
            AND (x.starts_on > g.since OR x.starts_on = g.since AND x.id > g.officer_id))
    ORDER BY g.since DESC, g.person_id
"""
