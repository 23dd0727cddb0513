"""The forms of contacts. What each asks, and how what was typed reads beside what others saved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.contacts.pages.choices import OTHER, Choices, by_code, by_ref
from throughcare.contacts.showing import KINDS, MODES, WAYS, said_when
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
)
from throughcare.kernel.casefile.contacts import ContactKind, Mode
from throughcare.organisation.models import Office, Staff
from throughcare.planning.models import Objective

LONGEST = 20_000
"""Characters of one account or note: some ten pages."""
SHORT = 500
_MINUTES = (15, 30, 45, 60, 90, 120, 180)
_KINDS = [(kind.value, KINDS[kind]) for kind in ContactKind if kind is not ContactKind.NOTE]
_MODES = [
    Choice(mode.value, MODES[mode], reveals=("office",) if mode is Mode.OFFICE else ())
    for mode in Mode
]
WAYS_OF_ASKING = list(WAYS.items())


class WithDay(Form):
    """Asks for a day among some, or another one typed."""

    which = OneOfField(label=gettext_lazy("Day"), noun=gettext_lazy("Day"))
    day = DayField(label=gettext_lazy("Which day?"), noun=gettext_lazy("The day"), required=False)

    def clean(self) -> dict[str, Any]:
        """Put the day chosen, or typed, in one place."""
        given = super().clean() or self.cleaned_data
        if given.get("which") == OTHER and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter the day"))
        return given

    @property
    def chosen_day(self) -> date | None:
        """The day, None where it is not given or not a day."""
        which = self.cleaned_data.get("which")
        if which == OTHER:
            return self.cleaned_data.get("day")
        return date.fromisoformat(which) if which else None

    @property
    def beside(self) -> Mapping[str, str]:
        """Beside which field a refusal about the day is shown."""
        return {} if self.cleaned_data.get("which") == OTHER else {"day": "which"}


class BookForm(WithDay):
    """Books an appointment."""

    at = TimeField(label=gettext_lazy("Time"), required=False)
    minutes = SelectField(
        label=gettext_lazy("How long"),
        choices=[(str(n), gettext_lazy("%d minutes") % n) for n in _MINUTES],
        empty=gettext_lazy("Not said"),
        required=False,
    )
    mode = OneOfField(label=gettext_lazy("How and where"), choices=_MODES)
    office = SelectField(
        label=gettext_lazy("Office"), empty=gettext_lazy("Not said"), required=False
    )
    staff = SelectField(
        label=gettext_lazy("With whom"), empty=gettext_lazy("Nobody named yet"), required=False
    )
    kind = OneOfField(label=gettext_lazy("What for"), choices=_KINDS)
    requirement = SelectField(
        label=gettext_lazy("Requirement or condition it serves"),
        empty=gettext_lazy("None in particular"),
        required=False,
    )
    rar = TickField(label=gettext_lazy("It is a rehabilitation activity (RAR) day"))
    note = LongTextField(
        label=gettext_lazy("What to know or bring (optional)"),
        required=False,
        max_length=2000,
        rows=3,
    )
    sure = TickField(label=gettext_lazy("Book it all the same"))

    def __init__(self, choices: Choices, since: date, *args: Any, **kwargs: Any) -> None:
        """Offer days after ``since``, and the colleagues, offices and requirements of the case."""
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.offer("which", choices.days_ahead(since))
        self.offer("staff", by_code(choices.colleagues))
        self.offer("office", by_code(choices.offices))
        self.offer("requirement", by_ref(choices.requirements))
        if not choices.requirements:
            del self.fields["requirement"]
        self.warned = False

    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        given, choices = self.cleaned_data, self.choices
        office = given["office"] if given["mode"] == Mode.OFFICE else ""
        return {
            "day": self.chosen_day,
            "at": given["at"],
            "minutes": int(given["minutes"]) if given["minutes"] else None,
            "mode": Mode(given["mode"]),
            "kind": ContactKind(given["kind"]),
            "staff": _of(choices.colleagues, given["staff"]),
            "office": _of(choices.offices, office),
            "requirement": choices.requirement(given.get("requirement")),
            "rar": given["rar"],
            "note": given["note"].strip(),
        }


class RecordForm(WithDay):
    """Records a contact that had no appointment, or a note."""

    kind = OneOfField(label=gettext_lazy("What was it?"))
    mode = OneOfField(
        label=gettext_lazy("How and where"), choices=[(m.value, MODES[m]) for m in Mode]
    )
    at = TimeField(label=gettext_lazy("Time (optional)"), required=False)
    done = LongTextField(
        label=gettext_lazy("What was done"),
        hint=gettext_lazy("Of a note, its text."),
        missing=gettext_lazy("Say what was done"),
        max_length=LONGEST,
        rows=8,
    )
    objectives = SeveralOfField(
        label=gettext_lazy("Which objectives of the plan did it serve?"), required=False
    )
    requirement = SelectField(
        label=gettext_lazy("Requirement or condition it served"),
        empty=gettext_lazy("None in particular"),
        required=False,
    )
    rar = TickField(label=gettext_lazy("It was a rehabilitation activity (RAR) day"))

    def __init__(
        self, choices: Choices, objectives: Sequence[Objective], *args: Any, **kwargs: Any
    ) -> None:
        """Offer days that have gone, and the objectives and requirements of the case."""
        super().__init__(*args, **kwargs)
        self.choices, self._objectives = choices, objectives
        self.offer("which", choices.days_gone())
        self.offer("kind", [(kind.value, KINDS[kind]) for kind in ContactKind])
        self.offer("requirement", by_ref(choices.requirements))
        offer_objectives(self, objectives)
        if not choices.requirements:
            del self.fields["requirement"]

    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        given = self.cleaned_data
        return {
            "day": self.chosen_day,
            "at": given["at"],
            "mode": Mode(given["mode"]),
            "kind": ContactKind(given["kind"]),
            "done": given["done"].strip(),
            "objectives": served(self._objectives, given.get("objectives")),
            "requirement": self.choices.requirement(given.get("requirement")),
            "rar": given["rar"],
        }


class MoveForm(Form):
    """Moves an appointment."""

    day = DayField(label=gettext_lazy("New day"), noun=gettext_lazy("The new day"))
    at = TimeField(label=gettext_lazy("New time"), required=False)
    because = TextField(
        label=gettext_lazy("Why is it moved?"),
        missing=gettext_lazy("Say why it is moved"),
        max_length=SHORT,
    )
    sure = TickField(label=gettext_lazy("Move it all the same"))

    def typed(self) -> dict[str, str]:
        """The day and time typed."""
        on = self.cleaned_data.get("day")
        return {_("Day and time"): said_when(on, self.cleaned_data.get("at")) if on else ""}


class CancelForm(Form):
    """Cancels an appointment."""

    says = {"because": gettext_lazy("Cancelled")}

    because = TextField(
        label=gettext_lazy("Why is it cancelled?"),
        missing=gettext_lazy("Say why it is cancelled"),
        max_length=SHORT,
    )


def offer_objectives(form: Form, objectives: Sequence[Objective]) -> None:
    """Offer the objectives of the plan; ask nothing where there is none."""
    if objectives:
        form.offer("objectives", [(each.ref, each.text) for each in objectives])
    else:
        del form.fields["objectives"]


def served(objectives: Sequence[Objective], refs: Sequence[str] | None) -> list[Objective]:
    """The objectives that were ticked."""
    return [each for each in objectives if each.ref in (refs or ())]


def _of(rows: Sequence[Any], public_id: str) -> Any:
    found: Staff | Office | None = next((r for r in rows if r.public_id == public_id), None)
    return found
