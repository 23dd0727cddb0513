"""What others say to a signed plan: the person, and the manager about the contact."""

from datetime import date
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.planning.models import Agreement, ContactReason, Plan


def record_agreement(
    plan: Plan,
    *,
    by: User,
    agrees: bool,
    day: date,
    words: str,
    copy_given_on: date | None,
    version: int,
    token: str | None = None,
) -> None:
    """Record what the person says to the plan, in their words, and the copy they were given.

    What was recorded before becomes an earlier version.
    """
    with history.write(plan, by=by, why="Agreement recorded", token=token) as entry:
        as_read(plan, version)
        today = clock.today()
        if day > today:
            raise Refusal("The day has not come yet.", field="day")
        if copy_given_on and copy_given_on > today:
            raise Refusal("The day has not come yet.", field="copy_given_on")
        if copy_given_on and copy_given_on < plan.signed_on:
            raise Refusal(
                "The copy is of the signed plan: it was given on the day of signing or later.",
                field="copy_given_on",
            )
        if not agrees and not words.strip():
            raise Refusal("Say in their own words what they object to.", field="words")
        given: dict[str, Any] = {
            "agrees": agrees,
            "date": day,
            "words": words,
            "copy_given_on": copy_given_on,
        }
        before = Agreement.objects.filter(plan=plan, in_error_at=None).first()
        if before is None:
            correcting.create(Agreement, person_id=plan.person_id, plan=plan, **given)
        else:
            correcting.supersede(before, **given)
        changed(plan)
        entry.result = plan.ref


def give_contact_reason(
    plan: Plan,
    *,
    by: User,
    author: Staff | None,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """Say why a plan sees the person less often than the minimum; a manager then agrees."""
    if not because.strip():
        raise Refusal("Say why less contact is enough.", field="because")
    with history.write(plan, by=by, why="Reason for less contact given", token=token) as entry:
        as_read(plan, version)
        before = ContactReason.objects.filter(plan=plan, in_error_at=None).first()
        given: dict[str, Any] = {
            "because": because,
            "by": author,
            "agreed_on": None,
            "agreed_by": None,
        }
        if before is None:
            correcting.create(ContactReason, person_id=plan.person_id, plan=plan, **given)
        else:
            correcting.supersede(before, **given)
        changed(plan)
        entry.result = plan.ref


def agree_contact_reason(
    plan: Plan, *, by: User, manager: Staff | None, version: int, token: str | None = None
) -> None:
    """Agree, as a manager, to less contact than the minimum.

    Raises Refusal without a reason, where it was agreed already, or where it is one's own.
    """
    with history.write(plan, by=by, why="Less contact agreed", token=token) as entry:
        as_read(plan, version)
        reason = ContactReason.objects.filter(plan=plan, in_error_at=None).first()
        if reason is None:
            raise Refusal("No reason has been given yet.")
        if reason.agreed_on is not None:
            raise Refusal("It has been agreed already.")
        if manager is not None and reason.by_id == manager.pk:
            raise Refusal("The reason is your own: another manager agrees to it.")
        correcting.supersede(reason, agreed_on=clock.today(), agreed_by=manager)
        changed(plan)
        entry.result = plan.ref


def as_read(plan: Plan, version: int) -> None:
    """Read the plan anew under its lock; raise Conflict where somebody else changed it."""
    plan.refresh_from_db()
    history.check_version(plan, version)
    if plan.in_error_at is not None:
        raise Refusal("This plan is marked as recorded in error.")


def changed(plan: Plan) -> None:
    """Count a change of any part of the plan, so that two who edit at once notice."""
    plan.version += 1
    plan.save(update_fields=["version"])
