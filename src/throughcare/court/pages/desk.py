"""The court team's list: reports asked for, and sentences to be allocated."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, needs
from throughcare.court.policy import ALLOCATE_DAYS
from throughcare.court.queries import Waiting, awaiting, reports_for, teams_of
from throughcare.court.rules.allocating import Missing
from throughcare.court.showing import KINDS, MISSING, SENTENCES
from throughcare.design.listing import Column, Sort
from throughcare.history import clock
from throughcare.kernel.days import add_working_days
from throughcare.people.models import Person
from throughcare.people.queries import Who, who
from throughcare.sentences.models import Custody

REPORT_COLUMNS = (
    Column("name", gettext_lazy("Person")),
    Column("kind", gettext_lazy("Report")),
    Column("hearing", gettext_lazy("Hearing")),
    Column("state", gettext_lazy("State"), sortable=False),
    Column("author", gettext_lazy("Author")),
)
SENTENCE_COLUMNS = (
    Column("name", gettext_lazy("Person")),
    Column("sentence", gettext_lazy("Sentence")),
    Column("due", gettext_lazy("To be allocated by")),
    Column("missing", gettext_lazy("Missing"), sortable=False),
    Column("officer", gettext_lazy("Court officer")),
)
SOON = 2
"""Days before a hearing from which it is said to be near."""


class ReportLine(NamedTuple):
    """A report on the list."""

    who: Who
    ref: str
    kind: str
    court: str
    hearing: date | None
    state: str
    colour: str
    begun: bool
    author: str


class SentenceLine(NamedTuple):
    """A sentence on the list."""

    who: Who
    ref: str
    sentence: str
    sentenced_on: date
    due: date | None
    late: str
    missing: list[str]
    instructed: bool
    received: bool
    officer: str


@needs(Permission.SEE_COURT)
def court(request: SignedIn) -> HttpResponse:
    """Show what the teams of whoever asks have before them."""
    today = clock.today()
    reports = list(reports_for(request.user, today))
    waiting = awaiting(request.user, today)
    ids = {each.person_id for each in reports} | {each.allocation.person_id for each in waiting}
    people = who(Person.objects.filter(pk__in=ids)) if ids else {}
    by_report = Sort.of(request, REPORT_COLUMNS, "hearing", "reports")
    by_sentence = Sort.of(request, SENTENCE_COLUMNS, "due", "sentences")
    report_lines = [_report(each, people[each.person_id], today) for each in reports]
    sentence_lines = [_sentence(each, people[each.allocation.person_id], today) for each in waiting]
    context = {
        "day": today,
        "teams": teams_of(request.user, today),
        "reports": _sorted(report_lines, by_report, _REPORT_KEYS),
        "sentences": _sorted(sentence_lines, by_sentence, _SENTENCE_KEYS),
        "report_columns": REPORT_COLUMNS,
        "sentence_columns": SENTENCE_COLUMNS,
        "by_report": by_report,
        "by_sentence": by_sentence,
        "may_work": has(request.user, Permission.WORK_AT_COURT),
    }
    return render(request, "court/desk.html", context)


def _report(report: Any, person: Who, today: date) -> ReportLine:
    hearing = report.hearing_on
    draft = getattr(report, "draft", None)
    begun = bool(draft and draft.content)
    state, colour = (_("In progress"), "blue") if begun else (_("Not begun"), "grey")
    if hearing and hearing < today:
        days = (today - hearing).days
        state = ngettext("%(num)d day late", "%(num)d days late", days) % {"num": days}
        colour = "red"
    elif hearing and hearing <= today + timedelta(days=SOON):
        colour = "yellow"
    return ReportLine(
        person,
        report.ref,
        str(KINDS.get(report.kind, report.kind)),
        report.court,
        hearing,
        state,
        colour,
        begun,
        report.author.name if report.author else "",
    )


def _sentence(waiting: Waiting, person: Who, today: date) -> SentenceLine:
    sentence, allocation = waiting.sentence, waiting.allocation
    kind = "custody" if isinstance(sentence, Custody) else sentence.kind
    limit = ALLOCATE_DAYS.find(sentence.sentenced_on)
    due = add_working_days(sentence.sentenced_on, limit.value) if limit else None
    days = (today - due).days if due and not waiting.received else 0
    late = ngettext("%(num)d day late", "%(num)d days late", days) % {"num": days}
    return SentenceLine(
        person,
        sentence.ref,
        str(SENTENCES.get(kind, kind)),
        sentence.sentenced_on,
        due,
        late if days > 0 else "",
        missing_of(allocation),
        _there(allocation, "instruction"),
        waiting.received,
        allocation.officer.name if allocation.officer else "",
    )


def missing_of(allocation: Any) -> list[str]:
    """What of an allocation is not signed, in words."""
    parts = (("rsr", Missing.RSR), ("screening", Missing.SCREENING), ("form", Missing.FORM))
    return [str(MISSING[each]) for name, each in parts if not _there(allocation, name)]


def _there(row: Any, name: str) -> bool:
    inside = getattr(row, name, None)
    return inside is not None and inside.in_error_at is None


def _sorted(lines: Iterable[Any], by: Sort, keys: Mapping[str, Callable[[Any], Any]]) -> list[Any]:
    return sorted(lines, key=keys[by.key], reverse=by.descending)


def _family(line: Any) -> tuple[str, str]:
    return line.who.family.lower(), line.who.given.lower()


_REPORT_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "name": _family,
    "kind": lambda line: (line.kind, *_family(line)),
    "hearing": lambda line: (line.hearing or date.max, *_family(line)),
    "author": lambda line: (line.author, *_family(line)),
}
_SENTENCE_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "name": _family,
    "sentence": lambda line: (line.sentence, *_family(line)),
    "due": lambda line: (line.due or date.min, *_family(line)),
    "officer": lambda line: (line.officer, *_family(line)),
}
