"""Reports to the court, and the allocation of each sentence by the court team."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from throughcare.assessment.models import Score
from throughcare.history.models import Tracked
from throughcare.history.subject import Subject
from throughcare.history.tracking import tracked
from throughcare.organisation.models import Office, Staff, Team
from throughcare.people.models import OfPerson, PartOfPerson
from throughcare.sentences.models import Custody, Order, exactly_one


def _staff() -> models.ForeignKey:
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


def _texts() -> ArrayField:
    return ArrayField(models.TextField(), default=list, blank=True)


@tracked()
class Report(OfPerson):
    """A report that a court has asked for."""

    kind = models.CharField(max_length=20, default="short")
    court = models.TextField(default="", blank=True)
    requested_on = models.DateField()
    hearing_on = models.DateField(null=True, blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    author = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )


@tracked()
class ReportSection(OfPerson):
    """One section of a report to the court."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    title = models.CharField(max_length=60)
    text = models.TextField(default="", blank=True)
    has_text = models.BooleanField(default=False)


@tracked()
class ReportSignature(PartOfPerson):
    """The report was signed, or given by word of mouth."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="signed")
    date = models.DateField()
    by = _staff()


@tracked()
class ReportWithdrawn(PartOfPerson):
    """The court no longer wants the report."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="withdrawn")
    date = models.DateField()
    because = models.TextField(default="", blank=True)


@tracked()
class CourtDisposal(PartOfPerson):
    """The court dealt with the case without a sentence that is supervised."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="disposed")
    date = models.DateField()
    because = models.TextField(default="", blank=True)
    by = _staff()


@tracked()
class CourtAllocation(OfPerson):
    """The allocation of one sentence by the court team, which holds it until it is received."""

    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="court_allocations"
    )
    custody = models.ForeignKey(
        Custody, null=True, blank=True, on_delete=models.PROTECT, related_name="court_allocations"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="court_allocations"
    )
    officer = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="court_allocations"
    )

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "custody"), name="court_allocation_of_one_thing"
            ),
        ]


def _of_allocation(name: str) -> models.OneToOneField:
    return models.OneToOneField(CourtAllocation, on_delete=models.PROTECT, related_name=name)


@tracked()
class CourtScreening(PartOfPerson):
    """The screening for risk of serious harm at court, signed."""

    allocation = _of_allocation("screening")
    signed_on = models.DateField()
    by = _staff()
    yes = _texts()
    not_known = _texts()
    level = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001  null: not judged


@tracked()
class SignedRsr(PartOfPerson):
    """The RSR score on which the allocation rests, signed."""

    allocation = _of_allocation("rsr")
    signed_on = models.DateField()
    by = _staff()
    score = models.ForeignKey(
        Score, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


@tracked()
class AllocationForm(PartOfPerson):
    """The case allocation form (CAS), signed."""

    allocation = _of_allocation("form")
    signed_on = models.DateField()
    by = _staff()
    mappa = models.CharField(max_length=10, default="none")
    public_interest = models.BooleanField(default=False)
    deportation = models.BooleanField(default=False)
    held_by_nps = models.BooleanField(default=False)
    because = models.TextField(default="", blank=True)


@tracked()
class AllocationDecision(PartOfPerson):
    """To whom the case goes, and why."""

    allocation = _of_allocation("decision")
    decided_on = models.DateField()
    by = _staff()
    provider = models.CharField(max_length=10)
    computed = models.CharField(max_length=10, null=True, blank=True)  # noqa: DJ001  null: unknown
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    because = models.TextField(default="", blank=True)
    agreed_by = _staff()


@tracked()
class Instruction(PartOfPerson):
    """The reporting instruction: when and where the person is first to come."""

    allocation = _of_allocation("instruction")
    given_on = models.DateField()
    report_on = models.DateField()
    time = models.TimeField(null=True, blank=True)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by = _staff()


@tracked()
class PaperRequest(OfPerson):
    """Somebody asked for a paper that was missing when the case was allocated."""

    allocation = models.ForeignKey(CourtAllocation, on_delete=models.PROTECT, related_name="papers")
    what = models.CharField(max_length=30)
    asked_on = models.DateField()
    of = models.TextField(default="", blank=True)
    by = _staff()


@tracked()
class PaperChase(OfPerson):
    """A paper that had not come was asked for again."""

    request = models.ForeignKey(PaperRequest, on_delete=models.PROTECT, related_name="chases")
    date = models.DateField()
    by = _staff()


@tracked()
class PaperReceived(PartOfPerson):
    """A paper that was asked for came, or it is known that it will not."""

    request = models.OneToOneField(PaperRequest, on_delete=models.PROTECT, related_name="received")
    date = models.DateField()
    by = _staff()
    text = models.TextField(default="", blank=True)


@tracked()
class ReportDraft(Tracked):
    """What is written of a report before it is signed, a text a section."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="draft")
    content = models.JSONField(default=dict)
    """Title of the section → text."""
    saved_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    @property
    def subject(self) -> Subject:
        """The case it belongs to."""
        return Subject("case", self.person_id)

    def __str__(self) -> str:
        return f"draft of report {self.report_id}"
