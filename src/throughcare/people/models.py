"""People on probation: names, numbers, addresses, who matters, and what everybody must know."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from throughcare.history.models import RecordedFact, RecordedItem, Tracked, new_public_id
from throughcare.history.subject import Subject
from throughcare.history.tracking import tracked
from throughcare.people import naming


@tracked()
class Person(RecordedItem):
    """A person on probation, with date of birth and sex. Their case file hangs on this row."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    """The person's name in addresses of pages; it tells nothing."""
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, null=True, blank=True)  # noqa: DJ001  null: not known
    provenance = models.JSONField(null=True, blank=True)
    """Where a published case comes from."""
    directory_named = models.JSONField(null=True, blank=True)
    """What of the directory the person's case file named when it was loaded: kind to codes. An
    export names it again, even where no fact does."""

    class Meta:
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["date_of_birth"], name="person_by_birth")]

    @property
    def subject(self) -> Subject:
        """What history and ledger know the case by."""
        return Subject("case", self.pk)

    def __str__(self) -> str:
        return f"person {self.public_id}"


@tracked()
class Crn(Tracked):
    """A case reference number, now or once. The old ones keep finding the person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="crns")
    value = models.CharField(max_length=7, unique=True)
    current = models.BooleanField(default=True)

    class Meta:
        verbose_name = "CRN"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(current=True), name="one_current_crn"
            ),
        ]

    def __str__(self) -> str:
        return self.value


class OfPerson(RecordedItem):
    """A fact of one person."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["person", "ref"], name="%(app_label)s_%(class)s_ref_of_person"
            ),
        ]

    @property
    def subject(self) -> Subject:
        """The case it belongs to."""
        return Subject("case", self.person_id)

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.ref}"


class PartOfPerson(RecordedFact):
    """A fact inside another fact of one person: the outcome of a contact, the end of an order."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def subject(self) -> Subject:
        """The case it belongs to."""
        return Subject("case", self.person_id)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


@tracked(derived=["trigrams", "sounds"])
class Name(OfPerson):
    """A name the person has or had. A single name is the family name."""

    kind = models.CharField(max_length=20, default="legal")
    given = models.TextField(default="", blank=True)
    family = models.TextField()
    trigrams = ArrayField(models.TextField(), default=list, editable=False)
    sounds = ArrayField(models.TextField(), default=list, editable=False)

    class Meta(OfPerson.Meta):
        indexes = [
            GinIndex(fields=["trigrams"], name="name_by_pieces"),
            GinIndex(fields=["sounds"], name="name_by_sound"),
        ]

    def make_findable(self) -> None:
        """Work out pieces and sounds; every way of storing a name does this first."""
        whole = f"{self.given} {self.family}"
        self.trigrams, self.sounds = naming.trigrams(whole), naming.sounds(whole)

    def save(self, *arguments: Any, **named: Any) -> None:
        """Save with its pieces and sounds."""
        self.make_findable()
        if named.get("update_fields"):
            named["update_fields"] = {*named["update_fields"], "trigrams", "sounds"}
        super().save(*arguments, **named)


@tracked()
class Identifier(OfPerson):
    """A number by which another service knows the person."""

    kind = models.CharField(max_length=20)
    value = models.TextField()

    class Meta(OfPerson.Meta):
        indexes = [models.Index(fields=["value"], name="identifier_by_value")]


@tracked()
class Address(OfPerson):
    """Where the person lives or lived."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="addresses", db_index=False
    )
    kind = models.CharField(max_length=30, default="home")
    lines = models.TextField(default="", blank=True)
    postcode = models.TextField(default="", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(OfPerson.Meta):
        verbose_name_plural = "addresses"


@tracked()
class Relationship(OfPerson):
    """Somebody who matters in the person's life or in the work with them."""

    kind = models.TextField()
    name = models.TextField()
    telephone = models.TextField(default="", blank=True)
    lives_with = models.BooleanField(default=False)
    is_child = models.BooleanField(default=False)
    is_partner = models.BooleanField(default=False)
    cares_for_child = models.BooleanField(default=False)
    contact = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001  as in the file
    began_on = models.DateField(null=True, blank=True)


@tracked()
class ChildProtection(OfPerson):
    """What is known of the protection of children in the person's life, from a day on."""

    status = models.CharField(max_length=40)
    date = models.DateField()


@tracked()
class Characteristic(OfPerson):
    """A protected characteristic, or a need that changes how to work."""

    kind = models.CharField(max_length=40)
    answer = models.CharField(max_length=20, default="known")
    value = models.TextField(default="", blank=True)


@tracked()
class Registration(OfPerson):
    """A flag that everybody who works with the person must see."""

    kind = models.CharField(max_length=40)
    detail = models.TextField(default="", blank=True)
    registered_on = models.DateField()


@tracked()
class RegistrationEnd(PartOfPerson):
    """The end of a registration."""

    registration = models.OneToOneField(
        Registration, on_delete=models.PROTECT, related_name="ended"
    )
    date = models.DateField()
    because = models.TextField(default="", blank=True)
