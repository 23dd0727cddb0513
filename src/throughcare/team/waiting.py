"""What waits for a manager: decisions, signatures, transfers, handovers; of many cases at once."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from throughcare.assessment.policy_sections import COUNTERSIGN_FROM, COUNTERSIGNED_GRADES
from throughcare.assessment.rules.harm import ORDER
from throughcare.history import prepared
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.law import add_months
from throughcare.ledger.cases import ANSWERING, ANSWERS, MINE, keys_of
from throughcare.ledger.queries import STANDS
from throughcare.ledger.subject import CASE
from throughcare.people.models import Person
from throughcare.sentences.queries import HAS_ENDED
from throughcare.team.holding import Cases
from throughcare.team.succession import MONTHS, SPELLS

TOLD_DAYS = 14
"""For how many days it is told that a transfer was refused or withdrawn."""


class Waiting(NamedTuple):
    """Something that a manager has to decide, or to see to."""

    kind: str
    person_id: int
    ref: str
    """The fact it is about; of a duty, its name in an address."""
    since: date
    due_on: date | None
    who: str
    """Who asks, who wrote it, who is responsible."""
    text: str
    """What is needed to decide: the reason given, the level, the team."""

    @property
    def waits_since(self) -> date:
        """The day from which it waits; of what a manager decided, the day it was to be done by."""
        return self.due_on if self.kind == "decided" and self.due_on else self.since


def waiting(
    teams: Iterable[int], among: QuerySet[Person], today: date, *, cases: Cases | None = None
) -> list[Waiting]:
    """Return everything about the cases of these teams that waits for a decision, oldest first.

    Only cases ``among`` those within reach count. ``cases`` are those of the teams, where they are
    at hand.
    """
    within, parameters = keys_of(among)
    from_level = ORDER.index(Level(COUNTERSIGN_FROM.value))
    parameters |= {
        "today": today,
        "teams": list(teams),
        "every": cases.every if cases else [],
        "levels": [str(each) for each in ORDER[from_level:]],
        "grades": [str(each) for each in COUNTERSIGNED_GRADES.value],
        "since": add_months(today, -MONTHS),
        "told": today - timedelta(days=TOLD_DAYS),
    }
    statement = _WAITING.replace("{cases}", _AT_HAND if cases else _SOUGHT)
    rows = prepared.run(statement.replace("{within}", within), parameters)
    found = [Waiting(*values) for values in rows]
    return sorted(found, key=lambda each: (each.waits_since, each.person_id, each.kind, each.ref))


_SOUGHT = MINE.replace("ours", "within_reach")
_AT_HAND = f"""
    within_reach AS MATERIALIZED (SELECT unnest(%(every)s::bigint[]) AS subject_id),
    mine AS MATERIALIZED (
        SELECT {ANSWERS} FROM ledger_ownerspell o
        WHERE {ANSWERING} AND o.subject_id = ANY(%(every)s))
