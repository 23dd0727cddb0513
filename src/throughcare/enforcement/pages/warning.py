"""Pages about a warning: written at the decision, shown as a letter, given as a PDF."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.models import Warned
from throughcare.enforcement.pages import letters
from throughcare.enforcement.pages.answering import (
    PART,
    answer,
    failure_from,
    failure_in,
    named,
    open_to,
    sent_before,
)
from throughcare.enforcement.pages.forms import WarningForm
from throughcare.enforcement.queries import of_enforcement
from throughcare.enforcement.rules.warnings import live_until
from throughcare.enforcement.showing import WARNINGS, sentence
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.enforcement import Warned as Letter
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import SpellKind


@case_page(Permission.ENFORCE)
def warn(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Write a warning of a failure, and say when it went."""
    if before := sent_before(request, person):
        return before
    contact, wanted = failure_from(request, person, ref)
    case = of_enforcement(person, [contact.pk])
    failure = failure_in(case, ref)
    among = open_to(case, failure, SpellKind.ORDER, SpellKind.LICENCE)
    sent = {each.of for each in case.enforcement.warnings if each.failure == ref}
    among = [each for each in among if each.ref not in sent]
    chosen = next((each for each in among if each.ref == wanted), None)
    if chosen is None:
        chosen = among[0] if among else None
    if failure is None or chosen is None:
        return redirect("contact", case=person.public_id, ref=ref)
    of_kind = [chosen] if wanted else [each for each in among if each.kind is chosen.kind]
    initial = {"sent_on": clock.today(), "of": chosen.ref, "kind": actions.OFFICERS}
    initial["text"] = letters.draft(case, failure, chosen, clock.today())
    by_law = chosen.kind is SpellKind.ORDER
    form = WarningForm(
        [(each.ref, sentence(each)) for each in of_kind],
        request.POST or None,
        day=day(failure.on),
        by_law=by_law,
        initial=initial,
    )

    def act() -> Any:
        given = form.cleaned_data
        return actions.warn(
            contact,
            by=request.user,
            of=named(person, form.sentence),
            kind=actions.STATUTORY if by_law else given["kind"],
            sent_on=given["sent_on"],
            text=given["text"],
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        said=_("Warning recorded. Print the letter or send it as a PDF."),
        then=lambda made: redirect("warning", case=person.public_id, ref=made.ref),
        heading=_("Write the warning"),
        about=", ".join(sentence(each) for each in of_kind),
        button=_("Record it as sent"),
        back=ref,
    )


@case_page(Permission.SEE_CASE)
def show(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show a warning as the letter that went."""
    case, warned = _letter(person, ref)
    context = {
        "person": person,
        "part": PART,
        "warned": warned,
        "letter": letters.whole(case, warned),
        "kind": WARNINGS[warned.kind],
        "until": live_until(warned) if warned.kind == "statutory" else None,
        "may_correct": has(request.user, Permission.CORRECT) and warned.in_error is None,
    }
    return render(request, "enforcement/warning.html", context)


@case_page(Permission.SEE_CASE)
def pdf(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Return the letter as a PDF. One recorded in error is given to nobody."""
    case, warned = _letter(person, ref)
    if warned.in_error is not None:
        raise Http404
    response = HttpResponse(letters.pdf(letters.whole(case, warned)), "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="warning-{warned.sent_on}.pdf"'
    return response


def _letter(person: Person, ref: str) -> tuple[CaseFile, Letter]:
    if not Warned.objects.filter(person=person, ref=ref).exists():
        raise Http404
    case = of_enforcement(person, None, "name", standing=False)
    return case, next(each for each in case.enforcement.warnings if each.ref == ref)
