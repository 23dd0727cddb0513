"""The duty calendar as code: every duty of one case, from its case file.

No database and no clock: what is owed follows from the file alone, and today only
compares. The rows are described in docs/duties.md, which a test holds to this list.
"""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

import throughcare.assessment.duties
import throughcare.caseload.duties
import throughcare.contacts.duties
import throughcare.court.duties
import throughcare.enforcement.duties
import throughcare.information.duties
import throughcare.interventions.duties
import throughcare.oversight.duties
import throughcare.planning.duties
from throughcare.caseload.rules.holding import Holding, Owner
from throughcare.contacts.duties import Touched
from throughcare.kernel.casefile import CaseFile, known
from throughcare.kernel.duty import Duty, Excusal, Key, Kind, State, state
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

RULES_VERSION = "2026.4"
"""Changes whenever a rule may give another answer for the same facts."""

KINDS: dict[str, Kind] = {
    kind.code: kind
    for area in (
        throughcare.caseload,
        throughcare.information,
        throughcare.assessment,
        throughcare.court,
        throughcare.planning,
        throughcare.contacts,
        throughcare.interventions,
        throughcare.enforcement,
        throughcare.oversight,
    )
    for kind in area.duties.KINDS
}


class Account(msgspec.Struct, frozen=True):
    """Every duty of a case as known at one moment, with what is needed to tell whose it is."""

    case: CaseFile
    holding: Holding
    duties: tuple[Duty, ...]
    excusals: tuple[Excusal, ...]

    def state(self, duty: Duty, today: date) -> State:
        """Return the state of ``duty`` on ``today``, excusals considered."""
        excused = any(excusal.holds(duty, today) for excusal in self.excusals)
        return state(duty, today, excused=excused)

    def owner(self, duty: Duty, day: date) -> Owner | None:
        """Return whose ``duty`` is on ``day``."""
        return self.holding.owner(duty, day)


def account(
    case: CaseFile,
    *,
    known_before: datetime | None = None,
    standing: bool = False,
    touched: Touched | None = None,
    regime: Regime = TRANSFORMING_REHABILITATION,
) -> Account:
    """Return every duty of ``case`` as it was known just before an instant.

    ``standing`` says that the case was composed of what stands alone: nothing in it was
    recorded in error, so that it need not be gone through again. With ``touched``, duties that
    a write to these contacts alone cannot have changed are left out; where earlier contacts were
    not read, all but those around contact.
    """
    if not standing:
        case = known(case, known_before)
    holding = Holding(case, regime)
    found = tuple(sorted(_lived(_all(case, holding, regime, touched)), key=_rank))
    excusals = tuple(
        Excusal(
            key=Key(each.code, each.about, each.opening),
            opened_on=each.opened_on,
            due_on=each.due_on,
            on=each.date,
            until=each.until,
        )
        for each in case.excusals
    )
    return Account(case, holding, found, excusals)


def _all(
    case: CaseFile, holding: Holding, regime: Regime, touched: Touched | None
) -> Iterator[Duty]:
    if touched and touched.read_from:
        yield from throughcare.contacts.duties.duties(case, regime, touched)
        return
    yield from throughcare.caseload.duties.duties(case, holding, regime)
    yield from throughcare.information.duties.duties(case, holding, regime)
    yield from throughcare.assessment.duties.duties(case, regime)
    yield from throughcare.court.duties.duties(case)
    yield from throughcare.planning.duties.duties(case, regime)
    yield from throughcare.contacts.duties.duties(case, regime, touched)
    yield from throughcare.interventions.duties.duties(case, regime)
    yield from throughcare.enforcement.duties.duties(case, holding, regime, touched)
    yield from throughcare.oversight.duties.duties(case, regime)


def _lived(found: Iterator[Duty]) -> Iterator[Duty]:
    """Leave out what opened after its spell; a duty met within its spell does not end with it."""
    for duty in found:
        if duty.ended_on is None:
            yield duty
        elif duty.opened_on > duty.ended_on:
            continue
        elif duty.met_on and duty.met_on <= duty.ended_on:
            yield msgspec.structs.replace(duty, ended_on=None, ended_because=None)
        else:
            yield duty


def _rank(duty: Duty) -> tuple[int, date, Key]:
    return duty.weight, duty.due_on or date.max, duty.key
