"""Looking again: begin a review, answer what has happened, sign it; and read a signed one."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.design.forms import Choice, Form, LongTextField, OneOfField
from throughcare.history import answering, clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.planning import Review as ReviewFact
from throughcare.people.models import Person
from throughcare.planning import actions
from throughcare.planning.models import Review
from throughcare.planning.pages.forms import Typed
from throughcare.planning.queries import read
from throughcare.planning.rules.draft import plan_in_force
from throughcare.planning.rules.since import SinceFact, last_look, open_review, since
from throughcare.planning.showing import Words

SIGN = "sign"
"""The button that signs; the other one saves."""
OUTCOMES = {
    "plan changed": gettext_lazy("The plan was changed"),
    "plan stands": gettext_lazy("The plan stands as it is"),
}


class ReviewForm(Form):
    """Asks what each fact means for risk and plan, and what came of the review."""

    outcome = OneOfField(
        label=gettext_lazy("What comes of it?"),
        choices=[
            Choice(
                "plan changed",
                OUTCOMES["plan changed"],
                gettext_lazy("A changed plan has been signed since the review was begun."),
            ),
            Choice("plan stands", OUTCOMES["plan stands"], reveals=("because",)),
        ],
        required=False,
    )
    because = LongTextField(
        label=gettext_lazy("Why does it stand?"), required=False, max_length=5000, rows=3
    )

    def __init__(self, facts: Sequence[SinceFact], *args: Any, **kwargs: Any) -> None:
        """One question for each fact."""
        super().__init__(*args, **kwargs)
        self.facts = facts
        for fact in facts:
            self.fields[name_of(fact.about)] = LongTextField(
                label=gettext_lazy("What does it mean for risk and plan?"),
                required=False,
                max_length=5000,
                rows=3,
            )

    def asked(self) -> list[tuple[SinceFact, Any]]:
        """Each fact with its question."""
        return [(fact, self[name_of(fact.about)]) for fact in self.facts]

    def answers(self) -> dict[str, str]:
        """What was answered, by the names of the facts."""
        return {each.about: self.cleaned_data[name_of(each.about)] for each in self.facts}

    def check_for_signing(self) -> bool:
        """Say beside each field what is missing before the review can be signed."""
        given = self.cleaned_data
        for fact in self.facts:
            if fact.must and not given[name_of(fact.about)]:
                said = _("Say what this means for risk and plan: %(fact)s")
                self.add_error(name_of(fact.about), said % {"fact": fact.about})
        if not given.get("outcome"):
            self.add_error("outcome", _("Select what comes of the review"))
        elif given["outcome"] == "plan stands" and not given.get("because"):
            self.add_error("because", _("Say why the plan stands"))
        return not self.errors


def name_of(about: str) -> str:
    """The name of the field for a fact, the same while the review goes on."""
    return f"fact_{sha256(about.encode()).hexdigest()[:12]}"


@case_page(Permission.ASSESS)
def begin(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what has happened since anybody last looked, and begin a review of it."""
    case, today = read(person), clock.today()
    going_on = open_review(case)
    if going_on:
        return redirect("review", case=person.public_id, ref=going_on.ref)

    def lead(ref: str) -> HttpResponse:
        return redirect("review", case=person.public_id, ref=ref)

    form = Form(request.POST) if request.method == "POST" else Form()
    return answering.sent_before(request, lead) or answering.answer(
        request,
        form,
        lambda: actions.begin_review(
            person,
            by=request.user,  # type: ignore[arg-type]
            author=getattr(request.user, "staff", None),
            token=form.cleaned_data["token"],
        ),
        said="",
        lead=lead,
        template="planning/begin_review.html",
        shown={
            "person": person,
            "part": "plan",
            "looked": last_look(case),
            "facts": since(case, today),
            "plan": plan_in_force(case, today),
        },
    )


@case_page(Permission.SEE_ASSESSMENT)
def review(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Answer a review that goes on, or read a signed one."""
    case, today = read(person), clock.today()
    fact = next((each for each in case.planning.reviews if each.ref == ref), None)
    if fact is None:
        raise Http404
    if answering.result_before(request) is not None:
        return redirect("review", case=person.public_id, ref=ref)
    if fact.signed_on or not has(request.user, Permission.ASSESS):
        return render(request, "planning/review.html", _read_only(person, case, fact))
    row = Review.objects.select_related("person").get(person=person, ref=ref)
    facts = since(case, today)
    if request.method == "POST":
        form = ReviewForm(facts, request.POST)
    else:
        form = ReviewForm(facts, initial=_initial(fact, facts), version=row.version)
    if answered := _answered(request, person, row, form):
        return answered
    plan = plan_in_force(case, today)
    context = {
        "person": person,
        "part": "plan",
        "review": fact,
        "looked": last_look(case),
        "plan": plan,
        "changed": bool(plan and plan.signed_on >= fact.begun_on),
    }
    return answering.show(request, "planning/answer_review.html", form, context)


def _answered(
    request: HttpRequest, person: Person, row: Review, form: ReviewForm
) -> HttpResponse | None:
    """Save the answers, or sign; None where the page is to be shown."""
    signs = request.POST.get("do") == SIGN
    if request.method != "POST" or not form.is_valid() or (signs and not form.check_for_signing()):
        return None
    given = form.cleaned_data
    named: dict[str, Any] = {
        "by": request.user,
        "answers": form.answers(),
        "version": given["version"] or 0,
        "token": given["token"],
    }
    if signs:
        named |= {
            "author": getattr(request.user, "staff", None),
            "outcome": given["outcome"],
            "because": given.get("because") or "",
        }
    write = actions.sign_review if signs else actions.save_answers
    return answering.carry_out(
        request,
        form,
        lambda: write(row, **named),
        said=_("Review signed") if signs else _("Saved"),
        lead=lambda _ref: redirect("review", case=person.public_id, ref=row.ref),
        meet=lambda conflict: answering.meet(
            form,
            conflict,
            theirs=lambda: _stored(read(person), row.ref),
            yours={about: text for about, text in form.answers().items() if text},
            person_id=person.pk,
        ),
    )


def _names(case: CaseFile) -> Mapping[str, str]:
    """The changes of circumstances in words."""
    return {each.ref: f"{each.kind}: {each.text}" for each in case.information.changes}


def _stored(case: CaseFile, ref: str) -> Typed:
    """What is saved of a review, by the names of the facts."""
    fact = next(each for each in case.planning.reviews if each.ref == ref)
    by_change = {each.change: each.about for each in since(case, clock.today()) if each.change}
    return {by_change.get(each.change or "", each.about): each.text for each in fact.answers}


def _initial(review: ReviewFact, facts: Sequence[SinceFact]) -> dict[str, str]:
    by_change = {each.change: each.text for each in review.answers if each.change}
    by_name = {each.about: each.text for each in review.answers if not each.change}
    return {
        name_of(fact.about): by_change.get(fact.change or "", "") or by_name.get(fact.about, "")
        for fact in facts
    }


def _read_only(person: Person, case: CaseFile, fact: ReviewFact) -> dict[str, Any]:
    words, names = Words(case, clock.today()), _names(case)
    return {
        "person": person,
        "part": "plan",
        "review": fact,
        "begun_by": words.staff(fact.begun_by),
        "signed_by": words.staff(fact.signed_by),
        "outcome": OUTCOMES.get(fact.outcome or "", ""),
        "answers": [
            (names.get(each.change, each.about) if each.change else each.about, each.text)
            for each in fact.answers
        ],
    }
