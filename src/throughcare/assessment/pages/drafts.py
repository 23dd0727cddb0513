"""Working on an assessment: begin it, go through its pages, sign it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.assessment import actions
from throughcare.assessment.models import Draft
from throughcare.assessment.pages.forms import BecauseForm, BeginForm, MomentForm, StepForm
from throughcare.assessment.pages.keeping import keeping_text, kept_for, seal
from throughcare.assessment.pages.showing import STATUSES, level_of, title_of
from throughcare.assessment.queries import (
    begun,
    by_ref,
    decided_in,
    draft_of,
    known,
    last_signed,
    not_to_analyse,
)
from throughcare.assessment.rules import drafting, screening
from throughcare.assessment.rules.drafting import Content, Step
from throughcare.assessment.rules.items import NOT_KNOWN
from throughcare.assessment.rules.signing import countersigned_because
from throughcare.assessment.rules.weighing import weighed
from throughcare.design.forms import Conflict, Difference
from throughcare.history import clock
from throughcare.history.answering import done, result_before
from throughcare.people.models import Person

_GROUPS = (
    ("sections", tuple(drafting.SECTION_STEPS)),
    ("person", (drafting.PERSON,)),
    ("harm", (*screening.PAGES, drafting.ANALYSIS, *drafting.RISK_STEPS)),
)


@case_page(Permission.ASSESS)
def begin_assessment(request: HttpRequest, person: Person) -> HttpResponse:
    """Begin an assessment, or take up one that was begun elsewhere."""
    if result_before(request) is not None or draft_of(person) is not None:
        return redirect("assess", case=person.public_id)
    there, earlier = begun(person), last_signed(person)
    form = BeginForm(request.POST or None, initial={"layer": "full", "carry": "yes"})
    if there is not None:
        del form.fields["layer"]
    if there is not None or earlier is None:
        del form.fields["carry"]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        begin = _begin(request, person, given)
        if done(form, begin) is not None:
            return redirect("assess", case=person.public_id)
    context = {"form": form, "there": there, "earlier": earlier}
    return _page(request, person, "assessment/begin.html", context)


def _begin(request: HttpRequest, person: Person, given: dict[str, Any]) -> Any:
    return lambda: actions.begin(
        person,
        by=request.user,  # type: ignore[arg-type]
        layer=given.get("layer") or "full",
        carry_forward=given.get("carry") == "yes",
        token=given["token"],
    )


@case_page(Permission.ASSESS)
def assess(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the pages of the draft with where each stands."""
    draft = draft_of(person)
    if draft is None:
        return redirect("case-assessment", case=person.public_id)
    content = drafting.read(draft.content)
    row = decided_in(draft)
    found = drafting.states(content, known(person, row))
    titles = {"sections": _("Sections"), "person": _("The person"), "harm": _("Serious harm")}
    groups = [
        (titles[key], [_task(step, found[step], content) for step in steps])
        for key, steps in _GROUPS
    ]
    open_ = sum(1 for each in found.values() if each.lacks)
    context = {"draft": draft, "groups": groups, "open": open_, "all": len(found)}
    context["level"] = level_of(drafting.overall(content))
    return _page(request, person, "assessment/tasks.html", context)


def _task(step: str, state: drafting.State, content: Content) -> dict[str, Any]:
    said, colour = STATUSES[state.status]
    return {
        "step": step,
        "title": title_of(step),
        "status": said,
        "colour": colour,
        "need": _over(step, content),
    }


def _over(step: str, content: Content) -> str:
    """Say that a section is over its threshold; empty where it is not, or has none."""
    section = drafting.SECTION_STEPS.get(step)
    if section is None:
        return ""
    found = weighed(section.number, drafting.scores(content.values(step), section))
    if found is None or not found.over:
        return ""
    return _("%(score)s points: at or over the threshold of %(threshold)d") % {
        "score": found.points,
        "threshold": found.threshold,
    }


