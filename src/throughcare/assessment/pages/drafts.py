"""Working on an assessment: begin it, go through its pages, give it up."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.assessment import actions
from throughcare.assessment.models import Draft
from throughcare.assessment.pages.forms import BecauseForm, BeginForm, StepForm
from throughcare.assessment.pages.showing import STATUSES, level_of, title_of
from throughcare.assessment.queries import (
    asked_of_others,
    begun,
    decided_in,
    draft_of,
    known,
    last_signed,
)
from throughcare.assessment.rules import drafting, screening
from throughcare.assessment.rules.drafting import Content, Step
from throughcare.assessment.rules.weighing import weighed
from throughcare.design.forms import Conflict, Form
from throughcare.design.wording import day
from throughcare.history import answering, clock
from throughcare.history.answering import done, sent_before
from throughcare.information.showing import ENQUIRIES
from throughcare.people.models import Person

_GROUPS = (
    ("sources", (drafting.DRAWN_ON,)),
    ("sections", tuple(drafting.SECTION_STEPS)),
    ("person", (drafting.PERSON,)),
    ("harm", (*screening.PAGES, drafting.ANALYSIS, *drafting.RISK_STEPS)),
)


@case_page(Permission.ASSESS)
def begin_assessment(request: HttpRequest, person: Person) -> HttpResponse:
    """Begin an assessment, or take up one that was begun elsewhere."""

    def lead(_ref: str = "") -> HttpResponse:
        return redirect("assess", case=person.public_id)

    if draft_of(person) is not None:
        return lead()
    if before := sent_before(request, lead):
        return before
    there, earlier = begun(person), last_signed(person)
    form = BeginForm(request.POST or None, initial={"layer": "full", "carry": "yes"})
    if there is not None:
        del form.fields["layer"]
    if there is not None or earlier is None:
        del form.fields["carry"]
    return answer(
        request,
        person,
        form,
        lambda: actions.begin(
            person,
            by=request.user,  # type: ignore[arg-type]
            layer=form.cleaned_data.get("layer") or "full",
            carry_forward=form.cleaned_data.get("carry") == "yes",
            token=form.cleaned_data["token"],
        ),
        said="",
        lead=lead,
        template="assessment/begin.html",
        there=there,
        earlier=earlier,
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
    titles = {
        "sources": _("What it rests on"),
        "sections": _("Sections"),
        "person": _("The person"),
        "harm": _("Serious harm"),
    }
    groups = [
        (titles[key], [_task(step, found[step], content) for step in steps])
        for key, steps in _GROUPS
    ]
    left = drafting.left(found)
    context = {
        "draft": draft,
        "groups": groups,
        "left": len(left),
        "to_confirm": sum(1 for each in found.values() if each.status == drafting.CARRIED),
        "next": (left[0], title_of(left[0])) if left else None,
    }
    context["level"] = level_of(drafting.overall(content))
    return draft_page(request, person, "assessment/tasks.html", context)


def _task(step: str, state: drafting.State, content: Content) -> dict[str, Any]:
    said, colour = STATUSES[state.status]
    return {
        "step": step,
        "title": title_of(step),
        "status": said,
        "colour": colour,
        "need": _over(step, content),
        "lacks": state.lacks if state.status == "in progress" else (),
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


@case_page(Permission.ASSESS)
def assess_step(request: HttpRequest, person: Person, step: str) -> HttpResponse:
    """Show one page of the draft and keep what is typed on it."""
    draft = draft_of(person)
    if step not in drafting.STEPS or (draft is None and request.method != "POST"):
        return redirect("assess", case=person.public_id)
    content = drafting.read(draft.content) if draft else Content()
    kept = content.steps.get(step, Step())
    decided = None
    asked: dict[str, Any] = {}
    if step == drafting.ANALYSIS:
        decided = decided_in(draft)
        asked["called_for"] = drafting.parts_called_for(content, known(person, decided))
    if request.method == "POST":
        form = StepForm(step, content, request.POST, **asked)
        if saved := _save(request, person, draft, form, kept):
            return saved
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
        "saved_at": datetime.fromisoformat(kept.at) if kept.at else None,
        "called_for": asked.get("called_for", ()),
        "analysis": step == drafting.ANALYSIS,
        "decided": decided,
        "may_countersign": has(request.user, Permission.COUNTERSIGN),
        "replaced": _replaced(form, kept),
        "asked": _asked(person) if step == drafting.DRAWN_ON else (),
    }
    status = 409 if form.conflict or draft is None else 200
    return draft_page(request, person, "assessment/step.html", context, status=status)


def _replaced(form: StepForm, kept: Step) -> list[tuple[str, datetime, list[tuple[str, str]]]]:
    """What others saved here that somebody saved over: who, when, and what reads otherwise now."""
    stands = form.said(kept.values)
    return [
        (
            each.by,
            datetime.fromisoformat(each.at),
            [
                (label, said)
                for label, said in form.said(each.values).items()
                if said != stands.get(label, "")
            ],
        )
        for each in reversed(kept.replaced)
    ]


def _asked(person: Person) -> list[str]:
    """The enquiries on record: what was asked when, and whether it was answered."""
    found = []
    for each in asked_of_others(person):
        said = _("asked on %(day)s") % {"day": day(each.asked_on)}
        if each.answer is not None:
            answered = _("answered on %(day)s") % {"day": day(each.answer.received_on)}
        elif each.not_applicable is not None:
            answered = _("then not applicable")
        else:
            answered = _("not answered")
        found.append(f"{ENQUIRIES[each.kind]}: {said}, {answered}")
    return found


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
    found = drafting.states(content, known(person, decided_in(draft)))
    messages.success(request, " ".join(_said(title, over, found)))
    following = drafting.following(form.step, found, confirmed="confirm" in request.POST)
    if request.POST.get("to") == "list" or following is None:
        return redirect("assess", case=person.public_id)
    return redirect("assess-step", case=person.public_id, step=following)


def _said(title: str, over: str, found: Mapping[str, drafting.State]) -> Iterable[str]:
    """What saving comes to: what was saved, what it comes to, how much is left."""
    yield _("Saved: %(title)s.") % {"title": title}
    if over:
        yield f"{over}."
    left = len(drafting.left(found))
    if not left:
        yield _("Nothing is left to write.")
    else:
        yield ngettext("%(num)s part is left.", "%(num)s parts are left.", left) % {"num": left}


def _meet(form: StepForm, kept: Step) -> None:
    """Show beside what was typed what somebody else saved."""
    differences = answering.differences(form.said(kept.values), form.said(form.values))
    at = datetime.fromisoformat(kept.at) if kept.at else clock.now()
    form.meet(Conflict(kept.by or _("Somebody"), at, differences), version=kept.version)


@case_page(Permission.ASSESS)
def give_up(request: HttpRequest, person: Person) -> HttpResponse:
    """Give up an assessment that was begun."""

    def lead(_ref: str = "") -> HttpResponse:
        return redirect("case-assessment", case=person.public_id)

    if begun(person) is None:
        return lead()
    if before := sent_before(request, lead):
        return before
    form = BecauseForm(request.POST or None, label=_("Why is it given up?"))
    return answer(
        request,
        person,
        form,
        lambda: actions.give_up(
            person,
            by=request.user,  # type: ignore[arg-type]
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
        ),
        said=_("Assessment given up"),
        lead=lead,
        template="assessment/because.html",
        heading=_("Give up the assessment in progress"),
        intro=_("What was typed is taken away. That it was begun, and why it ended, stays."),
        button=_("Give it up"),
        back="assess",
    )


def answer(
    request: HttpRequest,
    person: Person,
    form: Form,
    act: Callable[[], object],
    *,
    said: str,
    lead: answering.Lead,
    template: str,
    **shown: Any,
) -> HttpResponse:
    """Answer a form of the assessment: carry it out and lead on, or show its page."""
    return answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lead,
        meet=lambda each: answering.meet(form, each, person_id=person.pk),
        template=template,
        shown={"person": person, "part": "assessment", **shown},
    )


def draft_page(
    request: HttpRequest,
    person: Person,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a page of an assessment in work."""
    context = {"person": person, "part": "assessment", **context}
    return render(request, template, context, status=status)
