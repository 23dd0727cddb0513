"""What was missing when a case was allocated: named, asked for, asked for again, and settled."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.court import actions
from throughcare.court.models import PaperChase, PaperReceived
from throughcare.court.pages.answering import answer, taken_on, the_sentence, there
from throughcare.court.pages.forms import AskPapersForm, PaperForm
from throughcare.court.queries import paper_request_of
from throughcare.court.rules.papers import TO_BE_SIGNED, ask_again_on, papers
from throughcare.court.showing import PAPERS, kind_of
from throughcare.design.forms import Choice
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.court import Paper
from throughcare.kernel.casefile.sentences import Custody, Order
from throughcare.people.models import Person

NEEDED = ("order", "custody", "report", "court allocation", "allocation", "document")
"""What of the record says which papers of a sentence are there."""


class PaperShown(NamedTuple):
    """How it stands with one paper, in words."""

    label: str
    there: bool
    signed_at_court: bool
    """Whether it is there once the court team has signed it."""
    ref: str
    of: str
    by: str
    asked_on: date | None
    again_on: date | None
    late: bool
    settled: str


def part_of_record(person: Person) -> CaseFile:
    """Return the part of a case that says which papers are there."""
    return excerpt(person.pk, dict.fromkeys(NEEDED), leaving_out=("section of a report",))


def papers_of(case: CaseFile, ref: str) -> list[PaperShown]:
    """Return how it stands with each paper of a sentence, in words."""
    names = {each.ref: each.name for each in case.directory.staff}
    return [_shown(each, names) for each in papers(case, _in_file(case, ref))]


def _in_file(case: CaseFile, ref: str) -> Order | Custody:
    every: list[Order | Custody] = [*case.sentences.orders, *case.sentences.custody]
    return next(each for each in every if each.ref == ref)


def _shown(each: Any, names: Mapping[str, str]) -> PaperShown:
    request = each.request
    again_on = None
    if each.awaited:
        days = [one.date for one in request.chases]
        again_on = ask_again_on(request.asked_on, max(days, default=None))
    return PaperShown(
        label=str(PAPERS[each.paper]),
        there=each.there,
        signed_at_court=each.paper in TO_BE_SIGNED,
        ref=request.ref if request else "",
        of=request.of if request else "",
        by=names.get(request.by or "", "") if request else "",
        asked_on=request.asked_on if request else None,
        again_on=again_on,
        late=bool(again_on and again_on < clock.today()),
        settled=request.received.text if request and request.received else "",
    )


@case_page(Permission.INFORM)
def ask(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record that what is missing was asked for."""
    sentence = the_sentence(person, ref)
    case = part_of_record(person)
    stands = papers(case, _in_file(case, ref))
    received = any(each.of == ref for each in case.caseload.allocations)
    open_still = [
        each.paper
        for each in stands
        if not each.there and not each.awaited and (received or each.paper not in TO_BE_SIGNED)
    ]
    form = AskPapersForm(request.POST or None)
    form.offer("papers", [Choice(each.value, PAPERS[each]) for each in open_still])
    return answer(
        request,
        person,
        form,
        lambda: actions.ask_for(
            taken_on(request, sentence),
            by=request.user,
            papers=[Paper(each) for each in form.cleaned_data["papers"]],
            of=form.cleaned_data["of"],
            token=form.cleaned_data["token"],
        ),
        page="court-sentence",
        ref=ref,
        said=_("Recorded. The court’s list says when to ask again."),
        heading=_("Ask for what is missing"),
        intro=_(
            "Ask by telephone or letter; here it is recorded who was asked for what, and when."
        ),
        button=_("Record it"),
    )


@case_page(Permission.SEE_ASSESSMENT)
def paper(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show who asked for a paper and when, and record what has become of it."""
    asked = there(paper_request_of(person, ref))
    sentence: Any = asked.allocation.order or asked.allocation.custody
    may_ask = has(request.user, Permission.INFORM)
    chases = PaperChase.objects.filter(request=asked, in_error_at=None).select_related("by")
    chases = chases.order_by("date", "pk")
    settled = PaperReceived.objects.filter(request=asked, in_error_at=None).select_related("by")
    data = request.POST if request.method == "POST" and may_ask else None
    form = PaperForm(data, version=asked.version)

    def act() -> Any:
        given = form.cleaned_data
        said: dict[str, Any] = {
            "by": request.user,
            "version": given["version"] or 0,
            "token": given["token"],
        }
        if given["happened"] == "again":
            return actions.ask_again(asked, **said)
        return actions.settle(asked, text=given["where"] or given["why"], **said)

    days = [each.date for each in chases]
    return answer(
        request,
        person,
        form,
        act,
        page="court-sentence",
        ref=sentence.ref,
        said=_("Recorded"),
        template="court/paper.html",
        what=PAPERS.get(asked.what, asked.what),
        kind=kind_of(sentence),
        asked=asked,
        chases=chases,
        settled=settled.first(),
        again_on=ask_again_on(asked.asked_on, max(days, default=None)),
        may_ask=may_ask,
        theirs=lambda: {str(form.fields["happened"].label): _("Somebody recorded something else.")},
    )
