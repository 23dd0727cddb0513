"""Pages on which a plan is worked out: a list of its parts, and a page for each."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.assessment.rules.needs import calls_for_objective
from throughcare.design.forms import Choice, Form
from throughcare.history import answering, clock
from throughcare.history.models import new_ref
from throughcare.people.models import Person
from throughcare.planning import actions
from throughcare.planning.models import PlanDraft
from throughcare.planning.pages.forms import (
    AgreementForm,
    ContactForm,
    ObjectiveForm,
    PartForm,
    RiskForm,
)
from throughcare.planning.pages.saving import save
from throughcare.planning.pages.signing import lacking
from throughcare.planning.queries import content, open_draft, read
from throughcare.planning.rules.draft import (
    HEADINGS,
    Draft,
    DraftObjective,
    Part,
    last_assessment,
    plan_in_force,
)
from throughcare.planning.rules.linking import calls_for_contingency
from throughcare.planning.rules.minimum import minimum_on
from throughcare.planning.showing import (
    GROUPS,
    INTERVALS,
    LEVELS,
    WHY_MINIMUM,
    Words,
    section_name,
)

ADD = "add"
"""The button that saves and makes room for another action."""


@case_page(Permission.ASSESS)
def draft(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what a plan consists of and what is still missing; begin one where there is none."""
    today, found = clock.today(), open_draft(person)
    if found is None:
        form = Form(request.POST) if request.method == "POST" else Form()
        if request.method == "POST" and form.is_valid():
            begun = answering.done(
                form,
                lambda: actions.begin_draft(
                    person,
                    by=request.user,  # type: ignore[arg-type]
                    token=form.cleaned_data["token"],
                ),
            )
            if begun is not None or open_draft(person) is not None:
                return _asked_for(request, person) or redirect("plan-draft", case=person.public_id)
        case = read(person)
        context = {
            "person": person,
            "part": "plan",
            "form": form,
            "plan": plan_in_force(case, today),
            "assessment": last_assessment(case),
        }
        return render(request, "planning/begin.html", context)
    if wanted := _asked_for(request, person):
        return wanted
    case, written = read(person), content(found)
    words, assessment = Words(case, today), last_assessment(case)
    context = {
        "person": person,
        "part": "plan",
        "draft": found,
        "objectives": [words.objective(each) for each in written.standing],
        "risks": [
            (each.ref, str(GROUPS[each.group]), str(LEVELS[each.level]), _risk_state(written, each))
            for each in (assessment.risks if assessment else ())
        ],
        "written": written,
        "interval": INTERVALS.get(written.contact.interval or "", ""),
        "assessment": assessment,
        "lacking": lacking(person, case, written, today),
    }
    return render(request, "planning/draft.html", context)


def _asked_for(request: HttpRequest, person: Person) -> HttpResponse | None:
    """The part for which somebody came: an objective for a need, or the page of a risk.

    A need or a risk may be named as an earlier assessment has it; the last one stands for it.
    """
    need, risk = request.GET.get("need"), request.GET.get("risk")
    if not (need or risk):
        return None
    case = read(person)
    words, assessment = Words(case, clock.today()), last_assessment(case)
    if assessment and need in words.sections:
        number = words.sections[need].number
        for section in assessment.sections:
            if section.number == number:
                page = reverse("plan-objective", kwargs={"case": person.public_id, "ref": "new"})
                return redirect(f"{page}?{urlencode({'need': section.ref})}")
    if assessment and risk in words.risks:
        group = words.risks[risk].group
        for each in assessment.risks:
            if each.group is group:
                return redirect("plan-risk", case=person.public_id, ref=each.ref)
    return None


def _risk_state(written: Draft, risk: Any) -> str:
    one = written.risk(risk.ref)
    if not one.version and not one.actions:
        return "not begun"
    settled = one.is_settled or not calls_for_contingency(risk)
    return "done" if settled and one.actions else "begun"


