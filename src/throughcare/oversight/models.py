"""What managers decide about cases."""

from django.db import models

from throughcare.history.tracking import tracked
from throughcare.organisation.models import Staff
from throughcare.people.models import OfPerson, PartOfPerson


def _staff() -> models.ForeignKey:
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


@tracked()
class ManagerDecision(OfPerson):
    """A decision of a manager that somebody is to carry out by a day."""

    date = models.DateField()
    about = models.CharField(max_length=20, default="other")
    text = models.TextField()
    by = _staff()
    to = _staff()
    due_on = models.DateField()


@tracked()
class CarriedOut(PartOfPerson):
    """The decision was carried out."""

    decision = models.OneToOneField(
        ManagerDecision, on_delete=models.PROTECT, related_name="carried_out"
    )
    date = models.DateField()
    by = _staff()
    text = models.TextField(default="", blank=True)
