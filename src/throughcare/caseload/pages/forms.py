"""What a manager is asked when a case is given to somebody."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.caseload.queries import Candidate
from throughcare.design.forms import Choice, DayField, Form, LongTextField, OneOfField
from throughcare.design.wording import day as in_words
from throughcare.organisation.models import Staff


class ChooseStaff(Form):
    """Who is to have the case."""

    staff = OneOfField(
        label=gettext_lazy("Who?"),
        missing=gettext_lazy("Select a member of the team"),
        error_messages={"invalid_choice": gettext_lazy("Select a member of the team")},
    )

    def __init__(self, *given: Any, candidates: Iterable[Candidate], **named: Any) -> None:
        """``candidates`` are those who may be chosen, in the order shown."""
        super().__init__(*given, **named)
        self._candidates = {each.staff.public_id: each.staff for each in candidates}
        self.fields["staff"].answers = [_choice(each) for each in candidates]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Staff:
        """The member of staff who was chosen, once the form is valid."""
        return self._candidates[self.cleaned_data["staff"]]


class AssignOfficer(ChooseStaff):
    """Who becomes the responsible officer, from when, and why."""

    starts_on = DayField(label=gettext_lazy("From which day?"), noun=gettext_lazy("The first day"))
    because = LongTextField(
        label=gettext_lazy("Why this officer?"),
        hint=gettext_lazy("For example: knows the person, has room, has the training."),
        missing=gettext_lazy("Say why the case is given to this officer"),
        max_length=1000,
        rows=3,
    )


class ArrangeCover(ChooseStaff):
    """Who acts for the responsible officer, for how long, and why."""

    starts_on = DayField(label=gettext_lazy("First day"), noun=gettext_lazy("The first day"))
    ends_on = DayField(
        label=gettext_lazy("Last day"),
        noun=gettext_lazy("The last day"),
        hint=gettext_lazy("Leave it empty if it is not known yet."),
        required=False,
    )
    because = LongTextField(
        label=gettext_lazy("Why is cover needed?"),
        missing=gettext_lazy("Say why the case needs cover"),
        max_length=1000,
        rows=3,
    )


def _choice(candidate: Candidate) -> Choice:
    staff = candidate.staff
    return Choice(staff.public_id, f"{staff.name}, {staff.grade}", " ".join(_about(candidate)))


def _about(candidate: Candidate) -> Iterable[str]:
    cases = candidate.cases
    if cases:
        yield ngettext("%(count)d case today.", "%(count)d cases today.", cases) % {"count": cases}
    else:
        yield _("No cases today.")
    if candidate.staff.hours != FULL_TIME:
        yield _("%(hours)g hours a week.") % {"hours": candidate.staff.hours}
    if candidate.away:
        yield _away(candidate.back_after)


FULL_TIME = 37


def _away(until: date | None) -> str:
    if until is None:
        return _("Away, with no day of return.")
    return _("Away until %(day)s.") % {"day": in_words(until)}