@case_page(Permission.ASSESS)
def objective(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Write one objective."""
    found = open_draft(person)
    if found is None:
        return redirect("plan-draft", case=person.public_id)
    case, written = read(person), content(found)
    key = new_ref() if ref == "new" else ref
    before = written.objective(key) or DraftObjective(key=key)
    if ref != "new" and written.objective(key) is None:
        raise Http404
    assessment = last_assessment(case)
    needs = [
        Choice(each.ref, section_name(each.number), _why(each))
        for each in sorted(
            assessment.sections if assessment else (),
            key=lambda each: (not calls_for_objective(each), each.number),
        )
    ]
    risks = [
        Choice(each.ref, GROUPS[each.group], _("Risk: %(level)s") % {"level": LEVELS[each.level]})
        for each in (assessment.risks if assessment else ())
    ]
    named: dict[str, Any] = {
        "needs": needs,
        "risks": risks,
        "actions": before.actions,
        "requirements": Words(case, clock.today()).requirements,
    }
    asked = request.GET.getlist("need"), request.GET.getlist("risk")
    initial = {
        "text": before.text,
        "measure": before.measure,
        "needs": [*before.needs, *asked[0]],
        "risks": [*before.risks, *asked[1]],
    }
    form = _form(request, ObjectiveForm, before, initial, **named)
    if result := _saved(request, person, found, form, before, "plan-objective"):
        return result
    context = {"heading": _("Add an objective") if ref == "new" else _("Objective")}
    return _shown(request, person, form, "planning/objective.html", **context)


def _why(section: Any) -> str:
    """What the assessment says that makes a section matter here."""
    said = []
    if calls_for_objective(section):
        said.append(_("over the threshold and linked to offending"))
    elif section.linked_to_offending:
        said.append(_("linked to offending"))
    if section.linked_to_harm:
        said.append(_("linked to risk of serious harm"))
    return "; ".join(said)


@case_page(Permission.ASSESS)
def remove_objective(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Take an objective out of the plan that is being worked out."""
    found = open_draft(person)
    if found is None:
        return redirect("plan-draft", case=person.public_id)
    before = content(found).objective(ref)
    if before is None or before.removed:
        raise Http404
    form = RemoveForm(request.POST) if request.POST else RemoveForm(version=before.version)
    if result := _saved(request, person, found, form, before, ""):
        return result
    return _shown(
        request, person, form, "planning/remove.html", objective=before, heading=_("Take it out?")
    )


class RemoveForm(PartForm):
    """Takes an objective out; what was written stays in the draft, out of sight."""

    def part(self, before: Part) -> Part:
        """The objective, taken out."""
        return msgspec.structs.replace(before, removed=True)

    def said(self, part: Any) -> dict[str, str]:
        """The objective in the words of a conflict."""
        return {_("Objective"): _("Taken out of the plan") if part.removed else part.text}


@case_page(Permission.ASSESS)
def risk(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Say how one risk of the assessment is dealt with."""
    found = open_draft(person)
    if found is None:
        return redirect("plan-draft", case=person.public_id)
    case, written = read(person), content(found)
    assessment = last_assessment(case)
    assessed = next(
        (each for each in (assessment.risks if assessment else ()) if each.ref == ref), None
    )
    if assessed is None:
        raise Http404
    before = written.risk(ref)
    used = {each.heading for each in before.actions}
    form = _form(
        request,
        RiskForm,
        before,
        {
            "contingency": before.contingency,
            "restrictive": before.restrictive,
            "not_needed": before.not_needed,
        },
        actions=before.actions,
        blank=[each for each in HEADINGS if each not in used] or [HEADINGS[0]],
        requirements=Words(case, clock.today()).requirements,
    )
    if result := _saved(request, person, found, form, before, "plan-risk"):
        return result
    return _shown(
        request,
        person,
        form,
        "planning/risk.html",
        heading=_("Risk to: %(group)s") % {"group": str(GROUPS[assessed.group]).lower()},
        risk=assessed,
        level=LEVELS[assessed.level],
        must=calls_for_contingency(assessed),
    )


@case_page(Permission.ASSESS)
def contact(request: HttpRequest, person: Person) -> HttpResponse:
    """Say how often the person is to be seen, beside the minimum."""
    found = open_draft(person)
    if found is None:
        return redirect("plan-draft", case=person.public_id)
    before = content(found).contact
    initial = {
        "interval": before.interval or "",
        "face_to_face": "yes" if before.face_to_face else "no",
        "because": before.because,
    }
    form = _form(request, ContactForm, before, initial)
    if result := _saved(request, person, found, form, before, "plan-contact"):
        return result
    minimum = minimum_on(clock.today(), read(person))
    return _shown(
        request,
        person,
        form,
        "planning/contact.html",
        heading=_("How often you will meet"),
        minimum=INTERVALS[minimum.interval] if minimum else "",
        why=WHY_MINIMUM.get(minimum.because, "") if minimum else "",
    )


@case_page(Permission.ASSESS)
def agreement(request: HttpRequest, person: Person) -> HttpResponse:
    """Write down what the person says to the plan; that may be later, too."""
    found = open_draft(person)
    if found is None:
        return redirect("plan-draft", case=person.public_id)
    before = content(found).agreement
    initial = {"said_by_them": before.said, "words": before.words, "day": before.on}
    form = _form(request, AgreementForm, before, initial, today=clock.today())
    if result := _saved(request, person, found, form, before, "plan-draft-agreement"):
        return result
    return _shown(
        request, person, form, "planning/part.html", heading=_("What they say to the plan")
    )


def _form(
    request: HttpRequest,
    form: type[PartForm],
    before: Part,
    initial: dict[str, Any],
    **named: Any,
) -> PartForm:
    if request.method == "POST":
        return form(request.POST, **named)
    return form(initial=initial, version=before.version, **named)


def _saved(
    request: HttpRequest,
    person: Person,
    draft: PlanDraft,
    form: PartForm,
    before: Part,
    page: str,
) -> HttpResponse | None:
    """Save a part and lead on; None where the form is to be shown."""
    if request.method != "POST":
        return None
    if answering.result_before(request) is None:
        if not form.is_valid() or not save(request, draft, form, before):
            return None
        messages.success(request, _("Saved"))
    if ADD in request.POST and page:
        named: dict[str, Any] = {"case": person.public_id}
        if isinstance(before, DraftObjective):
            named["ref"] = before.key
        elif risk := getattr(before, "risk", ""):
            named["ref"] = risk
        if answering.result_before(request) and isinstance(before, DraftObjective):
            named["ref"] = answering.result_before(request) or before.key
        return redirect(page, **named)
    return redirect("plan-draft", case=person.public_id)


def _shown(
    request: HttpRequest, person: Person, form: PartForm, template: str, **shown: Any
) -> HttpResponse:
    return answering.show(request, template, form, {"person": person, "part": "plan", **shown})
