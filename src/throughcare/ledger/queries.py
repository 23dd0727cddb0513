"""What the ledger says: of one case, of one member of staff, of a team."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Q

from throughcare.caseload.rules.holding import Owner
from throughcare.contacts.diary import BOOKED_BY
from throughcare.contacts.duties import HOLD, SEE
from throughcare.history import prepared
from throughcare.history.composing import Depth, compose
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.days import add_working_days
from throughcare.kernel.duty import (
    DUE_SOON_WORKING_DAYS,
    Because,
    Duty,
    Excusal,
    Key,
    Role,
    State,
    state,
)
from throughcare.ledger import reporting
from throughcare.ledger.models import Excused, OwnerSpell
from throughcare.ledger.rules.ranking import Booking, CaseLine, Owed, case_lines
from throughcare.ledger.subject import CASE
from throughcare.people.holding import Holder
from throughcare.people.models import Crn

_DUTY = (
    "code, subject_ref, opening_ref, opened_on, due_on, met_on, ended_on, ended_because, role,"
    " author, because, source, weight"
)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A duty of a case as it stands on a day, with whose it is."""

    duty: Duty
    state: State
    owner: Owner | None


def person_by_crn(crn: str) -> int | None:
    """Return the person with this case reference number, current or once."""
    return Crn.objects.filter(value=crn).values_list("person_id", flat=True).first()


def case_file(person_id: int, *, depth: Depth = "facts") -> CaseFile:
    """Return the whole record of a person as a case file."""
    (case,) = compose([person_id], depth)
    return case


def standing(person_id: int, today: date) -> list[Standing]:
    """Return every duty of a case as it stands on ``today``, worst first."""
    excusals = [
        Excusal(
            key=Key(each.code, each.about, each.opening),
            opened_on=each.opened_on,
            due_on=each.due_on,
            on=each.date,
            until=each.until,
        )
        for each in Excused.objects.filter(person_id=person_id, in_error_at=None)
    ]
    owners = _owners([person_id], today)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_DUTY} FROM ledger_row WHERE subject_kind = %s AND subject_id = %s"
            " ORDER BY weight, due_on, code, subject_ref, opening_ref",
            [CASE, person_id],
        )
        duties = [_duty(values) for values in cursor.fetchall()]
    return [
        Standing(
            duty=duty,
            state=state(duty, today, excused=any(each.holds(duty, today) for each in excusals)),
            owner=owners.get((person_id, duty.role, duty.author or "")),
        )
        for duty in duties
    ]


def stored_rows(person_id: int, today: date) -> list[dict[str, Any]]:
    """Return the ledger of a case in the form that `throughcare duties` prints."""
    crn = Crn.objects.values_list("value", flat=True).get(person_id=person_id, current=True)
    return [
        reporting.row(crn, each.duty, each.state, _in_file_terms(each.owner, crn))
        for each in standing(person_id, today)
    ]


def _in_file_terms(owner: Owner | None, crn: str) -> Owner | None:
    """Name staff and team as the case's own file does: without the CRN before its own codes."""
    if owner is None:
        return None
    staff, team = owner.staff, owner.team
    return Owner(
        owner.role,
        staff.removeprefix(f"{crn}/") if staff else None,
        team.removeprefix(f"{crn}/") if team else None,
    )


def _owners(ids: Sequence[int], today: date) -> dict[tuple[int, str, str], Owner]:
    spells = OwnerSpell.objects.filter(subject_kind=CASE, subject_id__in=ids, first__lte=today)
    found: dict[tuple[int, str, str], Owner] = {}
    for subject_id, role, author, last, resolved, staff, team in spells.values_list(
        "subject_id", "role", "author", "last", "resolved", "staff__code", "team__code"
    ):
        if last is None or last >= today:
            found[subject_id, role, author] = Owner(Role(resolved), staff, team)
    return found


def due_soon_until(today: date) -> date:
    """Return the last day that counts as due soon: the fifth working day, today included."""
    until = add_working_days(today - timedelta(days=1), DUE_SOON_WORKING_DAYS)
    assert until is not None
    return until


def owed_by(staff_ids: Sequence[int], today: date) -> list[Owed]:
    """Return what these members of staff owe on ``today``: overdue, or due soon."""
    return _owed(
        f"""
        SELECT d.subject_id, b.stands_for, b.ref, {_columns("d")}
        FROM ledger_ownerspell o
        JOIN ledger_row d ON d.subject_kind = o.subject_kind AND d.subject_id = o.subject_id
            AND d.role = o.role AND d.author = o.author
        {BOOKED}
        WHERE o.staff_id = ANY(%(staff)s) AND o.subject_kind = '{CASE}'
            AND o.first <= %(today)s AND (o.last IS NULL OR o.last >= %(today)s)
            AND {OWED}
        """,
        {"staff": list(staff_ids)},
        today,
    )


def owed_on(ids: Sequence[int], today: date) -> list[Owed]:
    """Return what anybody owes on these cases on ``today``: overdue, or due soon."""
    return _owed(
        f"SELECT d.subject_id, b.stands_for, b.ref, {_columns('d')} FROM ledger_row d {BOOKED}"
        f" WHERE d.subject_kind = '{CASE}' AND d.subject_id = ANY(%(ids)s) AND {OWED}",
        {"ids": list(ids)},
        today,
    )


