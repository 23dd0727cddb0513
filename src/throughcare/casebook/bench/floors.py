"""The two floors: tables with the least that each operation needs, and its bare SQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

TABLES = """
CREATE TABLE floor_person AS
    SELECT p.id, p.public_id, n.family, n.given, n.trigrams, s.staff_id AS officer,
        current_date AS next_due
    FROM people_person p
    JOIN people_name n ON n.person_id = p.id AND n.kind = 'legal' AND n.in_error_at IS NULL
    LEFT JOIN ledger_ownerspell s ON s.subject_kind = 'case' AND s.subject_id = p.id
        AND s.role = 'responsible officer' AND s.last IS NULL;
CREATE INDEX ON floor_person USING gin (trigrams);
CREATE INDEX ON floor_person (officer, next_due);
CREATE INDEX ON floor_person (id);
CREATE TABLE floor_contact AS SELECT id, person_id, date, kind, mode FROM contacts_contact;
CREATE INDEX ON floor_contact (person_id, date);
CREATE TABLE floor_duty AS SELECT code, due_on, met_on FROM ledger_row WHERE due_on IS NOT NULL;
CREATE INDEX ON floor_duty (due_on);
ANALYZE floor_duty;
ANALYZE floor_person;
ANALYZE floor_contact;
"""

FIND = (
    "SELECT public_id, family, given FROM floor_person WHERE trigrams @> %s"
    " ORDER BY family, given LIMIT 50"
)
CASE = (
    "SELECT p.family, p.given, c.date, c.kind, c.mode FROM floor_person p"
    " JOIN LATERAL (SELECT * FROM floor_contact WHERE person_id = p.id"
    " ORDER BY date DESC LIMIT 20) c ON true WHERE p.id = %s"
)
CASELOAD = (
    "SELECT p.public_id, p.family, p.next_due, (SELECT max(date) FROM floor_contact c"
    " WHERE c.person_id = p.id) FROM floor_person p WHERE officer = %s"
    " ORDER BY next_due LIMIT 50"
)
TEAM = (
    "SELECT officer, count(*), min(next_due) FROM floor_person WHERE officer = ANY(%s)"
    " GROUP BY officer ORDER BY officer"
)
ADD = (
    "WITH added AS (INSERT INTO floor_contact (id, person_id, date, kind, mode)"
    " VALUES (0, %s, current_date, 'supervision', 'office') RETURNING person_id)"
    " UPDATE floor_person SET next_due = current_date FROM added WHERE id = added.person_id"
)

CONTACTS = "SELECT date, kind, mode FROM floor_contact WHERE person_id = %s ORDER BY date"
MEASURES = (
    "SELECT date_trunc('month', due_on), code, count(*), count(*) FILTER (WHERE met_on <= due_on)"
    " FROM floor_duty WHERE due_on BETWEEN %s::date AND %s::date GROUP BY 1, 2"
)

STATEMENTS = {
    "find": FIND,
    "case": CASE,
    "caseload": CASELOAD,
    "team": TEAM,
    "add": ADD,
    "contacts": CONTACTS,
    "measures": MEASURES,
}
"""The bare SQL of each operation, by the name under which the minimal page serves it."""


@dataclass(frozen=True)
class Floor:
    """The bare SQL of an operation with what it is asked for, one set of values a call in turn."""

    name: str
    values: Sequence[Sequence[Any]]

    def client(self, dsn: str) -> Callable[[int], Callable[[], object]]:
        """A client of the database alone."""

        def made(number: int) -> Callable[[], object]:
            import psycopg

            connection = psycopg.connect(dsn, autocommit=True, prepare_threshold=0)
            sql = STATEMENTS[self.name]
            turn = number

            def call() -> None:
                nonlocal turn
                turn += 1
                cursor = connection.execute(sql, self.values[turn % len(self.values)])
                if cursor.description:
                    cursor.fetchall()

            return call

        return made
