"""Assessments that are signed: the case's page of them, one for reading, two side by side."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.assessment import actions
from throughcare.assessment.models import Oasys
from throughcare.assessment.pages.drafts import answer
from throughcare.assessment.pages.forms import BecauseForm
from throughcare.assessment.pages.scored import latest
from throughcare.assessment.pages.showing import (
    COLOURS,
    GROUPS,
    LAYERS,
    compared,
    level_of,
    parts,
    unserved,
)
from throughcare.assessment.queries import (
    INDICATING,
    KIND,
    by_ref,
    draft_of,
    known_of,
    not_to_analyse,
    standing,
    whole,
)
from throughcare.assessment.rules import drafting
from throughcare.assessment.rules.items import BY_NUMBER
from throughcare.assessment.rules.signing import countersigned_because
from throughcare.assessment.rules.weighing import weighed
from throughcare.design.forms import Form
from throughcare.history.answering import Lead, sent_before
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import assessment as casefile
from throughcare.kernel.casefile.assessment import Level
from throughcare.people.models import Person


@case_page(Permission.SEE_ASSESSMENT)
def case_assessment(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the last signed assessment in brief, the one in progress, earlier ones and scores."""
    every = standing(person)
    signed = [each for each in every if each.signed_on]
    in_work = next((each for each in every if not each.signed_on), None)
    current = signed[0] if signed else None
    draft = draft_of(person)
    wanted: dict[str, Any] = {KIND: [current.pk] if current else [], "score": None}
    if draft is not None:
        wanted |= dict.fromkeys(INDICATING)
    case = excerpt(person.pk, wanted, directory=False)
    decided = not_to_analyse(in_work) if draft else None
    context: dict[str, Any] = {
        "person": person,
        "part": "assessment",
        "current": current,
        "earlier": signed[1:],
        "in_work": in_work,
        "draft": draft,
        "scores": latest(case.assessment.scores),
        "layers": LAYERS,
        "level_of": level_of,
        "may_assess": has(request.user, Permission.ASSESS),
        "may_countersign": has(request.user, Permission.COUNTERSIGN),
        "to_countersign": decided if decided and not decided.countersigned_on else None,
    }
    if draft is not None:
        beside = known_of(case, decided)
        found = drafting.states(drafting.read(draft.content), beside)
        context["left"] = len(drafting.left(found))
    file = next(
        (each for each in case.assessment.oasys if current and each.ref == current.ref), None
    )
    if current is not None and file is not None:
        context |= _in_brief(current, file)
    return render(request, "assessment/case.html", context)


def _in_brief(row: Oasys, file: casefile.Oasys) -> dict[str, Any]:
    over, unknown = [], []
    for section in sorted(file.sections, key=lambda each: each.number):
        found = weighed(section.number, section.scores)
        if found is not None and found.over:
            over.append((_(BY_NUMBER[section.number].name), found, section))
        elif found is not None and found.points is None:
            unknown.append(_(BY_NUMBER[section.number].name))
    return {
        "file": file,
        "risks": [
            (GROUPS[each.group], level_of(each.level), COLOURS[each.level])
            for each in file.risks
            if each.group in drafting.IN_COMMUNITY
        ],
        "overall": level_of(file.overall),
        "overall_colour": COLOURS.get(file.overall or "", ""),
        "over": over,
        "unknown": unknown,
        "unserved": unserved(file.sources),
        "awaited": _awaited(row),
    }


def _awaited(row: Oasys) -> str:
    """Why a countersignature is awaited; empty where none is."""
    if row.countersigned_on or not row.signed_on:
        return ""
    grade = row.signed_by.grade if row.signed_by else None
    return countersigned_because(Level(row.level) if row.level else None, grade)


@case_page(Permission.SEE_ASSESSMENT)
def assessment(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Show a signed assessment whole; beside it another one where ``with`` names it."""
    row = _signed(person, ref)
    every = [each for each in standing(person) if each.signed_on and each.pk != row.pk]
    other = next((each for each in every if each.ref == request.GET.get("with")), None)
    rows = [each.pk for each in (row, other) if each is not None]
    case = whole(person, rows, standing_only=False)
    files = {each.ref: each for each in case.assessment.oasys}
    context: dict[str, Any] = {
        "person": person,
        "part": "assessment",
        "row": row,
        "other": other,
        "others": every,
        "layer": LAYERS.get(row.layer, row.layer),
        "awaited": _awaited(row) if row.in_error_at is None else "",
        "may_countersign": has(request.user, Permission.COUNTERSIGN),
        "may_correct": has(request.user, Permission.CORRECT) and row.in_error_at is None,
        "own": row.signed_by_id == getattr(getattr(request.user, "staff", None), "pk", 0),
    }
    if other is None:
        context["parts"] = parts(files[row.ref])
        return render(request, "assessment/assessment.html", context)
    found = compared(files[row.ref], files[other.ref])
    context["compared"] = found
    context["different"] = sum(1 for _k, _t, rows in found for each in rows if each.differs)
    return render(request, "assessment/compared.html", context)


def _signed(person: Person, ref: str) -> Oasys:
    row = by_ref(person, ref)
    if row is None or row.signed_on is None:
        raise Http404
    return row


@case_page(Permission.COUNTERSIGN)
def countersign(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Countersign a signed assessment."""
    row = _signed(person, ref)
    lead = _to(person, ref)
    if before := sent_before(request, lead):
        return before
    form = Form(request.POST or None, version=row.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.countersign(
            row,
            by=request.user,  # type: ignore[arg-type]
            manager=getattr(request.user, "staff", None),
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Countersigned"),
        lead=lead,
        template="assessment/countersign.html",
        row=row,
        level=level_of(row.level),
        awaited=_awaited(row),
    )


@case_page(Permission.CORRECT)
def assessment_in_error(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Mark a signed assessment as recorded in error."""
    row = _signed(person, ref)
    lead = _to(person, ref)
    if before := sent_before(request, lead):
        return before
    if row.in_error_at is not None:
        return lead("")
    form = BecauseForm(
        request.POST or None,
        label=_("Why should it not have been recorded?"),
        version=row.version,
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.mark_in_error(
            row,
            by=request.user,  # type: ignore[arg-type]
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Marked as recorded in error"),
        lead=lead,
        template="assessment/because.html",
        heading=_("Mark the assessment as recorded in error"),
        intro=_(
            "It stays in the record, struck through, and counts for nothing. To change what it "
            "says, begin a new assessment instead."
        ),
        button=_("Mark as recorded in error"),
        warn=True,
        ref=ref,
    )


def _to(person: Person, ref: str) -> Lead:
    return lambda _ref: redirect("assessment", case=person.public_id, ref=ref)
