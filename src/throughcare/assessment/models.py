"""Assessments of risk and need, levels of risk of serious harm, and scores."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from throughcare.history.tracking import tracked
from throughcare.organisation.models import Staff
from throughcare.people.models import OfPerson, PartOfPerson


def _staff() -> models.ForeignKey:
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


def _texts() -> ArrayField:
    return ArrayField(models.TextField(), default=list, blank=True)


@tracked()
class HarmLevel(OfPerson):
    """A level of risk of serious harm set without an assessment on this record."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="harm", db_index=False
    )
    level = models.CharField(max_length=20)
    signed_on = models.DateField()


@tracked()
class Score(OfPerson):
    """An actuarial score, with what it was made from."""

    predictor = models.CharField(max_length=10, default="OGRS3")
    percent_two_year = models.IntegerField(null=True, blank=True)
    one_year = models.FloatField(null=True, blank=True)
    two_year = models.FloatField(null=True, blank=True)
    scored_on = models.DateField()
    rules_version = models.TextField(default="", blank=True)
    inputs = _texts()


@tracked()
class Oasys(OfPerson):
    """An OASys assessment: a draft until it is signed, read-only from then on."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="oasys", db_index=False
    )
    layer = models.CharField(max_length=10, default="full")
    begun_on = models.DateField()
    signed_on = models.DateField(null=True, blank=True)
    signed_by = _staff()
    countersigned_on = models.DateField(null=True, blank=True)
    countersigned_by = _staff()
    level = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001  as in the file
    own_view = models.TextField(default="", blank=True)
    has_own_view = models.BooleanField(default=False)
    diversity = models.TextField(default="", blank=True)
    has_diversity = models.BooleanField(default=False)
    barriers = models.TextField(default="", blank=True)
    has_barriers = models.BooleanField(default=False)
    sources = _texts()

    class Meta(OfPerson.Meta):
        verbose_name = "OASys assessment"


@tracked()
class AssessedSection(OfPerson):
    """One section of an assessment."""

    oasys = models.ForeignKey(Oasys, on_delete=models.PROTECT, related_name="sections")
    number = models.SmallIntegerField()
    scores = _texts()
    linked_to_offending = models.BooleanField(null=True, blank=True)
    linked_to_harm = models.BooleanField(null=True, blank=True)
    text = models.TextField(default="", blank=True)
    has_text = models.BooleanField(default=False)
    strengths = models.TextField(default="", blank=True)
    carried_forward = models.BooleanField(default=False)


@tracked()
class Screening(PartOfPerson):
    """The screening for risk of serious harm."""

    oasys = models.OneToOneField(Oasys, on_delete=models.PROTECT, related_name="screening")
    done_on = models.DateField()
    yes = _texts()
    not_known = _texts()


@tracked()
class AnalysisPart(OfPerson):
    """One section of the full analysis of risk of serious harm."""

    oasys = models.ForeignKey(Oasys, on_delete=models.PROTECT, related_name="analysis")
    part = models.CharField(max_length=40)
    text = models.TextField(default="", blank=True)
    has_text = models.BooleanField(default=False)


@tracked()
class NoAnalysis(PartOfPerson):
    """The decision not to make the full analysis."""

    oasys = models.OneToOneField(Oasys, on_delete=models.PROTECT, related_name="no_analysis")
    date = models.DateField()
    because = models.TextField()
    by = _staff()
    countersigned_on = models.DateField(null=True, blank=True)
    countersigned_by = _staff()

    class Meta:
        verbose_name_plural = "decisions not to analyse"


@tracked()
class Risk(OfPerson):
    """The risk of serious harm to one group of people."""

    oasys = models.ForeignKey(Oasys, on_delete=models.PROTECT, related_name="risks")
    group = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    custody_level = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001
    who = models.TextField(default="", blank=True)
    nature = models.TextField(default="", blank=True)
    imminence = models.TextField(default="", blank=True)
    raises = _texts()
    lowers = _texts()


class Draft(models.Model):
    """Work in progress on a person: what was typed, kept page by page until it is signed.

    It is no part of the case file. What it grows into is a fact, begun already and named by
    ``about``; when that is signed the draft goes.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=20, default="assessment")
    about = models.CharField(max_length=60)
    """The reference of the fact begun."""
    content = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    """Counts the savings of any page."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    """Who saved last."""
    updated = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_draft_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.kind} {self.about}"
