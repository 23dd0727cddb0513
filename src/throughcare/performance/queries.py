"""The figures, by month, team and provider, and the cases behind each. All of it in SQL.

A duty counts in the month in which it fell due, for the team that answered for it on that day and
for that team's provider, by the state it was in at the end of that day. One that had no due day,
because a pause has no known end, is named in the month in which it opened.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from django.db import connection

from throughcare.kernel.duty import Key
from throughcare.ledger.subject import CASE
from throughcare.performance.months import last_of
from throughcare.performance.policy import MEASURES, Measure
from throughcare.performance.rules.counting import COUNTED, LEFT_OUT, Outcome


class Unit(msgspec.Struct, frozen=True):
    """Of what a figure is: a team, a provider, or all."""

    kind: str
    code: str = ""


ALL = Unit("all")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of one unit in one month."""

    measure: str
    month: date
    unit: Unit
    counts: dict[Outcome, int]

    @property
    def numerator(self) -> int:
        """Met in time."""
        return self.counts[Outcome.MET]

    @property
    def denominator(self) -> int:
        """Fell due, less what is left out."""
        return sum(self.counts[each] for each in COUNTED)

    @property
    def excluded(self) -> int:
        """Left out, for whatever reason."""
        return sum(self.counts[each] for each in LEFT_OUT)


class Counted(NamedTuple):
    """One duty behind a figure."""

    measure: str
    person: int
    code: str
    about: str
    opening: str
    opened_on: date
    due_on: date | None
    met_on: date | None
    ended_on: date | None
    month: date
    outcome: Outcome
    team: str
    """The code of the team that answered on the day it fell due; empty where none is known."""
    provider: str

    @property
    def key(self) -> tuple[int, Key]:
        """What names the duty for ever."""
        return self.person, Key(self.code, self.about, self.opening)


_DUE = f"""
    SELECT subject_id, code, subject_ref, opening_ref, opened_on, due_on, met_on, ended_on, role,
        author, {{day}} AS day
    FROM ledger_row
    WHERE subject_kind = '{CASE}' AND code = ANY(%(codes)s)
        AND {{due}} AND {{day}} BETWEEN %(since)s AND %(until)s
"""

_COUNTED = f"""
    WITH excused AS (
        SELECT DISTINCT person_id, code, about, opening, opened_on, due_on FROM ledger_excused
        WHERE in_error_at IS NULL AND date <= due_on AND until >= due_on),
    against AS (
        SELECT b.person_id, COALESCE(bo.ref, bs.ref) AS ref, b.decided_on
        FROM enforcement_breachdecision b
        LEFT JOIN sentences_order bo ON bo.id = b.order_id
        LEFT JOIN sentences_supervision bs ON bs.id = b.supervision_id
        WHERE b.in_error_at IS NULL
        GROUP BY 1, 2, 3 HAVING bool_and(b.outcome = 'not breached'))
    SELECT r.subject_id AS person, r.code, r.subject_ref, r.opening_ref, r.opened_on,
        r.due_on, r.met_on, r.ended_on, date_trunc('month', r.day)::date AS month,
        CASE
            WHEN r.due_on IS NULL THEN '{Outcome.PAUSED}'
            WHEN x.person_id IS NOT NULL THEN '{Outcome.EXCUSED}'
            WHEN r.met_on <= r.due_on AND a.person_id IS NOT NULL THEN '{Outcome.DECIDED}'
            WHEN r.met_on <= r.due_on THEN '{Outcome.MET}'
            WHEN r.ended_on < r.due_on THEN '{Outcome.ENDED}'
            ELSE '{Outcome.LATE}'
        END AS outcome,
        s.kind AS about, o.team_id
    FROM ({_DUE.format(day="due_on", due="due_on IS NOT NULL")} UNION ALL
        {_DUE.format(day="opened_on", due="due_on IS NULL")}) r
    LEFT JOIN ledger_ownerspell o ON o.subject_kind = '{CASE}'
        AND o.subject_id = r.subject_id AND o.role = r.role AND o.author = r.author
        AND o.first <= r.day AND (o.last IS NULL OR o.last >= r.day)
    LEFT JOIN (SELECT person_id, ref, 'order' AS kind FROM sentences_order
        UNION ALL SELECT person_id, ref, 'licence' FROM sentences_licence) s
        ON s.person_id = r.subject_id AND s.ref = r.subject_ref
    LEFT JOIN excused x ON x.person_id = r.subject_id AND x.code = r.code
        AND x.about = r.subject_ref AND x.opening = r.opening_ref
        AND x.opened_on = r.opened_on AND x.due_on = r.due_on
    LEFT JOIN against a ON r.code = 'decide-breach' AND a.person_id = r.subject_id
        AND a.decided_on = r.met_on AND a.ref = ANY(string_to_array(r.subject_ref, '/'))
    {{among}}
"""
"""Every duty that may count, with how it counts, what it is about and who answered for it.

A decision about breach that was against it, and in time, left nothing to refer or to present. Read
from an index made for it alone, of the duties in `ledger.models.MEASURED`.
"""

