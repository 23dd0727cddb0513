"""Closing an assessment: the decision not to analyse, checking and signing, countersigning."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.assessment import actions
from throughcare.assessment.pages.drafts import draft_page
from throughcare.assessment.pages.forms import BecauseForm, MomentForm
from throughcare.assessment.pages.showing import GROUPS, level_of, title_of, unserved
from throughcare.assessment.queries import by_ref, decided_in, draft_of, known, not_to_analyse
from throughcare.assessment.rules import drafting, screening, sources
from throughcare.assessment.rules.drafting import Content
from throughcare.assessment.rules.items import NOT_KNOWN
from throughcare.assessment.rules.signing import countersigned_because
from throughcare.history.answering import done, result_before
from throughcare.people.models import Person


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
            (GROUPS[group], level_of(content.values(step).get("level")))
            for step, group in drafting.RISK_STEPS.items()
            if group in drafting.IN_COMMUNITY
        ],
        "countersigned": countersigned_because(level, getattr(author, "grade", None)),
        "unserved": unserved(sources.of_form(content.values(drafting.DRAWN_ON))),
        "not_known": [title_of(step) for step in drafting.SECTION_STEPS if _unknown(content, step)],
    }
    status = 409 if changed else 200
    return draft_page(request, person, "assessment/sign.html", context, status=status)


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
    return draft_page(
        request, person, "assessment/no_analysis.html", {"form": form, "decided": row}
    )


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
    return draft_page(request, person, "assessment/countersign_decision.html", context)
