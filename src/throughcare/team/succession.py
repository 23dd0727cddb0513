"""The officers of cases, one after the other: of many cases in one statement."""

MONTHS = 12
"""The months in which changes of officer are counted."""

SPELLS = """
    named AS (
        SELECT o.person_id, o.staff_id, o.starts_on AS since, o.id AS officer_id, 2 AS rank, o.id
        FROM caseload_officer o
        WHERE o.person_id {people} AND o.in_error_at IS NULL AND o.starts_on <= %(today)s
        UNION ALL
        SELECT t.person_id, t.to_officer_id, GREATEST(t.effective_on, a.date), NULL, 1, t.id
        FROM caseload_transfer t
        JOIN caseload_acceptance a ON a.transfer_id = t.id AND a.in_error_at IS NULL
        LEFT JOIN caseload_withdrawal w ON w.transfer_id = t.id AND w.in_error_at IS NULL
        WHERE t.person_id {people} AND t.in_error_at IS NULL AND t.to_officer_id IS NOT NULL
            AND GREATEST(t.effective_on, a.date) <= %(today)s
            AND (w.date IS NULL OR w.date > GREATEST(t.effective_on, a.date))),
    runs AS (
        SELECT *, lag(staff_id) OVER (PARTITION BY person_id ORDER BY since, rank, id) AS before
        FROM named),
    spells AS (
        SELECT person_id, staff_id, since, officer_id, before,
            lead(since) OVER (PARTITION BY person_id ORDER BY since, rank, id) AS until
        FROM runs WHERE before IS NULL OR before <> staff_id)
"""
"""What each officer had a case for: ``spells``, of the people of the condition ``{people}``.

``before`` is who had it before, ``until`` since when the next has it; empty where there is nobody.
"""
