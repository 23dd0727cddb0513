"""What the pages of a report ask for: the request, its sections, and what becomes of it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.court.actions.reports import Asked, NewPerson
from throughcare.court.rules.reporting import SECTIONS
from throughcare.court.rules.requests import wrong_days
from throughcare.court.showing import KINDS, TITLES
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
    TextField,
)
from throughcare.history import clock

LONGEST = 20_000
SOMEBODY_NEW = "new"


class AskForm(Form):
    """What the court asks for."""

    kind = OneOfField(
        label=gettext_lazy("Which report?"),
        choices=(
            Choice("oral", KINDS["oral"], gettext_lazy("Given by word of mouth, on the day.")),
            Choice("short", KINDS["short"], gettext_lazy("Written, on the day or soon after.")),
            Choice("standard", KINDS["standard"], gettext_lazy("After an adjournment.")),
        ),
        missing=gettext_lazy("Select which report"),
    )
    court = TextField(
        label=gettext_lazy("Court"), missing=gettext_lazy("Say which court"), max_length=200
    )
    requested_on = DayField(
        label=gettext_lazy("When was it asked for?"), noun=gettext_lazy("The day of the request")
    )
    hearing_on = DayField(
        label=gettext_lazy("Day of the hearing"),
        hint=gettext_lazy("The court’s limit. Leave it blank where there is none yet."),
        noun=gettext_lazy("The day of the hearing"),
        required=False,
    )
    offence = TextField(
        label=gettext_lazy("Offence"),
        hint=gettext_lazy("It begins the report."),
        required=False,
        max_length=500,
    )

    def clean(self) -> dict[str, Any]:
        """Say of each day what is wrong with it, all at once."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if requested_on := given.get("requested_on"):
            wrong = wrong_days(requested_on, given.get("hearing_on"), today=clock.today())
            for name, why in wrong.items():
                self.add_error(name, why)
        return given

    @property
    def asked(self) -> Asked:
        """What was asked for, once the form is valid."""
        given = self.cleaned_data
        return Asked(
            given["kind"],
            given["court"],
            given["requested_on"],
            given["hearing_on"],
            given["offence"],
        )


class NewForm(AskForm):
    """A request for a person, who is looked for first."""

    given = TextField(label=gettext_lazy("Given names"), required=False, max_length=100)
    family = TextField(
        label=gettext_lazy("Family name"),
        missing=gettext_lazy("Enter the family name"),
        max_length=100,
    )
    date_of_birth = DayField(
        label=gettext_lazy("Date of birth"),
        hint=gettext_lazy("For example, 31 3 1980"),
        noun=gettext_lazy("The date of birth"),
    )
    sex = OneOfField(
        label=gettext_lazy("Sex"),
        choices=(
            ("F", gettext_lazy("Female")),
            ("M", gettext_lazy("Male")),
            ("", gettext_lazy("Not known")),
        ),
        inline=True,
        required=False,
    )
    who = OneOfField(
        label=gettext_lazy("Is it one of these people?"),
        hint=gettext_lazy("They have this date of birth and a name like it."),
        missing=gettext_lazy("Say whether it is one of these people"),
    )
    field_order = (
        "given",
        "family",
        "date_of_birth",
        "sex",
        "who",
        "kind",
        "court",
        "requested_on",
        "hearing_on",
        "offence",
    )

    def __init__(self, *args: Any, known: Sequence[Choice] = (), **kwargs: Any) -> None:
        """``known`` are the people on record who may be meant; without any nothing is asked."""
        super().__init__(*args, **kwargs)
        if known:
            new = Choice(SOMEBODY_NEW, _("No, this is somebody new"))
            self.offer("who", [*known, new])
        else:
            del self.fields["who"]

    @property
    def somebody(self) -> NewPerson:
        """The person, once the form is valid."""
        given = self.cleaned_data
        sex = given["sex"] or None
        return NewPerson(given["given"], given["family"], given["date_of_birth"], sex)


class ReportForm(Form):
    """The sections of a report. Nothing is required: one saves, and comes back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text a section."""
        super().__init__(*args, **kwargs)
        for title in SECTIONS:
            self.fields[name_of(title)] = LongTextField(
                label=TITLES[title], required=False, max_length=LONGEST, rows=6
            )

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by section."""
        return {title: self.cleaned_data[name_of(title)] for title in SECTIONS}


def name_of(title: str) -> str:
    """The field of a section."""
    return title.replace(" ", "_")


class SignForm(Form):
    """Signs a report; where it leaves out what is linked to the offending, it asks why."""

    because = LongTextField(
        label=gettext_lazy("Why does the report say nothing of them?"),
        missing=gettext_lazy("Say why the report leaves it out"),
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, left_out: bool, **kwargs: Any) -> None:
        """``left_out`` where anything linked is not spoken of."""
        super().__init__(*args, **kwargs)
        if not left_out:
            del self.fields["because"]


class BecauseForm(Form):
    """A reason."""

    because = LongTextField(
        label=gettext_lazy("Why is it no longer wanted?"),
        missing=gettext_lazy("Say why it is no longer wanted"),
        max_length=2000,
        rows=4,
    )


class ChangeForm(Form):
    """What the court asks otherwise than it did."""

    kind = OneOfField(
        label=gettext_lazy("Which report?"),
        choices=tuple(KINDS.items()),
        missing=gettext_lazy("Select which report"),
    )
    court = TextField(
        label=gettext_lazy("Court"), missing=gettext_lazy("Say which court"), max_length=200
    )
    hearing_on = DayField(
        label=gettext_lazy("Day of the hearing"),
        hint=gettext_lazy("The new day where it is adjourned; blank where there is none."),
        noun=gettext_lazy("The day of the hearing"),
        required=False,
    )
    author = SelectField(
        label=gettext_lazy("Who writes it?"), required=False, empty=gettext_lazy("Nobody yet")
    )
    because = LongTextField(
        label=gettext_lazy("Why does it change?"),
        missing=gettext_lazy("Say why it changes"),
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, authors: Sequence[Choice], signed: bool, **kwargs: Any) -> None:
        """Of a signed report only the court and the hearing are asked for."""
        super().__init__(*args, **kwargs)
        if signed:
            del self.fields["kind"], self.fields["author"]
        else:
            self.offer("author", list(authors))


class DisposedForm(Form):
    """What the court did, where nothing of it is supervised."""

    on = DayField(label=gettext_lazy("Which day?"), noun=gettext_lazy("The day"))
    because = LongTextField(
        label=gettext_lazy("What did the court do?"),
        hint=gettext_lazy("For example: a fine, a discharge, acquitted, no case to answer."),
        missing=gettext_lazy("Say what the court did"),
        max_length=2000,
        rows=3,
    )
