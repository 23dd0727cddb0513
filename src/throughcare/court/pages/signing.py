"""Pages on which RSR, screening and case allocation form are signed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.assessment.models import Score
from throughcare.assessment.rules.inputs import latest
from throughcare.assessment.rules.screening import INDICATORS
from throughcare.court import actions
from throughcare.court.pages.answering import answer, stands, taken_on, the_sentence, version_of
from throughcare.court.pages.forms import CasForm, RsrForm, ScreeningForm
from throughcare.court.pages.overview import changed
from throughcare.court.queries import allocation_row, holding_of, part, whole
from throughcare.court.rules.allocating import Missing
from throughcare.court.rules.grounds import held_by_nps, percent, registered_for_mappa
from throughcare.court.showing import MISSING
from throughcare.history import clock
from throughcare.kernel.casefile.assessment import Level, Predictor
from throughcare.people.models import Person
from throughcare.sentences.models import Custody, Order


@case_page(Permission.WORK_AT_COURT)
def rsr(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show the RSR score made last, with what has changed since, and sign it."""
    sentence = the_sentence(person, ref)
    if _decided(request, sentence):
        return redirect("court-sentence", case=person.public_id, ref=ref)
    case = whole(person)
    score = latest(case.assessment.scores).get(Predictor.RSR)
    shown = score.ref if score else ""
    form = RsrForm(request.POST or None, initial={"score": shown}, version=version_of(sentence))

    def act() -> Any:
        row = taken_on(request, sentence)
        named = Score.objects.filter(person=person, ref=form.cleaned_data["score"]).first()
        return actions.sign_rsr(
            row,
            by=request.user,
            score=named or Score(person=person),
            version=form.cleaned_data["version"] or row.version,
            token=form.cleaned_data["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        page="court-sentence",
        ref=ref,
        said=_("RSR signed"),
        template="court/rsr.html",
        score=score,
        percent=percent(score) if score else None,
        changed=changed(case, score) if score else [],
        theirs=lambda: stands(taken_on(request, sentence)),
    )


@case_page(Permission.WORK_AT_COURT)
def screening(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Ask every indicator of the screening, and sign it."""
    sentence = the_sentence(person, ref)
    if _decided(request, sentence):
        return redirect("court-sentence", case=person.public_id, ref=ref)
    row = allocation_row(sentence)
    before = part(row, "screening") if row else None
    initial: dict[str, Any] = {}
    if before is not None:
        initial = {each.field: "no" for each in INDICATORS.values()}
        initial |= {INDICATORS[name].field: "yes" for name in before.yes if name in INDICATORS}
        unknown = [name for name in before.not_known if name in INDICATORS]
        initial |= {INDICATORS[name].field: "not known" for name in unknown}
        initial["level"] = before.level
    form = ScreeningForm(request.POST or None, initial=initial, version=version_of(sentence))

    def act() -> Any:
        allocation = taken_on(request, sentence)
        return actions.sign_screening(
            allocation,
            by=request.user,
            yes=form.answered("yes"),
            not_known=form.answered("not known"),
            level=Level(form.cleaned_data["level"]),
            version=form.cleaned_data["version"] or allocation.version,
            token=form.cleaned_data["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        page="court-sentence",
        ref=ref,
        said=_("Screening signed"),
        template="court/screening.html",
        theirs=lambda: stands(taken_on(request, sentence)),
    )


@case_page(Permission.WORK_AT_COURT)
def form(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Ask the case allocation form, with what the record says already, and sign it."""
    sentence = the_sentence(person, ref)
    if _decided(request, sentence):
        return redirect("court-sentence", case=person.public_id, ref=ref)
    row = allocation_row(sentence)
    before = part(row, "form") if row else None
    case = whole(person)
    today = clock.today()
    initial: dict[str, Any] = {"held_by_nps": held_by_nps(case, holding_of(case), ref, today)}
    if before is not None:
        names = ("mappa", "public_interest", "deportation", "held_by_nps", "because")
        initial = {name: getattr(before, name) for name in names}
    asked = CasForm(request.POST or None, initial=initial, version=version_of(sentence))

    def act() -> Any:
        allocation = taken_on(request, sentence)
        return actions.sign_form(
            allocation,
            by=request.user,
            form=asked.form,
            version=asked.cleaned_data["version"] or allocation.version,
            token=asked.cleaned_data["token"],
        )

    mappa = registered_for_mappa(case, today)
    return answer(
        request,
        person,
        asked,
        act,
        page="court-sentence",
        ref=ref,
        said=_("Case allocation form signed"),
        heading=str(MISSING[Missing.FORM]),
        intro=_("The person is registered for MAPPA.") if mappa else "",
        button=_("Sign the form"),
        theirs=lambda: stands(taken_on(request, sentence)),
    )


def _decided(request: SignedIn, sentence: Order | Custody) -> bool:
    """Whether a page is asked for on which nothing more can be signed; what is sent is answered."""
    row = allocation_row(sentence)
    return request.method != "POST" and row is not None and part(row, "decision") is not None
