"""Scores: what stands and whether it still holds, and making one."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.assessment import actions
from throughcare.assessment.pages.score_forms import (
    SCORES,
    ScoreForm,
    initial,
    known_to,
    label_of,
    said,
)
from throughcare.assessment.queries import KIND, last_signed
from throughcare.assessment.rules import inputs
from throughcare.design.leading import then_of
from throughcare.history import clock
from throughcare.history.answering import carry_out, sent_before
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Predictor, Score
from throughcare.people.models import Person


class Figures(NamedTuple):
    """A stored score in words."""

    name: str
    figures: str
    score: Score


def latest(scores: tuple[Score, ...]) -> list[Figures]:
    """Of each predictor the score made last, in words."""
    found = inputs.latest(scores)
    return [
        Figures(str(asked.name), figures_of(found[predictor]), found[predictor])
        for predictor, asked in SCORES.items()
        if predictor in found
    ]


def figures_of(score: Score) -> str:
    """The figures of a score, as they are printed."""
    rule = SCORES[score.predictor].rule
    parts = []
    if score.predictor is Predictor.RSR:
        if score.two_year is not None:
            parts.append(_("%(percent).2f%% in two years") % {"percent": 100 * score.two_year})
    elif score.percent_two_year is not None:
        if score.one_year is not None:
            printed = max(1, min(99, int(100 * score.one_year + 0.5)))
            parts.append(_("%(percent)d%% in one year") % {"percent": printed})
        band = rule.band(score.percent_two_year)
        parts.append(_("%(percent)d%% in two years") % {"percent": score.percent_two_year})
        parts.append(str(band))
    return ", ".join(parts) or _("No figures")


@case_page(Permission.SEE_ASSESSMENT)
def scores(request: HttpRequest, person: Person) -> HttpResponse:
    """Show every score with its inputs, its version, and what has changed since."""
    case = _record(person)
    found = inputs.latest(case.assessment.scores)
    rows = []
    for predictor, asked in SCORES.items():
        score = found.get(predictor)
        rows.append(
            {
                "predictor": predictor.value.lower(),
                "name": asked.name,
                "score": score,
                "figures": figures_of(score) if score else "",
                "inputs": list(_inputs(score)) if score else [],
                "changed": _changed(score, case) if score else [],
            }
        )
    shown = {each.ref for each in found.values()}
    earlier = [
        Figures(str(SCORES[each.predictor].name), figures_of(each), each)
        for each in reversed(case.assessment.scores)
        if each.ref not in shown
    ]
    context = {
        "person": person,
        "part": "assessment",
        "rows": rows,
        "earlier": earlier,
        "may_assess": has(request.user, Permission.SCORE),
    }
    return render(request, "assessment/scores.html", context)


def _record(person: Person) -> CaseFile:
    """The part of the record that scores are made from."""
    last = last_signed(person)
    rows: dict[str, Any] = {"order": None, "custody": None, "score": None}
    return excerpt(person.pk, rows | {KIND: [last.pk] if last else []}, directory=False)


def _inputs(score: Score) -> Iterable[tuple[str, str]]:
    for name, value in inputs.inputs_of(score).items():
        yield label_of(name), said(name, value)


def _changed(score: Score, case: CaseFile) -> list[tuple[str, str, str]]:
    asks = SCORES[score.predictor].asks
    return [
        (label_of(name), said(name, before) if before else _("Not known"), said(name, now))
        for name, before, now in inputs.changed(score, case, asks)
    ]


@case_page(Permission.SCORE)
def score(request: HttpRequest, person: Person, predictor: str) -> HttpResponse:
    """Ask what the record does not say, make the score, and record it."""
    chosen = next((each for each in SCORES if each.value.lower() == predictor), None)
    if chosen is None:
        return _to_scores(person)
    if before := sent_before(request, lambda _ref: redirect(leads_to(request, person))):
        return before
    case = _record(person)
    known = known_to(chosen, case, clock.today())
    beside: dict[str, Any] = {"held": known, "offences": inputs.offences_of(case)}
    checked = False
    if request.method == "POST":
        form = ScoreForm(chosen, request.POST, **beside)
        if form.is_valid():
            if "check" in request.POST:
                checked = _read(form) is not None
            elif made := _make(request, person, form):
                return made
    else:
        form = ScoreForm(chosen, initial=initial(known), **beside)
    asked = SCORES[chosen]
    context = {
        "person": person,
        "part": "assessment",
        "form": form,
        "name": asked.name,
        "version": asked.rule.VERSION,
        "known": bool(known),
        "checked": checked,
    }
    return render(request, "assessment/score.html", context)


def leads_to(request: HttpRequest, person: Person) -> str:
    """Where a score leads: to the page of the same case that asked for it, else to all scores."""
    asked, of_case = then_of(request), reverse("case", args=[person.public_id])
    if asked.startswith(f"{of_case}/"):
        return asked
    return reverse("scores", args=[person.public_id])


def _read(form: ScoreForm) -> Any:
    """What the rule reads; where there is no score, None, with the reason beside each input."""
    given, errors = SCORES[form.predictor].rule.read(form.item)
    if errors:
        form.refuse(errors)
        return None
    return given


def _to_scores(person: Person) -> HttpResponse:
    return redirect("scores", case=person.public_id)


def _make(request: HttpRequest, person: Person, form: ScoreForm) -> HttpResponse | None:
    """Make and record the score; where it cannot be made, say why beside each input."""
    asked = SCORES[form.predictor]
    given = _read(form)
    if given is None:
        return None
    kept = form.kept
    if "offence_code" in kept:
        kept["offence"] = given.offence
    made = asked.rule.score(given)
    percent = getattr(made, "percent_two_year", None)
    recorded = carry_out(
        request,
        form,
        lambda: actions.record_score(
            person,
            by=request.user,  # type: ignore[arg-type]
            predictor=form.predictor,
            one_year=made.one_year,
            two_year=made.two_year,
            percent_two_year=percent if isinstance(percent, int) else None,
            rules_version=asked.rule.VERSION,
            inputs=kept,
            token=form.cleaned_data["token"],
        ),
        said=_("%(name)s recorded") % {"name": asked.name},
        lead=lambda _ref: redirect(leads_to(request, person)),
    )
    if recorded and (unknown := getattr(made, "not_known", ())):
        listed = ", ".join(label_of(each) for each in unknown)
        messages.info(request, _("Not known, so counted as nothing: %(what)s") % {"what": listed})
    return recorded
