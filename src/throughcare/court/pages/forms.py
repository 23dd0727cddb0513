"""What the pages of an allocation ask for: papers, signatures, and to whom the case goes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.pages.forms import REST_IS_NO, fields_of
from throughcare.assessment.rules.drafting import Content
from throughcare.assessment.rules.screening import INDICATORS, PAGES
from throughcare.court.actions import CaseForm
from throughcare.court.showing import LEVELS, MAPPA, SCREENING_PARTS
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
    SeveralOfField,
    TextField,
    TickField,
    TimeField,
    YesNoField,
)


class AskPapersForm(Form):
    """Which papers were asked for, and of whom."""

    papers = SeveralOfField(
        label=gettext_lazy("What is missing?"), missing=gettext_lazy("Select what is missing")
    )
    of = TextField(
        label=gettext_lazy("Who was asked?"),
        hint=gettext_lazy("A person or a team: the court team, the prosecution."),
        missing=gettext_lazy("Say who was asked"),
        max_length=200,
    )


class PaperForm(Form):
    """What has become of a paper that was asked for."""

    happened = OneOfField(
        label=gettext_lazy("What happened?"),
        choices=(
            Choice("again", gettext_lazy("I asked for it again today")),
            Choice("came", gettext_lazy("It came"), reveals=("where",)),
            Choice("none", gettext_lazy("There is none"), reveals=("why",)),
        ),
        missing=gettext_lazy("Say what happened"),
    )
    where = TextField(
        label=gettext_lazy("Where is it now?"),
        missing=gettext_lazy("Say where it is"),
        max_length=500,
    )
    why = TextField(
        label=gettext_lazy("Why is there none?"),
        missing=gettext_lazy("Say why there is none"),
        max_length=500,
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

    def parts(self) -> list[tuple[str, list[BoundField]]]:
        """The questions under the parts of the screening."""
        found = [
            (str(title), [each.field for each in INDICATORS.values() if each.name.startswith(part)])
            for part, title in SCREENING_PARTS.items()
        ]
        found.append((_("The screening"), [REST_IS_NO, "level"]))
        return [(title, [self[name] for name in names]) for title, names in found]

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
        missing=gettext_lazy("Say whether it is a public interest case"),
    )
    deportation = YesNoField(
        label=gettext_lazy("Is the person liable to deportation?"),
        missing=gettext_lazy("Say whether the person is liable to deportation"),
    )
    held_by_nps = YesNoField(
        label=gettext_lazy("Does the NPS manage the person on another sentence?"),
        missing=gettext_lazy("Say whether the NPS manages the person on another sentence"),
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

    def ask_anew(self) -> None:
        """Forget where the case was to go; the reason stays as it was typed."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name in ("goes", "team", "other_team"):
            data.pop(self.add_prefix(name), None)
        self.data = data


class InstructionForm(Form):
    """When and where the person is first to come."""

    report_on = DayField(label=gettext_lazy("Day"), noun=gettext_lazy("The day on which to come"))
    at = TimeField(label=gettext_lazy("Time"), required=False)
    office = SelectField(label=gettext_lazy("Office"), required=False)
