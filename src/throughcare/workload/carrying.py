"""What somebody carries: the live cases for which they answer on a day.

Their own, unless somebody covers for them or the case has become nobody's, and those they cover. As
the lists of cases count; one who is named responsible and long away carries nothing meanwhile.
"""

from datetime import date

from throughcare.ledger.cases import IN_CHARGE
from throughcare.ledger.subject import CASE
from throughcare.sentences.queries import LIVE


def carried(staff: str, day: date) -> str:
    """The statement of what each member of staff carries on ``day``: ``staff_id`` and ``cases``.

    ``staff`` is the statement that gives their keys. They stand in an array, so that each is looked
    up: the database guesses far too many, and would go through the owners of every case.
    """
    live = LIVE.format(people="= ANY(ARRAY(SELECT subject_id FROM answers))")
    return f"""
        WITH answers AS MATERIALIZED (
            SELECT o.staff_id, o.subject_id FROM ledger_ownerspell o
            WHERE o.staff_id = ANY(ARRAY({staff})) AND o.subject_kind = '{CASE}'
                AND o.role = 'responsible officer' AND o.resolved IN {IN_CHARGE}
                AND o.first <= %(today)s AND (o.last IS NULL OR o.last >= %(today)s))
        SELECT staff_id, array_agg(subject_id ORDER BY subject_id) AS cases FROM answers
        WHERE subject_id IN (SELECT person_id FROM ({live}) a)
        GROUP BY staff_id
    """.replace("%(today)s", f"'{day.isoformat()}'::date")
