"""The cases of an officer or of teams: chosen, filtered, sorted and counted in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from django.db.models import QuerySet

from throughcare.contacts.diary import LAST_SEEN, NEXT_EXPECTED
from throughcare.history import prepared
from throughcare.kernel.casefile.assessment import Level
from throughcare.ledger.queries import (
    BOOKED,
    NOT_EXCUSED,
    OWED,
    STANDS,
    due_soon_until,
)
from throughcare.ledger.rules.ranking import BEHIND_ALL_BANDS
from throughcare.ledger.subject import CASE
from throughcare.people.models import Person
from throughcare.people.naming import pieces
from throughcare.sentences.queries import LIVE, Under


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which cases are asked for, and in which order."""

    staff_ids: Sequence[int] = ()
    """The cases of these members of staff, as responsible officer or cover."""
    team_ids: Sequence[int] = ()
    """The cases held by these teams; with ``vacant``, those for which nobody is responsible."""
    vacant: bool = False
    harm: Level | None = None
    under: Under | None = None
    registration: str = ""
    overdue: bool = False
    band: int | None = None
    """Only cases on which something of this weight is overdue."""
    name: str = ""
    """A piece of a name, or a CRN."""
    sort: str = "owed"
    descending: bool = False


class Held(NamedTuple):
    """A case on the list, and who holds it today."""

    person_id: int
    officer: str
    """The name of the responsible officer or of who covers; empty where there is nobody."""
    covers: bool


class Workload(NamedTuple):
    """How many cases somebody holds, and how much is overdue that is theirs to do."""

    public_id: str
    """Empty for the cases for which nobody is responsible."""
    name: str
    grade: str
    cases: int
    overdue: int
    late_cases: int


_HOLDS = f"""
    SELECT o.subject_id AS person_id, o.staff_id, o.resolved
    FROM ledger_ownerspell o
    WHERE o.subject_kind = '{CASE}' AND o.role = 'responsible officer'
        AND o.first <= %(today)s AND (o.last IS NULL OR o.last >= %(today)s)
"""

IN_CHARGE = "('responsible officer', 'acting cover', 'court officer')"
"""How whoever answers for a case in its officer's place is resolved; any other is a manager."""

_JOINS: Mapping[str, str] = {
    "name": """
        LEFT JOIN LATERAL (
            SELECT lower(family) AS family, lower(given) AS given FROM people_name
            WHERE person_id = m.person_id AND in_error_at IS NULL
            ORDER BY kind <> 'legal', id LIMIT 1) n ON true""",
    "crn": "LEFT JOIN people_crn c ON c.person_id = m.person_id AND c.current",
    "harm": """
        LEFT JOIN LATERAL (
            SELECT level FROM assessment_harmlevel
            WHERE person_id = m.person_id AND signed_on <= %(today)s AND in_error_at IS NULL
            ORDER BY signed_on DESC, id DESC LIMIT 1) h ON true""",
    "seen": f"LEFT JOIN LATERAL ({LAST_SEEN.format(person='m.person_id')}) l ON true",
    "next": f"LEFT JOIN LATERAL ({NEXT_EXPECTED.format(person='m.person_id')}) f ON true",
    "owed": f"""
        LEFT JOIN LATERAL (
            SELECT min(ARRAY[CASE WHEN b.ref IS NULL THEN d.weight ELSE {BEHIND_ALL_BANDS} END,
                    d.due_on - %(today)s]) AS worst,
                count(*) FILTER (WHERE d.due_on < %(today)s) AS overdue
            FROM ledger_row d {BOOKED}
            WHERE d.subject_kind = '{CASE}' AND d.subject_id = m.person_id AND {OWED}
        ) w ON true""",
}

_HARM = "array_position(ARRAY['very high', 'high', 'medium', 'low']::text[], h.level::text)"

SORTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "name": (("name",), ("n.family", "n.given")),
    "crn": (("crn",), ("c.value",)),
    "harm": (("harm",), (_HARM,)),
    "sentence": ((), ("s.last",)),
    "seen": (("seen",), ("l.stands_for",)),
    "next": (("next",), ("f.stands_for", "f.stands_at")),
    "owed": (
        ("owed", "harm"),
        ("w.worst[1]", f"COALESCE({_HARM}, 3)", "w.worst[2]"),
    ),
}
"""For each order: which joins it needs, and by what it sorts."""


