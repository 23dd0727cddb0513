"""The log of contacts, with what is to come apart from what was; and one contact, whole."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.contacts.queries import Listed, last_seen, listed, next_by
from throughcare.contacts.showing import KINDS, RESULTS, Log, Shown, said_when
from throughcare.design.forms import DayField, Form, SelectField
from throughcare.design.listing import page_of, with_query
from throughcare.design.wording import day, day_short
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Result
from throughcare.people.models import Person
from throughcare.planning.rules.contact_level import plan_on
from throughcare.sentences.rules.spells import spells

ON_A_PAGE = 50
ON_ONE_PAGE = 500
"""So many at most where somebody asks for all, to print them."""
MOST_TO_COME = 20

_OUTCOMES = [
    *((result.value, RESULTS[result]) for result in Result),
    ("owed", gettext_lazy("Outcome not recorded")),
    ("cancelled", gettext_lazy("Cancelled")),
    ("error", gettext_lazy("Recorded in error")),
]

_WORDS: dict[str, dict[str, Any]] = {"kind": dict(KINDS), "outcome": dict(_OUTCOMES)}


class Filter(Form):
    """Which contacts of the log are shown."""

    kind = SelectField(
        label=gettext_lazy("What for"),
        choices=list(KINDS.items()),
        empty=gettext_lazy("Everything"),
        required=False,
    )
    outcome = SelectField(
        label=gettext_lazy("Outcome"),
        choices=_OUTCOMES,
        empty=gettext_lazy("Any"),
        required=False,
    )
    since = DayField(label=gettext_lazy("From"), hint="", required=False)
    until = DayField(label=gettext_lazy("To"), hint="", required=False)

    def matches(self, each: Listed, today: date) -> bool:
        """Say whether a contact is among those asked for."""
        given = self.cleaned_data
        kind, outcome = given.get("kind"), given.get("outcome")
        since, until = given.get("since"), given.get("until")
        return (
            (not kind or each.kind == kind)
            and (not outcome or _came_to(each, today) == outcome)
            and (since is None or each.day >= since)
            and (until is None or each.day <= until)
        )

    def chosen(self, request: HttpRequest) -> list[tuple[str, str]]:
        """What is filtered by now, each with the address without it."""
        given = self.cleaned_data
        found = []
        for name in ("kind", "outcome"):
            if given.get(name):
                label = str(_WORDS[name][given[name]])
                found.append((label, with_query(request, **{name: None, "page": None})))
        for name, said in (("since", _("From %(day)s")), ("until", _("To %(day)s"))):
            if given.get(name):
                without: dict[str, object] = {f"{name}-{p}": None for p in ("day", "month", "year")}
                label = said % {"day": day_short(given[name])}
                found.append((label, with_query(request, **without, page=None)))
        return found


def _came_to(each: Listed, today: date) -> str:
    if each.in_error:
        return "error"
    if each.result:
        return each.result
    if each.cancelled:
        return "cancelled"
    return "owed" if each.kind != "note" and each.day <= today else ""


def is_to_come(each: Listed, today: date) -> bool:
    """Say whether an appointment is still to come: today's counts until its outcome is there."""
    settled = each.result or each.cancelled or each.in_error or each.kind == "note"
    return not settled and each.day >= today


def read(person: Person, ids: Iterable[int]) -> CaseFile:
    """Return contacts whole, with what they name."""
    rows = {"contact": list(ids), "order": None, "custody": None, "plan": None, "document": None}
    return excerpt(person.pk, rows, standing=False)


