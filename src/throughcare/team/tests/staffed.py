"""A large team for tests, made in bulk: officers with cases, and duties overdue on them."""

from datetime import date, timedelta

from throughcare import history
from throughcare.assessment.models import HarmLevel
from throughcare.caseload.models import Allocation, Officer
from throughcare.history import clock
from throughcare.history.models import new_ref
from throughcare.ledger.models import OwnerSpell, Row
from throughcare.organisation.models import Post, Staff, Team
from throughcare.people.models import Crn, Name, Person
from throughcare.sentences.models import Order

FIRST = date(2017, 3, 3)


def staffed(team: Team, officers: int, cases: int, *, nobody_s: int = 0) -> list[Staff]:
    """Officers of a team, each with as many cases; two duties of each are overdue.

    Of ``nobody_s`` cases more nobody is the officer.
    """
    at = clock.now()
    with history.write(team, by=None, why="A large team") as entry:
        staff = Staff.objects.bulk_create(
            Staff(code=f"po-{n}", name=f"Officer {n:02}", grade="PO", hours=37.0, recorded_at=at)
            for n in range(officers)
        )
        Post.objects.bulk_create(
            Post(of=each, team=team, starts_on=FIRST, ref=new_ref(), recorded_at=at)
            for each in staff
        )
        people = Person.objects.bulk_create(
            Person(ref="person", recorded_at=at, sex="M")
            for _ in range(officers * cases + nobody_s)
        )
        own = {"recorded_at": at}
        Crn.objects.bulk_create(
            Crn(person=each, value=f"Y{n:06}", current=True) for n, each in enumerate(people)
        )
        Name.objects.bulk_create(
            Name(person=each, ref="name", family=f"Case {n}", **own)
            for n, each in enumerate(people)
        )
        orders = Order.objects.bulk_create(
            Order(person=each, ref="order", kind="community order", sentenced_on=FIRST, **own)
            for each in people
        )
        Allocation.objects.bulk_create(
            Allocation(
                person=each, ref="allocation", order=order, team=team, received_on=FIRST, **own
            )
            for each, order in zip(people, orders, strict=True)
        )
        HarmLevel.objects.bulk_create(
            HarmLevel(
                person=each,
                ref="level",
                level=("low", "medium", "high")[n % 3],
                signed_on=FIRST,
                **own,
            )
            for n, each in enumerate(people)
        )
        whose = [staff[n // cases] if n < officers * cases else None for n in range(len(people))]
        Officer.objects.bulk_create(
            Officer(person=each, ref="officer", staff=who, starts_on=FIRST, **own)
            for each, who in zip(people, whose, strict=True)
            if who
        )
        manager = team.managers.get().staff
        OwnerSpell.objects.bulk_create(
            OwnerSpell(
                subject_kind="case",
                subject_id=each.pk,
                role=role,
                first=FIRST,
                resolved="responsible officer"
                if role == "responsible officer" and who
                else role
                if role == "team manager"
                else "team manager",
                staff=who if role == "responsible officer" and who else manager,
                team=team,
            )
            for each, who in zip(people, whose, strict=True)
            for role in ("responsible officer", "team manager")
        )
        Row.objects.bulk_create(
            Row(
                subject_kind="case",
                subject_id=each.pk,
                code=code,
                subject_ref="case",
                opening_ref="order",
                opened_on=FIRST,
                due_on=FIRST + timedelta(days=5),
                role="responsible officer",
                because={"message": "appointment", "parameters": {"on": "2017-03-03"}},
                source="test",
                weight=weight,
                fingerprint=0,
                rules_version="test",
            )
            for each in people
            for code, weight in (("see-the-person", 3), ("record-outcome", 2))
        )
        entry.touched.clear()
    return staff
