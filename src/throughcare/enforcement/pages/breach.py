"""Pages about breach of an order or of supervision: decided, and dealt with."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.models import BreachDecision
from throughcare.enforcement.pages.answering import (
    answer,
    failure_from,
    failure_in,
    named,
    open_to,
    sent_before,
    to_enforcement,
)
from throughcare.enforcement.pages.forms import BreachForm, DealtWithForm
from throughcare.enforcement.pages.mistakes import found
from throughcare.enforcement.queries import of_enforcement
from throughcare.enforcement.rules.breach import of_sentence, pending_on
from throughcare.enforcement.showing import BREACH_OUTCOMES, sentence
from throughcare.history import clock
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import SpellKind


@case_page(Permission.ENFORCE)
def decide(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide on breach upon a failure. Only a manager decides against it."""
    if before := sent_before(request, person):
        return before
    contact, wanted = failure_from(request, person, ref)
    case = of_enforcement(person, [contact.pk])
    failure = failure_in(case, ref)
    among = open_to(case, failure, SpellKind.ORDER, SpellKind.SUPERVISION)
    among = [each for each in among if wanted in ("", each.ref)]
    if failure is None or not among:
        return redirect("contact", case=person.public_id, ref=ref)
    outcomes = ["referred", "presented"]
    if has(request.user, Permission.DECIDE_ENFORCEMENT):
        outcomes.append("not breached")
    form = BreachForm(
        [(each.ref, sentence(each)) for each in among], request.POST or None, outcomes=outcomes
    )

    def act() -> Any:
        given = form.cleaned_data
        return actions.decide_breach(
            contact,
            by=request.user,
            of=named(person, form.sentence),
            outcome=given["outcome"],
            because=given["because"],
            token=given["token"],
        )

    pending = [
        _("%(name)s: taken up on %(day)s, and not dealt with yet.")
        % {"name": sentence(each), "day": day(waiting.decided_on)}
        for each in among
        if (waiting := pending_on(clock.today(), of_sentence(case.enforcement.breaches, each.ref)))
    ]
    return answer(
        request,
        person,
        form,
        act,
        said=_("Decision on breach recorded"),
        then=lambda _made: to_enforcement(person),
        heading=_("Decide on breach"),
        about=_("Failure on %(day)s; %(names)s")
        % {"day": day(failure.on), "names": ", ".join(sentence(each) for each in among)},
        notes=pending,
        button=_("Save the decision"),
        back=ref,
    )


@case_page(Permission.ENFORCE)
def dealt_with(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record how a breach was dealt with."""
    if before := sent_before(request, person):
        return before
    row = found(BreachDecision, person, ref)
    form = DealtWithForm(request.POST or None, version=row.version, initial={"on": clock.today()})

    def act() -> Any:
        given = form.cleaned_data
        return actions.deal_with(
            row,
            by=request.user,
            on=given["on"],
            result=given["result"],
            because=given["because"],
            version=given["version"] or 0,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        said=_("Recorded how it was dealt with"),
        then=lambda _made: to_enforcement(person),
        row=row,
        heading=_("How was the breach dealt with?"),
        about=f"{BREACH_OUTCOMES[row.outcome]}, {day(row.decided_on)}",
    )
