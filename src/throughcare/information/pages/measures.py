"""The measure of enquiries: who answers, how often and how soon, and the cases behind each."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, needs
from throughcare.design.forms import DayField, Form
from throughcare.design.listing import page_of, with_query
from throughcare.history import clock
from throughcare.information.measures import Authority, Behind, behind, by_authority
from throughcare.information.showing import ENQUIRIES
from throughcare.people.models import Person
from throughcare.people.queries import Who, who

ON_A_PAGE = 50


class Period(Form):
    """The period within which enquiries were sent."""

    since = DayField(label=gettext_lazy("Sent from"), hint="", required=False)
    until = DayField(label=gettext_lazy("Sent until"), hint="", required=False)

    def clean(self) -> dict[str, Any]:
        """A period has its end after its beginning."""
        given = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Sent until must be on or after sent from"))
        return given


class Row(NamedTuple):
    """One authority as the page shows it."""

    what: str
    figures: Authority
    behind: str
    """The address of the cases behind it."""


class Case(NamedTuple):
    """One case behind a figure."""

    who: Who
    enquiry: Behind
    days: int


@needs(Permission.SEE_CASELOAD)
def enquiries(request: SignedIn) -> HttpResponse:
    """Show the rates, by kind and authority, of the cases within reach."""
    today = clock.today()
    form = Period(request.GET)
    form.is_valid()
    until = form.cleaned_data.get("until") or today
    since = form.cleaned_data.get("since") or _year_before(until)
    kind, to = request.GET.get("kind", ""), request.GET.get("to")
    page: Page[Behind] | None = None
    cases: list[Case] = []
    figures: list[Authority] = []
    try:
        figures = by_authority(request.user, since=since, until=until)
        if kind in ENQUIRIES and to is not None:
            found = behind(request.user, kind, to, since=since, until=until)
            page = page_of(request, found, ON_A_PAGE)
            people = who(Person.objects.filter(pk__in=[each.person for each in page.object_list]))
            cases = _cases(page, people, today)
    except EmptyResultSet:  # whoever reaches nobody
        pass
    chosen = next((each for each in figures if (each.kind, each.key) == (kind, to)), None)
    rows = [
        Row(
            str(ENQUIRIES.get(each.kind, each.kind)),
            each,
            f"{with_query(request, kind=each.kind, to=each.key, page=None)}#behind",
        )
        for each in figures
    ]
    context = {
        "form": form if form.errors else Period(initial={"since": since, "until": until}),
        "since": since,
        "until": until,
        "rows": rows,
        "chosen": _named(chosen) if chosen else "",
        "page": page,
        "cases": cases,
        "service_levels": has(request.user, Permission.SEE_MEASURES),
    }
    return render(request, "information/measure.html", context)


def _cases(page: "Page[Behind]", people: Mapping[int, Who], today: date) -> list[Case]:
    return [
        Case(people[each.person], each, ((each.answered_on or today) - each.sent_on).days)
        for each in page.object_list
        if each.person in people
    ]


def _named(figures: Authority) -> str:
    return f"{ENQUIRIES.get(figures.kind, figures.kind)}, {figures.to or _('nobody named')}"


def _year_before(day: date) -> date:
    """The first day of the year that ends on a day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