@case_page(Permission.SEE_CASE)
def contacts(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the schedule, and the log newest first."""
    today = clock.today()
    every = listed(person)
    form = Filter(request.GET)
    form.is_valid()
    to_come = [each for each in every if is_to_come(each, today)]
    ahead = {each.id for each in to_come}
    past = [e for e in reversed(every) if e.id not in ahead and form.matches(e, today)]
    whole = request.GET.get("all") == "yes"
    page = page_of(request, past, ON_ONE_PAGE if whole else ON_A_PAGE)
    most = ON_ONE_PAGE if whole else MOST_TO_COME
    scheduled = to_come[:most] if page.number == 1 else []
    case = read(person, [each.id for each in (*scheduled, *page.object_list)])
    log = Log(case, today)
    words = {contact.ref: log.shown(contact) for contact in case.contacts}
    context = {
        "person": person,
        "part": "contacts",
        "today": today,
        "form": form,
        "chosen": form.chosen(request),
        "to_come": [words[each.ref] for each in scheduled],
        "all_to_come": len(to_come),
        "page": page,
        "on_one_page": min(len(past), ON_ONE_PAGE),
        "entries": [words[each.ref] for each in page.object_list],
        "every": len(every) - len(to_come),
        "may_record": has(request.user, Permission.RECORD_OUTCOME),
    }
    return render(request, "contacts/log.html", context)


@case_page(Permission.SEE_CASE)
def contact(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Show one contact whole, what can be done about it, and the way to the next one."""
    today = clock.today()
    every = listed(person)
    ids = [each.id for each in every if each.ref == ref]
    if not ids:
        raise Http404
    case = read(person, ids)
    entry = Log(case, today).shown(case.contacts[0])
    context = {
        "person": person,
        "part": "contacts",
        "entry": entry,
        "rows": _rows(entry),
        "doing": _doing(request, person, entry, today),
        "decided": _decided(request, person, entry),
        "next": _next(request, case, every, entry, today),
    }
    return render(request, "contacts/contact.html", context)


def _rows(entry: Shown) -> list[tuple[str, str]]:
    """The plain facts of a contact."""
    fact = entry.fact
    rows = [(_("What"), entry.what)]
    rows.append((_("Written by") if entry.is_note else _("With"), entry.with_whom))
    for label, value in (
        (_("Where"), entry.place),
        (_("How long"), _("%(num)d minutes") % {"num": fact.minutes} if fact.minutes else ""),
        (_("Serves"), entry.requirement),
        (_("Rehabilitation activity day"), _("Yes") if fact.rar else ""),
        (_("Booked"), day(fact.booked_on)),
    ):
        if value:
            rows.append((label, value))
    for each in entry.moves:
        to = said_when(each.date, each.time)
        moved = _("On %(on)s, to %(to)s") % {"on": day(each.moved_on), "to": to}
        rows.append((_("Moved"), f"{moved}. {each.because}" if each.because else moved))
    return rows


def _decided(
    request: HttpRequest, person: Person, entry: Shown
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was asked and decided of a failure: labels, and words each with where it leads."""
    if not entry.outcome or not entry.fact.failed:
        return []
    rows = [
        (_("Reason and evidence asked for"), [(entry.asked or _("Not yet"), "")]),
        (_("Decision"), [(entry.decision or _("Not decided yet"), "")]),
    ]
    if entry.decision:
        seen = [(entry.evidence, "")] if entry.evidence else []
        fetch = has(request.user, Permission.SEE_INFORMATION)
        for each in entry.papers:
            named = {"case": person.public_id, "ref": each.ref}
            seen.append((each.name, reverse("document", kwargs=named) if fetch else ""))
        rows.append((_("Evidence"), seen or [(_("None"), "")]))
        follows = reverse("case-enforcement", kwargs={"case": person.public_id})
        rows.append((_("What followed"), [(_("See enforcement"), follows)]))
    return rows


def _doing(
    request: HttpRequest, person: Person, entry: Shown, today: date
) -> list[tuple[str, str]]:
    """What can be done about a contact: the words, and the name of the page."""
    fact = entry.fact
    if fact.in_error:
        return []
    found: list[tuple[str, str, Permission]] = []
    record, book = Permission.RECORD_OUTCOME, Permission.BOOK
    recorded = fact.outcome is not None and fact.outcome.in_error is None
    if entry.owed:
        found.append((_("Record the outcome"), "outcome", record))
    if entry.to_come and fact.booked_on:
        found.append((_("Move it"), "move", book))
        found.append((_("Cancel it"), "cancel", book))
    if recorded and fact.attended:
        said = _("Correct what was done") if entry.done else _("Say what was done")
        found.append((said, "account", record))
    if recorded and fact.failed:
        if not entry.asked:
            found.append((_("Ask for the reason"), "reason", record))
        decide = _("Change the decision") if entry.decision else _("Decide on the absence")
        found.append((decide, "decision", Permission.DECIDE_ABSENCE))
    if recorded:
        found.append((_("Put the outcome right"), "correct", Permission.CORRECT))
    found.append((_("Mark as recorded in error"), "in-error", Permission.CORRECT))
    return [(said, name) for said, name, needed in found if has(request.user, needed)]


def _next(
    request: HttpRequest, case: CaseFile, every: list[Listed], entry: Shown, today: date
) -> dict[str, Any] | None:
    """The offer to book the next appointment, once it is known what came of the last one.

    None once every sentence has ended.
    """
    if not entry.outcome or entry.fact.in_error or not has(request.user, Permission.BOOK):
        return None
    if any(each.result and not each.in_error and each.day > entry.on for each in every):
        return None
    ahead = [each for each in every if is_to_come(each, today)]
    among = spells(case)
    if not ahead and among and all(each.ended_before(today) for each in among):
        return None  # in custody, before a first release, there is none yet that could have ended
    if ahead:
        return {"booked": ahead[0]}
    plans = [each for each in case.planning.plans if each.in_error is None]
    plan = plan_on(today, plans, date.min)
    seen = last_seen(every, today, plan)
    by = next_by(plan.contact, seen or max(entry.on, today)) if plan else None
    over = by is not None and by < today
    return {"by": by, "over": over, "seen": seen, "interval": plan.contact if plan and by else ""}
