"""How the forms of enforcement are answered: once, with nothing lost, and on to what follows."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.contacts.models import Contact
from throughcare.contacts.pages.saving import contact_of
from throughcare.design.forms import Form
from throughcare.enforcement.queries import Sentence, sentence_of
from throughcare.enforcement.rules.failures import Answer, Failure, counts_for, failures
from throughcare.history import answering
from throughcare.history.answering import done, result_before
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import Spell, SpellKind, spells

PART = "enforcement"


class AboutEnforcement(Form):
    """A form that can say what was typed in the words of a conflict."""

    says: ClassVar[dict[str, Any]] = {}

    def typed(self) -> dict[str, str]:
        """What was typed, by label."""
        found = {str(label): self.cleaned_data.get(name) for name, label in self.says.items()}
        return {label: str(value) for label, value in found.items() if value}


def to_enforcement(person: Person) -> HttpResponse:
    """Lead to the part of the case about enforcement."""
    return redirect("case-enforcement", case=person.public_id)


def sent_before(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Lead a form that was sent before to the part of the case; None for a new one."""
    return None if result_before(request) is None else to_enforcement(person)


def failure_from(request: HttpRequest, person: Person, ref: str) -> tuple[Contact, str]:
    """Return the failure a page is about, and the sentence that the address names, if any."""
    contact = contact_of(person, ref)
    return contact, request.GET.get("for", "").rpartition("/")[2]


def failure_in(case: CaseFile, ref: str) -> Failure | None:
    """Return the failure with a reference; None where that contact is none."""
    return next((each for each in failures(case.contacts) if each.ref == ref), None)


def open_to(case: CaseFile, failure: Failure | None, *kinds: SpellKind) -> list[Spell]:
    """Return the sentences of these kinds for which a failure was decided unacceptable."""
    if failure is None or failure.answer is not Answer.UNACCEPTABLE:
        return []
    return [
        each
        for each in spells(case)
        if each.kind in kinds and counts_for(failure.contact, failure.on, each)
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
    form: AboutEnforcement,
    act: Callable[[], Any],
    *,
    said: str,
    then: Callable[[Any], HttpResponse],
    template: str = "enforcement/form.html",
    row: Any = None,
    theirs: Callable[[], Mapping[str, str]] = dict,
    **shown: Any,
) -> HttpResponse:
    """Answer a form: carry it out and go on to ``then``, or show it again.

    ``row`` is what the form is about, and ``theirs`` what somebody else may have saved of it.
    """
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        try:
            if done(form, lambda: made.append(act())) is not None:
                messages.success(request, said)
                return then(made[0] if made else None)
        except history.Conflict as conflict:
            current: Any = conflict.current
            row.version = current.version
            answering.meet(form, row, theirs=theirs(), yours=form.typed(), person_id=person.pk)
    context = {"person": person, "part": PART, "form": form, **shown}
    context.setdefault("button", _("Save"))
    return render(request, template, context, status=409 if form.conflict else 200)
