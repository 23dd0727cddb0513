"""The forms on which a sentence is put right, or marked as recorded in error."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.court.pages.sentence_forms import UNIT_NAMES, wrong_code
from throughcare.court.showing import AMOUNTS, REQUIREMENTS, SENTENCES, UNITS
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SeveralOfField,
    TextField,
    WholeNumberField,
)
from throughcare.kernel.law import last_day
from throughcare.sentences.actions import OffenceSaid, RequirementSaid, SentenceSaid
from throughcare.sentences.models import Custody, Offence, Order, Requirement

LONGEST_IN_MONTHS = 480
_FURTHER = "new:"


class Seen(Form):
    """A form whose effect is shown before it is saved: sent as it was seen, it is saved."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    because = LongTextField(
        label=gettext_lazy("Why is it put right?"),
        missing=gettext_lazy("Say why it is put right"),
        max_length=2000,
        rows=3,
    )

    @property
    def mark(self) -> str:
        """What tells one state of the form from another, the version that was read included."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in _APART}
        return sha256(repr(sorted(given.items())).encode()).hexdigest()

    @property
    def was_seen(self) -> bool:
        """Whether its effect was shown as it stands."""
        return bool(self.cleaned_data["seen"] == self.mark)

    def show(self) -> None:
        """Let it be saved as it stands when it is sent again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = self.mark
        self.data = data


_APART = ("seen", "token")


class InErrorForm(Seen):
    """Why a sentence should not have been recorded."""

    because = LongTextField(
        label=gettext_lazy("Why should it not have been recorded?"),
        missing=gettext_lazy("Say why it should not have been recorded"),
        max_length=2000,
        rows=3,
    )


class _Asked(NamedTuple):
    """A requirement that can be ticked: one on record, or a further one of its kind."""

    value: str
    kind: str
    label: str
    amount: int | None
    unit: str | None
    ref: str | None
    name: str
    """The field of its amount: by what it is, never by where it stands in the list."""


