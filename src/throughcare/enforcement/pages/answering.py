"""How the forms of enforcement are answered, and on to what follows."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.contacts.pages.saving import contact_of
from throughcare.design.forms import Form
from throughcare.design.leading import back_of, then_of
from throughcare.enforcement.queries import Sentence, sentence_of
from throughcare.enforcement.rules.failures import Answer, Failure, counts_for, failures
from throughcare.history import answering
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import Spell, SpellKind, spells

PART = "enforcement"


def to_enforcement(person: Person) -> HttpResponse:
    """Lead to the part of the case about enforcement."""
    return redirect("case-enforcement", case=person.public_id)


def sent_before(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Lead a form that was sent before to the part of the case; None for a new one."""
    then = then_of(request)
    return answering.sent_before(
        request, lambda _ref: redirect(then) if then else to_enforcement(person)
    )


def sentence_wanted(request: HttpRequest) -> str:
    """Return the sentence that an address names; empty where it names none."""
    return request.GET.get("for", "").rpartition("/")[2]


def to_failure(person: Person, ref: str) -> HttpResponse:
    """Lead to the contact, where nothing of the kind can follow from it; 404 where it is none."""
    contact_of(person, ref)
    return redirect("contact", case=person.public_id, ref=ref)


def failure_in(case: CaseFile, ref: str) -> Failure | None:
    """Return the failure with a reference; None where that contact is none."""
    return next((each for each in failures(case.contacts) if each.ref == ref), None)


def open_to(case: CaseFile, failure: Failure | None, *kinds: SpellKind) -> list[Spell]:
    """Return the sentences of these kinds for which a failure was decided unacceptable."""
    if failure is None or failure.answer is not Answer.UNACCEPTABLE:
        return []
    among = spells(case)
    return [
        each
        for each in among
        if each.kind in kinds and counts_for(failure.contact, failure.on, each, among)
    ]


def named(person: Person, ref: str) -> Sentence:
    """Return the sentence with a reference; 404 where there is none."""
    found = sentence_of(person, ref)
    if found is None:
        raise Http404
    return found


def answer(
    request: HttpRequest,
    person: Person,
    form: Form,
    act: Callable[[], Any],
    *,
    said: answering.Said,
    then: answering.Lead,
    template: str = "enforcement/form.html",
    theirs: Callable[[], Mapping[str, str]] = dict,
    **shown: Any,
) -> HttpResponse:
    """Answer a form: carry it out and go on to ``then``, or show it again.

    A list of decisions that led here is gone back to, at the next of them.

    ``theirs`` says what somebody else may have saved of what the form is about.
    """
    onward = then_of(request)
    return answering.answer(
        request,
        form,
        act,
        said=said,
        lead=(lambda _made: redirect(onward)) if onward else then,
        meet=lambda each: answering.meet(form, each, theirs=theirs, person_id=person.pk),
        template=template,
        shown={
            "person": person,
            "part": PART,
            "button": _("Save"),
            "came_from": back_of(request),
            **shown,
        },
    )
