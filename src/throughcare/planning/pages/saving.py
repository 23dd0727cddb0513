"""How the forms of plans are answered, by parts and about what is signed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.design import forms
from throughcare.history import answering
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
    differences = answering.differences(form.said(theirs), form.said(yours))
    form.meet(
        forms.Conflict(theirs.by or _("Somebody"), theirs.at, differences),  # type: ignore[arg-type]
        version=theirs.version,
    )


def answer(
    request: HttpRequest,
    person: Person,
    form: forms.Form,
    act: Callable[[], object],
    *,
    said: str,
    theirs: Callable[[], Typed] = dict,
    template: str = "planning/form.html",
    page: str = "case-plan",
    **shown: Any,
) -> HttpResponse:
    """Answer a form about something signed: do it and lead to the plan, or show it again."""

    def lead(_ref: str) -> HttpResponse:
        return redirect(page, case=person.public_id)

    return answering.sent_before(request, lead) or answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lead,
        meet=lambda each: answering.meet(form, each, theirs=theirs, person_id=person.pk),
        template=template,
        shown={"person": person, "part": "plan", "back": page, **shown},
    )
