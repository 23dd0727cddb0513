"""Decisions awaiting, as a work list: one with its content and its form, then the next one.

Which decision is shown stands in the address. Once it is taken the next of the list follows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, needs
from throughcare.design.forms import Form
from throughcare.design.leading import asked_from
from throughcare.design.listing import page_of
from throughcare.history import answering, clock
from throughcare.ledger.pages.lines import HARM, HARM_COLOURS
from throughcare.ledger.queries import harm_levels
from throughcare.oversight.queries import open_decisions
from throughcare.people.models import Person
from throughcare.people.queries import Who, reachable, who
from throughcare.team.holding import Holder, holders
from throughcare.team.pages import offers, offers_of_enforcement, offers_of_holding
from throughcare.team.pages.awaiting import KINDS, Item, item
from throughcare.team.pages.offers import Offer
from throughcare.team.pages.scope import scope
from throughcare.team.waiting import Waiting, waiting

PAGE = 20
"""How many stand on one page of the list."""
OFFERS = {**offers.OFFERS, **offers_of_holding.OFFERS, **offers_of_enforcement.OFFERS}


class Kind(NamedTuple):
    """A kind of decision, how many wait, and how long the oldest."""

    slug: str
    label: str
    number: int
    days: int
    href: str
    chosen: bool


class Listed(NamedTuple):
    """A decision on the list."""

    item: Item
    officer: str
    href: str
    chosen: bool


def slug(kind: str) -> str:
    """A kind as it stands in addresses."""
    return kind.replace(" ", "-")


def name_of(each: Waiting, person: Who) -> str:
    """A decision as it stands in addresses."""
    return f"{slug(each.kind)}.{person.public_id}.{each.ref}"


def decisions_of(request: HttpRequest, kind: str = "") -> str:
    """The address of the list of decisions, of one kind or of all, for the teams shown."""
    query = {"team": request.GET.get("team", ""), "kind": kind}
    kept = {key: value for key, value in query.items() if value}
    return f"{reverse('decisions')}?{urlencode(kept)}" if kept else reverse("decisions")


def address_of(request: HttpRequest, each: Waiting, person: Who) -> str:
    """Where one decision is taken, with what is needed for it, and where the next one follows."""
    kept = {"team": request.GET.get("team", ""), "at": name_of(each, person)}
    return f"{reverse('decisions')}?{urlencode({k: v for k, v in kept.items() if v})}"


class _List(NamedTuple):
    """What waits, as it is chosen."""

    every: list[Waiting]
    chosen: list[Waiting]
    people: Mapping[int, Who]
    holders: Mapping[int, Holder]
    query: dict[str, str]
    """What of the address stays from one decision to the next."""

    def address(self, at: Waiting | None = None, **changes: str) -> str:
        query = {k: v for k, v in (self.query | changes).items() if v}
        if at is not None:
            query["at"] = name_of(at, self.people[at.person_id])
        return f"{reverse('decisions')}?{urlencode(query)}" if query else reverse("decisions")

    def following(self, shown: Waiting | None) -> str:
        """Where one is led once a decision is taken: to the next, of any kind after the last."""
        if after := _after(self.chosen, shown):
            return self.address(after)
        return self.address(_after(self.every, shown), kind="", of="")


@needs(Permission.SEE_TEAM)
def decisions(request: SignedIn) -> HttpResponse:
    """Show one decision that waits, with what is needed to take it; take it; list the others."""
    today = clock.today()
    found = _list(request, today)
    shown = _shown(request, found)
    if request.method == "POST":
        following = found.following(shown)
        if before := answering.sent_before(request, lambda _ref: redirect(following)):
            return before
        if shown is None:
            messages.warning(request, _("Somebody has decided that meanwhile."))
            return redirect(found.address())
    elif shown is None and request.GET.get("at"):
        messages.info(request, _("That has been decided, or is no longer yours to decide."))
    shown = shown or (found.chosen[0] if found.chosen else None)
    offer = None
    person = None
    if shown is not None:
        person = reachable(request.user).get(pk=shown.person_id)
        request.case_shown = person
        offer = _offer(request, person, shown)
    form = offer.form if offer else None
    if person is not None and offer is not None and form is not None and offer.act:
        key, said, following = person.pk, offer.said, found.following(shown)
        meets = form
        led = answering.carry_out(
            request,
            form,
            offer.act,
            said=lambda: f"{said()} {_left(len(found.every) - 1)}".strip(),
            lead=lambda _ref: redirect(following),
            meet=lambda conflict: answering.meet(meets, conflict, person_id=key),
        )
        if led is not None:
            return led
    context = _context(request, found, shown, person, offer, today)
    return answering.show(request, "team/decisions.html", form or Form(), context)


def _left(left: int) -> str:
    if left <= 0:
        return ""
    return ngettext("%(num)d more waits.", "%(num)d more wait.", left) % {"num": left}


def _offer(request: SignedIn, person: Person, shown: Waiting) -> Offer | None:
    """What is offered here; None where the decision is taken on a page of its own."""
    offered = OFFERS.get(shown.kind)
    if offered is None:
        return None
    found = offered.of(request, person, shown)
    if not has(request.user, offered.permission):
        return found._replace(form=None, act=None)
    return found


def _list(request: HttpRequest, today: date) -> _List:
    teams = scope(request, today)
    among = reachable(request.user)
    every = waiting(teams.ids, among, today) if teams.chosen else []
    every = [each for each in every if each.kind in KINDS]
    ids = list(dict.fromkeys(each.person_id for each in every))
    people = who(Person.objects.filter(pk__in=ids))
    every = [each for each in every if each.person_id in people]
    held = holders(ids, today)
    kind, of = request.GET.get("kind", ""), request.GET.get("of", "")
    chosen = [
        each
        for each in every
        if (not kind or slug(each.kind) == kind)
        and (not of or held.get(each.person_id, _NOBODY).public_id == of)
    ]
    query = {"team": request.GET.get("team", ""), "kind": kind, "of": of}
    return _List(every, chosen, people, held, query)


_NOBODY = Holder("", "")


def _shown(request: HttpRequest, found: _List) -> Waiting | None:
    """The decision that the address names, among all that wait."""
    at = request.GET.get("at", "")
    named = (each for each in found.every if name_of(each, found.people[each.person_id]) == at)
    return next(named, None) if at else None


def _after(chosen: Sequence[Waiting], shown: Waiting | None) -> Waiting | None:
    """The decision that follows; after the last one the first."""
    if shown is None or shown not in chosen:
        return chosen[0] if chosen else None
    at = chosen.index(shown)
    others = [*chosen[at + 1 :], *chosen[:at]]
    return others[0] if others else None


def _context(
    request: HttpRequest,
    found: _List,
    shown: Waiting | None,
    person: Person | None,
    offer: Offer | None,
    today: date,
) -> dict[str, Any]:
    officers = {each.public_id: each.name for each in found.holders.values() if each.public_id}
    context: dict[str, Any] = {
        "section": "team",
        "today": today,
        "all": len(found.every),
        "kinds": kinds(found.every, today, found.address, found.query["kind"]),
        "everything": found.address(kind=""),
        "officers": sorted(officers.items(), key=lambda each: each[1]),
        "query": found.query,
        "page": page_of(
            request, [_listed(found, each, shown, today) for each in found.chosen], PAGE
        ),
        "one": None,
        "offer": offer,
        "form": offer.form if offer else None,
    }
    if shown is not None and person is not None:
        harm = harm_levels([person.pk], today).get(person.pk)
        after = _after(found.chosen, shown)
        one = item(shown, found.people[person.pk], today)
        context |= {
            "one": one,
            "officer": found.holders.get(person.pk, _NOBODY).name,
            "harm": str(HARM[harm]) if harm else "",
            "harm_colour": HARM_COLOURS[harm] if harm else "",
            "tasks": offers.open_tasks(open_decisions(person)) if shown.kind != "decided" else "",
            "here": found.address(shown),
            "skip": found.address(after) if after else "",
            "decide": asked_from(one.href, then=found.following(shown), back=found.address(shown)),
        }
    return context


def kinds(every: Sequence[Waiting], today: date, address: Any, chosen: str = "") -> list[Kind]:
    """The kinds of which something waits, in the order of the list, each with its number."""
    counts = Counter(each.kind for each in every)
    oldest: dict[str, date] = {}
    for each in every:
        since = each.due_on if each.kind == "decided" and each.due_on else each.since
        oldest[each.kind] = min(oldest.get(each.kind, since), since)
    return [
        Kind(
            slug(key),
            str(kind.label),
            counts[key],
            max((today - oldest[key]).days, 0),
            address(kind=slug(key)),
            slug(key) == chosen,
        )
        for key, kind in KINDS.items()
        if counts[key]
    ]


def _listed(found: _List, each: Waiting, shown: Waiting | None, today: date) -> Listed:
    return Listed(
        item(each, found.people[each.person_id], today),
        found.holders.get(each.person_id, _NOBODY).name,
        found.address(each),
        each == shown,
    )
