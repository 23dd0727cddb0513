"""Who wrote in a case, why and what; and who read it, folded by person and day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.design.listing import page_of
from throughcare.design.wording import clock as said_time
from throughcare.design.wording import day_short, moment_short
from throughcare.history.models import Entry
from throughcare.history.telling import Account, Change, Told, accounts
from throughcare.ledger.subject import CASE
from throughcare.organisation.models import Named
from throughcare.people.models import Person

ON_A_PAGE = 25
READS_ON_A_PAGE = 50
MOST_ROWS = 12
"""How many rows of one write are told; more are counted."""

PAGES: Mapping[str, str | Promise] = {
    "case": gettext_lazy("overview"),
    "case-contacts": gettext_lazy("contacts"),
    "contact": gettext_lazy("a contact"),
    "case-history": gettext_lazy("history"),
    "book": gettext_lazy("booking"),
    "record-contact": gettext_lazy("recording a contact"),
    "move": gettext_lazy("moving an appointment"),
    "cancel": gettext_lazy("cancelling an appointment"),
    "outcome": gettext_lazy("recording an outcome"),
    "account": gettext_lazy("saying what was done"),
    "reason": gettext_lazy("asking for a reason"),
    "decision": gettext_lazy("deciding on an absence"),
    "correct": gettext_lazy("putting an outcome right"),
    "in-error": gettext_lazy("marking an entry in error"),
    "assign-officer": gettext_lazy("assigning an officer"),
    "arrange-cover": gettext_lazy("arranging cover"),
    "refer": gettext_lazy("referring for a requirement"),
    "interim-work": gettext_lazy("interim work"),
    "limited access": gettext_lazy("limited access only"),
}


WORDS: Mapping[str, str | Promise] = {
    "contacts.account": gettext_lazy("What was done"),
    "contacts.account.done": gettext_lazy("In words"),
    "contacts.asked": gettext_lazy("Reason and evidence asked for"),
    "contacts.accountobjective": gettext_lazy("Objective served"),
    "contacts.outcome.by": gettext_lazy("Recorded by"),
    "contacts.contact.rar": gettext_lazy("Rehabilitation activity day"),
    "caseload.officer.staff": gettext_lazy("Officer"),
    "information.sent": gettext_lazy("Enquiry sent"),
    "information.markedread": gettext_lazy("Read"),
    "information.actedon": gettext_lazy("Acted on"),
    "information.notapplicable": gettext_lazy("Enquiry not applicable"),
    "information.notneeded": gettext_lazy("No review needed"),
    "information.outboxmessage": gettext_lazy("Message in the outbox"),
    "information.answerdocument": gettext_lazy("Document of an answer"),
    "information.itemdocument": gettext_lazy("Document of an item"),
    "assessment.oasys": gettext_lazy("Assessment"),
    "assessment.assessedsection": gettext_lazy("Section of the assessment"),
    "assessment.assessedsection.text": gettext_lazy("Evidence"),
    "assessment.analysispart": gettext_lazy("Section of the analysis"),
    "assessment.noanalysis": gettext_lazy("Decision not to analyse"),
    "planning.managedrisk": gettext_lazy("Management of a risk"),
    "planning.objectiveneed": gettext_lazy("Need that an objective answers"),
    "planning.objectiverisk": gettext_lazy("Risk that an objective answers"),
    "planning.contactreason": gettext_lazy("Reason for less contact"),
    "planning.reviewanswer": gettext_lazy("Answer of a review"),
}
"""What tables and their columns are called where their own names would not be understood."""


class Row(NamedTuple):
    """A row that a write touched, in words."""

    what: str
    marked: str
    changes: list[tuple[str, str, str]]


class Written(NamedTuple):
    """A write, in words."""

    entry: Entry
    by: str
    rows: list[Row]
    more: int
    loaded: str


class Seen(NamedTuple):
    """Everything that one person looked at on one day."""

    by: str
    day: date
    times: int
    pages: str
    first: datetime
    last: datetime


@case_page(Permission.SEE_HISTORY)
def history(request: HttpRequest, person: Person) -> HttpResponse:
    """Show who wrote, or, where that is asked for, who read."""
    if request.GET.get("show") == "reads":
        return _reads(request, person)
    entries: Any = Entry.objects.filter(subject_kind=CASE, subject_id=person.pk)
    page: Page[Entry] = page_of(request, entries.select_related("by").order_by("-pk"), ON_A_PAGE)
    told = accounts(page.object_list)
    names = _names(told.values())
    written = [_written(entry, told[entry.pk], names) for entry in page.object_list]
    context = {"person": person, "part": "history", "page": page, "written": written}
    return render(request, "ledger/history.html", {**context, "demo": settings.DEMO})


def _written(entry: Entry, account: Account, names: Mapping[tuple[Any, int], str]) -> Written:
    told = account.told
    if account.loaded and all(each.added for each in told):
        told = ()  # what was new is counted
    rows = [_row(each, names) for each in told[:MOST_ROWS]]
    loaded = ", ".join(
        f"{number} {_plural(model, number)}" for model, number in account.loaded.items()
    )
    more = account.more + max(0, len(told) - MOST_ROWS)
    by = entry.by.full_name if entry.by else _("a case file")
    return Written(entry, by, rows, more, loaded)


def _row(told: Told, names: Mapping[tuple[Any, int], str]) -> Row:
    meta = told.model._meta
    what = str(WORDS.get(meta.label_lower, meta.verbose_name))
    return Row(
        what=what[:1].upper() + what[1:],
        marked=_("recorded in error: %(why)s") % {"why": told.in_error} if told.in_error else "",
        changes=[
            (_label(each.field), _said(each, each.before, names), _said(each, each.after, names))
            for each in told.changes
            if _is_told(each)
        ],
    )


def _is_told(change: Change) -> bool:
    """A reference is told where it leads to something with a name; a flag for a text, never."""
    field = change.field
    if field.name.startswith("has_"):
        return False
    return not isinstance(field, models.ForeignKey) or issubclass(field.related_model, Named)


def _label(field: "models.Field[Any, Any]") -> str:
    key = f"{field.model._meta.label_lower}.{field.name}"
    label = str(WORDS.get(key, field.verbose_name))
    return label[:1].upper() + label[1:]


def _said(change: Change, value: Any, names: Mapping[tuple[Any, int], str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(change.field, models.ForeignKey):
        return names.get((change.field.related_model, value), "")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment_short(value)
    if isinstance(value, date):
        return day_short(value)
    return said_time(value) if isinstance(value, time) else str(value)


def _names(found: Iterable[Account]) -> dict[tuple[Any, int], str]:
    """The names of staff, offices and teams that the changes refer to: one statement."""
    wanted: dict[type[models.Model], set[int]] = {}
    for account in found:
        for told in account.told[:MOST_ROWS]:
            for each in told.changes:
                if isinstance(each.field, models.ForeignKey) and _is_told(each):
                    ids = wanted.setdefault(each.field.related_model, set())
                    ids.update(value for value in (each.before, each.after) if value)
    statements, parameters = [], []
    kinds = list(wanted)
    for at, model in enumerate(kinds):
        statements.append(f"SELECT {at}, id, name FROM {model._meta.db_table} WHERE id = ANY(%s)")
        parameters.append(sorted(wanted[model]))
    if not statements:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return {(kinds[at], row): name for at, row, name in cursor.fetchall()}


def _plural(model: type[models.Model], number: int) -> str:
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)


_READS = """
    SELECT coalesce(u.full_name, ''), (r.domain_at AT TIME ZONE 'Europe/London')::date AS day,
        count(*), array_agg(DISTINCT r.page), min(r.domain_at), max(r.domain_at)
    FROM history_read r JOIN accounts_user u ON u.id = r.by_id
    WHERE r.subject_kind = %s AND r.subject_id = %s
    GROUP BY r.by_id, u.full_name, day
    ORDER BY day DESC, 6 DESC
"""


class _Folded(Sequence[Seen]):
    """The readings of a case, folded; a page of them is asked of the database at a time."""

    def __init__(self, person: Person) -> None:
        self._given: list[Any] = [CASE, person.pk]

    def __len__(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({_READS}) f", self._given)
            return int(cursor.fetchone()[0])

    def __getitem__(self, asked: Any) -> Any:
        first, last = asked.start or 0, asked.stop
        with connection.cursor() as cursor:
            cursor.execute(f"{_READS} LIMIT %s OFFSET %s", [*self._given, last - first, first])
            return [
                Seen(by, day, times, _pages(pages), begun, ended)
                for by, day, times, pages, begun, ended in cursor.fetchall()
            ]


def _pages(found: Iterable[str]) -> str:
    return ", ".join(sorted({str(PAGES.get(each, each.replace("-", " "))) for each in found}))


def _reads(request: HttpRequest, person: Person) -> HttpResponse:
    page = Paginator(_Folded(person), READS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"person": person, "part": "history", "page": page, "seen": list(page.object_list)}
    return render(request, "ledger/history.html", context)
