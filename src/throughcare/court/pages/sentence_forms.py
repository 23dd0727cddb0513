"""The form on which a sentence is entered, with its offences and requirements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.rules.offence_codes import is_code
from throughcare.court.showing import AMOUNTS, REQUIREMENTS, SENTENCES, UNITS
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    OneOfField,
    SeveralOfField,
    TextField,
    TickField,
    WholeNumberField,
)
from throughcare.kernel.law import last_day
from throughcare.sentences.actions import Committed, Ordered
from throughcare.sentences.rules.lengths import wrong_amount, wrong_end

CUSTODY = "custody"
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
        hint=gettext_lazy("Of a suspended sentence order, how long the supervision lasts."),
        noun=gettext_lazy("The length in months"),
        min_value=1,
        max_value=480,
    )

    another = TickField(
        label=gettext_lazy("Yes, this is another one, passed on the same day"),
        missing=gettext_lazy("Say that this is another sentence, or cancel"),
        required=True,
    )

    field_order = ("kind", "sentenced_on", "another")

    def __init__(self, *args: Any, same: Sequence[str] = (), **kwargs: Any) -> None:
        """Offences, the principal one first, and the requirements with their amounts.

        ``same`` are sentences on record of this kind and day, beside which this is another one.
        """
        super().__init__(*args, **kwargs)
        if not same:
            del self.fields["another"]
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
                    noun=AMOUNTS[kind],
                    required=False,
                    min_value=1,
                    max_value=1000,
                )

    def clean(self) -> dict[str, Any]:
        """Ask for what the order cannot be without, and say of a code that it is none."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for at in range(1, OFFENCES + 1):
            wrong = wrong_code(given.get(f"code_{at}", ""), given.get(f"offence_{at}", ""))
            if wrong and f"offence_{at}" not in self.errors:
                self.add_error(f"code_{at}", wrong)
        on = given.get("sentenced_on")
        if on and given.get("kind") != CUSTODY and (months := given.get("months")):
            last = last_day(months=months, beginning_with=on)
            if wrong := wrong_end(str(given.get("kind")), on, last):
                self.add_error("months", wrong)
        for at, kind in enumerate(REQUIREMENTS):
            wrong = wrong_amount(str(kind), given.get(f"amount_{at}"), on) if on else ""
            if wrong and kind in given.get("requirements", ()):
                self.add_error(f"amount_{at}", wrong)
            chosen = kind in given.get("requirements", ()) and kind in COUNTED
            if chosen and given.get(f"amount_{at}") is None and f"amount_{at}" not in self.errors:
                asked = self.fields[f"amount_{at}"].error_messages["required"]
                self.add_error(f"amount_{at}", asked)
        return given

    @property
    def beside(self) -> Mapping[str, str]:
        """The amount of a requirement that the order cannot have."""
        return {str(kind): f"amount_{at}" for at, kind in enumerate(REQUIREMENTS) if kind in UNITS}

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


COUNTED = ("rehabilitation activity", "unpaid work")
"""Requirements whose amount the court always states, and on which service levels rest."""


def wrong_code(code: str, offence: str) -> str:
    """What is wrong with the Home Office code of an offence; empty where nothing is."""
    if code and not offence.strip():
        return _("Enter the offence of the code %(code)s") % {"code": code}
    if code and not is_code(code):
        return _("%(code)s is no Home Office code: use five digits, like 00801 or 008/01") % {
            "code": code
        }
    return ""


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
