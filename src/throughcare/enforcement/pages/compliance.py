"""How each sentence has been complied with: numbers that add up, warnings, breach, decisions."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.caseload.rules.holding import Holding
from throughcare.contacts.showing import Log
from throughcare.design.listing import page_of
from throughcare.enforcement.pages.answering import PART
from throughcare.enforcement.pages.standing import whole
from throughcare.enforcement.queries import HELD, entries, of_enforcement, sentences_of
from throughcare.enforcement.rules.compliance import complied
from throughcare.enforcement.rules.failures import Answer, counts_for, failures
from throughcare.enforcement.rules.holder import crc_holds
from throughcare.enforcement.showing import ANSWERS, sentence
from throughcare.history import clock
from throughcare.kernel.casefile import known
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import spells

ON_A_PAGE = 50
_DOING = (
    Permission.RECORD_OUTCOME,
    Permission.DECIDE_ABSENCE,
    Permission.ENFORCE,
    Permission.DECIDE_ENFORCEMENT,
    Permission.CORRECT,
)


@case_page(Permission.SEE_CASE)
def overview(request: HttpRequest, person: Person) -> HttpResponse:
    """Show how each sentence was complied with, the newest first."""
    today = clock.today()
    every = entries(person, cancelled=True)
    wrong = [each.id for each in every if each.failed]
    whole_record = of_enforcement(person, wrong, *HELD, standing=False)
    case = known(whole_record)
    holding = Holding(case, TRANSFORMING_REHABILITATION)
    failed, among = failures(case.contacts), spells(case)
    may = {each for each in _DOING if has(request.user, each)}
    found = [
        whole(
            case,
            complied(spell, among, every, today),
            [each for each in failed if counts_for(each.contact, each.on, spell, among)],
            today,
            taken_back=whole_record.enforcement,
            crc=partial(crc_holds, case, holding),
            may=may,
            public_id=person.public_id,
        )
        for spell in reversed(among)
    ]
    context = {
        "person": person,
        "part": PART,
        "found": found,
        "may_correct": Permission.CORRECT in may,
        "may_enforce": Permission.ENFORCE in may,
    }
    return render(request, "enforcement/compliance.html", context)


@case_page(Permission.SEE_CASE)
def appointments(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """List the appointments behind a number of one sentence."""
    today = clock.today()
    every = entries(person)
    among = spells(sentences_of(person))
    spell = next((each for each in among if each.ref == ref), None)
    if spell is None:
        raise Http404
    counted = complied(spell, among, every, today)
    came = request.GET.get("came", "")
    if came and came not in list(Answer):
        raise Http404
    listed = [
        each for answer in Answer if came in ("", answer) for each in counted.by_answer[answer]
    ]
    listed.sort(key=lambda each: (each.on, str(each.at or ""), each.id), reverse=True)
    page = page_of(request, listed, ON_A_PAGE)
    shown = sentences_of(person, [each.id for each in page.object_list])
    log = Log(shown, today)
    words = {each.ref: log.shown(each) for each in shown.contacts}
    context = {
        "person": person,
        "part": PART,
        "heading": ANSWERS[Answer(came)] if came else _("Appointments offered"),
        "name": sentence(spell),
        "number": len(listed),
        "page": page,
        "shown": [words[each.ref] for each in page.object_list],
    }
    return render(request, "enforcement/appointments.html", context)
