"""What cases ask of those who hold them: tiers and points of many cases at once, and who has room.

The facts of the tier are read for all cases in one statement and given to the same rule that
reads case files; a test holds the two together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from throughcare.assessment.rules.needs import Need, need
from throughcare.history import prepared
from throughcare.kernel.casefile.assessment import AssessedSection, Level
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.casefile.sentences import RequirementKind
from throughcare.kernel.law import add_months
from throughcare.sentences.queries import LIVE
from throughcare.workload import policy
from throughcare.workload.rules.points import Setting, points_of
from throughcare.workload.rules.tier import (
    PROVED,
    Facts,
    Tier,
    finished,
    is_current,
    mappa_level,
    percent,
    tier,
)

_SETTINGS: Mapping[str, Setting] = {
    "community order": Setting.COMMUNITY,
    "suspended sentence order": Setting.COMMUNITY,
    "licence": Setting.LICENCE,
    "post-sentence supervision": Setting.LICENCE,
    "custody": Setting.CUSTODY,
    "recalled": Setting.CUSTODY,
}


class Measured(NamedTuple):
    """A case by tier and points."""

    tier: Tier
    points: int
    harm: Level | None
    """The level of risk of serious harm in force."""


def measured(ids: Sequence[int], day: date) -> dict[int, Measured]:
    """Return the tier and the points of each of these cases on ``day``: one statement."""
    if not ids:
        return {}
    found = _read(ids, day)
    result = {}
    for person in ids:
        facts, settings = _facts(found.get(person, {}), day)
        band = tier(facts)
        result[person] = Measured(band, points_of(band, settings), facts.harm)
    return result


def facts_of(ids: Sequence[int], day: date) -> dict[int, tuple[Facts, set[Setting]]]:
    """Return what tier and points of each of these cases are made from."""
    found = _read(ids, day)
    return {person: _facts(found.get(person, {}), day) for person in ids}


_Fact = tuple[str | None, str | None, list[str | None] | None]
_Told = Mapping[str, Sequence[Any]]
_ROWS = msgspec.json.Decoder(list[tuple[int, str, str | None, str | None, list[str | None] | None]])
"""The facts of all cases come as one text: a row each would cost more to read than to find."""


def _read(ids: Sequence[int], day: date) -> dict[int, dict[str, list[_Fact]]]:
    """What the record says of each person, by what is told."""
    found: dict[int, dict[str, list[_Fact]]] = defaultdict(lambda: defaultdict(list))
    given = {
        "ids": list(ids),
        "today": day,
        "since": add_months(day, -12 * int(policy.BREACH_YEARS.value)),
        "proved": list(PROVED),
        "sections": _SECTIONS,
    }
    ((told,),) = prepared.run(_STATEMENT, given)
    for person, what, one, two, more in _ROWS.decode(told or "[]"):
        found[person][what].append((one, two, more))
    return found


def _facts(told: _Told, day: date) -> tuple[Facts, set[Setting]]:
    registered = told.get("registration", ())
    kinds = {kind for kind, _, _ in registered}
    levels = [detail for kind, detail, _ in registered if kind == RegistrationKind.MAPPA]
    lives = {_SETTINGS[kind] for kind, _, _ in told.get("live", ())}
    signed = told.get("assessed", ())
    assessed = bool(signed) and is_current(date.fromisoformat(signed[0][0]), day)
    sections = [
        (int(number), tuple(scores))
        for number, _, scores in (told.get("section", ()) if assessed else ())
    ]
    items = {
        item: int(score)
        for _number, scores in sections
        for item, _, score in (each.partition("=") for each in scores)
        if item in _ITEMS and score.isdigit()
    }
    figures = {predictor: figure for predictor, figure, _ in told.get("score", ())}
    harm = told.get("harm", ())
    facts = Facts(
        rsr=percent(float(figures["RSR"])) if "RSR" in figures else None,
        harm=_LEVELS[harm[0][0]] if harm else None,
        mappa=mappa_level(levels),
        complexity=len(kinds.intersection(policy.COMPLEXITY.value)),
        woman="sex" in told,
        parenting=items.get("6.9", 0) > 0,
        impulsive=items.get("11.2", 0) > 0 or items.get("11.4", 0) > 0,
        breached="breach" in told or ("recall" in told and bool(lives - {Setting.COMMUNITY})),
        ogrs3=int(Decimal(figures["OGRS3"])) if "OGRS3" in figures else None,
        iom=RegistrationKind.IOM in kinds,
        needs={
            number: found
            for number, scores in sections
            if number in policy.NEED_WEIGHTS.value and (found := _need(number, scores))
        },
        assessed=assessed,
    )
    required = [
        [_KINDS[kind] if kind else None for kind in kinds_of]
        for _, _, kinds_of in told.get("order", ())
    ]
    custodial = bool(lives - {Setting.COMMUNITY})
    return finished(facts, custodial=custodial, required=required, levels=levels), lives


_LEVELS = {each.value: each for each in Level}
_KINDS = {each.value: each for each in RequirementKind}

_ITEMS = ("6.9", "11.2", "11.4")
"""Of the scored items those that count by themselves."""
_SECTIONS = sorted({*policy.NEED_WEIGHTS.value, *(int(item.split(".")[0]) for item in _ITEMS)})


@lru_cache(maxsize=10_000)
def _need(number: int, scores: tuple[str, ...]) -> Need | None:
    """Whether a section is a need by its scores: there are far fewer answers than cases."""
    return need(AssessedSection(ref="section", number=number, scores=scores))


_STATEMENT = f"""
    WITH live AS MATERIALIZED ({LIVE.format(people="= ANY(%(ids)s)")}),
    assessment AS (
        SELECT DISTINCT ON (person_id) person_id, id, signed_on FROM assessment_oasys
        WHERE person_id = ANY(%(ids)s) AND signed_on <= %(today)s AND in_error_at IS NULL
        ORDER BY person_id, signed_on DESC, recorded_at DESC),
    orders AS (
        SELECT o.person_id, o.id FROM sentences_order o
        LEFT JOIN sentences_ending e ON e.order_id = o.id AND e.in_error_at IS NULL
        WHERE o.person_id = ANY(%(ids)s) AND o.in_error_at IS NULL AND o.sentenced_on <= %(today)s
            AND COALESCE(e.date, o.expires_on, %(today)s) >= %(today)s)
    SELECT json_agg(json_build_array(person_id, what, one, two, more))::text FROM (
    SELECT id AS person_id, 'sex' AS what, sex::text AS one, NULL::text AS two,
        NULL::text[] AS more
    FROM people_person WHERE id = ANY(%(ids)s) AND sex = 'F'
    UNION ALL SELECT DISTINCT person_id, 'live', kind, NULL, NULL::text[] FROM live
    UNION ALL (SELECT DISTINCT ON (person_id) person_id, 'harm', level, NULL, NULL::text[] FROM (
        SELECT person_id, level::text, signed_on, recorded_at FROM assessment_harmlevel
        WHERE person_id = ANY(%(ids)s) AND signed_on <= %(today)s AND in_error_at IS NULL
        UNION ALL SELECT o.person_id, COALESCE(o.level, (
            SELECT r.level FROM assessment_risk r
            WHERE r.oasys_id = o.id AND r.in_error_at IS NULL
            ORDER BY array_position(ARRAY['low', 'medium', 'high', 'very high'], r.level::text)
            DESC LIMIT 1))::text, o.signed_on, o.recorded_at FROM assessment_oasys o
        WHERE o.person_id = ANY(%(ids)s) AND o.signed_on <= %(today)s AND o.in_error_at IS NULL
        ) every WHERE level IS NOT NULL ORDER BY person_id, signed_on DESC, recorded_at DESC)
    UNION ALL (SELECT DISTINCT ON (person_id, predictor) person_id, 'score', predictor,
        CASE predictor WHEN 'RSR' THEN two_year::text ELSE percent_two_year::text END, NULL::text[]
        FROM assessment_score
        WHERE person_id = ANY(%(ids)s) AND scored_on <= %(today)s AND in_error_at IS NULL
            AND predictor IN ('RSR', 'OGRS3')
            AND CASE predictor WHEN 'RSR' THEN two_year IS NOT NULL
                ELSE percent_two_year IS NOT NULL END
        ORDER BY person_id, predictor, scored_on DESC, recorded_at DESC)
    UNION ALL SELECT r.person_id, 'registration', r.kind, r.detail, NULL::text[]
        FROM people_registration r
        LEFT JOIN people_registrationend e ON e.registration_id = r.id AND e.in_error_at IS NULL
        WHERE r.person_id = ANY(%(ids)s) AND r.in_error_at IS NULL
            AND r.registered_on <= %(today)s AND (e.date IS NULL OR e.date >= %(today)s)
    UNION ALL SELECT person_id, 'assessed', signed_on::text, NULL, NULL::text[] FROM assessment
    UNION ALL SELECT a.person_id, 'section', s.number::text, NULL, s.scores
        FROM assessment a JOIN assessment_assessedsection s ON s.oasys_id = a.id
        WHERE s.in_error_at IS NULL AND cardinality(s.scores) > 0 AND s.number = ANY(%(sections)s)
    UNION ALL SELECT o.person_id, 'order', o.id::text, NULL,
        COALESCE(array_agg(CASE WHEN e.date < %(today)s THEN NULL ELSE q.kind::text END)
            FILTER (WHERE q.id IS NOT NULL), ARRAY[]::text[])
        FROM orders o
        LEFT JOIN sentences_requirement q ON q.order_id = o.id AND q.in_error_at IS NULL
        LEFT JOIN sentences_ending e ON e.requirement_id = q.id AND e.in_error_at IS NULL
        GROUP BY o.person_id, o.id
    UNION ALL SELECT DISTINCT l.person_id, 'recall', NULL::text, NULL, NULL::text[]
        FROM sentences_licence l
        JOIN sentences_recall r ON r.licence_id = l.id AND r.in_error_at IS NULL
        WHERE l.person_id = ANY(%(ids)s) AND l.in_error_at IS NULL
            AND r.date BETWEEN %(since)s AND %(today)s
    UNION ALL SELECT DISTINCT b.person_id, 'breach', NULL::text, NULL, NULL::text[]
        FROM enforcement_breachdecision b
        JOIN enforcement_courtresult c ON c.breach_id = b.id AND c.in_error_at IS NULL
        LEFT JOIN sentences_supervision v ON v.id = b.supervision_id AND v.in_error_at IS NULL
        LEFT JOIN sentences_ending e ON e.supervision_id = v.id AND e.in_error_at IS NULL
        WHERE b.person_id = ANY(%(ids)s) AND b.in_error_at IS NULL
            AND c.result = ANY(%(proved)s) AND c.date BETWEEN %(since)s AND %(today)s
            AND (b.order_id IN (SELECT id FROM orders) OR v.starts_on <= %(today)s
                AND COALESCE(e.date, v.expires_on, %(today)s) >= %(today)s)
    ) AS told
"""
