"""The page on which acceptable absences that mount up are looked at together."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.contacts.showing import CAUSES, Log
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.pages.answering import answer, named, sent_before, to_enforcement
from throughcare.enforcement.pages.forms import ReviewForm
from throughcare.enforcement.queries import entries, of_enforcement
from throughcare.enforcement.rules.failures import Answer, Failure, counts_for, failures
from throughcare.enforcement.rules.patterns import grounds
from throughcare.enforcement.showing import GROUNDS, REVIEW_OUTCOMES, sentence
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import Spell, SpellKind, spells


@case_page(Permission.ENFORCE)
def review(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide whether a sentence can work as it is delivered."""
    if before := sent_before(request, person):
        return before
    failed = [each.id for each in entries(person) if each.failed]
    case = of_enforcement(person, failed, "characteristic")
    among = spells(case)
    spell = next((each for each in among if each.ref == ref), None)
    if spell is None:
        raise Http404
    accepted = [
        each
        for each in failures(case.contacts)
        if each.answer is Answer.ACCEPTABLE and counts_for(each.contact, each.on, spell, among)
    ]
    by_manager = has(request.user, Permission.DECIDE_ENFORCEMENT)
    form = ReviewForm(request.POST or None, outcomes=_open(spell, by_manager=by_manager))

    def act() -> Any:
        given = form.cleaned_data
        return actions.review_absences(
            named(person, ref),
            by=request.user,
            outcome=given["outcome"],
            because=given["because"],
            by_manager=by_manager,
            token=given["token"],
        )

    log = Log(case, clock.today())
    found = grounds(case.person.characteristics, accepted)
    return answer(
        request,
        person,
        form,
        act,
        said=_("Decision recorded"),
        then=lambda _made: to_enforcement(person),
        template="enforcement/absences.html",
        heading=_("Decide about absences that mount up"),
        about=sentence(spell),
        number=len(accepted),
        causes=_causes(accepted),
        before=_before(case, ref),
        grounds=[f"{GROUNDS[each.kind]}: {each.value}" for each in found.on_record],
        adjust=bool(found),
        absences=[
            (each.ref, f"{shown.when}: {shown.decision}")
            for each in reversed(accepted)
            if (shown := log.shown(each.contact))
        ],
        button=_("Save the decision"),
    )


def _open(spell: Spell, *, by_manager: bool) -> list[str]:
    """What can be decided here."""
    if spell.kind is SpellKind.ORDER:
        return ["adjust", "back to court", "continue"]
    return ["adjust", *([] if by_manager else ["to a manager"]), "continue"]


def _before(case: CaseFile, ref: str) -> list[str]:
    """What was decided about absences of this sentence before, the last first."""
    names = {each.ref: each.name for each in case.directory.staff}
    return [
        f"{day(each.date)}, {names.get(each.by or '', _('somebody'))}: "
        f"{REVIEW_OUTCOMES[each.outcome][0]}. {each.because}"
        for each in reversed(case.enforcement.absence_reviews)
        if each.of == ref
    ]


def _causes(accepted: list[Failure]) -> list[tuple[str, int]]:
    """The causes, the most frequent first."""
    counted = Counter(
        each.contact.decision.cause if each.contact.decision else None for each in accepted
    )
    return [
        (str(CAUSES[cause]) if cause else _("Not said"), times)
        for cause, times in counted.most_common()
    ]