class CorrectForm(Seen):
    """A sentence as it should read, with its offences and requirements."""

    kind = OneOfField(
        label=gettext_lazy("Which order?"),
        choices=tuple((kind, said) for kind, said in SENTENCES.items() if kind != "custody"),
        missing=gettext_lazy("Select which order"),
    )
    sentenced_on = DayField(
        label=gettext_lazy("Day of sentence"), noun=gettext_lazy("The day of sentence")
    )
    court = TextField(
        label=gettext_lazy("Court"), missing=gettext_lazy("Say which court"), max_length=200
    )
    months = WholeNumberField(
        label=gettext_lazy("Length in months"),
        required=False,
        min_value=1,
        max_value=LONGEST_IN_MONTHS,
    )
    expires_on = DayField(
        label=gettext_lazy("Last day"),
        hint=gettext_lazy("Only where it is not so many whole months."),
        noun=gettext_lazy("The last day"),
        required=False,
    )

    def __init__(self, *args: Any, sentence: Order | Custody, **kwargs: Any) -> None:
        """The sentence as it is on record, ready to be changed."""
        super().__init__(*args, version=sentence.version, **kwargs)
        self._of_order = isinstance(sentence, Order)
        self.initial["sentenced_on"] = sentence.sentenced_on
        self.initial["court"] = sentence.court
        self._offences = self._ask_offences(sentence)
        self._asked: list[_Asked] = []
        if isinstance(sentence, Order):
            self._ask_length(sentence)
            self._ask_requirements(sentence)
        else:
            self.initial["months"] = sentence.months
            del self.fields["kind"], self.fields["expires_on"]
        self.order_fields([*(each for each in self.fields if each != "because"), "because"])

    def _ask_length(self, order: Order) -> None:
        self.initial["kind"] = order.kind
        months = _whole_months(order)
        if months is None:
            self.initial["expires_on"] = order.expires_on
        else:
            self.initial["months"] = months

    def _ask_offences(self, sentence: Order | Custody) -> int:
        rows: list[Offence | None] = [
            *sentence.offences.filter(in_error_at=None).order_by("-main", "pk"),
            None,
        ]
        for at, row in enumerate(rows, start=1):
            label = _("Principal offence") if at == 1 else _("Offence %(at)d") % {"at": at}
            hint = "" if row is None or at == 1 else _("Leave it blank where it is in error.")
            self.fields[f"offence_{at}"] = TextField(
                label=label if row else _("Further offence"),
                hint=hint,
                required=at == 1,
                max_length=300,
                missing=_("Enter the offence"),
            )
            self.fields[f"code_{at}"] = TextField(
                label=_("Home Office code: %(offence)s") % {"offence": label.lower()}
                if row
                else _("Home Office code: further offence"),
                required=False,
                max_length=10,
                width=10,
            )
            self.fields[f"ref_{at}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, max_length=60
            )
            if row is not None:
                self.initial[f"offence_{at}"] = row.description
                self.initial[f"code_{at}"] = row.code
                self.initial[f"ref_{at}"] = row.ref
        return len(rows)

    def _ask_requirements(self, order: Order) -> None:
        rows = list(order.requirements.filter(in_error_at=None).order_by("pk"))
        self._asked = [_on_record(each) for each in rows]
        there = {each.kind for each in rows}
        self._asked += [
            _Asked(
                f"{_FURTHER}{kind}",
                str(kind),
                str(said),
                None,
                UNIT_NAMES.get(kind),
                None,
                f"amount_new_{at}",
            )
            for at, (kind, said) in enumerate(REQUIREMENTS.items())
            if kind not in there
        ]
        choices = []
        for each in self._asked:
            asks = each.unit or each.amount
            choices.append(Choice(each.value, each.label, reveals=(each.name,) if asks else ()))
            if asks:
                unit = UNITS.get(each.kind, each.unit or "")
                self.fields[each.name] = WholeNumberField(
                    label=_("%(what)s: how many %(unit)s?") % {"what": each.label, "unit": unit},
                    noun=AMOUNTS.get(each.kind, each.label),
                    required=False,
                    min_value=1,
                    max_value=1000,
                )
                self.initial[each.name] = each.amount
        self.fields["requirements"] = SeveralOfField(
            label=_("Requirements of the order"),
            hint=_("Untick what the court did not order."),
            choices=choices,
            required=False,
        )
        self.initial["requirements"] = [each.value for each in self._asked if each.ref]

    def clean(self) -> dict[str, Any]:
        """Say of a code that was typed that it is none; what is on record may stay."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for at in range(1, self._offences + 1):
            code, offence = given.get(f"code_{at}", ""), given.get(f"offence_{at}", "")
            kept = code == self.initial.get(f"code_{at}", "")
            wrong = "" if kept or f"offence_{at}" in self.errors else wrong_code(code, offence)
            if wrong:
                self.add_error(f"code_{at}", wrong)
        return given

    @property
    def beside(self) -> Mapping[str, str]:
        """The amount of a requirement that the order cannot have."""
        return {each.ref or each.kind: each.name for each in self._asked}

    @property
    def said(self) -> SentenceSaid:
        """The sentence as it should read, once the form is valid."""
        given = self.cleaned_data
        offences = [
            OffenceSaid(given[f"offence_{at}"], given[f"code_{at}"], given[f"ref_{at}"] or None)
            for at in range(1, self._offences + 1)
        ]
        return SentenceSaid(
            kind=given.get("kind") or "custody",
            sentenced_on=given["sentenced_on"],
            court=given["court"],
            months=given["months"],
            expires_on=given.get("expires_on"),
            offences=[each for each in offences if each.description.strip()],
            requirements=self._requirements_said(),
        )

    def _requirements_said(self) -> list[RequirementSaid]:
        if not self._of_order:
            return []
        given, found = self.cleaned_data, []
        for each in self._asked:
            if each.value in given["requirements"]:
                amount = given.get(each.name)
                unit = each.unit or UNIT_NAMES.get(each.kind) if amount else None
                found.append(RequirementSaid(each.kind, amount, unit, each.ref))
        return found


def _on_record(row: Requirement) -> _Asked:
    kind = str(REQUIREMENTS.get(row.kind, row.kind.capitalize()))
    label = f"{kind}, {row.name}" if row.name else kind
    unit = row.unit or UNIT_NAMES.get(row.kind)
    return _Asked(row.ref, row.kind, label, row.amount, unit, row.ref, f"amount_{row.ref}")


def _whole_months(order: Order) -> int | None:
    """How many whole months an order lasts; None where they are not whole, or it has no end."""
    if order.expires_on is None:
        return None
    first, last = order.sentenced_on, order.expires_on
    about = (last.year - first.year) * 12 + last.month - first.month
    for months in (about, about + 1):
        if months > 0 and last_day(months=months, beginning_with=first) == last:
            return months
    return None