@keeping_text
@case_page(Permission.ASSESS)
def assess_step(request: HttpRequest, person: Person, step: str) -> HttpResponse:
    """Show one page of the draft and keep what is typed on it."""
    draft = draft_of(person)
    if step not in drafting.STEPS or (draft is None and request.method != "POST"):
        return redirect("assess", case=person.public_id)
    content = drafting.read(draft.content) if draft else Content()
    kept = content.steps.get(step, Step())
    decided = None
    asked: dict[str, Any] = {"writer": seal(request.user)}
    if step == drafting.ANALYSIS:
        decided = decided_in(draft)
        asked["called_for"] = drafting.parts_called_for(content, known(person, decided))
    if request.method == "POST":
        form = StepForm(step, content, request.POST, **asked)
        answer = _save(request, person, draft, form, kept)
        if answer is not None:
            return answer
    elif typed := kept_for(request):
        form = StepForm(step, content, typed, **asked)
        form.is_valid()
        if form.cleaned_data.get("version") != kept.version and form.values != kept.values:
            _meet(form, kept)
    else:
        shown = dict(kept.values)
        form = StepForm(step, content, initial=shown, version=kept.version, **asked)
    context = {
        "draft": draft,
        "form": form,
        "step": step,
        "title": title_of(step),
        "kept": kept,
        "need": _over(step, content),
        "after_sign_in": request.method == "GET" and bool(form.is_bound),
        "saved_at": datetime.fromisoformat(kept.at) if kept.at else None,
        "called_for": asked.get("called_for", ()),
        "analysis": step == drafting.ANALYSIS,
        "decided": decided,
        "may_countersign": has(request.user, Permission.COUNTERSIGN),
    }
    status = 409 if form.conflict or draft is None else 200
    return _page(request, person, "assessment/step.html", context, status=status)


def _save(
    request: HttpRequest, person: Person, draft: Draft | None, form: StepForm, kept: Step
) -> HttpResponse | None:
    """Keep what was typed and lead on; None where the page has to be shown again."""
    valid = form.is_valid()
    if draft is None:
        form.add_error(
            None,
            _(
                "This assessment has been signed or given up meanwhile, so this is not saved. "
                "Copy what you typed if it is still needed."
            ),
        )
        return None
    by: Any = request.user
    version = form.cleaned_data.get("version") or 0
    if "confirm" in request.POST:
        act = lambda: actions.confirm(draft, by=by, step=form.step, version=version)  # noqa: E731
    elif valid:
        values = form.values
        act = lambda: actions.save(  # noqa: E731
            draft, by=by, step=form.step, values=values, version=version
        )
    else:
        return None
    try:
        if done(form, act) is None:
            return None
    except actions.Newer as newer:
        _meet(form, newer.step)
        return None
    content = drafting.read(draft.content)
    title, over = title_of(form.step), _over(form.step, content)
    messages.success(
        request, f"{_('Saved')}: {title}. {over}" if over else f"{_('Saved')}: {title}"
    )
    following = _next(form.step, content)
    if request.POST.get("to") == "list" or following is None:
        return redirect("assess", case=person.public_id)
    return redirect("assess-step", case=person.public_id, step=following)


def _next(step: str, content: Content) -> str | None:
    """The page after this one; the analysis only where it is called for."""
    for each in drafting.STEPS[drafting.STEPS.index(step) + 1 :]:
        if each != drafting.ANALYSIS or drafting.parts_called_for(content):
            return each
    return None


def _meet(form: StepForm, kept: Step) -> None:
    """Show beside what was typed what somebody else saved."""
    theirs, yours = form.said(kept.values), form.said(form.values)
    differences = [
        Difference(label, theirs[label], yours.get(label, ""))
        for label in theirs
        if theirs[label] != yours.get(label, "")
    ]
    at = datetime.fromisoformat(kept.at) if kept.at else clock.now()
    form.meet(Conflict(kept.by or _("Somebody"), at, differences), version=kept.version)


