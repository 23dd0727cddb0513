"""My cases: those for which one is responsible or covers today; for a manager, the team's.

What is chosen and how it is sorted stands in the address, so that it can be kept and shared. A name
never does: the piece of a name by which the list is narrowed is sent by POST and kept in the
session, and the address only says that there is one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.roles import Role, roles_of
from throughcare.access.views import needs
from throughcare.contacts.diary import Seen, seen
from throughcare.design.fields import Choice as Answer
from throughcare.design.fields import SelectField, TextField, TickField
from throughcare.design.listing import Column, Sort, with_query
from throughcare.design.wording import day_plain
from throughcare.history import clock
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.ledger.cases import Choice, Held, Team, listed, teams_of
from throughcare.ledger.pages.lines import HARM, HARM_COLOURS, Item, item
from throughcare.ledger.queries import harm_levels, owed_on
from throughcare.ledger.rules.ranking import CaseLine, case_lines
from throughcare.organisation.theirs import staff_of
from throughcare.people.models import Person
from throughcare.people.queries import Who, reachable, who
from throughcare.sentences.queries import Live, Under, live

PAGE = 50
_NAME = "caseload-name"
_MINE, _VACANT = "mine", "nobody"

COLUMNS = (
    Column("name", gettext_lazy("Name")),
    Column("crn", gettext_lazy("CRN")),
    Column("harm", gettext_lazy("RoSH")),
    Column("sentence", gettext_lazy("Sentence")),
    Column("seen", gettext_lazy("Last seen")),
    Column("next", gettext_lazy("Next appointment")),
    Column("owed", gettext_lazy("Owed")),
)

UNDER: Mapping[Under, str | Promise] = {
    Under.COMMUNITY_ORDER: gettext_lazy("Community order"),
    Under.SUSPENDED_SENTENCE_ORDER: gettext_lazy("Suspended sentence order"),
    Under.LICENCE: gettext_lazy("Licence"),
    Under.SUPERVISION: gettext_lazy("Post-sentence supervision"),
    Under.CUSTODY: gettext_lazy("Custody"),
    Under.RECALLED: gettext_lazy("Recalled"),
}

BANDS: Mapping[int, str | Promise] = {
    1: gettext_lazy("Act today"),
    2: gettext_lazy("Law or contract"),
    3: gettext_lazy("Protection"),
    4: gettext_lazy("Delivering the sentence"),
    5: gettext_lazy("Thread and review"),
    6: gettext_lazy("Records"),
}
"""The weights by which lists are ranked, the weightiest first."""

EnumT = TypeVar("EnumT", bound=StrEnum)


class Filter(forms.Form):
    """What the list is narrowed to, by the address."""

    of = SelectField(label=gettext_lazy("Whose cases"), required=False)
    harm = SelectField(
        label=gettext_lazy("Risk of serious harm"),
        required=False,
        empty=gettext_lazy("Any"),
        choices=[Answer(level.value, HARM[level]) for level in HARM],
    )
    sentence = SelectField(
        label=gettext_lazy("Sentence"),
        required=False,
        empty=gettext_lazy("Any"),
        choices=[Answer(kind.value, label) for kind, label in UNDER.items()],
    )
    registration = SelectField(
        label=gettext_lazy("Registration"),
        required=False,
        empty=gettext_lazy("Any"),
        choices=[
            Answer(kind.value, kind.value[:1].upper() + kind.value[1:]) for kind in RegistrationKind
        ],
    )
    band = SelectField(
        label=gettext_lazy("Something overdue of this weight"),
        required=False,
        empty=gettext_lazy("Any"),
        choices=[Answer(str(band), label) for band, label in BANDS.items()],
    )
    overdue = TickField(label=gettext_lazy("Only with something overdue"))

    def __init__(self, *args: Any, owners: Sequence[Answer], **kwargs: Any) -> None:
        """``owners`` are those whose cases a manager may choose; empty for everybody else."""
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        if owners:
            whose = self.fields["of"]
            assert isinstance(whose, SelectField)
            whose.empty, whose.answers = "", owners  # the first is the usual one
        else:
            del self.fields["of"]


class Name(forms.Form):
    """The piece of a name by which the list is narrowed."""

    name = TextField(
        label=gettext_lazy("Name or CRN on this list"), required=False, max_length=100, width=20
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


class Row(NamedTuple):
    """One case as the list shows it."""

    who: Who
    held: Held
    harm: str
    harm_colour: str
    sentences: list[str]
    seen: Seen
    days_since: int | None
    worst: Item | None
    overdue: int


class Owners(NamedTuple):
    """Whose cases a manager may choose, and what each answer stands for."""

    answers: list[Answer]
    meaning: dict[str, Choice]
    usual: str


@needs(Permission.SEE_CASELOAD)
def caseload(request: HttpRequest) -> HttpResponse:
    """Show the list; a name sent to it narrows it."""
    if request.method == "POST":
        return _narrow(request)
    staff = next(iter(staff_of(request.user)), None)
    if staff is None:
        return render(request, "ledger/caseload.html", {"staff": None})
    today = clock.today()
    owners = _owners(request, staff, today)
    form = Filter(request.GET, owners=owners.answers)
    sort = Sort.of(request, COLUMNS, "owed")
    chosen = _choice(request, form, owners, sort)
    number = _page_number(request)
    held, count = listed(
        chosen, reachable(request.user), today, first=(number - 1) * PAGE, size=PAGE
    )
    if not held and number > 1:
        return redirect(request.path + with_query(request, page=None))
    context = {
        "staff": staff,
        "rows": _rows(held, today),
        "count": count,
        "page": Paginator(range(count), PAGE).get_page(number),
        "columns": COLUMNS,
        "sort": sort,
        "form": form,
        "name_form": Name(initial={"name": chosen.name}),
        "chosen": _in_use(request, form, owners, chosen),
        "manages": bool(owners.answers),
        "shows_officer": not chosen.staff_ids or len(chosen.staff_ids) > 1,
        "whose": _whose(form, owners),
        "name": chosen.name,
    }
    return render(request, "ledger/caseload.html", context)


def _narrow(request: HttpRequest) -> HttpResponse:
    """Keep the piece of a name in the session, and come back by an address without it."""
    name = request.POST.get("name", "").strip()[:100]
    request.session[_NAME] = name
    return redirect(request.path + with_query(request, named="yes" if name else None, page=None))


def _choice(request: HttpRequest, form: Filter, owners: Owners, sort: Sort) -> Choice:
    form.is_valid()
    given = form.cleaned_data
    meant = owners.meaning.get(given.get("of") or owners.usual) or owners.meaning[owners.usual]
    named = request.GET.get("named") == "yes"
    return Choice(
        staff_ids=meant.staff_ids,
        team_ids=meant.team_ids,
        vacant=meant.vacant,
        harm=_one_of(Level, given.get("harm")),
        under=_one_of(Under, given.get("sentence")),
        registration=given.get("registration") or "",
        overdue=bool(given.get("overdue")),
        band=int(given["band"]) if given.get("band") else None,
        name=request.session.get(_NAME, "") if named else "",
        sort=sort.key,
        descending=sort.descending,
    )


def _one_of(kind: type[EnumT], value: str | None) -> EnumT | None:
    return kind(value) if value else None


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, min(int(asked), 10_000)) if asked.isascii() and asked.isdigit() else 1


def _owners(request: HttpRequest, staff: int, today: date) -> Owners:
    """One's own cases; for a manager also each officer's, each team's, and those of nobody."""
    mine = Choice(staff_ids=[staff])
    alone = Owners([], {_MINE: mine}, _MINE)
    if roles_of(request.user).isdisjoint((Role.TEAM_MANAGER, Role.DUTY_MANAGER)):
        return alone
    teams = teams_of(staff, today)
    if not teams:
        return alone
    answers, meaning = _answers(teams)
    answers.append(Answer(_MINE, _("My own cases")))
    return Owners(answers, meaning | {_MINE: mine}, answers[0].value)


