"""What a write to contacts alone can change, so that a long case need not be gone through again.

The case is composed whole and every rule sees all of it. Left out are duties that follow from
one contact and the sentences it stands in, for contacts that were not touched, and the instances
of see-the-person that ended before them. What failures call for together is worked out whole: one
decision can change what another called for.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Min

from throughcare.contacts.duties import OF_ONE_CONTACT, SEE, Touched
from throughcare.contacts.models import Contact
from throughcare.enforcement.duties import OF_ONE_CONTACT as OF_ONE_FAILURE
from throughcare.history.correcting import outermost
from throughcare.history.writing import Entry
from throughcare.kernel.casefile import CaseFile
from throughcare.ledger.calendar import Account
from throughcare.ledger.models import Row
from throughcare.ledger.subject import CASE


def only_contacts(entry: Entry | None, person_id: int) -> frozenset[str] | None:
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
    return frozenset(found) or None


def narrow(person_id: int, case: CaseFile, refs: frozenset[str] | None) -> Touched | None:
    """Return the touched contacts with the first day for which one stands, or stood before."""
    if refs is None:
        return None
    days = [contact.stands_for for contact in case.contacts if contact.ref in refs]
    before = Row.objects.filter(
        subject_kind=CASE, subject_id=person_id, opening_ref__in=refs
    ).aggregate(day=Min("opened_on"))["day"]
    return Touched(refs, since=min([*days, *([before] if before else [])], default=date.max))


def within(only: Touched, stands: Account) -> tuple[str, Sequence[Any]]:
    """Return the condition, with its values, of the stored rows that ``only`` can change."""
    instances = [duty.opened_on for duty in stands.duties if duty.code == SEE.code]
    return (
        " AND (code <> ALL(%s) OR opening_ref = ANY(%s) OR code = %s AND opened_on >= %s)",
        [
            [SEE.code, *(kind.code for kind in (*OF_ONE_CONTACT, *OF_ONE_FAILURE))],
            list(only.contacts),
            SEE.code,
            min([*instances, only.since]),
        ],
    )
