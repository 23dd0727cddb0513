"""What the pages of the court ask for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.pages.forms import REST_IS_NO, fields_of
from throughcare.assessment.rules.drafting import Content
from throughcare.assessment.rules.screening import INDICATORS, PAGES
from throughcare.court.actions import CaseForm
from throughcare.court.actions.reports import Asked, NewPerson
from throughcare.court.rules.reporting import SECTIONS
from throughcare.court.showing import KINDS, LEVELS, MAPPA, TITLES
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
    TextField,
    TickField,
    TimeField,
    YesNoField,
)

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
        label=gettext_lazy("Date of birth"), noun=gettext_lazy("The date of birth")
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


class BecauseForm(Form):
    """A reason."""

    because = LongTextField(
        label=gettext_lazy("Why is it no longer wanted?"),
        missing=gettext_lazy("Say why it is no longer wanted"),
        max_length=2000,
        rows=4,
    )


class RsrForm(Form):
    """Signs the score that is shown."""

    score = forms.CharField(widget=forms.HiddenInput, max_length=60)


class ScreeningForm(Form):
    """The screening at court: every indicator, and the level that was judged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The indicators page by page as in an assessment."""
        super().__init__(*args, **kwargs)
        for step in PAGES:
            for name, asked in fields_of(step, Content()).items():
                if name != REST_IS_NO:
                    self.fields[name] = asked
        self.fields[REST_IS_NO] = TickField(
            label=_("I have looked at each of them: those left open are no"), required=False
        )
        self.fields["level"] = OneOfField(
            label=_("Risk of serious harm, as far as it can be judged at court"),
            choices=tuple(LEVELS.items()),
            missing=_("Select the level of risk of serious harm"),
        )

    def clean(self) -> dict[str, Any]:
        """Nothing may be left open, unless what is open was looked at and is no."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get(REST_IS_NO):
            for each in INDICATORS.values():
                if not given.get(each.field) and each.field not in self.errors:
                    self.add_error(
                        REST_IS_NO, _("Answer each indicator, or say that the open ones are no")
                    )
                    break
        return given

    def answered(self, answer: str) -> list[str]:
        """The indicators that were answered so."""
        given = self.cleaned_data
        return [each.name for each in INDICATORS.values() if given.get(each.field) == answer]


class CasForm(Form):
    """The case allocation form (CAS)."""

    mappa = OneOfField(
        label=gettext_lazy("MAPPA"),
        choices=tuple(MAPPA.items()),
        missing=gettext_lazy("Select the MAPPA category, or not eligible"),
    )
    public_interest = YesNoField(
        label=gettext_lazy("Has a senior manager judged it a public interest case?"),
        missing=gettext_lazy("Select yes or no"),
    )
    deportation = YesNoField(
        label=gettext_lazy("Is the person liable to deportation?"),
        missing=gettext_lazy("Select yes or no"),
    )
    held_by_nps = YesNoField(
        label=gettext_lazy("Does the NPS manage the person on another sentence?"),
        missing=gettext_lazy("Select yes or no"),
    )
    because = LongTextField(
        label=gettext_lazy("What is behind these answers?"),
        required=False,
        max_length=5000,
        rows=4,
    )

    @property
    def form(self) -> CaseForm:
        """The answers, once the form is valid."""
        given = self.cleaned_data
        return CaseForm(
            given["mappa"],
            given["public_interest"],
            given["deportation"],
            given["held_by_nps"],
            given["because"],
        )


AS_COMPUTED, AGAINST = "as computed", "against"


class DecideForm(Form):
    """To which team the case goes: as the rule says, or against it with a reason."""

    goes = OneOfField(
        label=gettext_lazy("Where does the case go?"),
        missing=gettext_lazy("Say where the case goes"),
    )
    team = SelectField(label=gettext_lazy("Which team?"), missing=gettext_lazy("Choose the team"))
    other_team = SelectField(
        label=gettext_lazy("Which team?"), missing=gettext_lazy("Choose the team")
    )
    because = LongTextField(
        label=gettext_lazy("Why does it not go where the rule sends it?"),
        missing=gettext_lazy("Say why the case does not go where the rule sends it"),
        max_length=2000,
        rows=4,
    )
    agreed_by = SelectField(
        label=gettext_lazy("Which senior officer agreed?"),
        missing=gettext_lazy("Say which senior officer agreed to it"),
    )

    def __init__(
        self,
        *args: Any,
        computed: str,
        other: str,
        teams: Sequence[Choice],
        others: Sequence[Choice],
        seniors: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        """``computed`` and ``other`` are where the rule sends it, and where it does not."""
        super().__init__(*args, **kwargs)
        against = ("other_team", "because", "agreed_by")
        self.offer(
            "goes",
            [
                Choice(AS_COMPUTED, computed, _("As the rule says."), reveals=("team",)),
                Choice(AGAINST, other, _("Against the rule."), reveals=against),
            ],
        )
        self.offer("team", list(teams))
        self.offer("other_team", list(others))
        self.offer("agreed_by", list(seniors))


class InstructionForm(Form):
    """When and where the person is first to come."""

    report_on = DayField(label=gettext_lazy("Day"), noun=gettext_lazy("The day on which to come"))
    at = TimeField(label=gettext_lazy("Time"), required=False)
    office = SelectField(label=gettext_lazy("Office"), required=False)
