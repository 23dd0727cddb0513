"""Form fields with the words and components of the GOV.UK Design System."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from throughcare.design.asking import Asked


class Choice(NamedTuple):
    """One answer: its value, label, hint, and the fields that choosing it reveals.

    `alone` marks an answer such as *None of these* which rules out the others; `divider` puts a
    word such as *or* before it.
    """

    value: str
    label: str | Promise
    hint: str | Promise = ""
    reveals: tuple[str, ...] = ()
    alone: bool = False
    divider: str | Promise = ""


Choices = Iterable[Choice | tuple[Any, Any]]


class TextField(Asked, forms.CharField):
    """A line of text."""


class LongTextField(Asked, forms.CharField):
    """Text of several lines; with `max_length` the room left is counted while typing."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        """`rows` is how many lines are shown."""
        super().__init__(**kwargs)
        self.rows = rows

    def to_python(self, value: Any) -> Any:
        """Lines end in one character, so that the count agrees with the one on the page."""
        lines = value.replace("\r\n", "\n") if isinstance(value, str) else value
        return super().to_python(lines)


class WholeNumberField(Asked, forms.IntegerField):
    """A whole number, typed."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        """Say what it must be where it is no number, or too small or too large."""
        super().__init__(**{"width": 5, **kwargs})
        self.error_messages |= {
            "invalid": format_lazy(
                gettext_lazy("{noun} must be a whole number, like 12"), noun=self.noun
            ),
            "min_value": format_lazy(
                gettext_lazy("{noun} must be {least} or more"), noun=self.noun, least=self.min_value
            ),
            "max_value": format_lazy(
                gettext_lazy("{noun} must be {most} or less"), noun=self.noun, most=self.max_value
            ),
        } | kwargs.get("error_messages", {})


class Answers(Asked, forms.ChoiceField):
    """What fields with choices share: the choices with their hints and reveals."""

    verb = gettext_lazy("Select")

    def __init__(self, *, choices: Choices = (), **kwargs: Any) -> None:
        messages = {"invalid_choice": gettext_lazy("Select one of the answers shown")}
        messages |= kwargs.pop("error_messages", {})
        super().__init__(error_messages=messages, **kwargs)
        self.answers = choices

    @property
    def answers(self) -> list[Choice]:
        """The choices; a page may set them from its queries."""
        return self._answers

    @answers.setter
    def answers(self, choices: Choices) -> None:
        self._answers = [Choice(*choice) for choice in choices]
        pairs = [(str(answer.value), answer.label) for answer in self._answers]
        self.choices = pairs

    @property
    def reveals(self) -> dict[str, tuple[str, ...]]:
        """The names of the fields that each answer reveals."""
        return {str(a.value): a.reveals for a in self._answers if a.reveals}


class OneOfField(Answers):
    """One answer of a few, as radio buttons."""

    widget = forms.RadioSelect

    def __init__(self, *, inline: bool = False, **kwargs: Any) -> None:
        """`inline` for two short answers side by side."""
        super().__init__(**kwargs)
        self.inline = inline


class SelectField(Answers):
    """One answer of many, as a list that opens."""

    def __init__(self, *, empty: str | Promise = "", **kwargs: Any) -> None:
        """`empty` is the text of the first entry, which is no answer."""
        self.empty = empty or gettext_lazy("Choose")
        super().__init__(**kwargs)


class SeveralOfField(Answers, forms.MultipleChoiceField):
    """Any number of answers, as checkboxes."""

    widget = forms.CheckboxSelectMultiple


class YesNoField(OneOfField):
    """Yes or no; gives True, False, or None where it may stay open."""

    def __init__(
        self, *, if_yes: tuple[str, ...] = (), if_no: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        """`if_yes` and `if_no` name the fields that the answer reveals."""
        yes = Choice("yes", gettext_lazy("Yes"), reveals=if_yes)
        no = Choice("no", gettext_lazy("No"), reveals=if_no)
        kwargs.setdefault("inline", not (if_yes or if_no))
        super().__init__(choices=(yes, no), **kwargs)

    def prepare_value(self, value: object) -> object:
        """What is ticked."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        """True, False or None."""
        return {"yes": True, "no": False}.get(super().clean(value))


class TickField(Asked, forms.BooleanField):
    """One box to tick."""

    verb = gettext_lazy("Confirm:")

    def __init__(self, *, reveals: tuple[str, ...] = (), **kwargs: Any) -> None:
        """`reveals` names the fields that ticking it reveals."""
        super().__init__(**{"required": False, **kwargs})
        self.reveals = {"on": reveals} if reveals else {}
