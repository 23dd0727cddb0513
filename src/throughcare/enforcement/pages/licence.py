"""The one form about a failure on licence: officers propose what follows, managers decide it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.contacts.pages.saving import contact_of
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.pages.answering import (
    answer,
    failure_in,
    named,
    open_to,
    sent_before,
    sentence_wanted,
    to_enforcement,
    to_failure,
)
from throughcare.enforcement.pages.beside import grounds_beside
from throughcare.enforcement.pages.forms import LicenceForm
from throughcare.enforcement.queries import entries, of_enforcement
from throughcare.enforcement.rules.failures import Answer, Failure, counts_for, failures
from throughcare.enforcement.rules.proposals import unanswered
from throughcare.enforcement.showing import LICENCE_OUTCOMES, WARNINGS, ended, sentence
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.sentences.models import Licence
from throughcare.sentences.rules.spells import Spell, SpellKind, spells


@case_page(Permission.ENFORCE)
def decide(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Propose what follows a failure on licence, from no action to recall; a manager decides it."""
    if before := sent_before(request, person):
        return before
    wanted = sentence_wanted(request)
    failed = [each.id for each in entries(person) if each.failed]
    case = of_enforcement(person, failed, "characteristic")
    failure = failure_in(case, ref)
    among = open_to(case, failure, SpellKind.LICENCE)
    among = [each for each in among if wanted in ("", each.ref)]
    if failure is None or not among:
        return to_failure(person, ref)
    decides = has(request.user, Permission.DECIDE_ENFORCEMENT)
    gone = [each for each in among if each.ended_before(clock.today())]
    if not decides:
        among = [each for each in among if each not in gone]
        if not among:
            messages.info(request, ended(gone[0]))
            return to_enforcement(person)
    refs = {each.ref for each in among}
    open_ = [each for each in unanswered(case, ref) if each.of in refs]
    if open_ and not decides:
        return to_enforcement(person)
    initial = {"outcome": open_[0].outcome} if open_ else {}
    form = LicenceForm(
        [(each.ref, sentence(each)) for each in among], request.POST or None, initial=initial
    )

    def act() -> Any:
        of = named(person, form.sentence)
        assert isinstance(of, Licence)  # of the licences above
        do = actions.decide_on_licence if decides else actions.propose
        return do(
            contact_of(person, ref),
            by=request.user,
            of=of,
            outcome=form.cleaned_data["outcome"],
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        said=_("Decision recorded") if decides else _("Put to the manager"),
        then=lambda _made: to_enforcement(person),
        heading=_("Decide on the licence") if decides else _("Propose what follows on licence"),
        about=_("Failure on %(day)s; %(names)s")
        % {"day": day(failure.on), "names": ", ".join(sentence(each) for each in among)},
        notes=[
            *(ended(each) for each in gone),
            *(_proposed(case, each) for each in open_),
            *_before(case, failure, among),
        ],
        grounds=grounds_beside(case, failure),
        button=_("Save the decision") if decides else _("Put it to the manager"),
        back=ref,
    )


def _proposed(case: CaseFile, proposal: Any) -> str:
    names = {each.ref: each.name for each in case.directory.staff}
    return _("%(name)s proposes: %(what)s. %(why)s (%(day)s)") % {
        "name": names.get(proposal.by or "", _("The officer")),
        "what": LICENCE_OUTCOMES[proposal.outcome][0],
        "why": proposal.because,
        "day": day(proposal.proposed_on),
    }


def _before(case: CaseFile, failure: Failure, among: list[Spell]) -> list[str]:
    """What came before on these licences: failures that were not acceptable, and warnings."""
    refs, every = {each.ref for each in among}, spells(case)
    wrong = [
        each
        for each in failures(case.contacts)
        if each.key < failure.key
        and each.answer is Answer.UNACCEPTABLE
        and any(counts_for(each.contact, each.on, spell, every) for spell in among)
    ]
    accepted = [
        each
        for each in failures(case.contacts)
        if each.answer is Answer.ACCEPTABLE
        and any(counts_for(each.contact, each.on, spell, every) for spell in among)
    ]
    warned = sorted(
        (each for each in case.enforcement.warnings if each.of in refs),
        key=lambda each: each.sent_on,
    )
    none = _("Before this, no failure on this licence was found not acceptable.")
    said = [
        none
        if not wrong
        else ngettext(
            "Before this, %(num)d failure on this licence was not acceptable.",
            "Before this, %(num)d failures on this licence were not acceptable.",
            len(wrong),
        )
        % {"num": len(wrong)},
        ngettext("%(num)d was acceptable.", "%(num)d were acceptable.", len(accepted))
        % {"num": len(accepted)},
    ]
    if not warned:
        return [" ".join((*said, _("Nobody has warned of it yet.")))]
    listed = "; ".join(f"{WARNINGS[each.kind]}, {day(each.sent_on)}" for each in warned)
    return [" ".join((*said, _("Warnings: %(listed)s.") % {"listed": listed}))]