def listed(
    chosen: Choice, among: QuerySet[Person], today: date, *, first: int, size: int
) -> tuple[list[Held], int]:
    """Return one page of the cases chosen, ``among`` those within reach, and how many there are.

    A case is listed while something of its sentences lives, custody included.
    """
    needed, order = SORTS[chosen.sort]
    joins, conditions = list(needed), ["true"]
    within, parameters = keys_of(among)
    parameters |= {"today": today, "until": due_soon_until(today), "first": first, "size": size}
    scope = _scope(chosen, parameters)
    if chosen.harm:
        joins.append("harm")
        conditions.append("h.level = %(harm)s")
        parameters["harm"] = chosen.harm.value
    if chosen.overdue:
        joins.append("owed")
        conditions.append("w.overdue > 0")
    if chosen.band:
        conditions.append(
            f"EXISTS (SELECT 1 FROM ledger_row d WHERE d.subject_kind = '{CASE}'"
            f" AND d.subject_id = m.person_id AND d.weight = %(band)s AND {OWED}"
            " AND d.due_on < %(today)s)"
        )
        parameters["band"] = chosen.band
    if chosen.under:
        conditions.append("%(under)s = ANY(s.kinds)")
        parameters["under"] = chosen.under.value
    if chosen.registration:
        conditions.append(_REGISTERED)
        parameters["registration"] = chosen.registration
    if chosen.name:
        conditions.append(_NAMED)
        parameters |= {
            "pieces": sorted(each for piece in pieces(chosen.name) for each in piece.begins),
            "crn": chosen.name.strip().upper(),
        }
    turned = " DESC NULLS LAST" if chosen.descending else " ASC NULLS LAST"
    statement = f"""
        WITH mine AS MATERIALIZED ({_HOLDS} AND {scope} AND o.subject_id IN ({within})),
        live AS (SELECT person_id, array_agg(kind::text) AS kinds,
                max(COALESCE(last, 'infinity')) AS last
            FROM ({LIVE.format(people="= ANY(ARRAY(SELECT person_id FROM mine))")}) a
            GROUP BY person_id)
        SELECT m.person_id, COALESCE(t.name, ''), m.resolved, count(*) OVER ()
        FROM mine m
        JOIN live s ON s.person_id = m.person_id
        LEFT JOIN organisation_staff t ON t.id = m.staff_id AND m.resolved IN {IN_CHARGE}
        {" ".join(_JOINS[join] for join in dict.fromkeys(joins))}
        WHERE {" AND ".join(conditions)}
        ORDER BY {", ".join(each + turned for each in order)}, m.person_id
        LIMIT %(size)s OFFSET %(first)s
    """
    rows = prepared.run(statement, parameters)
    found = [Held(person, name, resolved == "acting cover") for person, name, resolved, _ in rows]
    return found, rows[0][3] if rows else 0


_REGISTERED = """EXISTS (
    SELECT 1 FROM people_registration r
    LEFT JOIN people_registrationend e ON e.registration_id = r.id AND e.in_error_at IS NULL
    WHERE r.person_id = m.person_id AND r.in_error_at IS NULL AND r.kind = %(registration)s
        AND r.registered_on <= %(today)s AND (e.date IS NULL OR e.date >= %(today)s))"""

_NAMED = """(EXISTS (
    SELECT 1 FROM people_name n
    WHERE n.person_id = m.person_id AND n.in_error_at IS NULL AND n.trigrams @> %(pieces)s
        AND cardinality(%(pieces)s::text[]) > 0)
    OR EXISTS (SELECT 1 FROM people_crn c WHERE c.person_id = m.person_id AND c.value = %(crn)s))"""


def _scope(chosen: Choice, parameters: dict[str, Any]) -> str:
    """The condition that a spell is of those whose cases are asked for."""
    if chosen.staff_ids:
        parameters["staff"] = list(chosen.staff_ids)
        return f"o.staff_id = ANY(%(staff)s) AND o.resolved IN {IN_CHARGE}"
    parameters["teams"] = list(chosen.team_ids)
    vacant = f" AND o.resolved NOT IN {IN_CHARGE}" if chosen.vacant else ""
    return f"o.team_id = ANY(%(teams)s){vacant}"


def keys_of(people: QuerySet[Person]) -> tuple[str, dict[str, Any]]:
    """The statement that gives the keys of some people, with its parameters by name."""
    statement, values = people.values("pk").query.sql_with_params()
    named = {f"within_{at}": value for at, value in enumerate(values)}
    return statement % tuple(f"%({name})s" for name in named), named


ANSWERS = "o.subject_id, o.role, o.author, o.resolved, o.staff_id"

ANSWERING = f"""o.subject_kind = '{CASE}' AND o.team_id = ANY(%(teams)s)
    AND o.first <= %(today)s AND (o.last IS NULL OR o.last >= %(today)s)"""
"""The condition that the spell ``o`` is of these teams, and of ``today``."""

MINE = f"""
    answering AS MATERIALIZED (
        SELECT {ANSWERS} FROM ledger_ownerspell o WHERE {ANSWERING}),
    ours AS MATERIALIZED (
        SELECT w.pk AS subject_id FROM ({{within}}) w
        WHERE w.pk IN (SELECT subject_id FROM answering)),
    mine AS MATERIALIZED (
        SELECT a.* FROM answering a JOIN ours ON ours.subject_id = a.subject_id)
"""
"""Of teams ``ours``, their cases within reach, each asked about once, and ``mine``, whose they are.

For ``{{within}}`` the statement of ``keys_of`` is put in.
"""

WHOSE = """
    CASE WHEN m.role = 'team manager' OR m.resolved NOT IN ('team manager', 'duty manager')
        THEN m.staff_id END
"""
"""Who answers for ``mine`` as m; nobody where it only falls to a manager for want of another."""


