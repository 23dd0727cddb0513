"""An absence or a leaving, planned ahead with all the cases: who, when, and who is to have them.

Nothing is recorded before the manager has seen who would have what (`moving`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
)
from throughcare.history import answering, clock
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Absence, Staff
from throughcare.organisation.queries import away_on
from throughcare.team.pages.moving import address_of, cases_with, proposed_for
from throughcare.team.pages.scope import colleagues_of
from throughcare.workload import actions
from throughcare.workload.models import ABSENCE, LEAVING, MovePlan
from throughcare.workload.planned import plans_of

SPREAD, LATER = "spread", "later"


class PlanForm(Form):
    """Who, why, from when to when, and what becomes of the cases."""

    staff = SelectField(
        label=gettext_lazy("Who?"), empty="", missing=gettext_lazy("Select who it is")
    )
    kind = OneOfField(
        label=gettext_lazy("What is it?"),
        missing=gettext_lazy("Select what it is"),
        choices=[
            Choice(LEAVING, gettext_lazy("Their post ends")),
            Choice("leave", gettext_lazy("Annual leave")),
            Choice("sickness", gettext_lazy("Sickness")),
            Choice("parental", gettext_lazy("Parental leave")),
            Choice("training", gettext_lazy("Training")),
            Choice("other", gettext_lazy("Something else")),
        ],
    )
    first = DayField(
        label=gettext_lazy("First day away; of who leaves, the last day in post"),
        noun=gettext_lazy("The day"),
    )
    last = DayField(
        label=gettext_lazy("Last day away"),
        noun=gettext_lazy("The last day"),
        hint=gettext_lazy("Leave it empty if it is not known yet, and where the post ends."),
        required=False,
    )
    because = LongTextField(
        label=gettext_lazy("Why do the cases move?"),
        hint=gettext_lazy("It stands beside each case as the reason."),
        missing=gettext_lazy("Say why the cases move"),
        max_length=1000,
        rows=2,
    )
    cases = SelectField(
        label=gettext_lazy("Who is to have the cases?"),
        hint=gettext_lazy("You can change each on the next page."),
        missing=gettext_lazy("Select who is to have the cases"),
    )

    def clean(self) -> dict[str, Any]:
        """Whose post ends does not come back."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == LEAVING and given.get("last"):
            self.add_error("last", _("Whose post ends does not come back: leave this empty."))
        return given


@needs(Permission.ASSIGN_OFFICER)
def plan_absence(request: SignedIn) -> HttpResponse:
    """Plan an absence or a leaving: who it is, when, and what becomes of the cases."""
    if before := answering.sent_before(request, _lead):
        return before
    today = clock.today()
    colleagues = colleagues_of(request, today)
    chosen = next((e for e in colleagues if e.public_id == request.GET.get("of")), None)
    known = _away_now(chosen, today)
    form = PlanForm(request.POST or None, initial=_initial(chosen, known))
    form.offer("staff", [Choice(each.public_id, each.name) for each in colleagues])
    form.offer(
        "cases",
        [
            Choice(SPREAD, _("Spread over the team by capacity")),
            *(
                Choice(each.public_id, _("All to %(name)s") % {"name": each.name})
                for each in colleagues
            ),
            Choice(LATER, _("I will choose for each, or leave them")),
        ],
    )
    return answering.answer(
        request,
        form,
        lambda: _plan(request, form, colleagues),
        said="",
        lead=_lead,
        template="team/plan_absence.html",
        shown={
            "section": "team",
            "plans": plans_of([each.pk for each in colleagues], today),
            "known": known,
        },
    )


def _lead(ref: str) -> HttpResponse:
    return redirect(address_of(MovePlan(public_id=ref)))


def _away_now(staff: Staff | None, today: date) -> Absence | None:
    """The absence on record that stands today, which a plan takes over."""
    if staff is None:
        return None
    return away_on(today).filter(of=staff).order_by("starts_on").first()


def _initial(staff: Staff | None, known: Absence | None) -> Mapping[str, Any]:
    initial: dict[str, Any] = {"staff": staff.public_id if staff else "", "cases": SPREAD}
    if known is not None:
        initial |= {"kind": known.kind, "first": known.starts_on, "last": known.ends_on}
    return initial


def _plan(request: SignedIn, form: PlanForm, colleagues: Sequence[Staff]) -> MovePlan:
    given = form.cleaned_data
    staff = next(each for each in colleagues if each.public_id == given["staff"])
    leaving = given["kind"] == LEAVING
    on = given["first"]
    ids = cases_with(request, staff, max(on, clock.today()))
    to: dict[int, int | None] = dict.fromkeys(ids)
    others = [each for each in colleagues if each.pk != staff.pk]
    if given["cases"] == SPREAD:
        found = proposed_for(ids, staff, on, given["last"])
        to = {
            key: each.proposed.staff.pk if each.proposed else None
            for key, each in found.cases.items()
        }
    elif given["cases"] != LATER:
        one = next((each for each in others if each.public_id == given["cases"]), None)
        if one is None:
            raise Refusal("Nobody covers for themselves. Choose somebody else.", field="cases")
        to = dict.fromkeys(ids, one.pk)
    return actions.plan_moves(
        staff,
        by=request.user,
        kind=LEAVING if leaving else ABSENCE,
        absence="" if leaving else given["kind"],
        first=on,
        last=given["last"],
        because=given["because"],
        moves=to,
        token=given["token"],
    )
