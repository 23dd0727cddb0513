"""The page on which a manager decides about a failure on licence."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.pages.answering import (
    answer,
    failure_from,
    failure_in,
    named,
    open_to,
    sent_before,
    to_enforcement,
)
from throughcare.enforcement.pages.forms import LicenceForm
from throughcare.enforcement.queries import of_enforcement
from throughcare.enforcement.showing import WARNINGS, sentence
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.organisation.models import Staff
from throughcare.people.models import Person
from throughcare.sentences.models import Licence
from throughcare.sentences.rules.spells import Spell, SpellKind


@case_page(Permission.DECIDE_ENFORCEMENT)
def decide(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide what follows a failure on licence, from no action to recall."""
    if before := sent_before(request, person):
        return before
    contact, wanted = failure_from(request, person, ref)
    case = of_enforcement(person, [contact.pk], "officer")
    failure = failure_in(case, ref)
    among = open_to(case, failure, SpellKind.LICENCE)
    among = [each for each in among if wanted in ("", each.ref)]
    if failure is None or not among:
        return redirect("contact", case=person.public_id, ref=ref)
    form = LicenceForm([(each.ref, sentence(each)) for each in among], request.POST or None)
    form.offer("proposed_by", _officers(case))

    def act() -> Any:
        given = form.cleaned_data
        of = named(person, form.sentence)
        assert isinstance(of, Licence)  # of the licences above
        return actions.decide_on_licence(
            contact,
            by=request.user,
            of=of,
            outcome=given["outcome"],
            because=given["because"],
            proposed_by=Staff.objects.filter(code=given["proposed_by"]).first(),
            token=given["token"],
        )

    def then(made: Any) -> HttpResponse:
        if made is not None and made.outcome.endswith("warning"):
            return redirect("warn", case=person.public_id, ref=ref)
        return to_enforcement(person)

    return answer(
        request,
        person,
        form,
        act,
        said=_("Decision recorded"),
        then=then,
        heading=_("Decide on the licence"),
        about=_("Failure on %(day)s; %(names)s")
        % {"day": day(failure.on), "names": ", ".join(sentence(each) for each in among)},
        notes=_warned(case, among),
        button=_("Save the decision"),
        back=ref,
    )


def _officers(case: CaseFile) -> list[tuple[str, str]]:
    """Who is or was responsible, whoever is so now first."""
    names = {each.ref: each.name for each in case.directory.staff}
    latest = sorted(case.caseload.officers, key=lambda each: each.starts_on, reverse=True)
    codes = dict.fromkeys(each.staff for each in latest if each.starts_on <= clock.today())
    return [(code, names[code]) for code in codes if code in names]


def _warned(case: CaseFile, among: list[Spell]) -> list[str]:
    """How often the person was warned on licence, by whom."""
    refs = {each.ref for each in among}
    return [
        f"{WARNINGS[each.kind]}, {day(each.sent_on)}"
        for each in sorted(case.enforcement.warnings, key=lambda each: each.sent_on)
        if each.of in refs
    ]
