"""Levels of risk of serious harm, and scores of the likelihood of reoffending."""

from django.db import models

from throughcare.history.tracking import tracked
from throughcare.people.models import OfPerson


@tracked()
class HarmLevel(OfPerson):
    """A level of risk of serious harm, in force from the day it was signed."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="harm", db_index=False
    )
    level = models.CharField(max_length=20)
    signed_on = models.DateField()


@tracked()
class Score(OfPerson):
    """The likelihood of reoffending by OGRS3."""

    percent_two_year = models.IntegerField()
    scored_on = models.DateField()