@case_page(Permission.ASSESS)
def sign_assessment(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what is missing, or let the assessment be signed."""
    signed = result_before(request)
    if signed:
        return redirect("assessment", case=person.public_id, ref=signed)
    draft = draft_of(person)
    if draft is None:
        return redirect("case-assessment", case=person.public_id)
    author = getattr(request.user, "staff", None)
    form = MomentForm(request.POST or None, version=draft.version)
    changed = False
    if request.method == "POST" and form.is_valid():
        version, token = form.cleaned_data["version"] or 0, form.cleaned_data["token"]
        by: Any = request.user
        given: dict[str, Any] = {"author": author, "version": version, "token": token}
        seen = draft
        try:
            result = done(form, lambda: actions.sign(seen, by=by, **given))
        except history.Conflict:
            changed, result = True, None
            draft = draft_of(person) or draft
            form = MomentForm(version=draft.version)
        if result is not None:
            messages.success(request, _("Assessment signed"))
            return redirect("assessment", case=person.public_id, ref=draft.about)
    content = drafting.read(draft.content)
    beside = known(person, decided_in(draft))
    missing = drafting.lacking(content, beside)
    level = drafting.overall(content)
    context = {
        "draft": draft,
        "form": form,
        "changed": changed,
        "missing": [(step, title_of(step), lacks) for step, lacks in missing.items()],
        "level": level_of(level),
        "groups": [
            (title_of(step), level_of(content.values(step).get("level")))
            for step, group in drafting.RISK_STEPS.items()
            if group in drafting.IN_COMMUNITY
        ],
        "countersigned": countersigned_because(level, getattr(author, "grade", None)),
        "not_known": [title_of(step) for step in drafting.SECTION_STEPS if _unknown(content, step)],
    }
    status = 409 if changed else 200
    return _page(request, person, "assessment/sign.html", context, status=status)


def _unknown(content: Content, step: str) -> bool:
    return NOT_KNOWN in content.values(step).values()


@case_page(Permission.ASSESS)
def no_analysis(request: HttpRequest, person: Person) -> HttpResponse:
    """Decide not to make the full analysis, with the reason."""
    draft = draft_of(person)
    oasys = by_ref(person, draft.about) if draft else None
    if oasys is None or result_before(request) is not None:
        return redirect("assess", case=person.public_id)
    row = not_to_analyse(oasys)
    form = BecauseForm(
        request.POST or None,
        initial={"because": row.because if row else ""},
        label=_("Why is the full analysis not made?"),
    )
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, request.user
        act = lambda: actions.decide_no_analysis(  # noqa: E731
            oasys,
            by=by,  # type: ignore[arg-type]
            author=getattr(by, "staff", None),
            because=given["because"],
            token=given["token"],
        )
        if done(form, act) is not None:
            messages.success(request, _("Recorded. A manager has to countersign it."))
            return redirect("assess", case=person.public_id)
    return _page(request, person, "assessment/no_analysis.html", {"form": form, "decided": row})


@case_page(Permission.COUNTERSIGN)
def countersign_no_analysis(request: HttpRequest, person: Person) -> HttpResponse:
    """Countersign the decision not to make the full analysis."""
    draft = draft_of(person)
    oasys = by_ref(person, draft.about) if draft else None
    row = not_to_analyse(oasys)
    if draft is None or oasys is None or row is None or result_before(request) is not None:
        return redirect("case-assessment", case=person.public_id)
    form = MomentForm(request.POST or None, version=row.version)
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, request.user
        act = lambda: actions.countersign_no_analysis(  # noqa: E731
            oasys,
            by=by,  # type: ignore[arg-type]
            manager=getattr(by, "staff", None),
            version=given["version"] or 0,
            token=given["token"],
        )
        try:
            if done(form, act) is not None:
                messages.success(request, _("Countersigned"))
                return redirect("case-assessment", case=person.public_id)
        except history.Conflict:
            messages.warning(request, _("The reason was changed meanwhile. Read it again."))
            return redirect("countersign-no-analysis", case=person.public_id)
    content = drafting.read(draft.content)
    indicators = [_(screening.INDICATORS[name].question) for name in drafting.indicators(content)]
    context = {"form": form, "decided": row, "indicators": indicators}
    context["level"] = level_of(drafting.overall(content))
    return _page(request, person, "assessment/countersign_decision.html", context)


@case_page(Permission.ASSESS)
def give_up(request: HttpRequest, person: Person) -> HttpResponse:
    """Give up an assessment that was begun."""
    if result_before(request) is not None or begun(person) is None:
        return redirect("case-assessment", case=person.public_id)
    form = BecauseForm(request.POST or None, label=_("Why is it given up?"))
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, request.user
        act = lambda: actions.give_up(  # noqa: E731
            person,
            by=by,  # type: ignore[arg-type]
            because=given["because"],
            token=given["token"],
        )
        if done(form, act) is not None:
            messages.success(request, _("Assessment given up"))
            return redirect("case-assessment", case=person.public_id)
    context = {
        "form": form,
        "heading": _("Give up the assessment in progress"),
        "intro": _("What was typed is taken away. That it was begun, and why it ended, stays."),
        "button": _("Give it up"),
        "back": "assess",
    }
    return _page(request, person, "assessment/because.html", context)


def _page(
    request: HttpRequest,
    person: Person,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"person": person, "part": "assessment", **context}
    return render(request, template, context, status=status)
