"""Putting a sentence right: what it will change is said first, and what it said is kept."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.court import actions
from throughcare.court.pages.answering import answer, as_on_record, the_sentence
from throughcare.court.pages.correcting_forms import CorrectForm, InErrorForm, Seen
from throughcare.court.pages.overview import receipts
from throughcare.court.showing import kind_of
from throughcare.history.foreseeing import Change, foresee
from throughcare.people.models import Person
from throughcare.sentences.actions import correct_sentence
from throughcare.sentences.models import Custody, Order

TriedT = TypeVar("TriedT")


class _NotSeen(Exception):
    """What a form would change has not been shown yet."""

    def __init__(self, changes: list[Change]) -> None:
        super().__init__()
        self.changes = changes


@case_page(Permission.WORK_AT_COURT)
def correct(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Put a sentence right, once it was shown what that changes."""
    sentence = the_sentence(person, ref)
    form = CorrectForm(request.POST or None, sentence=sentence)

    def save(token: str | None) -> None:
        correct_sentence(
            sentence,
            by=request.user,
            said=form.said,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=token,
        )

    return _seen_first(
        request,
        person,
        form,
        save,
        page="court-sentence",
        ref=ref,
        said=_("The sentence is put right. What it said before is kept."),
        heading=_("Put the sentence right"),
        intro=_("What it says now is kept as an earlier version."),
        button=_("Save the correction"),
        kind=kind_of(sentence),
        sentence=sentence,
        theirs=lambda: as_on_record(CorrectForm(sentence=the_sentence(person, ref))),
    )


@case_page(Permission.WORK_AT_COURT)
def in_error(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Mark a sentence as recorded in error, once it was shown what that changes."""
    sentence = the_sentence(person, ref)
    form = InErrorForm(request.POST or None, version=sentence.version)

    def save(token: str | None) -> None:
        actions.take_back(
            sentence,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=token,
        )

    intro = _("It stays in the record with your reason, and counts for nothing.")
    if teams := [each.team.name for each in receipts(sentence)]:
        intro += " " + _("So does its receipt by %(teams)s.") % {"teams": ", ".join(teams)}
    return _seen_first(
        request,
        person,
        form,
        save,
        page="court",
        ref="",
        back=("court-sentence", ref),
        said=_("The sentence is marked as recorded in error"),
        heading=_("The sentence should not have been recorded"),
        intro=intro,
        button=_("Mark as recorded in error"),
        warn=True,
        kind=kind_of(sentence),
        sentence=sentence,
    )


def _seen_first(
    request: SignedIn,
    person: Person,
    form: Seen,
    save: Callable[[str | None], None],
    *,
    page: str,
    ref: str,
    said: str,
    back: tuple[str, str] | None = None,
    **shown: Any,
) -> HttpResponse:
    """Answer a form in two steps: first what it would change, then, sent unchanged, it is saved."""

    sentence = shown["sentence"]

    def act() -> None:
        if form.was_seen:
            _try(sentence, lambda: save(form.cleaned_data["token"]))
            return
        raise _NotSeen(_try(sentence, lambda: foresee(person, lambda: save(None))))

    shown |= {"back": back or (page, ref)}
    template = "court/correct.html"
    try:
        return answer(
            request, person, form, act, page=page, ref=ref, said=said, template=template, **shown
        )
    except _NotSeen as look:
        form.show()
        context = {"person": person, "part": "court", "form": form, "changes": look.changes}
        return render(request, template, context | {"looked": True} | shown)


def _try(sentence: Order | Custody, act: Callable[[], TriedT]) -> TriedT:
    """Carry something out; whatever came of it, the page shows the sentence as it is on record."""
    try:
        return act()
    finally:
        sentence.refresh_from_db()
