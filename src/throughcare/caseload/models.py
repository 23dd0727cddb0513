"""Who holds a case: allocation received, responsible officers, transfers and cover."""

from django.db import models

from throughcare.history.tracking import tracked
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import OfPerson, PartOfPerson
from throughcare.sentences.models import Custody, Licence, Order, Supervision, exactly_one


@tracked()
class Allocation(OfPerson):
    """The receipt of an order, a custodial sentence, a licence or supervision by a team."""

    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    custody = models.ForeignKey(
        Custody, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    licence = models.ForeignKey(
        Licence, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    supervision = models.ForeignKey(
        Supervision, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="allocations")
    received_on = models.DateField()

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "custody", "licence", "supervision"),
                name="allocation_of_one_thing",
            ),
        ]


@tracked()
class Officer(OfPerson):
    """A responsible officer, until the next one or the end of supervision."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="cases_held")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    because = models.TextField(default="", blank=True)


@tracked()
class GradeAccepted(PartOfPerson):
    """A grade accepted against the provider's policy."""

    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, related_name="grade_accepted")
    date = models.DateField()
    by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    because = models.TextField()


@tracked()
class HandoverNote(PartOfPerson):
    """The case was handed over by the officer before."""

    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, related_name="handover")
    date = models.DateField()
    text = models.TextField(default="", blank=True)
    met_on = models.DateField(null=True, blank=True)


@tracked()
class Transfer(OfPerson):
    """A transfer to another team."""

    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="transfers_in")
    to_officer = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers_in"
    )
    effective_on = models.DateField()
    because = models.TextField(default="", blank=True)


@tracked()
class Acceptance(PartOfPerson):
    """The receiving team's word that it takes the case."""

    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="accepted")
    date = models.DateField()
    by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


@tracked()
class Withdrawal(PartOfPerson):
    """The end of a transfer that will not happen."""

    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="withdrawn")
    date = models.DateField()
    because = models.TextField(default="", blank=True)


@tracked()
class Cover(OfPerson):
    """Acting cover of this one case."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="cover", db_index=False
    )
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="cases_covered")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
