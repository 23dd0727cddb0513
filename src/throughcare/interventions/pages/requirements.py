"""Pages that set a requirement in motion: refer for it, and begin work while a place is awaited."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.design.forms import Form
from throughcare.history import answering, clock
from throughcare.interventions import actions
from throughcare.interventions.models import Referral
from throughcare.interventions.pages.forms import InterimForm, ReferForm
from throughcare.people.models import Person
from throughcare.sentences.models import Requirement


@case_page(Permission.REFER)
def refer(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Record a referral for a requirement."""
    if before := answering.sent_before(request, lambda _ref: _to_case(person)):
        return before
    requirement = _requirement(person, ref)
    if request.method == "POST":
        form: Form = ReferForm(request.POST)
    else:
        form = ReferForm(initial={"made_on": clock.today()})
    return _answer(
        request,
        person,
        requirement,
        form,
        lambda: actions.refer(
            requirement,
            by=request.user,  # type: ignore[arg-type]
            to=form.cleaned_data["to"],
            made_on=form.cleaned_data["made_on"],
            token=form.cleaned_data["token"],
        ),
        said=_("Referral recorded"),
        heading=_("Refer for a requirement"),
        button=_("Record the referral"),
        earlier=Referral.objects.filter(requirement=requirement, in_error_at=None),
    )


@case_page(Permission.REFER)
def interim_work(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Record work begun while a programme or treatment is awaited."""
    if before := answering.sent_before(request, lambda _ref: _to_case(person)):
        return before
    requirement = _requirement(person, ref)
    if request.method == "POST":
        form: Form = InterimForm(request.POST)
    else:
        form = InterimForm(initial={"begun_on": clock.today()})
    return _answer(
        request,
        person,
        requirement,
        form,
        lambda: actions.begin_interim_work(
            requirement,
            by=request.user,  # type: ignore[arg-type]
            what=form.cleaned_data["what"],
            begun_on=form.cleaned_data["begun_on"],
            token=form.cleaned_data["token"],
        ),
        said=_("Interim work recorded"),
        heading=_("Begin interim work"),
        button=_("Record it"),
        intro=_(
            "With a date booked for the programme or treatment, interim work counts as its "
            "beginning."
        ),
    )


def _to_case(person: Person) -> HttpResponse:
    return redirect("case", case=person.public_id)


def _requirement(person: Person, ref: str) -> Requirement:
    found = Requirement.objects.filter(person=person, ref=ref, in_error_at=None)
    requirement = found.select_related("order", "licence__custody", "supervision__custody").first()
    if requirement is None:
        raise Http404
    return requirement


def _answer(
    request: HttpRequest,
    person: Person,
    requirement: Requirement,
    form: Form,
    act: Callable[[], object],
    *,
    said: str,
    **shown: Any,
) -> HttpResponse:
    name = requirement.name or requirement.kind[:1].upper() + requirement.kind[1:]
    return answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lambda _ref: _to_case(person),
        template="interventions/form.html",
        shown={"person": person, "part": "overview", "name": name, **shown},
    )
