"""Recording what a court ordered."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.kernel.law import last_day
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person
from throughcare.sentences.models import Custody, Offence, Order, Requirement
from throughcare.sentences.rules.lengths import wrong_amount, wrong_end

CUSTODY = "custody"


class Ordered(NamedTuple):
    """A requirement as the court made it."""

    kind: str
    name: str = ""
    amount: int | None = None
    unit: str | None = None


class Committed(NamedTuple):
    """An offence for which the sentence was passed."""

    description: str
    code: str = ""


def record_sentence(
    person: Person,
    *,
    by: User,
    kind: str,
    sentenced_on: date,
    court: str,
    months: int | None,
    offences: Sequence[Committed],
    requirements: Sequence[Ordered] = (),
    token: str | None = None,
) -> Order | Custody:
    """Record a community order, a suspended sentence order or a custodial sentence.

    The first offence is the principal one. An order of so many months ends on the eve of its
    anniversary. Raises Refusal for a day that has not come or lies before the person's birth,
    without an offence, for an order without a requirement or without its length, for a length or
    unpaid work that the law does not allow, and for a requirement of custody.
    """
    with history.write(person, by=by, why=f"Sentence recorded: {kind}", token=token) as entry:
        possible(person, sentenced_on)
        if not offences:
            raise Refusal("Enter the offence.", field="offence_1")
        made = (
            _custody(person, sentenced_on, court, months, requirements)
            if kind == CUSTODY
            else _order(person, kind, sentenced_on, court, months, requirements)
        )
        of: dict[str, Any] = {"custody" if isinstance(made, Custody) else "order": made}
        for number, offence in enumerate(offences):
            correcting.create(
                Offence,
                person=person,
                description=offence.description.strip(),
                code=offence.code.strip(),
                main=number == 0,
                convicted_on=None,
                **of,
            )
        for each in requirements:
            correcting.create(
                Requirement,
                person=person,
                kind=each.kind,
                name=each.name.strip(),
                amount=each.amount,
                unit=each.unit,
                **of,
            )
        entry.result = made.ref
    return made


def possible(person: Person, day: date) -> None:
    """Refuse a day of sentence that has not come, or on which the person was a small child."""
    if day > clock.today():
        raise Refusal("The day of sentence has not come yet.", field="sentenced_on")
    if person.date_of_birth and day < person.date_of_birth + timedelta(days=10 * 365):
        raise Refusal("The person was a child under ten then. Check the day.", field="sentenced_on")


def _order(
    person: Person,
    kind: str,
    day: date,
    court: str,
    months: int | None,
    requirements: Sequence[Ordered],
) -> Order:
    if not requirements:
        raise Refusal("Select at least one requirement.", field="requirements")
    if not months:
        raise Refusal("Enter the length in months.", field="months")
    expires_on = last_day(months=months, beginning_with=day)
    if wrong := wrong_end(kind, day, expires_on):
        raise Refusal(wrong, field="months")
    for each in requirements:
        if wrong := wrong_amount(each.kind, each.amount, day):
            raise Refusal(wrong, field=each.kind)
    return correcting.create(
        Order,
        person=person,
        kind=kind,
        sentenced_on=day,
        expires_on=expires_on,
        court=court.strip(),
    )


def _custody(
    person: Person, day: date, court: str, months: int | None, requirements: Sequence[Ordered]
) -> Custody:
    if requirements:
        raise Refusal("A custodial sentence has no requirements.", field="requirements")
    return correcting.create(
        Custody, person=person, sentenced_on=day, months=months, court=court.strip()
    )
