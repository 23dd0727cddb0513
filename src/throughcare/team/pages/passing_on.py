"""Several cases passed on to another team at once: asked for, each in its own write.

Until the other team accepts a case it stays with its officer and its team.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.caseload import actions
from throughcare.caseload.queries import asked_for
from throughcare.design.fields import Choice as Answer
from throughcare.design.forms import DayField, Form, LongTextField, SelectField, SeveralOfField
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.cases import Choice, Held, listed
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import Person
from throughcare.people.queries import Who, reachable, who
from throughcare.team.pages.scope import Scope, colleagues_of, scope

AT_ONCE = 50
"""How many cases stand on one page."""


class PassOnForm(Form):
    """Which cases, to which team, from which day, and why."""

    cases = SeveralOfField(
        label=gettext_lazy("Which cases?"), missing=gettext_lazy("Select at least one case")
    )
    to_team = SelectField(
        label=gettext_lazy("Which team is to take them?"),
        missing=gettext_lazy("Select a team"),
    )
    effective_on = DayField(
        label=gettext_lazy("From which day?"), noun=gettext_lazy("The first day")
    )
    because = LongTextField(
        label=gettext_lazy("Why do the cases move?"),
        missing=gettext_lazy("Say why the cases move"),
        max_length=1000,
        rows=3,
    )


class _Cases(NamedTuple):
    """The cases that could be passed on, one page of them."""

    rows: list[Held]
    people: Mapping[int, Who]
    total: int
    asked: int
    """How many more another team has been asked to take already."""
    page: int


@needs(Permission.TRANSFER)
def pass_on(request: SignedIn) -> HttpResponse:
    """Ask another team to take several cases."""
    today = clock.today()
    teams = scope(request, today)
    colleagues = colleagues_of(request, today)
    of = next((e for e in colleagues if e.public_id == request.GET.get("of")), None)
    cases = _cases(request, teams, of, today)
    receiving = _others(teams)
    form = PassOnForm(request.POST or None, initial={"effective_on": today})
    form.offer("cases", [_choice(each, cases.people[each.person_id]) for each in cases.rows])
    form.offer("to_team", [Answer(t.public_id, f"{t.name}, {t.provider.name}") for t in receiving])
    if request.method == "POST" and form.is_valid():
        done = _ask(request, form, cases.people, receiving)
        if done:
            said = ngettext(
                "Asked for %(num)d case. Until it is accepted it stays with its officer.",
                "Asked for %(num)d cases. Until each is accepted it stays with its officer.",
                done,
            )
            messages.success(request, said % {"num": done})
        if not form.errors:
            return redirect(request.get_full_path() if cases.total > AT_ONCE else "team")
    context = {
        "section": "team",
        "form": form,
        "shown": len(cases.rows),
        "total": cases.total,
        "asked": cases.asked,
        "page": Paginator(range(cases.total), AT_ONCE).get_page(cases.page),
        "officers": [(each.public_id, each.name) for each in colleagues],
        "of": of.public_id if of else "",
        "team": request.GET.get("team", ""),
    }
    return render(request, "team/pass_on.html", context)


def _cases(request: SignedIn, teams: Scope, of: Staff | None, today: date) -> _Cases:
    """One page of the cases that no other team has been asked to take, and those that were sent."""
    if not teams.chosen:
        return _Cases([], {}, 0, 0, 1)
    whose: Any = {"staff_ids": [of.pk]} if of else {"team_ids": teams.ids}
    chosen = Choice(sort="name", **whose)
    among, waiting = reachable(request.user), asked_for(today)
    page = int(found) if (found := request.GET.get("page", "")).isdecimal() and int(found) else 1
    free = among.exclude(pk__in=waiting)
    rows, total = listed(chosen, free, today, first=(page - 1) * AT_ONCE, size=AT_ONCE)
    if not rows and page > 1:
        page = 1
        rows, total = listed(chosen, free, today, first=0, size=AT_ONCE)
    _rows, asked = listed(chosen, among.filter(pk__in=waiting), today, first=0, size=1)
    there = {each.person_id for each in rows}
    if sent := request.POST.getlist("cases")[:AT_ONCE]:
        meant = among.filter(public_id__in=sent)
        more, _count = listed(chosen, meant, today, first=0, size=AT_ONCE)
        rows += [each for each in more if each.person_id not in there]
    people = who(Person.objects.filter(pk__in=[each.person_id for each in rows]))
    return _Cases(rows, people, total, asked, page)


def _others(teams: Scope) -> list[Team]:
    """The teams that could take cases: every one, the own others among them."""
    single = teams.ids if len(teams.ids) == 1 else []
    found = Team.objects.filter(in_error_at=None).exclude(pk__in=single)
    return list(found.select_related("provider").order_by("name"))


def _choice(each: Held, person: Who) -> Answer:
    return Answer(person.public_id, f"{person.name}, {person.crn}", each.officer or _("Nobody"))


def _ask(
    request: SignedIn, form: PassOnForm, people: Mapping[int, Who], receiving: Sequence[Team]
) -> int:
    """Ask for each case; of those that are refused the reason stands beside the question."""
    given = form.cleaned_data
    to = next(each for each in receiving if each.public_id == given["to_team"])
    chosen = {key: each for key, each in people.items() if each.public_id in given["cases"]}
    rows = Person.objects.in_bulk(list(chosen))
    done, refused = 0, []
    for key, each in chosen.items():
        try:
            actions.transfer(
                rows[key],
                by=request.user,
                to_team=to,
                to_officer=None,
                effective_on=given["effective_on"],
                because=given["because"],
                token=f"{given['token']}.{key}"[-64:],
            )
        except Refusal as refusal:
            if refusal.field == "effective_on":
                form.add_error("effective_on", refusal.because)
                return done
            refused.append(each.public_id)
            form.add_error("cases", f"{each.name}: {refusal.because}")
            continue
        except history.AlreadyDone:
            pass
        done += 1
    if refused:
        sent: Any = form.data
        sent = sent.copy()
        sent.setlist("cases", refused)
        form.data = sent
    return done
