"""The page on which a warning or a decision is marked as recorded in error."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.enforcement import actions
from throughcare.enforcement.models import AbsenceReview, BreachDecision, LicenceDecision, Warned
from throughcare.enforcement.pages.answering import answer, sent_before, to_enforcement
from throughcare.enforcement.pages.forms import InErrorForm
from throughcare.enforcement.queries import RowT, row_of
from throughcare.people.models import Person

_MODELS = (Warned, BreachDecision, LicenceDecision, AbsenceReview)


def found(model: type[RowT], person: Person, ref: str) -> RowT:
    """Return a row of a person; 404 where there is none."""
    row = row_of(model, person, ref)
    if row is None:
        raise Http404
    return row


@case_page(Permission.CORRECT)
def in_error(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Mark a warning or a decision as recorded in error."""
    if before := sent_before(request, person):
        return before
    row: Any = next((each for model in _MODELS if (each := row_of(model, person, ref))), None)  # type: ignore[type-var]
    if row is None:
        raise Http404
    form = InErrorForm(request.POST or None, version=row.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.mark_in_error(
            row,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Marked as recorded in error"),
        then=lambda _made: to_enforcement(person),
        row=row,
        heading=_("Mark as recorded in error"),
        notes=[_("It stays in the record with your reason, and counts for nothing.")],
        button=_("Mark as recorded in error"),
        warn=True,
    )
