"""What stands of the duties of one case on a day, with whose each is: one statement."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from throughcare.history import prepared
from throughcare.interventions.duties import REFER, START
from throughcare.kernel.duty import Because, Duty, Role, State, state
from throughcare.ledger.identity import Answering
from throughcare.ledger.queries import BOOKED
from throughcare.ledger.rules.ranking import Booking, Group, Owed, case_lines
from throughcare.ledger.subject import CASE


class Standing(NamedTuple):
    """A duty as it stands on a day, and who answers for it."""

    duty: Duty
    state: State
    owner: Answering | None
    booking: Booking | None = None
    """The appointment that would meet it in time, as the diary now stands."""

    def days_late(self, today: date) -> int:
        """How many days ago it fell due; 0 while there is time."""
        if self.state is not State.OVERDUE or self.duty.due_on is None:
            return 0
        return (today - self.duty.due_on) // timedelta(days=1)


class CaseDuties(NamedTuple):
    """The duties of a case that are not met in time, and who answers for the case."""

    owed: list[list[Standing]]
    """What is still to be done, a piece of work at a time, the worst first."""
    late: list[Standing]
    """What was met late or missed, the latest first."""
    answering: Answering | None
    of_requirements: dict[tuple[str, str], Standing]
    """By code and requirement, whether each has been referred for and begun."""


_OWNER = """
    o.subject_kind = 'case' AND o.subject_id = %(person)s AND o.first <= %(today)s
    AND (o.last IS NULL OR o.last >= %(today)s)
"""

_STATEMENT = f"""
    SELECT d.code, d.subject_ref, d.opening_ref, d.opened_on, d.due_on, d.met_on, d.ended_on,
        d.ended_because, d.role, d.author, d.because::text, d.source, d.weight,
        EXISTS (
            SELECT 1 FROM ledger_excused e
            WHERE e.person_id = d.subject_id AND e.in_error_at IS NULL
                AND e.code = d.code AND e.about = d.subject_ref
                AND e.opening = d.opening_ref AND e.opened_on = d.opened_on
                AND e.due_on IS NOT DISTINCT FROM d.due_on
                AND e.date <= %(today)s AND e.until >= %(today)s),
        o.resolved, s.name, t.name, b.stands_for, b.ref
    FROM ledger_row d {BOOKED}
    LEFT JOIN ledger_ownerspell o ON {_OWNER} AND o.role = d.role AND o.author = d.author
    LEFT JOIN organisation_staff s ON s.id = o.staff_id
    LEFT JOIN organisation_team t ON t.id = o.team_id
    WHERE d.subject_kind = '{CASE}' AND d.subject_id = %(person)s AND d.opened_on <= %(today)s
        AND (d.met_on IS NULL OR d.met_on > %(today)s OR d.met_on > d.due_on
            OR d.code IN ('{REFER.code}', '{START.code}'))
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        o.resolved, s.name, t.name, NULL, NULL
    FROM ledger_ownerspell o
    LEFT JOIN organisation_staff s ON s.id = o.staff_id
    LEFT JOIN organisation_team t ON t.id = o.team_id
    WHERE {_OWNER} AND o.role = 'responsible officer'
"""

_UNMET = frozenset({State.OVERDUE, State.DUE_SOON, State.OPEN, State.EXCUSED})
_LATE = frozenset({State.MET_LATE, State.MISSED})


def case_duties(person_id: int, today: date) -> CaseDuties:
    """Return what is owed on a case on ``today``, what was late, and who answers for it."""
    rows = prepared.run(_STATEMENT, {"person": person_id, "today": today})
    answering = None
    found: dict[Any, Standing] = {}
    for *values, excused, resolved, staff, team, on, ref in rows:
        owner = Answering(resolved, staff or "", team or "") if resolved else None
        if values[0] is None:
            answering = owner
            continue
        duty = _duty(values)
        booking = Booking(on, ref) if on else None
        found[duty.key] = Standing(duty, state(duty, today, excused=excused), owner, booking)
    return CaseDuties(
        _ranked(found, person_id, today),
        sorted(
            (each for each in found.values() if each.state in _LATE),
            key=lambda each: each.duty.met_on or each.duty.ended_on or date.min,
            reverse=True,
        ),
        answering,
        {
            (each.duty.code, each.duty.subject): each
            for each in found.values()
            if each.duty.code in (REFER.code, START.code)
        },
    )


_ORDER = (State.OVERDUE, State.DUE_SOON, State.OPEN, State.EXCUSED)


def _ranked(found: Mapping[Any, Standing], person_id: int, today: date) -> list[list[Standing]]:
    unmet = [
        Owed(person_id=person_id, duty=each.duty, state=each.state, booking=each.booking)
        for each in found.values()
        if each.state in _UNMET
    ]

    def of(group: Group) -> list[Standing]:
        return [found[owed.duty.key] for owed in group.duties]

    groups = [of(group) for line in case_lines(unmet, {}, today) for group in line.groups]
    return sorted(groups, key=lambda each: min(_ORDER.index(one.state) for one in each))


def _duty(values: list[Any]) -> Duty:
    code, subject, opening, opened_on, due_on, met_on, ended_on, ended_because = values[:8]
    role, author, because, source, weight = values[8:]
    return Duty(
        code=code,
        subject=subject,
        opening=opening,
        opened_on=opened_on,
        due_on=due_on,
        met_on=met_on,
        ended_on=ended_on,
        ended_because=ended_because,
        role=Role(role),
        author=author or None,
        because=msgspec.json.decode(because, type=Because),
        source=source,
        weight=weight,
    )
