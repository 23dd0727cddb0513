"""What is owed so that a manager's decision is carried out: row M6 of the duty calendar."""

from collections.abc import Iterator

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.oversight.policy import CARRY_OUT
from throughcare.sentences.rules.spells import spells, supervisions

CARRY = Kind(code="carry-out-decision", failings=("M6",), weight=3, role=Role.RESPONSIBLE_OFFICER)

KINDS = (CARRY,)


def duties(case: CaseFile, regime: Regime) -> Iterator[Duty]:
    """Yield a duty for each decision of a manager.

    It is whoever's the decision names, else the responsible officer's, and ends with the
    supervision in which it was made, or with the next one.
    """
    if not case.oversight.decisions:
        return
    source = regime.of(CARRY_OUT).source
    runs = supervisions(spells(case))
    for each in case.oversight.decisions:
        run = next((run for run in runs if run.last is None or each.date <= run.last), None)
        last = run.last if run else None
        done = each.carried_out.date if each.carried_out else None
        yield Duty(
            code=CARRY.code,
            subject=each.ref,
            opening=each.ref,
            opened_on=each.date,
            due_on=each.due_on,
            met_on=done,
            ended_on=last,
            ended_because="supervision ended" if last else None,
            role=Role.AUTHOR if each.to else CARRY.role,
            author=each.to,
            because=Because("manager-decided", {"on": each.date, "decision": each.text}),
            source=source,
            weight=CARRY.weight,
        )
