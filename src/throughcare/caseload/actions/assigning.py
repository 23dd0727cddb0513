"""A case is received, given to an officer, and covered."""

from datetime import date
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload.actions.grading import (
    as_read,
    part_of,
    refuse_kept_from,
    refuse_wrong_grade,
)
from throughcare.caseload.models import Allocation, Cover, GradeAccepted, Officer
from throughcare.caseload.queries import stretch_and_kinds, stretch_on
from throughcare.history import clock, correcting
from throughcare.kernel.days import ONE_DAY
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff, Team
from throughcare.organisation.queries import in_post
from throughcare.people.models import Person
from throughcare.sentences.models import Custody, Licence, Order, Supervision

Received = Order | Custody | Licence | Supervision


def receive_allocation(
    person: Person,
    *,
    by: User | None,
    of: Received,
    team: Team,
    received_on: date,
    token: str | None = None,
) -> Allocation:
    """Record that a team received an order, a custodial sentence, a licence or supervision.

    Raises Refusal for a day that has not come, for what belongs to another case, and where this
    team received it before.
    """
    if of.person_id != person.pk:
        raise Refusal("That sentence belongs to another case.", field="of")
    if received_on > clock.today():
        raise Refusal("The day has not come.", field="received_on")
    about: dict[str, Any] = {type(of).__name__.lower(): of}
    why = f"Allocation received: {team.name}"
    with history.write(person, by=by, why=why, token=token) as entry:
        if Allocation.objects.filter(team=team, in_error_at=None, **about).exists():
            raise Refusal("This team has received it already.", field="team")
        made = correcting.create(
            Allocation, person=person, team=team, received_on=received_on, **about
        )
        entry.result = made.ref
    return made


def assign_officer(
    person: Person,
    *,
    by: User | None,
    staff: Staff,
    starts_on: date,
    because: str,
    grade_because: str = "",
    version: int | None = None,
    token: str | None = None,
) -> Officer:
    """Make a member of staff the responsible officer from a day on.

    Who was to begin on the same day gives way: what was recorded is kept as a version. Where the
    provider gives such cases to probation officers alone and the member of staff is none,
    ``grade_because`` is why a manager accepts it all the same.

    Raises Refusal without a reason, before any team has received the case, for somebody who is
    not in post with the provider on that day or is responsible already, and for a grade that is
    excluded and not accepted; Conflict where somebody else changed who holds the case meanwhile.
    """
    if not because.strip():
        raise Refusal("Say why the case is given to this officer.", field="because")
    with history.write(
        person, by=by, why=f"Responsible officer assigned: {staff.name}", token=token
    ) as entry:
        as_read(person, version)
        held, kinds = stretch_and_kinds(person, starts_on)
        if held is None:
            raise Refusal("No team has received this case on that day.", field="starts_on")
        _in_post(staff, starts_on, held.team, field="staff")
        refuse_kept_from(person, staff)
        if held.officer == staff.code:
            raise Refusal(
                f"{staff.name} is the responsible officer on that day already.", field="staff"
            )
        refuse_wrong_grade(staff, held.team, kinds, grade_because)
        same_day = Officer.objects.filter(person=person, starts_on=starts_on, in_error_at=None)
        if standing := same_day.order_by("ref").last():
            for part in ("grade_accepted", "handover"):
                if of_another := part_of(standing, part):
                    correcting.mark_in_error(of_another, "It was of another officer.")
            made = correcting.supersede(standing, staff=staff, ends_on=None, because=because)
        else:
            made = correcting.create(
                Officer, person=person, staff=staff, starts_on=starts_on, because=because
            )
        if grade_because.strip():
            correcting.create(
                GradeAccepted,
                person=person,
                officer=made,
                date=clock.today(),
                by=getattr(by, "staff", None),
                because=grade_because,
            )
        entry.result = made.ref
    return made


def arrange_cover(
    person: Person,
    *,
    by: User | None,
    staff: Staff,
    starts_on: date,
    ends_on: date | None,
    because: str,
    version: int | None = None,
    token: str | None = None,
) -> Cover:
    """Let a member of staff act for the responsible officer in this one case, for a while.

    Who covered before, and began on an earlier day, covers up to the eve.
    Raises Refusal without a reason, for days in the wrong order or that somebody covers who begins
    later, for somebody who is not in post on the first day or is the responsible officer; Conflict
    as assigning does.
    """
    if not because.strip():
        raise Refusal("Say why the case needs cover.", field="because")
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("The last day is before the first.", field="ends_on")
    with history.write(
        person, by=by, why=f"Cover arranged, {staff.name}: {because}", token=token
    ) as entry:
        as_read(person, version)
        held = stretch_on(person, starts_on)
        if held is None:
            raise Refusal("No team has received this case on that day.", field="starts_on")
        _in_post(staff, starts_on, held.team, field="staff")
        refuse_kept_from(person, staff)
        if held.officer == staff.code and held.in_post:
            raise Refusal(
                f"{staff.name} is the responsible officer. Choose somebody else.", field="staff"
            )
        for other in Cover.objects.filter(person=person, in_error_at=None):
            begins_in_time = ends_on is None or other.starts_on <= ends_on
            if not begins_in_time or (other.ends_on is not None and other.ends_on < starts_on):
                continue
            if other.starts_on >= starts_on:
                raise Refusal("Somebody covers already on one of these days.", field="starts_on")
            correcting.supersede(other, ends_on=starts_on - ONE_DAY)
        made = correcting.create(
            Cover, person=person, staff=staff, starts_on=starts_on, ends_on=ends_on
        )
        entry.result = made.ref
    return made


def change_cover(cover: Cover, *, by: User | None, ends_on: date | None) -> Cover:
    """Set another last day of cover; what was planned is kept as a version.

    Raises Refusal for a day before the first, and where somebody else covers by then.
    """
    if ends_on is not None and ends_on < cover.starts_on:
        raise Refusal("The last day is before the first.", field="ends_on")
    with history.write(cover, by=by, why="Last day of cover changed") as entry:
        others = Cover.objects.filter(person_id=cover.person_id, in_error_at=None)
        for other in others.exclude(pk=cover.pk).filter(starts_on__gt=cover.starts_on):
            if ends_on is None or other.starts_on <= ends_on:
                raise Refusal("Somebody else covers on one of these days.", field="ends_on")
        correcting.supersede(cover, ends_on=ends_on)
        entry.result = cover.ref
    return cover


def take_back(made: Cover | Officer, *, by: User | None, because: str) -> None:
    """Mark cover, or an officer who was to begin, as recorded in error; it stays, with the reason.

    Raises Refusal without a reason, and for what has begun.
    """
    if not because.strip():
        raise Refusal("Say why it is taken back.", field="because")
    with history.write(made, by=by, why=f"Taken back: {because}") as entry:
        made.refresh_from_db()
        if made.starts_on <= clock.today():
            raise Refusal("It has begun, and what was is not undone.")
        if isinstance(made, Officer):
            for part in ("grade_accepted", "handover"):
                if of_officer := part_of(made, part):
                    correcting.mark_in_error(of_officer, because)
        correcting.mark_in_error(made, because)
        entry.result = made.ref


def _in_post(staff: Staff, day: date, team: str | None, *, field: str) -> None:
    found = Team.objects.filter(code=team).first() if team else None
    if not in_post(staff, day, provider=found.provider_id if found else None):
        raise Refusal(f"{staff.name} is not in post with this provider on that day.", field=field)
