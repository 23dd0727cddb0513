"""Writing a difference into the ledger: one statement, whatever the number of duties and cases."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.db import connection
from django.utils import timezone

from throughcare.kernel.duty import Duty
from throughcare.ledger.calendar import RULES_VERSION
from throughcare.ledger.comparing import Difference, fingerprint
from throughcare.ledger.subject import CASE

_CONTENT = (
    "opened_on",
    "due_on",
    "met_on",
    "ended_on",
    "ended_because",
    "role",
    "author",
    "because",
    "source",
    "weight",
)
_COLUMNS = ("code", "subject_ref", "opening_ref", *_CONTENT, "fingerprint")

_encode = msgspec.json.Encoder().encode


def _said(alias: str) -> str:
    """What an event says of a row."""
    pairs = ", ".join(f"'{name}', {alias}.{name}" for name in _CONTENT)
    return f"jsonb_build_object({pairs})"


_STATEMENT = f"""
    WITH given AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(%(duties)s::jsonb) AS n(
            id bigint, subject_id bigint, withdrawn boolean, code text, subject_ref text,
            opening_ref text, opened_on date, due_on date, met_on date, ended_on date,
            ended_because text, role text, author text, because jsonb, source text,
            weight smallint, fingerprint bigint)
    ), before AS (
        SELECT r.* FROM ledger_row r JOIN given n ON n.id = r.id
    ), opened AS (
        INSERT INTO ledger_row (subject_kind, subject_id, rules_version, {", ".join(_COLUMNS)})
        SELECT '{CASE}', n.subject_id, %(version)s, {", ".join(f"n.{name}" for name in _COLUMNS)}
        FROM given n WHERE n.id IS NULL
    ), changed AS (
        UPDATE ledger_row r
        SET {", ".join(f"{name} = n.{name}" for name in (*_CONTENT, "fingerprint"))},
            rules_version = %(version)s
        FROM given n WHERE n.id = r.id AND NOT n.withdrawn
    ), withdrawn AS (
        DELETE FROM ledger_row r USING given n WHERE n.id = r.id AND n.withdrawn
    )
    INSERT INTO ledger_event (subject_kind, subject_id, code, subject_ref, opening_ref, before,
        after, cause, entry_id, at, rules_version)
    SELECT b.subject_kind, b.subject_id, b.code, b.subject_ref, b.opening_ref, {_said("b")},
        CASE WHEN NOT n.withdrawn THEN {_said("n")} END,
        %(cause)s, %(entry)s, %(at)s, %(version)s
    FROM given n JOIN before b ON b.id = n.id
"""
"""Rows without a number are opened; of those with one, what stood before is kept as an event."""


def apply(differences: Iterable[Difference], *, cause: str, entry_id: int | None) -> None:
    """Write differences, and leave an event for each row that changed or was withdrawn."""
    duties = [row for each in differences if each for row in _rows(each)]
    if not duties:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _STATEMENT,
            {
                "duties": _encode(duties).decode(),
                "version": RULES_VERSION,
                "cause": cause,
                "entry": entry_id,
                "at": timezone.now(),
            },
        )


def _rows(difference: Difference) -> Iterator[dict[str, Any]]:
    subject = difference.subject_id
    for duty in difference.opened:
        yield {"subject_id": subject, **_row(duty)}
    for pk, duty in difference.changed:
        yield {"id": pk, "withdrawn": False, **_row(duty)}
    for pk in difference.withdrawn:
        yield {"id": pk, "withdrawn": True}


def _row(duty: Duty) -> dict[str, Any]:
    return {
        "code": duty.code,
        "subject_ref": duty.subject,
        "opening_ref": duty.opening,
        "opened_on": duty.opened_on,
        "due_on": duty.due_on,
        "met_on": duty.met_on,
        "ended_on": duty.ended_on,
        "ended_because": duty.ended_because,
        "role": duty.role,
        "author": duty.author or "",
        "because": duty.because,
        "source": duty.source,
        "weight": duty.weight,
        "fingerprint": fingerprint(duty),
    }