OVERDUE = f"""
    overdue AS MATERIALIZED (
        SELECT d.subject_id, d.role, d.author, d.weight FROM ours
        CROSS JOIN LATERAL (
            SELECT * FROM ledger_row d
            WHERE d.subject_kind = '{CASE}' AND d.subject_id = ours.subject_id AND {STANDS}
                AND d.due_on < %(today)s AND {NOT_EXCUSED}
            OFFSET 0) d)
"""
"""What is overdue on ``ours``: the ledger is read once a case.

Left to itself the database reads it once for each role in it.
"""

LATE = """overdue d
    JOIN mine m ON m.subject_id = d.subject_id AND m.role = d.role AND m.author = d.author"""
"""``OVERDUE`` as d, with whose it is as m."""


def workloads(teams: Iterable[int], among: QuerySet[Person], today: date) -> list[Workload]:
    """Return who works in these teams or holds their cases, with how much they hold and owe.

    One statement, however many officers and cases. Last, where there are any, the cases for which
    nobody is responsible; what is overdue on them as an officer's work stands there too, and what
    is the manager's own by role with the manager. Only cases ``among`` those within reach count.
    """
    within, parameters = keys_of(among)
    parameters |= {"today": today, "teams": list(teams)}
    statement = f"""
        WITH {MINE}, {OVERDUE},
        live AS (SELECT DISTINCT person_id
            FROM ({LIVE.format(people="= ANY(ARRAY(SELECT subject_id FROM ours))")}) a),
        held AS (
            SELECT {WHOSE} AS staff_id, count(*) AS cases FROM mine m
            JOIN live ON live.person_id = m.subject_id
            WHERE m.role = 'responsible officer' GROUP BY 1),
        late AS (
            SELECT {WHOSE} AS staff_id, count(*) AS overdue,
                count(DISTINCT d.subject_id) AS late_cases
            FROM {LATE} GROUP BY 1),
        working AS (
            SELECT p.of_id AS staff_id FROM organisation_post p
            LEFT JOIN organisation_leaving x ON x.post_id = p.id AND x.in_error_at IS NULL
            WHERE p.team_id = ANY(%(teams)s) AND p.in_error_at IS NULL
                AND p.starts_on <= %(today)s AND (x.date IS NULL OR x.date >= %(today)s)
            UNION SELECT staff_id FROM held UNION SELECT staff_id FROM late)
        SELECT COALESCE(s.public_id, ''), COALESCE(s.name, ''), COALESCE(s.grade, ''),
            COALESCE(h.cases, 0), COALESCE(l.overdue, 0), COALESCE(l.late_cases, 0)
        FROM working w
        LEFT JOIN organisation_staff s ON s.id = w.staff_id
        LEFT JOIN held h ON h.staff_id IS NOT DISTINCT FROM w.staff_id
        LEFT JOIN late l ON l.staff_id IS NOT DISTINCT FROM w.staff_id
        ORDER BY s.id IS NULL, COALESCE(l.overdue, 0) DESC, COALESCE(h.cases, 0) DESC, s.name
    """
    rows = prepared.run(statement.replace("{within}", within), parameters)
    return [Workload(*values) for values in rows]


class Team(NamedTuple):
    """A team that somebody is in charge of, with those who work in it today."""

    id: int
    public_id: str
    name: str
    staff: list[tuple[int, str, str]]
    """Key, public id and name, by name."""
    own: bool
    """Whether they manage the team itself, and not as duty manager of its provider."""


def teams_of(manager: int, today: date) -> list[Team]:
    """Return the teams that the member of staff with this key is in charge of, or duty manager."""
    rows = prepared.run(_TEAMS, {"staff": manager, "today": today})
    teams: dict[int, Team] = {}
    for key, public_id, name, member, member_public_id, member_name, own in rows:
        team = teams.setdefault(key, Team(key, public_id, name, [], own))
        if member:
            team.staff.append((member, member_public_id, member_name))
    return list(teams.values())


_TEAMS = """
    WITH charge AS (
        SELECT team_id, provider_id FROM organisation_charge
        WHERE staff_id = %(staff)s AND in_error_at IS NULL AND starts_on <= %(today)s
            AND (ends_on IS NULL OR ends_on >= %(today)s))
    SELECT t.id, t.public_id, t.name, s.id, s.public_id, s.name,
        t.id IN (SELECT team_id FROM charge WHERE team_id IS NOT NULL)
    FROM organisation_team t
    LEFT JOIN LATERAL (
        SELECT p.of_id FROM organisation_post p
        LEFT JOIN organisation_leaving x ON x.post_id = p.id AND x.in_error_at IS NULL
        WHERE p.team_id = t.id AND p.in_error_at IS NULL AND p.starts_on <= %(today)s
            AND (x.date IS NULL OR x.date >= %(today)s)) p ON true
    LEFT JOIN organisation_staff s ON s.id = p.of_id
    WHERE t.in_error_at IS NULL AND (t.id IN (SELECT team_id FROM charge)
        OR t.provider_id IN (SELECT provider_id FROM charge))
    ORDER BY t.name, t.id, s.name
"""
