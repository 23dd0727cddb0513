"""Deciding to whom a case goes, passing it on, and telling the person when and where to come."""

from datetime import date, time
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload.actions import receive_allocation
from throughcare.caseload.models import Allocation
from throughcare.court.actions.signing import changed, still_to_be_decided
from throughcare.court.models import AllocationDecision, CourtAllocation, Instruction
from throughcare.court.queries import grounds_of, part
from throughcare.court.rules.allocating import Outcome, allocate, lacking
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Office, Staff, Team

SENIOR = ("SPO", "senior manager")
"""The grades that may agree to an allocation against the rule."""


def decide(
    allocation: CourtAllocation,
    *,
    by: User,
    team: Team,
    because: str = "",
    agreed_by: Staff | None = None,
    version: int,
    token: str | None = None,
) -> AllocationDecision:
    """Allocate the case to a team, which receives it today.

    The team's provider says whether it goes to the NPS or a CRC. Raises Refusal while the RSR, the
    screening or the form is missing, naming what; and, where it departs from the rule, without a
    reason and the senior officer who agrees. Where the team received it before, only the decision
    is recorded.
    """
    sentence = _sentence(allocation)
    why = f"Case allocated: {team.name}"
    with history.write(allocation, by=by, why=why, token=token) as entry:
        still_to_be_decided(allocation, version)
        today = clock.today()
        grounds = grounds_of(allocation, today)
        if missing := lacking(grounds):
            raise Refusal(f"The case cannot be allocated yet. Missing: {', '.join(missing)}.")
        computed = Outcome(allocate(grounds).outcome)
        if team.provider.kind != computed.value:
            _against_the_rule(because, agreed_by)
        else:
            agreed_by = None
        decision = correcting.create(
            AllocationDecision,
            person_id=allocation.person_id,
            allocation=allocation,
            decided_on=today,
            by=getattr(by, "staff", None),
            provider=team.provider.kind,
            computed=computed.value,
            team=team,
            because=because.strip(),
            agreed_by=agreed_by,
        )
        about: Any = {type(sentence).__name__.lower(): sentence}
        if not Allocation.objects.filter(team=team, in_error_at=None, **about).exists():
            receive_allocation(allocation.person, by=by, of=sentence, team=team, received_on=today)
        changed(allocation)
        entry.result = sentence.ref
    return decision


def agree(
    allocation: CourtAllocation,
    *,
    by: User,
    manager: Staff | None,
    version: int,
    token: str | None = None,
) -> AllocationDecision:
    """Agree, as a senior officer, to an allocation that departs from the rule.

    Raises Refusal where nothing departs from it, where it was agreed already, for one's own
    decision, and for somebody who is no senior officer.
    """
    with history.write(allocation, by=by, why="Allocation agreed", token=token) as entry:
        allocation.refresh_from_db()
        history.check_version(allocation, version)
        decision: AllocationDecision | None = part(allocation, "decision")
        if decision is None or decision.computed in (None, decision.provider):
            raise Refusal("No allocation departs from the rule.")
        if decision.agreed_by_id is not None:
            raise Refusal("It has been agreed already.")
        if manager is None or manager.grade not in SENIOR:
            raise Refusal("A senior officer agrees to it.")
        if decision.by_id == manager.pk:
            raise Refusal("Somebody else has to agree to your decision.")
        agreed = correcting.supersede(decision, agreed_by=manager)
        changed(allocation)
        entry.result = allocation.ref
    return agreed


def instruct(
    allocation: CourtAllocation,
    *,
    by: User,
    report_on: date,
    at: time | None,
    office: Office | None,
    version: int,
    token: str | None = None,
) -> Instruction:
    """Record the reporting instruction that the person was given. Nothing else need be there.

    Given again, it takes the place of the one before. Raises Refusal for a day that has gone.
    """
    sentence = _sentence(allocation)
    with history.write(allocation, by=by, why="Reporting instruction given", token=token) as entry:
        allocation.refresh_from_db()
        history.check_version(allocation, version)
        if report_on < clock.today():
            raise Refusal("Choose today or a later day.", field="report_on")
        said: dict[str, Any] = {
            "given_on": clock.today(),
            "report_on": report_on,
            "time": at,
            "office": office,
            "by": getattr(by, "staff", None),
        }
        before = part(allocation, "instruction")
        if before is not None:
            made: Instruction = correcting.supersede(before, **said)
        else:
            made = correcting.create(
                Instruction, person_id=allocation.person_id, allocation=allocation, **said
            )
        changed(allocation)
        entry.result = sentence.ref
    return made


def _against_the_rule(because: str, agreed_by: Staff | None) -> None:
    if not because.strip():
        raise Refusal("Say why the case does not go where the rule sends it.", field="because")
    if agreed_by is None:
        raise Refusal("Say which senior officer agreed to it.", field="agreed_by")
    if agreed_by.grade not in SENIOR:
        raise Refusal(f"{agreed_by.name} is not a senior officer.", field="agreed_by")


def _sentence(allocation: CourtAllocation) -> Any:
    return allocation.order or allocation.custody
