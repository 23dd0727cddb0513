"""The log of who looked at a record."""

from typing import Any

import structlog

from throughcare.history import clock
from throughcare.history.models import Read
from throughcare.history.subject import HasSubject


def log_read(user: Any, record: HasSubject, *, page: str) -> None:
    """Log that ``user`` looked at a page of a record: one row a view."""
    Read.objects.create(
        by=user,
        domain_at=clock.now(),
        subject_kind=record.subject.kind,
        subject_id=record.subject.id,
        page=page,
        request_id=structlog.contextvars.get_contextvars().get("request", ""),
    )
