"""Referrals, and work done while a place is awaited."""

from django.db import models

from throughcare.history.tracking import tracked
from throughcare.people.models import OfPerson
from throughcare.sentences.models import Requirement


@tracked()
class Referral(OfPerson):
    """A referral for a requirement or condition."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="referrals")
    to = models.TextField(default="", blank=True)
    made_on = models.DateField()


@tracked()
class InterimWork(OfPerson):
    """One-to-one work begun while the programme or treatment is awaited."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="interim_work", db_index=False
    )
    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="interim_work"
    )
    begun_on = models.DateField()
    what = models.TextField(default="", blank=True)
