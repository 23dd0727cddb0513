"""The page on which a warning or a decision is marked as recorded in error."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.models import (
    AbsenceReview,
    BreachDecision,
    LicenceDecision,
    Proposal,
    Warned,
)
from throughcare.enforcement.pages.answering import answer, sent_before, to_enforcement
from throughcare.enforcement.pages.forms import InErrorForm
from throughcare.enforcement.queries import Row, RowT, row_of
from throughcare.enforcement.showing import (
    BREACH_OUTCOMES,
    LICENCE_OUTCOMES,
    PROPOSALS,
    REVIEW_OUTCOMES,
    WARNINGS,
)
from throughcare.people.models import Person

_MODELS = (Warned, Proposal, BreachDecision, LicenceDecision, AbsenceReview)


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
    if row.in_error_at is not None:
        return to_enforcement(person)
    form = InErrorForm(request.POST or None, version=row.version)
    heading, what, notes = _said(row)
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
        said=_("It counts for nothing now"),
        then=lambda _made: to_enforcement(person),
        heading=heading,
        about=what,
        notes=[*notes, _("It stays in the record with your reason, and counts for nothing.")],
        button=heading,
        warn=True,
    )


def _said(row: Row) -> tuple[str, str, list[str]]:
    """The heading, what it is about, and what follows, said before it is done."""
    if isinstance(row, Warned):
        notes = [
            _(
                "A failure that stays unacceptable is then without its warning: one is owed again, "
                "by the day it was owed by before. Tell the person that the letter does not count."
            )
        ]
        return _("Withdraw the warning"), f"{WARNINGS[row.kind]}, {day(row.sent_on)}", notes
    if isinstance(row, Proposal):
        said = PROPOSALS[row.outcome]
        notes = [_("It waits for nobody then. You can propose something else.")]
        return _("Take back the proposal"), f"{said}, {day(row.proposed_on)}", notes
    if isinstance(row, BreachDecision):
        notes = [
            _(
                "Breach is then to be decided again, by the day it was due before. If it was "
                "really taken to court and given up, record it as dealt with instead: withdrawn."
            )
        ]
        said = f"{BREACH_OUTCOMES[row.outcome]}, {day(row.decided_on)}"
        return _("Mark as recorded in error"), said, notes
    if isinstance(row, LicenceDecision):
        notes = [_("What was proposed then waits for a decision again.")]
        said = f"{LICENCE_OUTCOMES[row.outcome][0]}, {day(row.decided_on)}"
        return _("Mark as recorded in error"), said, notes
    said = f"{REVIEW_OUTCOMES[row.outcome][0]}, {day(row.date)}"
    notes = [_("The decision about the absences is then owed again.")]
    return _("Mark as recorded in error"), said, notes
