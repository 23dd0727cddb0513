"""What stands of a contact: its day, time and parts; and plans, as far as booking needs them."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet

from throughcare.contacts.diary import IN_PERSON
from throughcare.contacts.models import (
    Account,
    AccountObjective,
    Asked,
    Cancellation,
    Contact,
    Decision,
    DecisionDocument,
    Move,
    Outcome,
)
from throughcare.history import prepared
from throughcare.information.models import Document
from throughcare.kernel.casefile.contacts import ContactKind, Result
from throughcare.kernel.casefile.planning import Interval
from throughcare.kernel.casefile.planning import Plan as InForce
from throughcare.kernel.days import is_working_day, next_working_days
from throughcare.people.models import Person
from throughcare.planning.models import Objective, Plan
from throughcare.planning.rules.contact_level import next_contact_by

PartT = TypeVar("PartT", Outcome, Account, Asked, Decision, Cancellation)

FAILURES = (Result.FAILED_TO_ATTEND, Result.FAILED_TO_COMPLY)

PARTS = ("cancelled", "outcome", "account", "asked", "decision")
"""What is recorded beside a contact, one of each at most."""

_NOT_SAID = 60
"""Minutes that an appointment is taken to last where nobody said."""


class When(NamedTuple):
    """The day and the time for which a booking now stands."""

    day: date
    at: time | None


class Listed(NamedTuple):
    """A contact as lists and pictures need it: which one, when, and what came of it."""

    id: int
    ref: str
    day: date
    at: time | None
    kind: str
    mode: str
    result: str | None
    acceptable: bool | None
    cancelled: bool
    in_error: bool


def latest_move(contact: Contact) -> Move | None:
    """Return the last move that stands, in the order in which a case file has them."""
    moves = Move.objects.filter(contact=contact, in_error_at=None)
    return moves.order_by("moved_on", "recorded_at", "pk").last()


def stands_for(contact: Contact) -> date:
    """Return the day for which the booking stands, as the row was read."""
    return stands(contact).day


def stands(contact: Contact) -> When:
    """Return the day and time for which the booking stands, as the row was read."""
    if getattr(contact, "stands_for", None) is None:  # just made, and not read since
        contact.refresh_from_db(fields=["stands_for", "stands_at"])
    return When(contact.stands_for, contact.stands_at)


def standing(contact: Contact, model: type[PartT]) -> PartT | None:
    """Return the part of a contact that stands, None where there is none."""
    return model.objects.filter(contact=contact, in_error_at=None).first()


def with_parts(person: Person, ref: str) -> Contact | None:
    """Return a contact with everything that was recorded beside it, in one statement."""
    found = Contact.objects.filter(person=person, ref=ref)  # one at most
    return next(iter(found.select_related("staff", *PARTS)), None)


def part(contact: Contact, name: str) -> Any:
    """Return a part that ``with_parts`` brought, None where none stands."""
    found = getattr(contact, name, None)
    return found if found is not None and found.stands else None


def objectives_of(account: Account) -> list[Objective]:
    """Return the objectives that a contact served, by the account that stands."""
    named = AccountObjective.objects.filter(account=account, stands=True)
    return [each.objective for each in named.select_related("objective").order_by("pk")]


def documents_seen(decision: Decision) -> list[Document]:
    """Return the documents seen as evidence, by the decision that stands."""
    named = DecisionDocument.objects.filter(decision=decision, stands=True)
    return [each.document for each in named.select_related("document").order_by("pk")]


_LISTED = """
    SELECT c.id, c.ref, c.stands_for, c.stands_at, c.kind, c.mode, o.result, d.acceptable,
        x.id IS NOT NULL, c.in_error_at IS NOT NULL
    FROM contacts_contact c
    LEFT JOIN contacts_outcome o ON o.contact_id = c.id AND o.in_error_at IS NULL
    LEFT JOIN contacts_decision d ON d.contact_id = c.id AND d.in_error_at IS NULL
    LEFT JOIN contacts_cancellation x ON x.contact_id = c.id AND x.in_error_at IS NULL
    WHERE c.person_id = %(person)s
    ORDER BY 3, 4 NULLS FIRST, c.id
"""


def listed(person: Person) -> list[Listed]:
    """Return every contact of a person, by the day for which it stands. One statement."""
    return [Listed(*row) for row in prepared.run(_LISTED, {"person": person.pk})]


def clashes(among: Iterable[Listed], day: date, at: time | None, minutes: int | None) -> list[When]:
    """Return the other appointments that stand for the same time of ``day``.

    An appointment without a time clashes with every one of its day.
    """
    found = []
    for each in among:
        if each.day != day or each.result or each.cancelled or each.in_error:
            continue
        if each.kind == "note":
            continue
        if at is None or each.at is None or _near(at, each.at, minutes or _NOT_SAID):
            found.append(When(each.day, each.at))
    return found


def _near(one: time, other: time, minutes: int) -> bool:
    apart = abs((one.hour * 60 + one.minute) - (other.hour * 60 + other.minute))
    return apart < minutes


def objectives_in_force(person: Person, day: date) -> list[Objective]:
    """Return the objectives of the plan in force on ``day``."""
    plans = Plan.objects.filter(person=person, in_error_at=None, signed_on__lte=day)
    latest = plans.order_by("-signed_on", "-recorded_at", "-pk").values("pk")[:1]
    return list(Objective.objects.filter(plan__in=latest, in_error_at=None).order_by("pk"))


def last_seen(every: Iterable[Listed], today: date, plan: InForce | None) -> date | None:
    """Return when the person was last seen; by any means where the plan says that that will do."""
    by_any = plan is not None and not plan.face_to_face
    return max(
        (
            each.day
            for each in every
            if each.result == Result.ATTENDED
            and not each.in_error
            and each.day <= today
            and each.kind != ContactKind.NOTE
            and (by_any or each.mode in IN_PERSON)
        ),
        default=None,
    )


def days_seen(person: Person, today: date) -> QuerySet[Contact, date]:
    """Return the days on which ``last_seen`` looks, the last first, to be part of a statement."""
    found = Contact.objects.filter(
        person=person,
        in_error_at=None,
        stands_for__lte=today,
        outcome__result=Result.ATTENDED,
        outcome__in_error_at=None,
    )
    return (
        found.exclude(kind=ContactKind.NOTE)
        .order_by("-stands_for")
        .values_list("stands_for", flat=True)
    )


def next_by(interval: str | None, since: date) -> date | None:
    """Return the working day by which an interval wants the person seen again after ``since``."""
    if not interval:
        return None
    by = next_contact_by(since, Interval(interval), without=())
    if by is None or is_working_day(by):
        return by
    return next_working_days(by, 1)[0]
