"""Pages about a warning: written at the decision, shown as a letter, given as a PDF."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.contacts.pages.saving import contact_of
from throughcare.contacts.showing import Log, Shown
from throughcare.design import paper
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.models import Warned
from throughcare.enforcement.pages import letters
from throughcare.enforcement.pages.answering import (
    PART,
    answer,
    failure_in,
    named,
    open_to,
    sent_before,
    sentence_wanted,
    to_failure,
)
from throughcare.enforcement.pages.forms import WarningForm
from throughcare.enforcement.pages.mistakes import found
from throughcare.enforcement.queries import Entry, entries, next_of, of_enforcement
from throughcare.enforcement.rules.failures import Failure
from throughcare.enforcement.rules.warnings import Calls, calls_for, live_until, of_order
from throughcare.enforcement.showing import NOT_IN_A_LETTER, WARNINGS, sentence
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.enforcement import Warned as Letter
from throughcare.people.models import Person
from throughcare.planning.queries import read
from throughcare.planning.rules.shareable import why_not
from throughcare.sentences.rules.spells import Spell, SpellKind


@case_page(Permission.ENFORCE)
def warn(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Write a warning of a failure, and say when it went."""
    if before := sent_before(request, person):
        return before
    wanted = sentence_wanted(request)
    every = entries(person)
    ahead = next_of(every)
    wrong = [each.id for each in every if each.ref == ref]
    case = of_enforcement(person, [*wrong, *([ahead.id] if ahead else [])])
    failure = failure_in(case, ref)
    among = _to_warn(case, failure)
    chosen = next((each for each in among if wanted in ("", each.ref)), None)
    if failure is None or chosen is None:
        return to_failure(person, ref)
    by_law = chosen.kind is SpellKind.ORDER
    kind = actions.STATUTORY if by_law else _decided_kind(case, failure, chosen)
    form = WarningForm(
        [(chosen.ref, sentence(chosen))],
        request.POST or None,
        day=day(failure.on),
        by_law=by_law,
        may_not_say=_may_not_say(person) if request.method == "POST" else str,
        initial={
            "sent_on": clock.today(),
            "text": letters.draft(case, failure, chosen, clock.today(), _shown(case, ahead)),
        },
    )

    def act() -> Any:
        given = form.cleaned_data
        return actions.warn(
            contact_of(person, ref),
            by=request.user,
            of=named(person, chosen.ref),
            kind=kind,
            sent_on=given["sent_on"],
            text=given["text"],
            token=given["token"],
        )

    others = [each for each in among if each.ref != chosen.ref and each.kind is chosen.kind]

    def then(made: str) -> HttpResponse:
        if others:
            address = reverse("warn", kwargs={"case": person.public_id, "ref": ref})
            return redirect(f"{address}?{urlencode({'for': f'{ref}/{others[0].ref}'})}")
        return redirect("warning", case=person.public_id, ref=made)

    return answer(
        request,
        person,
        form,
        act,
        said=_("Warning recorded. Print the letter or send it as a PDF.")
        if not others
        else _("Warning recorded. A letter of its own goes for the other sentence."),
        then=then,
        heading=_("Write the warning"),
        about=f"{WARNINGS[kind]}: {sentence(chosen)}",
        notes=[
            _("It counts for this order alone. After it comes the one for the %(name)s.")
            % {"name": sentence(each)}
            for each in others[:1]
        ],
        button=_("Record it as sent"),
        back=ref,
    )


def _to_warn(case: CaseFile, failure: Failure | None) -> list[Spell]:
    """The sentences on which a warning of a failure is open: called for, decided, and not sent."""
    found = []
    sent = {
        each.of
        for each in case.enforcement.warnings
        if failure is not None and each.failure == failure.ref
    }
    for spell in open_to(case, failure, SpellKind.ORDER, SpellKind.LICENCE):
        assert failure is not None  # open_to found it
        if spell.ref in sent:
            continue
        if spell.kind is SpellKind.LICENCE:
            if _decided_kind(case, failure, spell):
                found.append(spell)
            continue
        warnings = of_order(case.enforcement.warnings, spell.ref)
        if calls_for(failure, failure.decided_on, warnings) is not Calls.BREACH:
            found.append(spell)
    return found


