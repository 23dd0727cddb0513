"""A case with an officer who can sign in, for the tests of actions and pages of contacts."""

import json
from datetime import date
from typing import Any

from tests.casefiles import contact, custody, document, held_on_licence, licence, order
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.contacts.models import Contact
from throughcare.history import clock
from throughcare.history.composing import compose
from throughcare.history.loading import load
from throughcare.history.models import Entry
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.casefile.writing import canonical
from throughcare.ledger import queries, reporting
from throughcare.ledger.calendar import account
from throughcare.organisation.models import Staff
from throughcare.people.models import Person

__all__ = ["contact", "custody", "held_on_licence", "licence", "order"]

TODAY = date(2017, 11, 6)
PLAN = {
    "plans": [
        {
            "ref": "plan",
            "signed_on": "2017-03-20",
            "contact": "weekly",
            "objectives": [
                {"ref": "work", "text": "Find work"},
                {"ref": "drink", "text": "Drink less"},
            ],
        }
    ]
}


def stored(*contacts: dict[str, Any], **sections: Any) -> Person:
    """A person on a community order, Olga's, with these contacts; the clock stands at the 6th."""
    clock.set_day(TODAY, reset=True)
    given = {"planning": PLAN, "contacts": list(contacts), **sections}
    (case,) = read(json.dumps(document(**given)).encode(), "case.json")
    return Person.objects.get(pk=load(case).person)


def olga() -> User:
    """The officer, with an account."""
    return staff().user or user_of("X123456/olga", Role.PRACTITIONER)


def staff() -> Staff:
    """The officer, in the directory."""
    return Staff.objects.get(code="X123456/olga")


def the(ref: str) -> Contact:
    """A contact by its reference."""
    return Contact.objects.get(ref=ref)


def exported(person: Person) -> CaseFile:
    """The case as it stands, after it went through a file: what was written can be read."""
    (case,) = compose([person.pk])
    (back,) = read(canonical(case).encode(), "exported.yaml")
    assert back == case
    return back


def owed(person: Person, code: str, on: date | None = None) -> list[tuple[str, str, Any]]:
    """What the ledger says of a duty: state, subject, day met. The same follows from the file."""
    day = on or clock.today()
    rows = queries.stored_rows(person.pk, day)
    from_file = reporting.rows(account(exported(person)), day)
    keys = ("code", "subject", "opened_on", "due_on", "met_on", "state")
    assert _sorted(rows, keys) == _sorted(from_file, keys)
    return [(row["state"], row["subject"], row["met_on"]) for row in rows if row["code"] == code]


def _sorted(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    return sorted(tuple(str(row[key]) for key in keys) for row in rows)


def entries(person: Person) -> list[tuple[str, str]]:
    """Who wrote and why, the load left out."""
    found = Entry.objects.filter(subject_kind="case", subject_id=person.pk, by__isnull=False)
    return [(each.by.full_name, each.why) for each in found.select_related("by").order_by("pk")]