_BY_MEASURE = """
    LEFT JOIN organisation_team t ON t.id = c.team_id
    LEFT JOIN organisation_provider p ON p.id = t.provider_id
    JOIN (VALUES {measures}) m(measure, code, about, kind) ON m.code = c.code
        AND (m.about = 'any' OR m.about = c.about) AND (p.kind = m.kind OR p.kind IS NULL)
"""
"""Which measure they count in: by the duty, the sentence, and the kind of provider."""

_FIGURES = f"""
    SELECT m.measure, c.month, p.code, t.code, GROUPING(t.code) = 1,
        ARRAY[{", ".join(f"sum(c.{each.name})::bigint" for each in Outcome)}]
    FROM (
        SELECT code, about, month, team_id,
            {", ".join(f"count(*) FILTER (WHERE outcome = '{e}') AS {e.name}" for e in Outcome)}
        FROM ({_COUNTED}) counted GROUP BY code, about, month, team_id
    ) c {_BY_MEASURE}
    GROUP BY m.measure, c.month, GROUPING SETS ((p.code), (p.code, t.code))
"""
"""Duties are summed up before it is asked in which measure they count: there are many of them."""

_BEHIND = f"""
    SELECT m.measure, c.person, c.code, c.subject_ref, c.opening_ref, c.opened_on, c.due_on,
        c.met_on, c.ended_on, c.month, c.outcome, COALESCE(t.code, ''), COALESCE(p.code, '')
    FROM ({_COUNTED}) c {_BY_MEASURE}
    ORDER BY m.measure, array_position(%(order)s, c.outcome), c.due_on, c.person, c.subject_ref,
        c.opening_ref
"""

SHOWN_FIRST = (Outcome.LATE, *LEFT_OUT, Outcome.MET)
"""The order of the cases behind a figure: first what there is to look into."""


def figures(
    *,
    since: date,
    until: date,
    today: date,
    measures: Sequence[Measure] = MEASURES,
    teams: Sequence[int] | None = None,
) -> list[Figure]:
    """Return every figure of the months from ``since`` to ``until``, of what is over by today.

    By team, by provider and, unless ``teams`` says which alone are asked for, of all. What belongs
    to no team that is known is the figure of a provider without a code, and not in that of all.
    One statement.
    """
    found = []
    for measure, month, provider, team, by_provider, counts in _asked(
        _FIGURES, measures, since, until, today, teams
    ):
        unit = Unit("provider", provider or "") if by_provider else Unit("team", team or "")
        named = dict(zip(Outcome, counts, strict=True))
        found.append(Figure(measure=measure, month=month, unit=unit, counts=named))
    return found if teams is not None else [*found, *_of_all(found)]


def behind(
    measure: Measure, month: date, *, today: date, teams: Sequence[int] | None = None
) -> list[Counted]:
    """Return every duty behind the figure of a month, late ones first. One statement."""
    return behind_all([measure], month, today=today, teams=teams)


def behind_all(
    measures: Sequence[Measure], month: date, *, today: date, teams: Sequence[int] | None = None
) -> list[Counted]:
    """Return every duty behind the figures of a month. One statement."""
    rows = _asked(_BEHIND, measures, month, last_of(month), today, teams)
    return [Counted._make((*values[:10], Outcome(values[10]), *values[11:])) for values in rows]


def _asked(
    statement: str,
    measures: Sequence[Measure],
    since: date,
    until: date,
    today: date,
    teams: Sequence[int] | None,
) -> list[tuple[Any, ...]]:
    """A day counts once it is over: what is due today may yet be done in time."""
    if not measures or (teams is not None and not teams):
        return []
    named = ", ".join(
        f"(%(id{n})s, %(code{n})s, %(about{n})s, %(kind{n})s)" for n in range(len(measures))
    )
    given: dict[str, Any] = {
        "codes": sorted({each.code for each in measures}),
        "since": since,
        "until": min(until, today - timedelta(days=1)),
        "teams": list(teams or ()),
        "order": [str(each) for each in SHOWN_FIRST],
    }
    for n, each in enumerate(measures):
        given |= {f"id{n}": each.id, f"code{n}": each.code}
        given |= {f"about{n}": each.about, f"kind{n}": each.of}
    among = "" if teams is None else "WHERE o.team_id = ANY(%(teams)s)"
    asked = statement.replace("{measures}", named).replace("{among}", among)
    with connection.cursor() as cursor:
        cursor.execute(f"{_IN_PARALLEL}; {asked}", given)
        cursor.nextset()
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


_IN_PARALLEL = "SET LOCAL max_parallel_workers_per_gather = 2"
"""As the database does by itself, but not for pages (`settings.database`): measures are long.

Sent with the statement, so that it holds for that alone.
"""


def _of_all(found: Iterable[Figure]) -> list[Figure]:
    sums: dict[tuple[str, date], dict[Outcome, int]] = {}
    for each in found:
        if each.unit.kind == "provider" and each.unit.code:
            counts = sums.setdefault((each.measure, each.month), dict.fromkeys(Outcome, 0))
            for outcome, number in each.counts.items():
                counts[outcome] += number
    return [
        Figure(measure=measure, month=month, unit=ALL, counts=counts)
        for (measure, month), counts in sums.items()
    ]
