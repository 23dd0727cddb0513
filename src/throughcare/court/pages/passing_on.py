"""What the team that receives a case has to know of the person: characteristics and needs (C11).

Named where the case is allocated, and never a bar to it.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.court.pages.answering import answer, the_sentence
from throughcare.design.forms import Choice, Form, OneOfField, TextField
from throughcare.people.actions import Answered, record_characteristics
from throughcare.people.models import Characteristic, Person

KINDS = {
    "ethnicity": gettext_lazy("Ethnicity"),
    "religion": gettext_lazy("Religion"),
    "disability": gettext_lazy("Disability"),
    "health": gettext_lazy("Health"),
    "learning need": gettext_lazy("Learning need"),
    "language": gettext_lazy("Language"),
    "caring responsibilities": gettext_lazy("Caring responsibilities"),
    "pregnancy": gettext_lazy("Pregnancy"),
    "sexual orientation": gettext_lazy("Sexual orientation"),
    "gender identity": gettext_lazy("Gender identity"),
    "marital status": gettext_lazy("Marital status"),
}
NOT_ASKED = "not asked"


class PassingOnForm(Form):
    """What the person said of each; nothing is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One question a kind, with room for what was said."""
        super().__init__(*args, **kwargs)
        for kind, label in KINDS.items():
            name = field_of(kind)
            self.fields[name] = OneOfField(
                label=label,
                choices=(
                    Choice("known", _("Known"), reveals=(f"{name}_value",)),
                    Choice("prefers not to say", _("Prefers not to say")),
                    Choice("not known", _("Asked, not known")),
                    Choice(NOT_ASKED, _("Not asked")),
                ),
                required=False,
            )
            self.fields[f"{name}_value"] = TextField(
                label=_("What is it?"), missing=_("Say what it is"), max_length=300
            )

    @property
    def said(self) -> dict[str, Answered]:
        """What was answered otherwise than it stands on record, by kind."""
        given = self.cleaned_data
        return {
            kind: Answered(given[name], given[f"{name}_value"])
            for kind, name in ((kind, field_of(kind)) for kind in KINDS)
            if given[name] and {name, f"{name}_value"} & set(self.changed_data)
        }

    def clean(self) -> dict[str, Any]:
        """Nothing is recorded of which nothing was said."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.said:
            raise ValidationError(_("Say at least of one what the person answered"))
        return given


def field_of(kind: str) -> str:
    """The field that asks about a kind."""
    return kind.replace(" ", "_")


def not_passed_on(person: Person) -> list[str]:
    """What nobody has asked the person about yet, in words."""
    rows = Characteristic.objects.filter(person=person, in_error_at=None)
    asked = set(rows.exclude(answer=NOT_ASKED).values_list("kind", flat=True))
    return [str(label) for kind, label in KINDS.items() if kind not in asked]


@case_page(Permission.WORK_AT_COURT)
def pass_on(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record what the person said, and lead back to the sentence."""
    the_sentence(person, ref)
    initial: dict[str, Any] = {}
    for row in Characteristic.objects.filter(person=person, in_error_at=None).order_by("pk"):
        initial[field_of(row.kind)] = row.answer
        initial[f"{field_of(row.kind)}_value"] = row.value
    form = PassingOnForm(request.POST or None, initial=initial)
    return answer(
        request,
        person,
        form,
        lambda: record_characteristics(
            person, by=request.user, said=form.said, token=form.cleaned_data["token"]
        ),
        page="court-sentence",
        ref=ref,
        said=_("Recorded. The team that receives the case sees it on the overview."),
        heading=_("Characteristics and needs"),
        intro=_("What changes how to work with the person. Leave open what was not asked."),
        button=_("Save"),
    )