def _decided_kind(case: CaseFile, failure: Failure, spell: Spell) -> str:
    """The warning on licence that a manager decided upon a failure; empty where none."""
    decided = {
        each.outcome
        for each in case.enforcement.licence_decisions
        if each.of == spell.ref and each.failure == failure.ref
    }
    return next((kind for kind, said in actions.DECIDED.items() if said in decided), "")


def _shown(case: CaseFile, ahead: Entry | None) -> Shown | None:
    """The next appointment, as a letter says it."""
    log, wanted = Log(case, clock.today()), ahead.ref if ahead else ""
    return next((log.shown(each) for each in case.contacts if each.ref == wanted), None)


def _may_not_say(person: Person) -> Callable[[str], str]:
    """Say of a text why it may not go to the person: what others told, victims, other names."""
    why = why_not(read(person))

    def said(text: str) -> str:
        because = why(text)
        return str(NOT_IN_A_LETTER[because]) if because else ""

    return said


@case_page(Permission.CORRECT)
def correct(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Put right the words of a warning, or the day on which it was sent."""
    if before := sent_before(request, person):
        return before
    row = found(Warned, person, ref)
    if row.in_error_at is not None:
        return redirect("warning", case=person.public_id, ref=ref)
    failed_on = day(row.failure.stands_for) if row.failure else ""
    form = WarningForm(
        [(ref, "")],
        request.POST or None,
        day=failed_on,
        by_law=row.kind == actions.STATUTORY,
        may_not_say=_may_not_say(person) if request.method == "POST" else str,
        version=row.version,
        initial={"sent_on": row.sent_on, "text": row.text},
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.correct_warning(
            row,
            by=request.user,
            sent_on=form.cleaned_data["sent_on"],
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Warning put right"),
        then=lambda _made: redirect("warning", case=person.public_id, ref=ref),
        theirs=lambda: {_("Letter"): _current(row).text},
        heading=_("Put the letter or its day right"),
        about=f"{WARNINGS[row.kind]}, {day(row.sent_on)}",
        notes=[
            _(
                "What stands now is kept in the history. Send the new letter to the person, with a "
                "word that it replaces the other."
            )
        ],
        button=_("Save"),
    )


def _current(row: Warned) -> Warned:
    row.refresh_from_db()
    return row


@case_page(Permission.SEE_CASE)
def show(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show a warning as the letter that went."""
    case, warned = _letter(person, ref)
    letter = letters.whole(case, warned)
    log = Log(case, clock.today())
    context = {
        "person": person,
        "part": PART,
        "warned": warned,
        "letter": letter,
        "kind": WARNINGS[warned.kind],
        "until": live_until(warned) if warned.kind == "statutory" else None,
        "failure": next(
            (log.shown(each).when for each in case.contacts if each.ref == warned.failure), ""
        ),
        "unaddressed": not letter["address"],
        "boxes": paper.unprintable(letter),
        "may_correct": has(request.user, Permission.CORRECT) and warned.in_error is None,
    }
    return render(request, "enforcement/warning.html", context)


@case_page(Permission.SEE_CASE)
def pdf(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Return the letter as a PDF. One recorded in error is given to nobody."""
    case, warned = _letter(person, ref)
    if warned.in_error is not None:
        raise Http404
    response = HttpResponse(letters.pdf(letters.whole(case, warned)), "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{warned.sent_on}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _letter(person: Person, ref: str) -> tuple[CaseFile, Letter]:
    row = Warned.objects.filter(person=person, ref=ref).first()
    if row is None:
        raise Http404
    contacts = [row.failure_id] if row.failure_id else []
    case = of_enforcement(person, contacts, "name", "address", standing=False)
    return case, next(each for each in case.enforcement.warnings if each.ref == ref)
