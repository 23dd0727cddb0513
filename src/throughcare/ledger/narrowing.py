"""What a write to contacts alone can change, so that a long case need not be gone through again.

In general the case is composed whole and every rule sees all of it. Left out are duties that
follow from one contact and the sentences it stands in, for contacts that were not touched, and the
instances of see-the-person that ended before them. What failures call for together is worked out
whole: one decision can change what another called for.

Most writes say less: that an appointment was made, that somebody came, what was done. Where nobody
failed, no requirement is served and the first appointments are over, they change the duties of
those contacts and whom to see next. Contacts before the person was last seen are then not read.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Min

from throughcare.contacts.duties import ARRANGE, HOLD, OF_ONE_CONTACT, SEE, Touched
from throughcare.contacts.models import Contact
from throughcare.enforcement.duties import OF_ONE_CONTACT as OF_ONE_FAILURE
from throughcare.history.composing import Later, compose, compose_later
from throughcare.history.correcting import outermost
from throughcare.history.writing import Entry
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Contact as Found
from throughcare.ledger.calendar import Account, account
from throughcare.ledger.models import Row
from throughcare.ledger.subject import CASE

_ADDED = frozenset({"contacts.outcome", "contacts.account", "contacts.accountobjective"})
"""What may be added to a contact that nobody failed to keep."""


class Written(NamedTuple):
    """The contacts of a case that a write touched, where it touched nothing else."""

    contacts: frozenset[str]
    plainly: bool
    """Whether contacts were made, and what came of them added, and nothing put right."""


def only_contacts(entry: Entry | None, person_id: int) -> Written | None:
    """Return the contacts of a case that a write touched, None where it touched anything else."""
    if entry is None or not entry.rows:
        return None
    found = set()
    for row in entry.rows:
        top = outermost(row)
        if not isinstance(top, Contact):
            return None
        if top.person_id == person_id:
            found.add(top.ref)
    plainly = all(
        table == "contacts.contact" or (table in _ADDED and what == "added")
        for table, _, what in entry.changes
    )
    return Written(frozenset(found), plainly) if found else None


def worked_out(person_id: int, written: Written) -> tuple[Account, Touched]:
    """Return what a write to contacts can have changed, and how much of the case that is."""
    found = _later(person_id, written.contacts) if written.plainly else None
    if found is not None:
        return found
    (case,) = compose([person_id], "facts", standing=True, as_stored=True)
    touched = _touched(person_id, case, written.contacts)
    return account(case, standing=True, touched=touched), touched


def _touched(person_id: int, case: CaseFile, refs: frozenset[str]) -> Touched:
    """Return the touched contacts with the first day for which one stands, or stood before."""
    days = [contact.stands_for for contact in case.contacts if contact.ref in refs]
    before = Row.objects.filter(
        subject_kind=CASE, subject_id=person_id, opening_ref__in=refs
    ).aggregate(day=Min("opened_on"))["day"]
    return Touched(refs, since=min([*days, *([before] if before else [])], default=date.max))


_BEFORE = f"""
    WITH touched AS (
        SELECT min(stands_for) AS first, max(stands_for) AS last FROM contacts_contact
        WHERE person_id = %(person)s AND ref = ANY(%(refs)s))
    SELECT t.first,
        max(r.opened_on) FILTER (WHERE r.code = '{SEE.code}' AND r.opened_on < t.first),
        bool_and(COALESCE(r.due_on < t.first AND LEAST(r.met_on, r.ended_on) < t.first, false))
            FILTER (WHERE r.code IN ('{ARRANGE.code}', '{HOLD.code}') AND r.opened_on <= t.last),
        ARRAY(SELECT DISTINCT author FROM ledger_ownerspell
            WHERE subject_kind = '{CASE}' AND subject_id = %(person)s AND author <> '')
    FROM touched t LEFT JOIN ledger_row r
        ON r.subject_kind = '{CASE}' AND r.subject_id = %(person)s
    GROUP BY t.first, t.last
"""
"""From when on touched contacts stand; when the person was last seen before; whether every first
appointment that they could be, from which the first assessment and plan count too, was kept or
given up before them; and who answers for entries of the case, whom earlier contacts would name."""


def _later(person_id: int, refs: frozenset[str]) -> tuple[Account, Touched] | None:
    """Return what plain contacts have changed, from contacts since the person was last seen;
    None where earlier ones count too."""
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, {"person": person_id, "refs": sorted(refs)})
        since, seen, over, authors = cursor.fetchone()
    if seen is None or not over:
        return None
    case = compose_later(person_id, Later("contact", "stands_for", seen), {"staff": set(authors)})
    touched = Touched(refs, since, read_from=seen)
    if not _nothing_else(case, touched):
        return None
    stands = account(case, standing=True, touched=touched)
    if any(duty.code == SEE.code and duty.opened_on < seen for duty in stands.duties):
        return None
    return stands, touched


def _nothing_else(case: CaseFile, touched: Touched) -> bool:
    """Say whether no duty but those of the contacts and see-the-person can have changed."""
    found = [contact for contact in case.contacts if contact.ref in touched.contacts]
    if len(found) < len(touched.contacts) or not all(map(_plain, found)):
        return False
    # They may be among the failures; and one attended before a failure breaks a row of absences.
    return not any(each.failed and each.stands_for >= touched.since for each in case.contacts)


def _plain(contact: Found) -> bool:
    """Whether it serves no requirement, nothing was decided of it, and it never was otherwise."""
    return (
        not contact.earlier
        and (contact.outcome is None or not contact.outcome.earlier)
        and contact.decision is None
        and contact.cancelled is None
        and (contact.requirement or contact.serves) is None
    )


def within(only: Touched, stands: Account) -> tuple[str, Sequence[Any]]:
    """Return the condition, with its values, of the stored rows that ``only`` can change."""
    instances = [duty.opened_on for duty in stands.duties if duty.code == SEE.code]
    where = " AND (code <> ALL(%s) OR opening_ref = ANY(%s) OR code = %s AND opened_on >= %s)"
    of_one = [SEE.code, *(kind.code for kind in (*OF_ONE_CONTACT, *OF_ONE_FAILURE))]
    values: list[Any] = [
        of_one,
        list(only.contacts),
        SEE.code,
        min([*instances, only.since]),
    ]
    if only.read_from:
        where, values = where + " AND code = ANY(%s)", [*values, of_one]
    return where, values
