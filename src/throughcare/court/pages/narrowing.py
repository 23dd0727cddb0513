"""To what the court team's list is narrowed: a name, a court, one's own, days of hearings.

A name never stands in an address: it is sent by POST and kept in the session.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.court.models import PaperRequest, Report
from throughcare.court.queries import Waiting
from throughcare.design.fields import Choice, SelectField, TextField
from throughcare.design.listing import with_query
from throughcare.organisation.models import Staff
from throughcare.people.finding import called
from throughcare.people.naming import folded

MINE = "mine"
WEEK = 7
_NAME = "court-name"
PAGES: Mapping[str, None] = dict.fromkeys(
    ("reports-page", "results-page", "sentences-page", "papers-page")
)
"""The pages of the lists, all of which begin anew where they are narrowed otherwise."""

DAYS: Mapping[str, str | Promise] = {
    "late": gettext_lazy("Gone by"),
    "today": gettext_lazy("Today"),
    "tomorrow": gettext_lazy("Tomorrow"),
    "week": gettext_lazy("In the next seven days"),
    "none": gettext_lazy("No day yet"),
}
"""Which hearings may be chosen."""


class Filter(forms.Form):
    """What the list is narrowed to, by the address."""

    court = SelectField(
        label=gettext_lazy("Court"), required=False, empty=gettext_lazy("Every court")
    )
    whose = SelectField(
        label=gettext_lazy("Whose"),
        required=False,
        empty=gettext_lazy("Everybody’s"),
        choices=[Choice(MINE, gettext_lazy("Mine"))],
    )
    hearing = SelectField(
        label=gettext_lazy("Hearing"),
        required=False,
        empty=gettext_lazy("Any day"),
        choices=[Choice(name, said) for name, said in DAYS.items()],
    )

    def __init__(self, *args: Any, courts: Collection[str], **kwargs: Any) -> None:
        """``courts`` are those that have anything on the list, each once however it is typed."""
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        asked = self.fields["court"]
        assert isinstance(asked, SelectField)
        named = {folded(each): each for each in sorted(courts, reverse=True) if each}
        asked.answers = [Choice(each, each) for each in sorted(named.values())]


class NameForm(forms.Form):
    """The piece of a name by which the list is narrowed."""

    name = TextField(
        label=gettext_lazy("Name or CRN on this list"), required=False, max_length=100, width=20
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


def keep_name(request: HttpRequest) -> HttpResponse:
    """Keep the piece of a name in the session, and come back by an address without it."""
    name = request.POST.get("name", "").strip()[:100]
    request.session[_NAME] = name
    return redirect(request.path + with_query(request, named="yes" if name else None, **PAGES))


@dataclass(frozen=True)
class Narrowed:
    """What was chosen, and what of it is said on the page."""

    form: Filter
    name_form: NameForm
    people: Collection[int] | None
    """Who is called so, where a name was given."""
    court: str
    hearing: str
    mine: int | None
    """Whose alone are shown."""
    in_use: list[tuple[str, str]]
    """What it is narrowed to, each with the address without it."""

    def report(self, report: Report, today: date) -> bool:
        """Whether a report is shown."""
        if self.people is not None and report.person_id not in self.people:
            return False
        if self.court and folded(report.court) != folded(self.court):
            return False
        if self.mine is not None and report.author_id != self.mine:
            return False
        return _within(self.hearing, report.hearing_on, today)

    def sentence(self, waiting: Waiting) -> bool:
        """Whether a sentence is shown; hearings do not narrow what was sentenced already."""
        if self.people is not None and waiting.allocation.person_id not in self.people:
            return False
        if self.court and folded(waiting.sentence.court) != folded(self.court):
            return False
        return self.mine is None or waiting.allocation.officer_id == self.mine

    def paper(self, asked: PaperRequest) -> bool:
        """Whether a paper that was asked for is shown: mine if I asked, or allocate the case."""
        if self.people is not None and asked.person_id not in self.people:
            return False
        allocation = asked.allocation
        sentence = allocation.order or allocation.custody
        if self.court and (sentence is None or folded(sentence.court) != folded(self.court)):
            return False
        whose = (asked.by_id, allocation.officer_id)
        return self.mine is None or self.mine in whose


def narrowed(
    request: HttpRequest, courts: Collection[str], staff: Staff | None, people: Collection[int]
) -> Narrowed:
    """Read from the address to what the list is narrowed; anything unknown narrows nothing.

    ``people`` are all on the list.
    """
    form = Filter(request.GET, courts=courts)
    form.is_valid()
    given = form.cleaned_data
    court, hearing = given.get("court") or "", given.get("hearing") or ""
    mine = staff.pk if given.get("whose") == MINE and staff else None
    name = request.session.get(_NAME, "") if request.GET.get("named") == "yes" else ""
    labels = {
        "named": _("Name: %(name)s") % {"name": name} if name else "",
        "court": court,
        "whose": _("Mine") if mine else "",
        "hearing": _("Hearing: %(days)s") % {"days": DAYS[hearing]} if hearing else "",
    }
    in_use = [
        (label, with_query(request, **{asked: None}, **PAGES))
        for asked, label in labels.items()
        if label
    ]
    so_called = called(name, people) if name else None
    return Narrowed(form, NameForm(initial={"name": name}), so_called, court, hearing, mine, in_use)


def _within(chosen: str, hearing: date | None, today: date) -> bool:
    if not chosen:
        return True
    if hearing is None:
        return chosen == "none"
    days = (hearing - today) // timedelta(days=1)
    return {
        "late": days < 0,
        "today": days == 0,
        "tomorrow": days == 1,
        "week": 0 <= days < WEEK,
        "none": False,
    }[chosen]
