"""The log of who looked at a record."""

from typing import Any

import structlog

from throughcare.history import clock, prepared
from throughcare.history.models import Read
from throughcare.history.subject import HasSubject


def log_read(user: Any, record: HasSubject, *, page: str) -> None:
    """Log that ``user`` looked at a page of a record: one row a view."""
    subject = record.subject
    prepared.run(
        _LOGGED,
        {
            "by": user.pk,
            "now": clock.now(),
            "kind": subject.kind,
            "id": subject.id,
            "page": page,
            "request": structlog.contextvars.get_contextvars().get("request", ""),
        },
    )


_LOGGED = f"""
    INSERT INTO {Read._meta.db_table}
        (by_id, domain_at, subject_kind, subject_id, page, request_id)
    VALUES (%(by)s, %(now)s, %(kind)s, %(id)s, %(page)s, %(request)s)
    RETURNING id
"""
