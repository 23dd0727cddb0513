"""Providers, offices, teams and staff, with dates: who works where, is away, is in charge."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.history.models import RecordedFact, RecordedItem, new_public_id
from throughcare.history.subject import Subject
from throughcare.history.tracking import tracked


class Named(RecordedFact):
    """A thing of the directory, known by its code to every case file of the installation."""

    code = models.CharField(max_length=100, unique=True)
    """The code; where a case file brought a directory of its own, it begins with the CRN."""
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    """Its name in addresses of pages."""
    name = models.TextField()

    class Meta:
        abstract = True

    @property
    def subject(self) -> Subject:
        """What history and ledger know it by."""
        return Subject(self._meta.model_name or "", self.pk)

    def __str__(self) -> str:
        return self.name


@tracked()
class Provider(Named):
    """A division of the National Probation Service or a community rehabilitation company."""

    kind = models.CharField(max_length=10)
    region = models.TextField(default="", blank=True)
    po_only = ArrayField(models.TextField(), null=True, blank=True)
    """Kinds of case for probation officers alone; null: as the regime has it."""


@tracked()
class Office(Named):
    """A place where people are seen."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offices")
    address = models.TextField(default="", blank=True)


@tracked()
class Team(Named):
    """A team that holds cases."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="teams")
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="teams"
    )


@tracked()
class Staff(Named):
    """A member of staff."""

    grade = models.CharField(max_length=30)
    hours = models.FloatField(default=37.0)
    sex = models.CharField(max_length=1, null=True, blank=True)  # noqa: DJ001  null: not known
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="staff",
    )
    """The account with which this member of staff signs in."""

    class Meta:
        verbose_name_plural = "staff"


@tracked()
class Charge(RecordedItem):
    """A spell in charge of a team, or as duty manager of a provider."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="charges")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="managers"
    )
    provider = models.ForeignKey(
        Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="duty_managers"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team=None) ^ Q(provider=None), name="charge_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"in charge from {self.starts_on}"


@tracked()
class Post(RecordedItem):
    """A spell in which a member of staff works in a team."""

    of = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts")
    starts_on = models.DateField()

    def __str__(self) -> str:
        return f"in post from {self.starts_on}"


@tracked()
class Leaving(RecordedFact):
    """The end of a post."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="left")
    date = models.DateField()
    because = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"left on {self.date}"


@tracked()
class Absence(RecordedItem):
    """A spell in which a member of staff is away."""

    of = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=20, default="leave")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} from {self.starts_on}"


@tracked()
class StaffCover(RecordedItem):
    """A spell in which another member of staff covers the whole caseload."""

    of = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="cover")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"cover from {self.starts_on}"


@tracked()
class Reduction(RecordedItem):
    """A spell in which a share of the hours is not for cases."""

    of = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="reductions")
    share = models.FloatField()
    because = models.TextField(default="", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.share:.0%} less from {self.starts_on}"


@tracked()
class Training(RecordedItem):
    """Training that a member of staff completed."""

    of = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="training")
    name = models.TextField()
    completed_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.completed_on}"
