"""Marking a warning or a decision as recorded in error."""

from throughcare import history
from throughcare.accounts.models import User
from throughcare.enforcement.actions.reading import as_read
from throughcare.enforcement.queries import Row
from throughcare.history import correcting
from throughcare.kernel.refusal import Refusal


def mark_in_error(
    row: Row, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Mark a warning or a decision as recorded in error: it stays, and counts for nothing."""
    with history.write(row, by=by, why=f"Recorded in error: {because}", token=token) as entry:
        as_read(row, version)
        if not because.strip():
            raise Refusal("Say why it should not have been recorded.", field="because")
        correcting.mark_in_error(row, because)
        entry.result = row.ref
