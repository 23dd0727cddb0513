"""Entering the sentence that a court passed."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.court import actions
from throughcare.court.models import Report
from throughcare.court.pages.answering import answer
from throughcare.court.pages.sentence_forms import SentenceForm
from throughcare.court.queries import teams_of
from throughcare.history import clock
from throughcare.people.models import Person


@case_page(Permission.WORK_AT_COURT)
def new_sentence(request: SignedIn, person: Person) -> HttpResponse:
    """Enter a sentence with its offences and requirements."""
    last = Report.objects.filter(person=person, in_error_at=None).order_by("requested_on").last()
    initial: dict[str, Any] = {"sentenced_on": clock.today(), "court": last.court if last else ""}
    form = SentenceForm(request.POST or None, initial=initial)

    def act() -> Any:
        given = form.cleaned_data
        teams = teams_of(request.user, clock.today())
        made = actions.enter_sentence(
            person,
            by=request.user,
            kind=given["kind"],
            sentenced_on=given["sentenced_on"],
            court=given["court"],
            months=given["months"],
            offences=form.offences,
            requirements=form.requirements,
            team=teams[0] if teams else None,
            officer=getattr(request.user, "staff", None),
            token=given["token"],
        )
        return made.order or made.custody

    return answer(
        request,
        person,
        form,
        act,
        page="court-sentence",
        to_what_was_made=True,
        back=("case-court", ""),
        said=_("Sentence entered. Its allocation is to be completed today."),
        heading=_("Enter the sentence"),
        button=_("Save the sentence"),
    )