STANDS = """
    d.opened_on <= %(today)s
    AND COALESCE(LEAST(d.met_on, d.ended_on + 1), 'infinity'::date) > %(today)s
"""
"""The condition that the row ``d`` stands on ``today``: opened, not met, and its spell not ended.

Written as the index has it, so that of a case only what stands is read, not all that ever was.
"""

NOT_EXCUSED = """
    NOT EXISTS (
        SELECT 1 FROM ledger_excused e
        WHERE e.person_id = d.subject_id AND e.in_error_at IS NULL
            AND e.code = d.code AND e.about = d.subject_ref
            AND e.opening = d.opening_ref AND e.opened_on = d.opened_on
            AND e.due_on IS NOT DISTINCT FROM d.due_on
            AND e.date <= %(today)s AND e.until >= %(today)s
        OFFSET 0)
"""
"""The condition that the row ``d`` is not excused.

Asked for each row, by its case (that is what ``OFFSET 0`` is for): otherwise the database compares
every row with everything that is excused anywhere.
"""

OWED = f"{STANDS} AND d.due_on <= %(until)s AND {NOT_EXCUSED}"
"""The condition that the row ``d`` stands on a list: overdue on ``today``, or due by ``until``."""

_OTHERWISE = f"""
    CASE d.code WHEN '{HOLD.code}' THEN c.mode = 'video'
        ELSE d.because #>> '{{parameters,face_to_face}}' = 'false' END
"""
_LAST = f"CASE WHEN d.code IN ('{SEE.code}', '{HOLD.code}') THEN d.due_on END"
_BOOKING = BOOKED_BY.format(person="d.subject_id", last=_LAST, otherwise=_OTHERWISE)
BOOKED = f"LEFT JOIN LATERAL ({_BOOKING}) b ON true"
"""Joins ``b``, the appointment by which a contact that the row ``d`` asks for is provided for.

Of any other row there is no last day, so that the diary is not read for it."""


def _columns(table: str) -> str:
    return ", ".join(f"{table}.{name.strip()}" for name in _DUTY.split(","))


def _owed(statement: str, parameters: dict[str, Any], today: date) -> list[Owed]:
    given = {**parameters, "today": today, "until": due_soon_until(today)}
    rows = prepared.run(statement, given)
    found = []
    for person_id, on, ref, *values in rows:
        duty, booking = _duty(values), Booking(on, ref) if on else None
        found.append(
            Owed(person_id=person_id, duty=duty, state=state(duty, today), booking=booking)
        )
    return found


def lines_of(staff_ids: Sequence[int], today: date) -> list[CaseLine]:
    """Return the ranked list of what these members of staff owe, one line a case."""
    found = owed_by(staff_ids, today)
    return case_lines(found, harm_levels({owed.person_id for owed in found}, today), today)


def harm_levels(ids: Iterable[int], today: date) -> dict[int, Level | None]:
    """Return the level of risk of serious harm in force for each person."""
    rows = prepared.run(
        "SELECT DISTINCT ON (person_id) person_id, level FROM ("
        " SELECT person_id, level, signed_on, recorded_at, in_error_at"
        " FROM assessment_harmlevel WHERE person_id = ANY(%(ids)s)"
        " UNION ALL SELECT o.person_id, COALESCE(o.level, (SELECT r.level"
        " FROM assessment_risk r WHERE r.oasys_id = o.id AND r.in_error_at IS NULL"
        " ORDER BY array_position(ARRAY['low', 'medium', 'high', 'very high'], r.level::text)"
        " DESC LIMIT 1)), o.signed_on, o.recorded_at, o.in_error_at"
        " FROM assessment_oasys o WHERE o.person_id = ANY(%(ids)s)) every"
        " WHERE signed_on <= %(today)s AND in_error_at IS NULL AND level IS NOT NULL"
        " ORDER BY person_id, signed_on DESC, recorded_at DESC",
        {"ids": list(ids), "today": today},
    )
    return {person_id: Level(level) for person_id, level in rows}


def _duty(values: Sequence[Any]) -> Duty:
    (
        code,
        subject,
        opening,
        opened_on,
        due_on,
        met_on,
        ended_on,
        ended_because,
        role,
        author,
        because,
        source,
        weight,
    ) = values
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
        because=msgspec.convert(
            msgspec.json.decode(because) if isinstance(because, str) else because, Because
        ),
        source=source,
        weight=weight,
    )


def holders(ids: Sequence[int], today: date) -> dict[int, Holder]:
    """Return the team that holds each case on ``today``, and who is responsible or covers."""
    spells = OwnerSpell.objects.filter(
        Q(last=None) | Q(last__gte=today),
        subject_kind=CASE,
        subject_id__in=ids,
        role=Role.RESPONSIBLE_OFFICER,
        first__lte=today,
    )
    in_charge = (Role.RESPONSIBLE_OFFICER, Role.ACTING_COVER, Role.COURT_OFFICER)
    return {
        person_id: Holder(team or "", (officer or "") if resolved in in_charge else "")
        for person_id, resolved, team, officer in spells.values_list(
            "subject_id", "resolved", "team__name", "staff__name"
        )
    }
