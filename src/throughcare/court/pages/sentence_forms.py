"""The form on which a sentence is entered, with its offences and requirements."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.court.showing import REQUIREMENTS, SENTENCES, UNITS
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    OneOfField,
    SeveralOfField,
    TextField,
    WholeNumberField,
)
from throughcare.sentences.actions import Committed, Ordered

OFFENCES = 3
"""How many offences are asked for; the others go in words into the first."""


def _amounts() -> list[Choice]:
    return [
        Choice(kind, label, reveals=(f"amount_{at}",) if kind in UNITS else ())
        for at, (kind, label) in enumerate(REQUIREMENTS.items())
    ]


class SentenceForm(Form):
    """A sentence as the court passed it, with offences and requirements."""

    kind = OneOfField(
        label=gettext_lazy("Which sentence?"),
        choices=tuple(SENTENCES.items()),
        missing=gettext_lazy("Select which sentence"),
    )
    sentenced_on = DayField(
        label=gettext_lazy("Day of sentence"), noun=gettext_lazy("The day of sentence")
    )
    court = TextField(
        label=gettext_lazy("Court"), missing=gettext_lazy("Say which court"), max_length=200
    )
    months = WholeNumberField(
        label=gettext_lazy("Length in months"),
        missing=gettext_lazy("Enter the length in months"),
        min_value=1,
        max_value=480,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offences, the principal one first, and the requirements with their amounts."""
        super().__init__(*args, **kwargs)
        for at in range(1, OFFENCES + 1):
            label = _("Principal offence") if at == 1 else _("Further offence")
            self.fields[f"offence_{at}"] = TextField(
                label=label, required=at == 1, max_length=300, missing=_("Enter the offence")
            )
            self.fields[f"code_{at}"] = TextField(
                label=_("Its Home Office code"),
                hint=_("For example 00801. Leave it blank where it is not known."),
                required=False,
                max_length=10,
                width=10,
            )
        self.fields["requirements"] = SeveralOfField(
            label=_("Requirements of the order"),
            hint=_("A custodial sentence has none."),
            choices=_amounts(),
            required=False,
        )
        for at, kind in enumerate(REQUIREMENTS):
            if kind in UNITS:
                self.fields[f"amount_{at}"] = WholeNumberField(
                    label=_("How many %(unit)s?") % {"unit": UNITS[kind]},
                    required=False,
                    min_value=1,
                    max_value=1000,
                )

    @property
    def offences(self) -> list[Committed]:
        """The offences, once the form is valid."""
        given = self.cleaned_data
        found = [(given[f"offence_{at}"], given[f"code_{at}"]) for at in range(1, OFFENCES + 1)]
        return [Committed(said, code) for said, code in found if said.strip()]

    @property
    def requirements(self) -> list[Ordered]:
        """The requirements with their amounts, once the form is valid."""
        given, chosen = self.cleaned_data, self.cleaned_data["requirements"]
        found = []
        for at, kind in enumerate(REQUIREMENTS):
            if kind in chosen:
                number = given.get(f"amount_{at}")
                unit = UNIT_NAMES.get(kind) if number else None
                found.append(Ordered(str(kind), "", number, unit))
        return found


UNIT_NAMES = {
    "rehabilitation activity": "days",
    "unpaid work": "hours",
    "programme": "days",
    "drug rehabilitation": "months",
    "alcohol treatment": "months",
    "mental health treatment": "months",
    "curfew": "months",
}
"""The units of amounts as the record names them."""
