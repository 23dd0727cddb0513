"""Forms: what a page asks for, its errors, and what happens when two people edit at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from throughcare.design.days import DayField, TimeField
from throughcare.design.fields import (
    Choice,
    Choices,
    LongTextField,
    OneOfField,
    SelectField,
    SeveralOfField,
    TextField,
    TickField,
    WholeNumberField,
    YesNoField,
)
from throughcare.design.keeping import Typed
from throughcare.design.wording import clock, day

__all__ = [
    "Choice",
    "Conflict",
    "DayField",
    "Difference",
    "Form",
    "LongTextField",
    "OneOfField",
    "SelectField",
    "SeveralOfField",
    "TextField",
    "TickField",
    "TimeField",
    "WholeNumberField",
    "YesNoField",
]


@dataclass(frozen=True)
class Difference:
    """One thing that reads differently: as saved by someone else, and as typed here."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Conflict:
    """Someone else saved the same thing after this page was opened."""

    by: str
    at: datetime
    differences: list[Difference] = field(default_factory=list)


class Form(forms.Form):
    """A page's form.

    `token` makes a repeated sending harmless: it is made when the page is shown and stored with
    the result of the write. `version` is the version of the record that was read.

    A form that was kept over the sign-in (`design.keeping`) is shown as it was typed, without
    complaints about what is not finished, and is never valid: it has yet to be sent.
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False

    says: ClassVar[Mapping[str, str | Promise]] = {}
    """For a field the words under which a conflict shows what was typed; else all by their labels.
    """

    @property
    def beside(self) -> Mapping[str, str]:
        """For a field of an action the field of the form beside which a refusal stands."""
        return {}

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        """`version` is the version of the record the page shows."""
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)
        self.conflict: Conflict | None = None
        if isinstance(self.data, Typed):
            self.data.shown = True
        self.initial.setdefault("token", uuid4().hex)
        if version is not None:
            self.initial["version"] = version

    def offer(self, name: str, answers: Choices) -> None:
        """Give a field its answers, where a page asks the database for them."""
        asked: Any = self.fields[name]
        asked.answers = answers

    def revealed_by(self) -> dict[str, tuple[str, str]]:
        """For each field that an answer reveals: the field that asks, and that answer."""
        return {
            name: (asking, answer)
            for asking, asked in self.fields.items()
            for answer, names in getattr(asked, "reveals", {}).items()
            for name in names
        }

    def questions(self) -> Iterator[BoundField]:
        """The visible fields, without those that another one reveals."""
        inner = self.revealed_by()
        return (bound for bound in self.visible_fields() if bound.name not in inner)

    def meet(self, conflict: Conflict, *, version: int) -> None:
        """Show the conflict, keep what was typed; sending again saves over that version."""
        self.conflict = conflict
        if self.is_bound:
            data = QueryDict(mutable=True)
            data.update(self.data)
            data[self.add_prefix("version")] = str(version)
            data[self.add_prefix("token")] = uuid4().hex
            self.data = data

    def typed(self) -> dict[str, str]:
        """What was typed, in words, as a conflict shows it."""
        labels = self.says or {each.name: each.label for each in self.visible_fields()}
        found: dict[str, list[str]] = {}
        for name, label in labels.items():
            if said := self.in_words(name):
                found.setdefault(str(label), []).append(said)
        return {label: "\n".join(said) for label, said in found.items()}

    def in_words(self, name: str) -> str:
        """What was typed or chosen in one field; empty where nothing was, or nothing was asked."""
        value = self.cleaned_data.get(name)
        if isinstance(value, date):
            return day(value)
        if isinstance(value, time):
            return clock(value)
        asked = self.fields.get(name)
        if isinstance(value, bool):
            no = _("No") if isinstance(asked, YesNoField) else ""
            return _("Yes") if value else no
        words = dict(getattr(asked, "choices", ()))
        several = value if isinstance(value, list) else [value]
        return "\n".join(str(words.get(each, each)) for each in several if each not in (None, ""))

    def is_valid(self) -> bool:
        """Whether it can be saved."""
        if isinstance(self.data, QueryDict):
            self.data.considered = True  # type: ignore[attr-defined]
        return super().is_valid() and not isinstance(self.data, Typed)

    def full_clean(self) -> None:
        """Check every field."""
        super().full_clean()
        if isinstance(self.data, Typed):
            self._errors = ErrorDict()

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, (asking, answer) in self.revealed_by().items():
            if name in self.fields and not self._answered(asking, answer):
                # Not asked after all: what is left in it neither counts nor blocks.
                self.errors.pop(name, None)
                self.cleaned_data[name] = _nothing(self.fields[name])

    def _answered(self, asking: str, answer: str) -> bool:
        bound = self[asking]
        if asking in (inner := self.revealed_by()) and not self._answered(*inner[asking]):
            return False
        given = bound.data
        if isinstance(given, bool):
            return given and answer == "on"
        return answer in given if isinstance(given, list) else given == answer


def _nothing(asked: forms.Field) -> Any:
    if isinstance(asked, forms.MultipleChoiceField):
        return []
    if isinstance(asked, YesNoField | DayField | TimeField | forms.IntegerField):
        return None
    return False if isinstance(asked, forms.BooleanField) else ""
