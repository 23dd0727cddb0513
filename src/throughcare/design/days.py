"""A day typed in three boxes, and a time of day typed as people write it.

Errors follow the GOV.UK Design System: they say what is wrong and what to do, and name the boxes
at fault, so that only those are marked.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.design.asking import Asked
from throughcare.design.wording import clock, day, listed

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
FIRST_YEAR, LAST_YEAR = 1900, 2100


class TypedDay(NamedTuple):
    """What was typed in the three boxes, kept as typed."""

    day: str = ""
    month: str = ""
    year: str = ""


class DayInput(forms.Widget):
    """Three text boxes that make one value."""

    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> TypedDay:
        """Collect the three boxes."""
        return TypedDay(*(str(data.get(f"{name}-{part}") or "").strip() for part in PARTS))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        """Whether none of the boxes was sent."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box, to which an error in the summary leads."""
        return f"{id_}-day" if id_ else ""


class DayField(Asked, forms.Field):
    """A day, typed as day, month and year; months may be given by name."""

    widget = DayInput
    verb = gettext_lazy("Enter")

    def __init__(
        self, *, not_before: date | None = None, not_after: date | None = None, **kwargs: Any
    ) -> None:
        """Bounds are days in range themselves; a page may set them later from its clock."""
        kwargs.setdefault("hint", gettext_lazy("For example, 6 11 2017"))
        super().__init__(**kwargs)
        self.not_before = not_before
        self.not_after = not_after

    def prepare_value(self, value: object) -> TypedDay:
        """What stands in the boxes."""
        if isinstance(value, date):
            return TypedDay(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, TypedDay) else TypedDay()

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether the day differs from the one first shown."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def to_python(self, value: object) -> date | None:
        """The day, or an error that names the boxes at fault."""
        if value is None or isinstance(value, date):
            return value
        if not isinstance(value, TypedDay):
            raise self._wrong(_("%(noun)s must be a real date"), PARTS)
        missing = tuple(part for part in PARTS if not getattr(value, part))
        if len(missing) == len(PARTS):
            return None
        if missing:
            words = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
            text = _("%(noun)s must include %(missing)s")
            raise self._wrong(text, missing, missing=listed(words[part] for part in missing))
        return self._real(value)

    def _real(self, typed: TypedDay) -> date:
        number, month, year = _number(typed.day), _month(typed.month), _number(typed.year)
        if year is not None and len(typed.year) != 4:
            raise self._wrong(_("Year must include 4 numbers"), ("year",))
        wrong = [part for part, n in zip(PARTS, (number, month, year), strict=True) if n is None]
        if number is not None and not 1 <= number <= 31:
            wrong.append("day")
        if month is not None and not 1 <= month <= 12:
            wrong.append("month")
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            wrong.append("year")
        real = _("%(noun)s must be a real date")
        if wrong or number is None or month is None or year is None:
            raise self._wrong(real, tuple(wrong))
        try:
            return date(year, month, number)
        except ValueError:
            raise self._wrong(real, PARTS) from None

    def validate(self, value: date | None) -> None:
        """Required, and within bounds."""
        if value is None and self.required:
            raise self._wrong(str(self.error_messages["required"]), PARTS, code="required")
        if value and self.not_before and value < self.not_before:
            text = _("%(noun)s must be on or after %(bound)s")
            raise self._wrong(text, PARTS, bound=day(self.not_before))
        if value and self.not_after and value > self.not_after:
            text = _("%(noun)s must be on or before %(bound)s")
            raise self._wrong(text, PARTS, bound=day(self.not_after))

    def _wrong(
        self, text: str, parts: tuple[str, ...], code: str = "invalid", **words: str
    ) -> ValidationError:
        return ValidationError(text, code, {"noun": self.noun, "parts": parts, **words})


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None


def _month(typed: str) -> int | None:
    word = typed.casefold().rstrip(".")
    if word in FULL_MONTHS:
        return FULL_MONTHS.index(word) + 1
    if word in MONTHS:
        return MONTHS.index(word) + 1
    if word == "sept":
        return 9
    return _number(typed)


# 2pm, 2.30 pm, 14:30, 1430, 14h30
TIME = re.compile(r"(\d{1,2}?)(?:\s*[:.h]?\s*(\d{2}))?\s*(am|pm|a\.m\.?|p\.m\.?)?", re.ASCII)
NAMED = {"midday": time(12), "noon": time(12), "midnight": time(0)}
# Nobody sees a person at half past two at night: without am or pm these hours are asked again.
UNCLEAR_HOURS = range(1, 7)


class TimeField(Asked, forms.CharField):
    """A time of day, as people write it: 2:30pm, 14:30, 2pm, midday."""

    verb = gettext_lazy("Enter")

    def __init__(self, **kwargs: Any) -> None:
        """A short box with an example."""
        kwargs.setdefault("hint", gettext_lazy("For example, 9:30am or 14:30"))
        super().__init__(**{"max_length": 20, "width": 5, **kwargs})

    def prepare_value(self, value: object) -> object:
        """What stands in the box."""
        return clock(value) if isinstance(value, time) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether the time differs from the one first shown."""
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True

    def clean(self, value: Any) -> Any:
        """The time, or an error that says how to write it."""
        if isinstance(value, time):
            return value
        typed = super().clean(value)
        return self._read(typed) if typed else None

    def _read(self, typed: str) -> time:
        text = " ".join(typed.casefold().split())
        if text in NAMED:
            return NAMED[text]
        found = TIME.fullmatch(text)
        if not found:
            raise self._wrong(_("%(noun)s must be a time, like 9:30am or 14:30"))
        hour, minute = int(found[1]), int(found[2] or 0)
        half = (found[3] or "").replace(".", "")
        bare = found[2] is None and not half
        if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12) or (bare and hour == 0):
            raise self._wrong(_("%(noun)s must be a real time, like 9:30am or 14:30"))
        if half:
            return time(hour % 12 + (12 if half == "pm" else 0), minute)
        if (bare and hour <= 12) or (hour in UNCLEAR_HOURS and len(found[1]) == 1):
            likely = "pm" if hour in (12, *UNCLEAR_HOURS) else "am"
            example = f"{hour}:{minute:02}{likely}" if minute else f"{hour}{likely}"
            text = _("Say whether %(typed)s is am or pm, like %(example)s")
            raise self._wrong(text, typed=typed, example=example)
        return time(hour, minute)

    def _wrong(self, text: str, **words: str) -> ValidationError:
        return ValidationError(text, "invalid", {"noun": self.noun, **words})
