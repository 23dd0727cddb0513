"""What a manager is asked when a case is given to somebody."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from throughcare.design.forms import Choice, DayField, Form, LongTextField, OneOfField
from throughcare.organisation.models import Staff
from throughcare.workload.candidates import Candidate
from throughcare.workload.pages.wording import about


class ChooseStaff(Form):
    """Who is to have the case."""

    says = {"staff": gettext_lazy("Who has the case")}

    staff = OneOfField(
        label=gettext_lazy("Who?"),
        missing=gettext_lazy("Select a member of the team"),
        error_messages={"invalid_choice": gettext_lazy("Select a member of the team")},
    )

    def __init__(self, *given: Any, candidates: Iterable[Candidate], **named: Any) -> None:
        """``candidates`` are those who may be chosen, in the order shown."""
        super().__init__(*given, **named)
        among = list(candidates)
        self._candidates = {each.staff.public_id: each.staff for each in among}
        self.offer("staff", [choice_of(each) for each in among])
        if "grade_because" in self.fields and not any(each.excluded for each in among):
            del self.fields["grade_because"]

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
    grade_because = LongTextField(
        label=gettext_lazy("Why do you accept an officer whose grade the policy excludes?"),
        hint=gettext_lazy("Only where you have chosen one."),
        required=False,
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


def choice_of(candidate: Candidate) -> Choice:
    """A candidate as an answer, with what a manager weighs beside the name."""
    staff = candidate.staff
    return Choice(staff.public_id, f"{staff.name}, {staff.grade}", about(candidate))
