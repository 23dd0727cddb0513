"""Cases of nobody's, assigned from one page: each with a proposal, all in one go.

Each case is a write of its own. What is done stays done where one is refused, where somebody else
was quicker, where the time is up or the browser breaks off; what is left stands on the page again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from time import monotonic
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.caseload import actions
from throughcare.caseload.queries import Held, held_by, last_change_of_holding, versions_of_holding
from throughcare.court.showing import NotCome, not_come
from throughcare.design.fields import Choice as Answer
from throughcare.design.forms import DayField, Form, LongTextField, SelectField
from throughcare.design.wording import listed as in_a_list
from throughcare.history import clock
from throughcare.history.composing import compose
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.cases import Choice, listed
from throughcare.ledger.cases import Held as Owned
from throughcare.ledger.pages.lines import HARM, HARM_COLOURS
from throughcare.people.models import Person
from throughcare.people.queries import Who, reachable, who
from throughcare.team.pages.loads import After, afterwards
from throughcare.team.pages.scope import scope
from throughcare.team.pages.unassigned import since
from throughcare.workload.candidates import Candidate
from throughcare.workload.pages.wording import about, in_short
from throughcare.workload.proposing import Proposal, Proposals, proposals

AT_ONCE = 25
"""How many cases stand on one page."""
SECONDS = 20.0
"""After how long no further case is begun."""


class AssignSeveral(Form):
    """From when and why; who has which case is asked beside each."""

    starts_on = DayField(label=gettext_lazy("From which day?"), noun=gettext_lazy("The first day"))
    because = LongTextField(
        label=gettext_lazy("Why these officers?"),
        hint=gettext_lazy(
            "It stands as the reason with each case for which you give none of its own."
        ),
        required=False,
        max_length=1000,
        rows=2,
    )

    looking = False
    """Whether the load alone is worked out again: then nothing is complained of."""

    def ask(self, person: str, found: Proposal, version: int) -> None:
        """Ask who is to have a case, and why where it is for a reason of its own."""
        choices = [Answer(e.staff.public_id, in_short(e)) for e in found.candidates]
        to = SelectField(label=_("Who?"), required=False, empty=_("Leave it for now"))
        to.answers = choices
        if found.proposed:
            self.initial[f"to-{person}"] = found.proposed.staff.public_id
        self.fields[f"to-{person}"] = to
        reason: dict[str, Any] = {"required": False, "max_length": 1000, "rows": 2}
        self.fields[f"because-{person}"] = LongTextField(
            label=_("A reason of its own for this case"), **reason
        )
        if any(each.excluded for each in found.candidates):
            self.fields[f"grade-{person}"] = LongTextField(
                label=_("Why you accept an officer whose grade the policy excludes"), **reason
            )
        self.initial[f"version-{person}"] = version
        self.fields[f"version-{person}"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False
        )

    def to(self, person: str) -> str:
        """Who is chosen for a case, as the form stands; empty for nobody."""
        name = f"to-{person}"
        return str(self[name].value() or "") if name in self.fields else ""

    def clean(self) -> dict[str, Any]:
        """Each case that is given to somebody needs a reason."""
        given = super().clean() or self.cleaned_data
        chosen = [n.removeprefix("to-") for n in self.fields if n[:3] == "to-" and given.get(n)]
        if not chosen:
            self.add_error(None, _("Choose an officer for at least one case."))
        elif not given.get("because") and any(not given.get(f"because-{n}") for n in chosen):
            self.add_error("because", _("Say why the cases are given to these officers"))
        return given

    def full_clean(self) -> None:
        """Check every field."""
        super().full_clean()
        if self.looking:
            self._errors = ErrorDict()


class Row(NamedTuple):
    """A case to be given to somebody, as the page shows it."""

    who: Who
    harm: str
    harm_colour: str
    tier: str
    points: int
    missing: list[str]
    since: str
    not_come: list[NotCome]
    kinds: list[str]
    needed: list[str]
    woman: bool
    chosen: Candidate | None
    is_proposed: bool
    says: str
    to: Any
    because: Any
    grade: Any
    version: Any


class _Page(NamedTuple):
    """What one opening of the page works with."""

    people: Mapping[int, Who]
    cases: Mapping[int, CaseFile]
    found: Proposals
    total: int
    """How many cases of nobody's there are in all."""


@needs(Permission.ASSIGN_OFFICER)
def assign_cases(request: SignedIn) -> HttpResponse:
    """Show the cases for which nobody is responsible, with proposals; assign those chosen."""
    today = clock.today()
    sent = request.POST if request.method == "POST" else None
    page = _opened(request, today, _named_in(sent) if sent else [])
    form = _form(sent, page, today)
    if sent is not None and sent.get("do") == "look":
        form.looking = True
        form.is_valid()
    elif sent is not None and form.is_valid():
        done, wrong = _assign(request, form, page)
        if done:
            messages.success(request, _said(done))
        if not wrong:
            return redirect("team" if page.total <= len(page.people) else request.get_full_path())
        left = [each.public_id for key, each in page.people.items() if key not in done]
        page = _opened(request, today, left)
    return render(request, "team/assign_cases.html", _context(page, form, today))


def _named_in(sent: Mapping[str, str]) -> list[str]:
    """The cases that a form is about, by their names in addresses."""
    return [name.removeprefix("version-") for name in sent if name.startswith("version-")]


