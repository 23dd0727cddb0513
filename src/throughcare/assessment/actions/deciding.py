"""The decision not to make the full analysis: an officer's, with a manager's countersignature."""

from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.assessment.models import NoAnalysis, Oasys
from throughcare.assessment.queries import not_to_analyse
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff


def decide_no_analysis(
    oasys: Oasys, *, by: User, author: Staff | None, because: str, token: str | None = None
) -> NoAnalysis:
    """Record why the full analysis is not made. A new reason needs a new countersignature."""
    if not because.strip():
        raise Refusal("Say why the full analysis is not made.", field="because")
    with history.write(oasys, by=by, why="Decided not to analyse", token=token) as entry:
        _in_work(oasys)
        entry.result = oasys.ref
        given: dict[str, Any] = {"date": clock.today(), "because": because, "by": author}
        given |= {"countersigned_on": None, "countersigned_by": None}
        before = not_to_analyse(oasys)
        if before is not None:
            return correcting.supersede(before, **given)
        return correcting.create(NoAnalysis, person_id=oasys.person_id, oasys=oasys, **given)


def countersign_no_analysis(
    oasys: Oasys, *, by: User, manager: Staff | None, version: int, token: str | None = None
) -> NoAnalysis:
    """Countersign the decision. Raises Conflict where its reason changed, Refusal for one's own."""
    with history.write(oasys, by=by, why="Decision countersigned", token=token) as entry:
        row = not_to_analyse(oasys)
        if row is None:
            raise Refusal("There is no decision to countersign.")
        history.check_version(row, version)
        if row.countersigned_on is not None:
            raise Refusal("It has been countersigned already.")
        if manager is None:
            raise Refusal("Your account is not connected with a member of staff.")
        if row.by_id == manager.pk:
            raise Refusal("Somebody else has to countersign your decision.")
        entry.result = oasys.ref
        return correcting.supersede(row, countersigned_on=clock.today(), countersigned_by=manager)


def _in_work(oasys: Oasys) -> None:
    oasys.refresh_from_db()
    if oasys.signed_on is not None:
        raise Refusal("This assessment is signed. Begin a new one to change it.")
    if oasys.in_error_at is not None:
        raise Refusal("This assessment is marked as recorded in error.")
