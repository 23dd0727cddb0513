"""A case is passed on: a transfer is asked for, accepted, refused or withdrawn."""

from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload.actions.grading import (
    as_read,
    part_of,
    refuse_kept_from,
    refuse_wrong_grade,
)
from throughcare.caseload.models import Acceptance, GradeAccepted, Officer, Transfer, Withdrawal
from throughcare.caseload.queries import pending_transfer, stretch_and_kinds, stretch_on
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff, Team
from throughcare.organisation.queries import in_charge_of, open_posts
from throughcare.people.models import Person


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
        as_read(person, version)
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
    grade_because: str = "",
    token: str | None = None,
) -> Acceptance:
    """Accept a case for the receiving team, today; the receiving officer may be named with it.

    Whoever is in charge of the receiving team accepts, nobody for them.
    It takes effect on its day, or today if that has gone. ``grade_because`` is why a receiving
    officer is accepted whose grade the receiving provider's policy excludes.
    """
    with history.write(asked, by=by, why="Transfer accepted", token=token) as entry:
        _still_waits(asked, version)
        today = clock.today()
        if accepted_by and not in_charge_of(accepted_by, today).filter(pk=asked.to_team_id):
            raise Refusal(f"Whoever is in charge of {asked.to_team.name} accepts it.")
        if to_officer is not None and to_officer.pk != asked.to_officer_id:
            _works_there(to_officer, asked.to_team, max(asked.effective_on, today))
            refuse_kept_from(asked.person, to_officer)
            asked = correcting.supersede(asked, to_officer=to_officer)
        accepted = correcting.create(
            Acceptance, person_id=asked.person_id, transfer=asked, date=today, by=accepted_by
        )
        if asked.to_officer is not None:
            _accept_grade(asked, accepted, grade_because)
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
        for named in _named_with(asked):
            for part in ("grade_accepted", "handover"):
                if of_officer := part_of(named, part):
                    correcting.mark_in_error(of_officer, "The transfer was withdrawn.")
            correcting.mark_in_error(named, "The transfer was withdrawn.")
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


def _accept_grade(asked: Transfer, accepted: Acceptance, because: str) -> None:
    """Record with the acceptance why the receiving officer's grade is accepted, where it is not
    for the officer to have such a case."""
    day = max(asked.effective_on, accepted.date)
    _held, kinds = stretch_and_kinds(asked.person, day)
    excluded = refuse_wrong_grade(asked.to_officer, asked.to_team.code, kinds, because)
    if not excluded:
        return
    named = correcting.create(
        Officer,
        person_id=asked.person_id,
        staff=asked.to_officer,
        starts_on=day,
        because=asked.because,
    )
    correcting.create(
        GradeAccepted,
        person_id=asked.person_id,
        officer=named,
        date=accepted.date,
        by=accepted.by,
        because=because,
    )


def _named_with(asked: Transfer) -> list[Officer]:
    """The officers recorded when the transfer was accepted, who are not to begin now."""
    found = Officer.objects.filter(
        person_id=asked.person_id,
        staff=asked.to_officer_id,
        starts_on__gt=clock.today(),
        starts_on__gte=asked.effective_on,
        in_error_at=None,
    )
    return list(found) if asked.to_officer_id else []


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