"""

_WAITING = f"""
    WITH {{cases}},
    ours AS MATERIALIZED (SELECT DISTINCT subject_id FROM mine WHERE role <> 'author'),
    decided AS MATERIALIZED (
        SELECT d.* FROM within_reach
        JOIN ledger_row d ON d.subject_kind = '{CASE}' AND d.subject_id = within_reach.subject_id
        WHERE {STANDS} AND (d.code IN ('assign-right-grade', 'escalate-enquiry')
            OR d.code = 'carry-out-decision' AND d.due_on < %(today)s)),
    {SPELLS.replace("{people}", "= ANY(ARRAY(SELECT subject_id FROM ours))")}
    SELECT 'excusal', a.person_id, a.code || '~' || a.about || '~' || a.opening, a.date, a.until,
        COALESCE(s.name, ''), a.because
    FROM ledger_excusalasked a JOIN ours ON ours.subject_id = a.person_id
    LEFT JOIN organisation_staff s ON s.id = a.by_id WHERE a.answered_on IS NULL
    UNION ALL
    SELECT CASE WHEN p.licence_id IS NULL THEN 'breach proposal' ELSE 'licence proposal' END,
        p.person_id, c.ref, p.proposed_on, NULL, COALESCE(s.name, ''), p.outcome
    FROM enforcement_proposal p JOIN ours ON ours.subject_id = p.person_id
    JOIN contacts_contact c ON c.id = p.failure_id
    LEFT JOIN organisation_staff s ON s.id = p.by_id
    WHERE p.in_error_at IS NULL AND NOT EXISTS (SELECT 1 FROM enforcement_licencedecision d
            WHERE d.proposal_id = p.id AND d.in_error_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM enforcement_breachdecision d
            WHERE d.proposal_id = p.id AND d.in_error_at IS NULL)
        AND NOT {HAS_ENDED.format(row="p")}
    UNION ALL
    SELECT 'absences', r.person_id, COALESCE(l.ref, v.ref), r.date, NULL, COALESCE(s.name, ''),
        r.because
    FROM enforcement_absencereview r JOIN ours ON ours.subject_id = r.person_id
    LEFT JOIN sentences_licence l ON l.id = r.licence_id
    LEFT JOIN sentences_supervision v ON v.id = r.supervision_id
    LEFT JOIN organisation_staff s ON s.id = r.by_id
    WHERE r.in_error_at IS NULL AND r.outcome = 'to a manager' AND NOT EXISTS (
        SELECT 1 FROM enforcement_absencereview m WHERE m.person_id = r.person_id
            AND m.in_error_at IS NULL AND m.by_manager AND m.date >= r.date
            AND m.licence_id IS NOT DISTINCT FROM r.licence_id
            AND m.supervision_id IS NOT DISTINCT FROM r.supervision_id)
        AND NOT {HAS_ENDED.format(row="r")}
    UNION ALL
    SELECT 'override', c.person_id, c.ref, d.decided_on, NULL, COALESCE(s.name, ''), d.because
    FROM court_allocationdecision d JOIN court_courtallocation c ON c.id = d.allocation_id
    JOIN ours ON ours.subject_id = c.person_id
    LEFT JOIN organisation_staff s ON s.id = d.by_id
    WHERE d.in_error_at IS NULL AND c.in_error_at IS NULL AND d.agreed_by_id IS NULL
        AND d.computed IS NOT NULL AND d.computed <> d.provider
    UNION ALL
    SELECT 'countersign', o.person_id, o.ref, o.signed_on, NULL, COALESCE(s.name, ''),
        COALESCE(o.level, '')
    FROM (SELECT DISTINCT ON (person_id) * FROM assessment_oasys
        WHERE person_id IN (SELECT subject_id FROM ours) AND in_error_at IS NULL
            AND signed_on <= %(today)s
        ORDER BY person_id, signed_on DESC, recorded_at DESC) o
    LEFT JOIN organisation_staff s ON s.id = o.signed_by_id
    WHERE o.countersigned_on IS NULL AND (o.level = ANY(%(levels)s) OR s.grade = ANY(%(grades)s))
    UNION ALL
    SELECT 'no analysis', o.person_id, o.ref, n.date, NULL, COALESCE(s.name, ''), n.because
    FROM assessment_noanalysis n JOIN assessment_oasys o ON o.id = n.oasys_id
    JOIN ours ON ours.subject_id = o.person_id
    LEFT JOIN organisation_staff s ON s.id = n.by_id
    WHERE n.in_error_at IS NULL AND o.in_error_at IS NULL AND n.countersigned_on IS NULL
        AND NOT EXISTS (SELECT 1 FROM assessment_oasys x WHERE x.person_id = o.person_id
            AND x.in_error_at IS NULL AND x.id <> o.id AND x.signed_on > o.signed_on)
    UNION ALL
    SELECT 'contact reason', p.person_id, p.ref, p.signed_on, NULL, COALESCE(s.name, ''), r.because
    FROM (SELECT DISTINCT ON (person_id) * FROM planning_plan
        WHERE person_id IN (SELECT subject_id FROM ours) AND in_error_at IS NULL
        ORDER BY person_id, signed_on DESC, recorded_at DESC) p
    JOIN planning_contactreason r ON r.plan_id = p.id AND r.in_error_at IS NULL
    LEFT JOIN organisation_staff s ON s.id = r.by_id
    WHERE r.agreed_on IS NULL
    UNION ALL
    SELECT CASE d.code WHEN 'assign-right-grade' THEN 'grade' WHEN 'escalate-enquiry'
            THEN 'escalate' ELSE 'decided' END,
        d.subject_id, d.subject_ref, d.opened_on, d.due_on, COALESCE(s.name, ''),
        COALESCE(d.because->'parameters'->>'decision', d.because->'parameters'->>'kind',
            d.because->'parameters'->>'to', '')
    FROM decided d
    JOIN mine m ON m.subject_id = d.subject_id
        AND CASE WHEN d.code = 'carry-out-decision' THEN m.role = d.role AND m.author = d.author
            ELSE m.role = 'responsible officer' END
    LEFT JOIN organisation_staff s ON s.id = m.staff_id
    UNION ALL
    SELECT CASE WHEN t.to_team_id = ANY(%(teams)s) THEN 'transfer in' ELSE 'transfer out' END,
        t.person_id, t.ref, t.effective_on, NULL, n.name, t.because
    FROM caseload_transfer t
    JOIN organisation_team n ON n.id = t.to_team_id
    LEFT JOIN caseload_acceptance a ON a.transfer_id = t.id AND a.in_error_at IS NULL
    LEFT JOIN caseload_withdrawal w ON w.transfer_id = t.id AND w.in_error_at IS NULL
    WHERE t.in_error_at IS NULL AND a.id IS NULL AND w.id IS NULL
        AND (t.person_id IN (SELECT subject_id FROM ours)
            OR t.to_team_id = ANY(%(teams)s) AND t.person_id IN ({{within}}))
    UNION ALL
    SELECT 'not taken', t.person_id, t.ref, w.date, NULL, n.name, w.because
    FROM caseload_transfer t
    JOIN caseload_withdrawal w ON w.transfer_id = t.id AND w.in_error_at IS NULL
    JOIN organisation_team n ON n.id = t.to_team_id
    WHERE t.in_error_at IS NULL AND t.person_id IN (SELECT subject_id FROM ours)
        AND w.date > %(told)s AND NOT t.to_team_id = ANY(%(teams)s)
        AND NOT EXISTS (SELECT 1 FROM caseload_transfer x WHERE x.person_id = t.person_id
            AND x.id > t.id AND x.in_error_at IS NULL)
    UNION ALL
    SELECT 'handover', p.person_id, '', p.since, NULL, s.name,
        CASE WHEN h.id IS NULL THEN 'note' ELSE 'meeting' END
    FROM spells p
    JOIN ledger_ownerspell l ON l.subject_kind = '{CASE}' AND l.subject_id = p.person_id
        AND l.role = 'responsible officer' AND l.first <= %(today)s
        AND (l.last IS NULL OR l.last >= %(today)s)
    JOIN organisation_staff s ON s.id = p.staff_id
    LEFT JOIN caseload_handovernote h ON h.officer_id = p.officer_id AND h.in_error_at IS NULL
    WHERE p.before IS NOT NULL AND p.until IS NULL AND p.since > %(since)s
        AND (h.id IS NULL OR h.met_on IS NULL)
"""
