"""The court team's list: what is asked for, what waits, and what is still to come.

By the address it is narrowed to one court, to one's own, or to hearings of some days, and sorted.
A name by which it is narrowed is kept in the session and stands in no address.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, needs
from throughcare.court.pages.narrowing import PAGES, keep_name, narrowed
from throughcare.court.policy import ALLOCATE_DAYS, REACH_AFTER
from throughcare.court.queries import (
    Waiting,
    allocated_for,
    awaiting,
    done_for,
    papers_awaited,
    reports_for,
    teams_of,
    without_result,
)
from throughcare.court.rules.allocating import Missing
from throughcare.court.rules.papers import ask_again_on
from throughcare.court.showing import KINDS, MISSING, PAPERS, kind_of
from throughcare.design.listing import Column, Sort, page_of
from throughcare.history import clock
from throughcare.kernel.days import add_working_days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person
from throughcare.people.queries import Who, who

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
PAGE = 25
"""Lines of a list on one page."""


class ReportLine(NamedTuple):
    """A report on the list."""

    who: Who
    ref: str
    kind: str
    court: str
    hearing: date | None
    state: str
    colour: str
    late: bool
    author: str


class SentenceLine(NamedTuple):
    """A sentence on the list."""

    who: Who
    ref: str
    sentence: str
    court: str
    sentenced_on: date
    due: date | None
    late: str
    missing: list[str]
    unsigned_late: str
    instructed: bool
    received: bool
    officer: str


class PaperLine(NamedTuple):
    """A paper that was asked for and has not come."""

    who: Who
    ref: str
    what: str
    of: str
    by: str
    asked_on: date
    again_on: date
    late: bool


@needs(Permission.SEE_COURT)
def court(request: SignedIn) -> HttpResponse:
    """Show what the teams of whoever asks have before them; a name sent to it narrows it."""
    if request.method == "POST":
        return keep_name(request)
    today = clock.today()
    user: Any = request.user
    reports, waiting = list(reports_for(user, today)), awaiting(user, today)
    results, papers = list(without_result(user, today)), list(papers_awaited(user, today))
    people = _people(
        *(each.person_id for each in (*reports, *results, *papers)),
        *(each.allocation.person_id for each in waiting),
    )
    courts = {each.court for each in (*reports, *results)} | {
        each.sentence.court for each in waiting
    }
    chosen = narrowed(request, courts, getattr(user, "staff", None), people)
    by_report = Sort.of(request, REPORT_COLUMNS, "hearing", "reports")
    by_sentence = Sort.of(request, SENTENCE_COLUMNS, "due", "sentences")
    report_lines = [_report(each, people, today) for each in reports if chosen.report(each, today)]
    sentence_lines = [_sentence(each, people, today) for each in waiting if chosen.sentence(each)]
    result_lines = [_report(each, people, today) for each in results if chosen.report(each, today)]
    paper_lines = [_paper(each, people, today) for each in papers if chosen.paper(each)]
    teams = teams_of(user, today)
    shown = _page(request, "reports-page", report_lines, by_report, _REPORT_KEYS)
    grouped = by_report == Sort("hearing")
    context = {
        "day": today,
        "teams": teams,
        "narrowed": chosen,
        "pages": PAGES,
        "reports": shown,
        "groups": _by_day(shown) if grouped else [(None, list(shown))],
        "sentences": _page(request, "sentences-page", sentence_lines, by_sentence, _SENTENCE_KEYS),
        "results": _page(request, "results-page", result_lines, Sort("hearing"), _REPORT_KEYS),
        "papers": Paginator(paper_lines, PAGE).get_page(request.GET.get("papers-page")),
        "reports_late": sum(1 for each in report_lines if each.late),
        "sentences_late": sum(1 for each in sentence_lines if each.late or each.unsigned_late),
        "report_columns": REPORT_COLUMNS,
        "sentence_columns": SENTENCE_COLUMNS,
        "by_report": by_report,
        "by_sentence": by_sentence,
        "grouped": grouped,
        "on_day": Counter(each.hearing for each in report_lines),
        "may_work": has(user, Permission.WORK_AT_COURT),
        "of_the_nps": any(each.provider.kind == "nps" for each in teams),
    }
    return render(request, "court/desk.html", context)


@needs(Permission.SEE_COURT)
def done(request: SignedIn) -> HttpResponse:
    """Show what the teams of whoever asks have signed and allocated of late."""
    today = clock.today()
    since = _since(today)
    user: Any = request.user
    found: list[tuple[date, Any]] = [
        *((each.signed.date, each) for each in done_for(user, today, since)),
        *((each.decision.decided_on, each) for each in allocated_for(user, today, since)),
    ]
    found.sort(key=lambda each: (each[0], each[1].pk), reverse=True)
    page = page_of(request, found, PAGE)
    people = _people(*(row.person_id for _day, row in page))
    lines = [
        {
            "who": people[row.person_id],
            "on": on,
            "report": str(KINDS.get(row.kind, row.kind)) if hasattr(row, "hearing_on") else "",
            "court": getattr(row, "court", ""),
            "ref": row.ref if hasattr(row, "hearing_on") else (row.order or row.custody).ref,
            "team": "" if hasattr(row, "hearing_on") else _team(row.decision.team),
            "by": row.author if hasattr(row, "hearing_on") else row.officer,
        }
        for on, row in page
    ]
    context = {"day": today, "since": since, "lines": lines, "page": page, "section": "court"}
    return render(request, "court/done.html", context)


def _since(today: date) -> date:
    return today - timedelta(days=TRANSFORMING_REHABILITATION.of(REACH_AFTER).value)


def _people(*ids: int) -> dict[int, Who]:
    return who(Person.objects.filter(pk__in=set(ids))) if ids else {}


def _team(team: Any) -> str:
    return team.name if team else _("no team named")


def _report(report: Any, people: Mapping[int, Who], today: date) -> ReportLine:
    hearing = report.hearing_on
    draft = getattr(report, "draft", None)
    begun = bool(draft and draft.content)
    state, colour = (_("In progress"), "blue") if begun else (_("Not begun"), "grey")
    if getattr(report, "sentenced", False):
        state, colour = _("Sentenced, not signed"), "orange"
    elif hearing and hearing < today:
        days = (today - hearing).days
        state = ngettext("%(num)d day late", "%(num)d days late", days) % {"num": days}
        colour = "red"
    elif hearing and hearing <= today + timedelta(days=SOON):
        colour = "yellow"
    return ReportLine(
        people[report.person_id],
        report.ref,
        str(KINDS.get(report.kind, report.kind)),
        report.court,
        hearing,
        state,
        colour,
        colour == "red",
        report.author.name if report.author else "",
    )


def _sentence(waiting: Waiting, people: Mapping[int, Who], today: date) -> SentenceLine:
    sentence, allocation = waiting.sentence, waiting.allocation
    limit = ALLOCATE_DAYS.find(sentence.sentenced_on)
    due = add_working_days(sentence.sentenced_on, limit.value) if limit else None
    missing = missing_of(allocation)
    return SentenceLine(
        people[allocation.person_id],
        sentence.ref,
        kind_of(sentence),
        sentence.court,
        sentence.sentenced_on,
        due,
        _late(due, today) if not waiting.received else "",
        missing,
        _late(sentence.sentenced_on, today) if missing and limit else "",
        _there(allocation, "instruction"),
        waiting.received,
        allocation.officer.name if allocation.officer else "",
    )


def _late(due: date | None, today: date) -> str:
    days = (today - due).days if due else 0
    if days < 1:
        return ""
    return ngettext("%(num)d day late", "%(num)d days late", days) % {"num": days}


def _paper(row: Any, people: Mapping[int, Who], today: date) -> PaperLine:
    again_on = ask_again_on(row.asked_on, row.chased_on)
    return PaperLine(
        people[row.person_id],
        row.ref,
        str(PAPERS.get(row.what, row.what)),
        row.of,
        row.by.name if row.by else "",
        row.asked_on,
        again_on,
        again_on < today,
    )


def missing_of(allocation: Any) -> list[str]:
    """What an allocation lacks before it can be decided, in words (as `rules.allocating`)."""
    parts = (("rsr", Missing.RSR), ("screening", Missing.SCREENING), ("form", Missing.FORM))
    lacking = {each for name, each in parts if not _there(allocation, name)}
    if Missing.RSR not in lacking and not allocation.scored:
        lacking.add(Missing.RSR)
    if Missing.SCREENING not in lacking and not allocation.levelled:
        lacking.add(Missing.LEVEL)
    return [str(MISSING[each]) for each in Missing if each in lacking]


def _there(row: Any, name: str) -> bool:
    inside = getattr(row, name, None)
    return inside is not None and inside.in_error_at is None


def _page(
    request: SignedIn,
    name: str,
    lines: Iterable[Any],
    by: Sort,
    keys: Mapping[str, Callable[[Any], Any]],
) -> "Page[Any]":
    found: Sequence[Any] = sorted(lines, key=keys[by.key], reverse=by.descending)
    return Paginator(found, PAGE).get_page(request.GET.get(name))


def _by_day(lines: Iterable[ReportLine]) -> list[tuple[date | None, list[ReportLine]]]:
    """Lines that are sorted by hearing, a hearing day at a time."""
    return [(day, list(each)) for day, each in groupby(lines, key=lambda line: line.hearing)]


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