def _answers(teams: Sequence[Team]) -> tuple[list[Answer], dict[str, Choice]]:
    answers: list[Answer] = []
    meaning: dict[str, Choice] = {}
    for team in teams:
        vacant = f"{team.public_id}-{_VACANT}"
        answers.append(Answer(team.public_id, _("%(team)s, all") % {"team": team.name}))
        meaning[team.public_id] = Choice(team_ids=[team.id])
        answers.append(Answer(vacant, _("%(team)s, nobody responsible") % {"team": team.name}))
        meaning[vacant] = Choice(team_ids=[team.id], vacant=True)
        for key, public_id, name in team.staff:
            if public_id not in meaning:
                answers.append(Answer(public_id, name))
                meaning[public_id] = Choice(staff_ids=[key])
    return answers, meaning


def _whose(form: Filter, owners: Owners) -> str:
    """Whose cases are shown, where a manager chooses."""
    chosen = form.cleaned_data.get("of") or owners.usual
    return next((str(each.label) for each in owners.answers if each.value == chosen), "")


def _in_use(
    request: HttpRequest, form: Filter, owners: Owners, chosen: Choice
) -> list[tuple[str, str]]:
    """What the list is narrowed to, each with the address without it."""
    given = form.cleaned_data
    labels = {
        "of": _whose(form, owners) if given.get("of") not in (None, "", owners.usual) else "",
        "harm": _("RoSH %(level)s") % {"level": chosen.harm} if chosen.harm else "",
        "sentence": str(UNDER[chosen.under]) if chosen.under else "",
        "registration": chosen.registration,
        "overdue": _("Something overdue") if chosen.overdue else "",
        "band": _("Overdue: %(band)s") % {"band": BANDS[chosen.band]} if chosen.band else "",
        "named": _("Name: %(name)s") % {"name": chosen.name} if chosen.name else "",
    }
    return [
        (label, with_query(request, **{name: None, "page": None}))
        for name, label in labels.items()
        if label
    ]


