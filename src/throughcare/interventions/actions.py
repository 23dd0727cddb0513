"""Setting in motion what the court ordered: referrals, and work begun while a place is awaited."""

from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.interventions.models import InterimWork, Referral
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Requirement


def refer(
    requirement: Requirement,
    *,
    by: User,
    to: str,
    made_on: date,
    token: str | None = None,
) -> Referral:
    """Record a referral for a requirement or condition, made today or before.

    Raises Refusal for a day that has not come or lies before the requirement's own, without
    saying to whom, or where the requirement no longer stands.
    """
    with history.write(requirement, by=by, why="Referral made", token=token) as entry:
        _stands(requirement)
        if not to.strip():
            raise Refusal("Say to whom the referral was made.", field="to")
        _has_come(requirement, made_on, field="made_on")
        referral = correcting.create(
            Referral,
            person_id=requirement.person_id,
            requirement=requirement,
            to=to,
            made_on=made_on,
        )
        entry.result = requirement.ref
    return referral


def begin_interim_work(
    requirement: Requirement,
    *,
    by: User,
    begun_on: date,
    what: str,
    token: str | None = None,
) -> InterimWork:
    """Record one-to-one work begun while the programme or treatment is awaited.

    Raises Refusal as ``refer`` does, and where such work is recorded already.
    """
    with history.write(requirement, by=by, why="Interim work begun", token=token) as entry:
        _stands(requirement)
        if not what.strip():
            raise Refusal("Say what work has begun.", field="what")
        _has_come(requirement, begun_on, field="begun_on")
        if InterimWork.objects.filter(requirement=requirement, in_error_at=None).exists():
            raise Refusal("Interim work for this requirement is recorded already.")
        work = correcting.create(
            InterimWork,
            person_id=requirement.person_id,
            requirement=requirement,
            begun_on=begun_on,
            what=what,
        )
        entry.result = requirement.ref
    return work


def _stands(requirement: Requirement) -> None:
    requirement.refresh_from_db()
    if requirement.in_error_at is not None:
        raise Refusal("This requirement is marked as recorded in error.")


def _has_come(requirement: Requirement, day: date, *, field: str) -> None:
    if day > clock.today():
        raise Refusal("The day has not come yet.", field=field)
    first = _sentenced_on(requirement)
    if first is not None and day < first:
        raise Refusal("That is before the sentence. Check the day.", field=field)


def _sentenced_on(requirement: Requirement) -> date | None:
    """The day of the sentence that holds the requirement: referrals may come before release."""
    if requirement.order is not None:
        return requirement.order.sentenced_on
    part = requirement.licence or requirement.supervision
    return part.custody.sentenced_on if part is not None else None
