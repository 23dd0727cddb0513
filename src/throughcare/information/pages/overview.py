"""What is known of a case from others: the list of it, one enquiry, one item, and the outbox."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.design.listing import page_of, with_query
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.information.models import IncomingItem, OutboxMessage
from throughcare.information.pages.answering import found, lead
from throughcare.information.queries import Withdrawn, enquiry_of, withdrawn
from throughcare.information.queries import arrived as arrived_row
from throughcare.information.showing import (
    DOCUMENTS,
    STATUSES,
    Arrived,
    Asked,
    Stage,
    acted_on,
    arrived,
    asked,
    changed,
    child_status,
    related,
    size,
    standing,
)
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import recorded
from throughcare.kernel.casefile.information import Chase, Enquiry
from throughcare.people.models import Person

SHOWN = 10
"""How many of a kind are shown before one asks for all."""
ON_A_PAGE = 50

_KINDS = (
    "enquiry",
    "incoming item",
    "change",
    "relationship decision",
    "document",
    "relationship",
    "child protection",
    "review",
)


class Doing(NamedTuple):
    """Something that can be done about a fact: the words, and the name of the page."""

    text: str
    page: str
    permission: Permission


class Part(NamedTuple):
    """The newest of a kind, and how many there are."""

    rows: Sequence[Any]
    all: int
    more: str
    """The address at which all are shown; empty where they are."""


class Paper(NamedTuple):
    """A document as the list shows it."""

    fact: Any
    size: str
    withdrawn: Withdrawn | None
    """Set where it was recorded in error."""


@case_page(Permission.SEE_INFORMATION)
def information(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what was asked, what arrived, what changed, and what is decided; newest first."""
    today = clock.today()
    case = excerpt(person.pk, dict.fromkeys(_KINDS), leaving_out=["review answer"])
    facts = case.information
    enquiries = [asked(each, today) for each in facts.enquiries]
    items = [arrived(each, facts.changes) for each in facts.items]
    changes = [changed(each, case) for each in facts.changes]
    enquiries.sort(key=lambda each: (each.fact.asked_on, each.since), reverse=True)
    items.sort(key=lambda each: each.fact.received_on, reverse=True)
    changes.sort(key=lambda each: (each.fact.happened_on, each.fact.recorded_at), reverse=True)
    documents = [Paper(each, size(each.size), None) for each in facts.documents]
    documents += [
        Paper(each.document, size(each.document.size), each) for each in withdrawn(person)
    ]
    documents.sort(key=lambda each: each.fact.received_on, reverse=True)
    status = child_status(case, today)
    context = {
        "person": person,
        "part": "information",
        "enquiries": _part(request, "enquiries", [_step(request, each) for each in enquiries]),
        "items": _part(request, "items", [_step(request, each) for each in items]),
        "changes": _part(request, "changes", changes),
        "documents": _part(request, "documents", documents),
        "related": related(case),
        "status": status,
        "status_said": STATUSES.get(status.status) if status else None,
        "kinds_of_document": DOCUMENTS,
        "may_inform": has(request.user, Permission.INFORM),
        "may_record": has(request.user, Permission.RECORD_CHANGE),
        "may_correct": has(request.user, Permission.CORRECT),
    }
    return render(request, "information/overview.html", context)