def _rows(held: Sequence[Held], today: date) -> list[Row]:
    """What the list shows of cases that were found within reach."""
    ids = [each.person_id for each in held]
    if not ids:
        return []
    people = who(Person.objects.filter(pk__in=ids))
    harm = harm_levels(ids, today)
    under = live(ids, today)
    contact = seen(ids, today)
    lines = {line.person_id: line for line in case_lines(owed_on(ids, today), harm, today)}
    return [
        _row(
            each,
            people[each.person_id],
            harm.get(each.person_id),
            under[each.person_id],
            contact.get(each.person_id, Seen()),
            lines.get(each.person_id),
            today,
        )
        for each in held
        if each.person_id in people
    ]


def _row(
    held: Held,
    person: Who,
    harm: Level | None,
    under: Sequence[Live],
    contact: Seen,
    line: CaseLine | None,
    today: date,
) -> Row:
    return Row(
        who=person,
        held=held,
        harm=str(HARM[harm]) if harm else "",
        harm_colour=HARM_COLOURS[harm] if harm else "",
        sentences=[_sentence(each) for each in under],
        seen=contact,
        days_since=(today - contact.last).days if contact.last else None,
        worst=item(line.groups[0], person, today) if line else None,
        overdue=line.overdue if line else 0,
    )


def _sentence(under: Live) -> str:
    """Community order to 3 May 2018; in custody since 3 May 2016."""
    kind = str(UNDER[under.kind])
    if under.kind in (Under.CUSTODY, Under.RECALLED):
        return _("%(kind)s since %(day)s") % {"kind": kind, "day": day_plain(under.first)}
    if under.last is None:
        return _("%(kind)s, no end known") % {"kind": kind}
    return _("%(kind)s to %(day)s") % {"kind": kind, "day": day_plain(under.last)}
