"""Orders, custody, licences and post-sentence supervision, what they require, and how they end."""

from django.db import models
from django.db.models import Q

from throughcare.history.tracking import tracked
from throughcare.people.models import OfPerson, PartOfPerson


def exactly_one(*names: str) -> Q:
    """The condition that one of these references is set and the others are not."""
    condition = Q()
    for chosen in names:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


@tracked()
class Order(OfPerson):
    """A community order or a suspended sentence order."""

    kind = models.CharField(max_length=40)
    sentenced_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    court = models.TextField(default="", blank=True)


@tracked()
class Custody(OfPerson):
    """A sentence of imprisonment or detention."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="custody", db_index=False
    )
    sentenced_on = models.DateField()
    months = models.IntegerField(null=True, blank=True)
    court = models.TextField(default="", blank=True)

    class Meta(OfPerson.Meta):
        verbose_name_plural = "custody"


@tracked()
class Licence(OfPerson):
    """A release on licence."""

    custody = models.ForeignKey(Custody, on_delete=models.PROTECT, related_name="licences")
    released_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)


@tracked()
class Supervision(OfPerson):
    """Post-sentence supervision."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="supervision", db_index=False
    )
    custody = models.OneToOneField(Custody, on_delete=models.PROTECT, related_name="supervision")
    starts_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)

    class Meta(OfPerson.Meta):
        verbose_name_plural = "supervision"


@tracked()
class Requirement(OfPerson):
    """A requirement of an order, or a condition of a licence or of supervision."""

    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="requirements"
    )
    licence = models.ForeignKey(
        Licence, null=True, blank=True, on_delete=models.PROTECT, related_name="conditions"
    )
    supervision = models.ForeignKey(
        Supervision, null=True, blank=True, on_delete=models.PROTECT, related_name="conditions"
    )
    kind = models.CharField(max_length=40)
    name = models.TextField(default="", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    amount = models.IntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, null=True, blank=True)  # noqa: DJ001  as in the file

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "licence", "supervision"),
                name="requirement_of_one_thing",
            ),
        ]


@tracked()
class Offence(OfPerson):
    """An offence for which the sentence was passed."""

    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="offences"
    )
    custody = models.ForeignKey(
        Custody, null=True, blank=True, on_delete=models.PROTECT, related_name="offences"
    )
    description = models.TextField()
    code = models.TextField(default="", blank=True)
    main = models.BooleanField(default=False)
    committed_on = models.DateField(null=True, blank=True)
    convicted_on = models.DateField(null=True, blank=True)

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "custody"), name="offence_of_one_thing"
            ),
        ]


@tracked()
class Ending(PartOfPerson):
    """The end of an order, a licence, post-sentence supervision or a requirement."""

    order = models.OneToOneField(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="ended"
    )
    licence = models.OneToOneField(
        Licence, null=True, blank=True, on_delete=models.PROTECT, related_name="ended"
    )
    supervision = models.OneToOneField(
        Supervision, null=True, blank=True, on_delete=models.PROTECT, related_name="ended"
    )
    requirement = models.OneToOneField(
        Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="ended"
    )
    date = models.DateField()
    because = models.TextField()

    class Meta(PartOfPerson.Meta):
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("order", "licence", "supervision", "requirement"),
                name="ending_of_one_thing",
            ),
        ]


@tracked()
class Recall(PartOfPerson):
    """A recall to custody, which ends the licence's spell."""

    licence = models.OneToOneField(Licence, on_delete=models.PROTECT, related_name="recall")
    date = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=20, default="standard")


@tracked()
class Pause(OfPerson):
    """A spell in custody or hospital during which some clocks stand still."""

    kind = models.CharField(max_length=20)
    received_on = models.DateField()


@tracked()
class Release(PartOfPerson):
    """The end of a pause."""

    pause = models.OneToOneField(Pause, on_delete=models.PROTECT, related_name="released")
    date = models.DateField()