def _opened(request: SignedIn, today: date, sent: Sequence[str]) -> _Page:
    """Read the cases of nobody's, the longest owed first, and those that were sent."""
    teams = scope(request, today)
    among = reachable(request.user)
    rows: list[Owned] = []
    total = 0
    if teams.chosen:
        of = Choice(team_ids=teams.ids, vacant=True)
        rows, total = listed(of, among, today, first=0, size=AT_ONCE)
    ids = [each.person_id for each in rows]
    if sent:
        known = dict(among.filter(public_id__in=sent[:AT_ONCE]).values_list("public_id", "pk"))
        ids = [known[each] for each in sent if each in known] if teams.chosen else []
    people = who(Person.objects.filter(pk__in=ids))
    order = [key for key in ids if key in people]
    files = compose(order, "facts", standing=True, as_stored=True)
    cases = dict(zip(order, files, strict=True))
    return _Page({key: people[key] for key in order}, cases, proposals(cases, today), total)


def _form(sent: Any, page: _Page, today: date) -> AssignSeveral:
    form = AssignSeveral(sent, initial={"starts_on": today})
    versions = versions_of_holding(list(page.people))
    for key, person in page.people.items():
        form.ask(person.public_id, page.found.cases[key], versions[key])
    return form


def _assign(request: SignedIn, form: AssignSeveral, page: _Page) -> tuple[dict[int, str], bool]:
    """Assign what is chosen; return who has which now, and whether something went wrong.

    A refusal stands beside its case. Where somebody else was quicker the case is left as it is.
    """
    given = form.cleaned_data
    until = monotonic() + SECONDS
    done: dict[int, str] = {}
    wrong = False
    people = Person.objects.in_bulk(list(page.people))
    for key, person in page.people.items():
        name = person.public_id
        chosen = _of(page.found.cases[key].candidates, given.get(f"to-{name}", ""))
        if chosen is None:
            continue
        if monotonic() > until:
            wrong = True
            form.add_error(None, _("There was no time for all of them. Assign the rest now."))
            break
        try:
            actions.assign_officer(
                people[key],
                by=request.user,
                staff=chosen.staff,
                starts_on=given["starts_on"],
                because=given.get(f"because-{name}") or given["because"],
                grade_because=given.get(f"grade-{name}", ""),
                version=given.get(f"version-{name}") or 0,
                token=f"{given['token']}.{key}"[-64:],
            )
            done[key] = chosen.staff.name
        except history.AlreadyDone:
            done[key] = chosen.staff.name
        except Refusal as refusal:
            wrong = True
            field = "grade-" if refusal.field == "grade_because" else "to-"
            form.add_error(f"{field}{name}", f"{person.name}: {refusal.because}")
        except history.Conflict:
            wrong = True
            form.add_error(f"to-{name}", f"{person.name}: {_meanwhile(people[key])}")
            _leave(form, name)
    return done, wrong


def _leave(form: AssignSeveral, person: str) -> None:
    """Choose nobody for a case in the form that is shown again."""
    sent: Any = form.data
    sent = sent.copy()
    sent[f"to-{person}"] = ""
    form.data = sent


def _meanwhile(person: Person) -> str:
    """What somebody else did with the case while this page was open."""
    (case,) = compose([person.pk], "facts", standing=True, as_stored=True)
    now = held_by(case, clock.today())
    entry = last_change_of_holding(person)
    by = entry.by.full_name if entry and entry.by else _("Somebody else")
    if now.officer and now.in_post:
        return _("%(by)s gave it to %(name)s meanwhile. It is left so.") % {
            "by": by,
            "name": now.officer.name,
        }
    return _("%(by)s changed who has it meanwhile. Open the case before you assign it.") % {
        "by": by
    }


def _said(done: Mapping[int, str]) -> str:
    each = [f"{name} {count}" for name, count in Counter(done.values()).most_common()]
    text = ngettext(
        "%(num)d case is assigned: %(who)s.", "%(num)d cases are assigned: %(who)s.", len(done)
    )
    return text % {"num": len(done), "who": in_a_list(each)}


def _of(candidates: Sequence[Candidate], public_id: str) -> Candidate | None:
    return next((each for each in candidates if each.staff.public_id == public_id), None)


def _context(page: _Page, form: AssignSeveral, today: date) -> dict[str, Any]:
    rows = [
        _row(each, page.found.cases[key], held_by(page.cases[key], today), page.cases[key], form)
        for key, each in page.people.items()
    ]
    more: dict[int, list[int]] = {key: [] for key in page.found.staff}
    for key, each in page.people.items():
        found = page.found.cases[key]
        chosen = _of(found.candidates, form.to(each.public_id))
        if chosen:
            more[chosen.staff.pk].append(found.measured.points)
    return {
        "section": "team",
        "form": form,
        "rows": rows,
        "after": _after(page.found, more),
        "total": max(page.total, len(rows)),
        "today": today,
    }


def _after(found: Proposals, more: Mapping[int, list[int]]) -> list[After]:
    return afterwards(
        (each, now, now.with_more(more[key]), len(more[key]))
        for key, (each, now) in found.staff.items()
    )


def _row(person: Who, found: Proposal, now: Held, case: CaseFile, form: AssignSeveral) -> Row:
    name = person.public_id
    chosen = _of(found.candidates, form.to(name))
    harm = found.measured.harm
    return Row(
        person,
        str(HARM[harm]) if harm else "",
        HARM_COLOURS[harm] if harm else "",
        str(found.measured.tier),
        found.measured.points,
        list(found.measured.tier.missing),
        since(now, case),
        not_come(case),
        sorted(found.asks.kinds),
        found.asks.needed,
        found.asks.woman,
        chosen,
        chosen is not None and chosen == found.proposed,
        about(chosen) if chosen else "",
        form[f"to-{name}"],
        form[f"because-{name}"],
        form[f"grade-{name}"] if f"grade-{name}" in form.fields else None,
        form[f"version-{name}"],
    )