@case_page(Permission.SEE_INFORMATION)
def enquiry(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show one enquiry: its trail, and what can be done next."""
    row = found(enquiry_of(person, ref))
    kinds = {"enquiry": [row.pk], "document": None}
    case = excerpt(person.pk, kinds, standing=False)
    shown = asked(case.information.enquiries[0], clock.today())
    context = {
        "person": person,
        "part": "information",
        "shown": shown,
        "chases": _chases(shown.fact),
        "papers": _papers(case, standing(shown.fact.answer)),
        "staff": {each.ref: each.name for each in case.directory.staff},
        "doing": _allowed(request, shown.fact, _of_enquiry(shown)),
        "standing": standing,
    }
    return render(request, "information/enquiry.html", context)


@case_page(Permission.SEE_INFORMATION)
def item(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show one item that arrived; the address of an enquiry's answer leads to the enquiry."""
    row = found(arrived_row(person, ref))
    if not isinstance(row, IncomingItem):
        return lead(request, person, "enquiry", ref)
    kinds = {"incoming item": [row.pk], "document": None, "change": None}
    case = excerpt(person.pk, kinds, standing=False)
    shown = arrived(case.information.items[0], case.information.changes)
    context = {
        "person": person,
        "part": "information",
        "shown": shown,
        "papers": _papers(case, shown.fact),
        "staff": {each.ref: each.name for each in case.directory.staff},
        "doing": _allowed(request, shown.fact, _of_item(shown)),
        "may_record": has(request.user, Permission.RECORD_CHANGE) and not shown.fact.in_error,
        "standing": standing,
    }
    return render(request, "information/item.html", context)


@case_page(Permission.SEE_INFORMATION)
def outbox(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the messages written for this case, newest first."""
    rows: Any = OutboxMessage.objects.filter(person=person).select_related("enquiry")
    page: Page[Any] = page_of(request, rows.order_by("-written_at", "-pk"), ON_A_PAGE)
    context = {"person": person, "part": "information", "page": page}
    return render(request, "information/outbox.html", context)


def _chases(enquiry: Enquiry) -> list[Chase]:
    """The chases that stand, first to last; of one day in the order in which they were made."""
    made = [each for each in enquiry.chases if standing(each)]
    return sorted(made, key=lambda each: (each.date, recorded(each)))


def _of_enquiry(shown: Asked) -> list[Doing]:
    """What can be done about an enquiry, what comes next first."""
    inform, fact = Permission.INFORM, shown.fact
    answered, sent = standing(fact.answer), standing(fact.sent)
    found_: list[Doing] = []
    if shown.stage is Stage.NOT_APPLICABLE:
        return found_
    if answered:
        read, acted = standing(fact.read), acted_on(fact)
        if not read:
            found_.append(Doing(_("Read it"), "read-reply", inform))
        if not acted:
            found_.append(Doing(_("Act on it, or say why not"), "act-on-reply", inform))
        found_.append(Doing(_("Correct or complete the answer"), "record-answer", inform))
        if read:
            found_.append(Doing(_("I have read it too"), "read-reply", inform))
        if acted:
            found_.append(Doing(_("Change what was done"), "act-on-reply", inform))
        return found_
    if not sent or shown.needs_message:
        found_.append(Doing(_("Send it"), "send-enquiry", inform))
    found_.append(Doing(_("Record the answer"), "record-answer", inform))
    if sent:
        found_.append(Doing(_("Chase it"), "chase-enquiry", inform))
        found_.append(Doing(_("Escalate it"), "escalate-enquiry", Permission.COUNTERSIGN))
    if not sent or shown.needs_message:
        found_.append(Doing(_("It is not applicable"), "enquiry-not-applicable", inform))
    return found_


def _of_item(shown: Arrived) -> list[Doing]:
    inform = Permission.INFORM
    read, acted = standing(shown.fact.read), acted_on(shown.fact)
    if acted:
        said = [Doing(_("Change what was done"), "act-on-reply", inform)]
    else:
        said = [Doing(_("Act on it, or say why not"), "act-on-reply", inform)]
    reading = Doing(_("I have read it too") if read else _("Read it"), "read-reply", inform)
    return [*said, reading] if read else [reading, *said]


def _allowed(request: HttpRequest, fact: Any, doing: list[Doing]) -> list[Doing]:
    if fact.in_error:
        return []
    is_enquiry = hasattr(fact, "asked_on")
    in_error = "enquiry-in-error" if is_enquiry else "item-in-error"
    said = Doing(_("Mark as recorded in error"), in_error, Permission.CORRECT)
    return [each for each in (*doing, said) if has(request.user, each.permission)]


def _step(request: HttpRequest, shown: Asked | Arrived) -> tuple[Any, Doing | None]:
    """A row of a list with the step that comes next, where one does."""
    if isinstance(shown, Asked):
        steps = _of_enquiry(shown) if shown.is_open else []
    else:
        done = acted_on(shown.fact) or (standing(shown.fact.read) and not shown.fact.concern)
        steps = [] if done else _of_item(shown)
    allowed = [each for each in steps if has(request.user, each.permission)]
    return shown, allowed[0] if allowed else None


def _papers(case: CaseFile, fact: Any) -> list[Any]:
    """The documents that came with something, also what was recorded in error."""
    named = fact.documents if fact else ()
    return [each for each in case.information.documents if each.ref in named]


def _part(request: HttpRequest, name: str, rows: Sequence[Any]) -> Part:
    """The newest rows of a kind, or all of them where that is asked for."""
    asked_for = request.GET.get("all") == name
    if asked_for or len(rows) <= SHOWN:
        return Part(rows, len(rows), "")
    return Part(rows[:SHOWN], len(rows), f"{with_query(request, all=name)}#{name}")
