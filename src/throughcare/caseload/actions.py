"""What is done about who holds a case: receive it, assign it, cover it, pass it on.

Every action is one write: who, why, one history entry, and the ledger right when it ends.
"""

from datetime import date
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload.models import (
    Acceptance,
    Allocation,
    Cover,
    Officer,
    Transfer,
    Withdrawal,
)
from throughcare.caseload.queries import pending_transfer, stretch_on, version_of_holding
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff, Team
from throughcare.organisation.queries import in_post, open_posts
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
    version: int | None = None,
    token: str | None = None,
) -> Officer:
    """Make a member of staff the responsible officer from a day on.

    Who was to begin on the same day gives way: what was recorded is kept as a version.

    Raises Refusal without a reason, before any team has received the case, for somebody who is
    not in post with the provider on that day or is responsible already; Conflict where somebody
    else changed who holds the case meanwhile.
    """
    if not because.strip():
        raise Refusal("Say why the case is given to this officer.", field="because")
    with history.write(
        person, by=by, why=f"Responsible officer assigned: {staff.name}", token=token
    ) as entry:
        _as_read(person, version)
        held = stretch_on(person, starts_on)
        if held is None:
            raise Refusal("No team has received this case on that day.", field="starts_on")
        _in_post(staff, starts_on, held.team, field="staff")
        if held.officer == staff.code:
            raise Refusal(
                f"{staff.name} is the responsible officer on that day already.", field="staff"
            )
        same_day = Officer.objects.filter(person=person, starts_on=starts_on, in_error_at=None)
        if standing := same_day.order_by("ref").last():
            made = correcting.supersede(standing, staff=staff, ends_on=None, because=because)
        else:
            made = correcting.create(
                Officer, person=person, staff=staff, starts_on=starts_on, because=because
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

    Raises Refusal without a reason, for days in the wrong order or already covered, for somebody
    who is not in post on the first day or is the responsible officer; Conflict as assigning does.
    """
    if not because.strip():
        raise Refusal("Say why the case needs cover.", field="because")
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("The last day is before the first.", field="ends_on")
    with history.write(
        person, by=by, why=f"Cover arranged, {staff.name}: {because}", token=token
    ) as entry:
        _as_read(person, version)
        held = stretch_on(person, starts_on)
        if held is None:
            raise Refusal("No team has received this case on that day.", field="starts_on")
        _in_post(staff, starts_on, held.team, field="staff")
        if held.officer == staff.code and held.in_post:
            raise Refusal(
                f"{staff.name} is the responsible officer. Choose somebody else.", field="staff"
            )
        for other in Cover.objects.filter(person=person, in_error_at=None):
            begins_in_time = ends_on is None or other.starts_on <= ends_on
            if begins_in_time and (other.ends_on is None or other.ends_on >= starts_on):
                raise Refusal("Somebody covers already on one of these days.", field="starts_on")
        made = correcting.create(
            Cover, person=person, staff=staff, starts_on=starts_on, ends_on=ends_on
        )
        entry.result = made.ref
    return made


def transfer(
    person: Person,
    *,
    by: User | None,
    to_team: Team,
    to_officer: Staff | None,
    effective_on: date,
    because: str,
    version: int | None = None,
    token: str | None = None,
) -> Transfer:
    """Ask another team to take a case from a day on. Until it accepts, nothing changes hands.

    Raises Refusal without a reason, for a day that has gone, for the team that holds the case,
    where another transfer waits, and for an officer who does not work in the receiving team.
    """
    if not because.strip():
        raise Refusal("Say why the case moves.", field="because")
    today = clock.today()
    if effective_on < today:
        raise Refusal("Choose today or a later day.", field="effective_on")
    with history.write(
        person, by=by, why=f"Transfer asked for: {to_team.name}", token=token
    ) as entry:
        _as_read(person, version)
        held = stretch_on(person, effective_on)
        if held is None:
            raise Refusal("No team has received this case yet.")
        if held.team == to_team.code:
            raise Refusal("That team holds the case on that day already.", field="to_team")
        if pending_transfer(person, today):
            raise Refusal("Another transfer waits. Withdraw it first.")
        _works_there(to_officer, to_team, effective_on)
        made = correcting.create(
            Transfer,
            person=person,
            to_team=to_team,
            to_officer=to_officer,
            effective_on=effective_on,
            because=because,
        )
        entry.result = made.ref
    return made


def accept_transfer(
    asked: Transfer,
    *,
    by: User | None,
    accepted_by: Staff | None,
    version: int,
    to_officer: Staff | None = None,
    token: str | None = None,
) -> Acceptance:
    """Accept a case for the receiving team, today; the receiving officer may be named with it.

    It takes effect on its day, or today if that has gone.
    """
    with history.write(asked, by=by, why="Transfer accepted", token=token) as entry:
        _still_waits(asked, version)
        today = clock.today()
        if to_officer is not None and to_officer.pk != asked.to_officer_id:
            _works_there(to_officer, asked.to_team, max(asked.effective_on, today))
            asked = correcting.supersede(asked, to_officer=to_officer)
        accepted = correcting.create(
            Acceptance, person_id=asked.person_id, transfer=asked, date=today, by=accepted_by
        )
        _changed(asked)
        entry.result = asked.ref
    return accepted


def withdraw_transfer(
    asked: Transfer,
    *,
    by: User | None,
    because: str,
    version: int,
    token: str | None = None,
) -> Withdrawal:
    """Withdraw a transfer, or refuse it, before it has taken effect."""
    if not because.strip():
        raise Refusal("Say why the case stays.", field="because")
    with history.write(asked, by=by, why=f"Transfer withdrawn: {because}", token=token) as entry:
        _still_waits(asked, version, accepted_too=True)
        made = correcting.create(
            Withdrawal,
            person_id=asked.person_id,
            transfer=asked,
            date=clock.today(),
            because=because,
        )
        _changed(asked)
        entry.result = asked.ref
    return made


def _as_read(person: Person, version: int | None) -> None:
    """Refuse where somebody else changed who holds the case after the form was opened."""
    if version is not None and version_of_holding(person) != version:
        raise history.Conflict(person, version)


def _in_post(staff: Staff, day: date, team: str | None, *, field: str) -> None:
    found = Team.objects.filter(code=team).first() if team else None
    if not in_post(staff, day, provider=found.provider_id if found else None):
        raise Refusal(f"{staff.name} is not in post with this provider on that day.", field=field)


def _works_there(staff: Staff | None, team: Team, day: date) -> None:
    if staff is not None and not open_posts(staff, day).filter(team=team).exists():
        raise Refusal(f"{staff.name} does not work in that team on that day.", field="to_officer")


def _still_waits(asked: Transfer, version: int, *, accepted_too: bool = False) -> None:
    """Read the transfer anew under the lock, and refuse where it is settled."""
    asked.refresh_from_db()
    history.check_version(asked, version)
    if asked.in_error_at is not None:
        raise Refusal("This transfer is marked as recorded in error.")
    if Withdrawal.objects.filter(transfer=asked, in_error_at=None).exists():
        raise Refusal("This transfer was withdrawn.")
    accepted = Acceptance.objects.filter(transfer=asked, in_error_at=None).first()
    if accepted and not accepted_too:
        raise Refusal("This transfer is accepted already.")
    if accepted and max(asked.effective_on, accepted.date) <= clock.today():
        raise Refusal("It has taken effect. Ask the other team to transfer the case back.")


def _changed(asked: Transfer) -> None:
    """Count a change of any part of the transfer, so that two who edit at once notice."""
    asked.version += 1
    asked.save(update_fields=["version"])
