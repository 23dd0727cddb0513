"""Entering the sentence that a court passed."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.court import actions
from throughcare.court.models import Report
from throughcare.court.pages.answering import answer
from throughcare.court.pages.sentence_forms import SentenceForm
from throughcare.court.queries import entered, teams_of
from throughcare.court.showing import kind_of
from throughcare.design.wording import day
from throughcare.history import answering, clock
from throughcare.people.models import Person
from throughcare.sentences.models import Custody, Order


@case_page(Permission.WORK_AT_COURT)
def new_sentence(request: SignedIn, person: Person) -> HttpResponse:
    """Enter a sentence with its offences and requirements."""
    last = Report.objects.filter(person=person, in_error_at=None).order_by("requested_on").last()
    initial: dict[str, Any] = {"sentenced_on": clock.today(), "court": last.court if last else ""}
    same = _same(request, person)
    form = SentenceForm(request.POST or None, initial=initial, same=same)

    def act() -> Any:
        given = form.cleaned_data
        teams = teams_of(request.user, clock.today())
        made = actions.enter_sentence(
            person,
            by=request.user,
            kind=given["kind"],
            sentenced_on=given["sentenced_on"],
            court=given["court"],
            months=given["months"],
            offences=form.offences,
            requirements=form.requirements,
            team=teams[0] if teams else None,
            officer=getattr(request.user, "staff", None),
            another=bool(same),
            token=given["token"],
        )
        return made.order or made.custody

    return answer(
        request,
        person,
        form,
        act,
        page="court-sentence",
        to_what_was_made=True,
        back=("case-court", ""),
        said=_("Sentence entered. Its allocation is to be completed today."),
        heading=_("Enter the sentence"),
        on_record=_on_record(person),
        same=same,
        template="court/enter.html",
        button=_("Save the sentence"),
    )


def _same(request: SignedIn, person: Person) -> list[str]:
    """What is on record of the kind and day that were typed, in words."""
    if request.method != "POST" or answering.result_before(request) is not None:
        return []
    form = SentenceForm(request.POST)
    form.is_valid()
    kind, on = form.cleaned_data.get("kind"), form.cleaned_data.get("sentenced_on")
    return [_words(each) for each in entered(person, kind, on)] if kind and on else []


def _on_record(person: Person) -> list[str]:
    """The sentences that are on record, the latest first, in words."""
    standing: Any = {"person": person, "in_error_at": None}
    found: list[Order | Custody] = [*Order.objects.filter(**standing)]
    found += Custody.objects.filter(**standing)
    found.sort(key=lambda each: each.sentenced_on, reverse=True)
    return [_words(each) for each in found]


def _words(sentence: Order | Custody) -> str:
    said = f"{kind_of(sentence)}, {day(sentence.sentenced_on)}"
    return f"{said}, {sentence.court}" if sentence.court else said
