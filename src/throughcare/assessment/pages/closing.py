"""Closing an assessment: the decision not to analyse, checking and signing, countersigning."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.assessment import actions
from throughcare.assessment.pages.drafts import answer, draft_page
from throughcare.assessment.pages.forms import BecauseForm
from throughcare.assessment.pages.showing import GROUPS, level_of, title_of, unserved
from throughcare.assessment.queries import by_ref, decided_in, draft_of, known, not_to_analyse
from throughcare.assessment.rules import drafting, screening, sources
from throughcare.assessment.rules.drafting import Content
from throughcare.assessment.rules.items import NOT_KNOWN
from throughcare.assessment.rules.signing import countersigned_because
from throughcare.design.forms import Form
from throughcare.history.answering import carry_out, sent_before
from throughcare.people.models import Person


@case_page(Permission.ASSESS)
def sign_assessment(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what is missing, or let the assessment be signed."""

    def lead(ref: str) -> HttpResponse:
        return redirect("assessment", case=person.public_id, ref=ref)

    if before := sent_before(request, lead):
        return before
    draft = draft_of(person)
    if draft is None:
        return redirect("case-assessment", case=person.public_id)
    author = getattr(request.user, "staff", None)
    form = Form(request.POST or None, version=draft.version)
    changed: list[history.Conflict] = []
    seen = draft
    signed = carry_out(
        request,
        form,
        lambda: actions.sign(
            seen,
            by=request.user,  # type: ignore[arg-type]
            author=author,
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Assessment signed"),
        lead=lambda _ref: lead(seen.about),
        meet=changed.append,
    )
    if signed:
        return signed
    if changed:
        draft = draft_of(person) or draft
        form = Form(version=draft.version)
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

    def lead(_ref: str = "") -> HttpResponse:
        return redirect("assess", case=person.public_id)

    if oasys is None:
        return lead()
    if before := sent_before(request, lead):
        return before
    row = not_to_analyse(oasys)
    form = BecauseForm(
        request.POST or None,
        initial={"because": row.because if row else ""},
        label=_("Why is the full analysis not made?"),
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.decide_no_analysis(
            oasys,
            by=request.user,  # type: ignore[arg-type]
            author=getattr(request.user, "staff", None),
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
        ),
        said=_("Recorded. A manager has to countersign it."),
        lead=lead,
        template="assessment/no_analysis.html",
        decided=row,
    )


@case_page(Permission.COUNTERSIGN)
def countersign_no_analysis(request: HttpRequest, person: Person) -> HttpResponse:
    """Countersign the decision not to make the full analysis."""
    draft = draft_of(person)
    oasys = by_ref(person, draft.about) if draft else None
    row = not_to_analyse(oasys)

    def lead(_ref: str = "") -> HttpResponse:
        return redirect("case-assessment", case=person.public_id)

    if draft is None or oasys is None or row is None:
        return lead()
    if before := sent_before(request, lead):
        return before
    form = Form(request.POST or None, version=row.version)
    content = drafting.read(draft.content)
    return answer(
        request,
        person,
        form,
        lambda: actions.countersign_no_analysis(
            oasys,
            by=request.user,  # type: ignore[arg-type]
            manager=getattr(request.user, "staff", None),
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Countersigned"),
        lead=lead,
        template="assessment/countersign_decision.html",
        decided=row,
        indicators=[
            _(screening.INDICATORS[name].question) for name in drafting.indicators(content)
        ],
        level=level_of(drafting.overall(content)),
    )
