"""How the forms of plans are answered: once, and with nothing lost where two write at once."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.design import forms
from throughcare.history import answering
from throughcare.history.models import RecordedFact
from throughcare.people.models import Person
from throughcare.planning import actions
from throughcare.planning.models import PlanDraft
from throughcare.planning.pages.forms import PartForm, Typed
from throughcare.planning.queries import content
from throughcare.planning.rules.draft import Part


def save(request: HttpRequest, draft: PlanDraft, form: PartForm, before: Part) -> bool:
    """Save a part as it was typed; False where it must be shown again, with the reason."""
    part = form.part(before)

    def act() -> object:
        return actions.save_part(
            draft,
            by=request.user,  # type: ignore[arg-type]
            part=part,
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        )

    try:
        return answering.done(form, act) is not None
    except history.Conflict:
        _meet(form, content(draft).as_saved(part), part)
        return False


def _meet(form: PartForm, theirs: Part, yours: Part) -> None:
    one, other = form.said(theirs), form.said(yours)
    form.meet(
        forms.Conflict(theirs.by or _("Somebody"), theirs.at, _differences(one, other)),  # type: ignore[arg-type]
        version=theirs.version,
    )


def _differences(theirs: Typed, yours: Typed) -> list[forms.Difference]:
    labels = [*yours, *(label for label in theirs if label not in yours)]
    return [
        forms.Difference(label, theirs.get(label, ""), yours.get(label, ""))
        for label in labels
        if theirs.get(label, "") != yours.get(label, "")
    ]


def answer(
    request: HttpRequest,
    person: Person,
    row: RecordedFact,
    form: forms.Form,
    act: Callable[[], object],
    *,
    said: str,
    theirs: Callable[[], Typed] = dict,
    yours: Mapping[str, str] | None = None,
    template: str = "planning/form.html",
    back: str = "case-plan",
    **shown: Any,
) -> HttpResponse:
    """Answer a form about something signed: do it and lead to the plan, or show it again."""
    if answering.result_before(request) is not None:
        return redirect(back, case=person.public_id)
    if request.method == "POST" and form.is_valid():
        try:
            if answering.done(form, act) is not None:
                messages.success(request, said)
                return redirect(back, case=person.public_id)
        except history.Conflict:
            row.refresh_from_db()
            answering.meet(
                form,
                row,
                theirs=theirs(),
                yours={**(yours or typed(form))},
                person_id=person.pk,
            )
    context = {"person": person, "part": "plan", "form": form, "back": back, **shown}
    return render(request, template, context, status=409 if form.conflict else 200)


def typed(form: forms.Form) -> Typed:
    """What was typed, by the labels of the fields."""
    return {
        str(bound.label): str(form.cleaned_data.get(bound.name) or "")
        for bound in form.visible_fields()
    }
