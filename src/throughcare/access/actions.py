"""Granting roles, keeping records from users, restricting records. Each leaves a history entry."""

from collections.abc import Iterable
from datetime import date, timedelta

from throughcare import history
from throughcare.access.models import Allowed, Exclusion, Grant, Restriction
from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.history.subject import HasSubject, Subject
from throughcare.kernel.refusal import Refusal


def grant(user: User, role: Role, *, by: User | None, since: date | None = None) -> Grant:
    """Give ``user`` a role from a day on, today unless it says otherwise."""
    since = since or clock.today()
    with history.write(Subject("user", user.pk), by=by, why=f"Role granted: {role}"):
        if held := Grant.objects.in_force(since).filter(user=user, role=role).first():
            return held
        row = Grant(user=user, role=role, since=since)
        row.save()
    return row


def end_grant(held: Grant, *, by: User | None) -> None:
    """Take a role back: yesterday was its last day."""
    with history.write(held, by=by, why=f"Role ended: {held.role}"):
        held.until = _yesterday(held.since)
        held.save(update_fields=["until"])


def exclude(record: HasSubject, user: User, *, by: User | None, because: str) -> Exclusion:
    """Keep a record from a user: to them it no longer exists, whatever their role."""
    _needs_reason(because)
    with history.write(record, by=by, why="User excluded from the record"):
        row = Exclusion(
            subject_kind=record.subject.kind,
            subject_id=record.subject.id,
            user=user,
            because=because,
            since=clock.today(),
        )
        row.save()
    return row


def end_exclusion(held: Exclusion, *, by: User | None, because: str) -> None:
    """End an exclusion."""
    _needs_reason(because)
    with history.write(held, by=by, why=f"Exclusion ended: {because}"):
        held.until = _yesterday(held.since)
        held.save(update_fields=["until"])


def restrict(
    record: HasSubject, *, by: User | None, because: str, allowed: Iterable[User]
) -> Restriction:
    """Restrict a record to a few users, each within their own reach.

    Raises Refusal where nobody is named: then nobody at all could work on it.
    """
    _needs_reason(because)
    users = list(allowed)
    if not users:
        raise Refusal("Name at least one user who may see the record.", field="allowed")
    with history.write(record, by=by, why="Record restricted"):
        row = Restriction(
            subject_kind=record.subject.kind,
            subject_id=record.subject.id,
            because=because,
            since=clock.today(),
        )
        row.save()
        for user in users:
            Allowed(restriction=row, user=user, since=row.since).save()
    return row


def allow(held: Restriction, user: User, *, by: User | None) -> Allowed:
    """Let one more user see a restricted record."""
    with history.write(held, by=by, why="Access to a restricted record given"):
        row = Allowed(restriction=held, user=user, since=clock.today())
        row.save()
    return row


def lift(held: Restriction, *, by: User | None, because: str) -> None:
    """End a restriction."""
    _needs_reason(because)
    with history.write(held, by=by, why=f"Restriction lifted: {because}"):
        held.until = _yesterday(held.since)
        held.save(update_fields=["until"])


def _needs_reason(because: str) -> None:
    if not because.strip():
        raise Refusal("Say why.", field="because")


def _yesterday(since: date) -> date:
    """The last day of what ends at once; the day before its first where it began today."""
    return max(clock.today(), since) - timedelta(days=1)
