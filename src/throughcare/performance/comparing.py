"""A published figure beside the one that would be published now, and why they differ.

What was published is never worked out again. Each case that counts otherwise today is named with
the ledger's own account of it: which write changed the duty, or that a rule did.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from throughcare.history.models import Entry
from throughcare.kernel.duty import Key
from throughcare.ledger.models import Event, Row
from throughcare.ledger.subject import CASE
from throughcare.performance.models import PublishedFigure
from throughcare.performance.queries import Counted
from throughcare.performance.rules.counting import Outcome

CaseKey = tuple[int, Key]


class Then(NamedTuple):
    """A case behind a figure as it was published, or as it is now."""

    outcome: Outcome
    due_on: date | None
    met_on: date | None
    ended_on: date | None


class Why(NamedTuple):
    """What the ledger says of a change."""

    cause: str
    """fact, correction, rule; or recorded, holder, excusal where it tells of none."""
    what: str
    """The write that caused it, in its own words."""
    by: str
    at: datetime | None


class Differing(NamedTuple):
    """A case that counts otherwise now."""

    person: int
    key: Key
    was: Then | None
    """None: it did not count here then."""
    now: Then | None
    """None: it does not count here any more."""
    due_on: date | None
    """Where it does not count here any more: the day it is due now, in another month or for
    somebody else; None where nothing is owed."""
    why: tuple[Why, ...]


def differing(figure: PublishedFigure, now: Iterable[Counted]) -> list[Differing]:
    """Return the cases that count otherwise than published. At most three statements."""
    before = {_key(each): _then(each) for each in figure.cases}
    after = {each.key: Then(each.outcome, each.due_on, each.met_on, each.ended_on) for each in now}
    keys = [
        key
        for key in sorted({*before, *after})
        if _outcome(before.get(key)) is not _outcome(after.get(key))
    ]
    events = _events(keys, figure.ledger_event)
    due = _due([key for key in keys if key not in after])
    entries = _entries([event for each in events.values() for event in each])
    return [
        Differing(
            person=key[0],
            key=key[1],
            was=before.get(key),
            now=after.get(key),
            due_on=due.get(key),
            why=_why(before.get(key), after.get(key), events.get(key, ()), entries),
        )
        for key in keys
    ]


def _outcome(then: Then | None) -> Outcome | None:
    return then.outcome if then else None


def _key(case: Mapping[str, Any]) -> CaseKey:
    return case["person"], Key(case["code"], case["about"], case["opening"])


def _then(case: Mapping[str, Any]) -> Then:
    days = (case["due_on"], case["met_on"], case["ended_on"])
    return Then(Outcome(case["outcome"]), *(date.fromisoformat(d) if d else None for d in days))


def _due(keys: Sequence[CaseKey]) -> dict[CaseKey, date | None]:
    """The days on which these are due by now, as far as they are owed."""
    if not keys:
        return {}
    rows = Row.objects.filter(
        subject_kind=CASE,
        subject_id__in={person for person, _ in keys},
        code__in={key.code for _, key in keys},
    )
    told = rows.values_list("subject_id", "code", "subject_ref", "opening_ref", "due_on")
    return {(person, Key(code, about, opening)): on for person, code, about, opening, on in told}


def _events(keys: Sequence[CaseKey], since: int) -> dict[CaseKey, list[Event]]:
    if not keys:
        return {}
    wanted = set(keys)
    rows = Event.objects.filter(
        subject_kind=CASE,
        subject_id__in={person for person, _ in keys},
        code__in={key.code for _, key in keys},
        id__gt=since,
    )
    found: dict[CaseKey, list[Event]] = {}
    for event in rows.order_by("id"):
        key = (event.subject_id, Key(event.code, event.subject_ref, event.opening_ref))
        if key in wanted:
            found.setdefault(key, []).append(event)
    return found


def _entries(events: Iterable[Event]) -> dict[int, Entry]:
    ids = {event.entry_id for event in events if event.entry_id}
    return Entry.objects.select_related("by").in_bulk(ids) if ids else {}


def _why(
    was: Then | None, now: Then | None, events: Sequence[Event], entries: Mapping[int, Entry]
) -> tuple[Why, ...]:
    told = []
    for event in events:
        entry = entries.get(event.entry_id or 0)
        by = entry.by.full_name if entry and entry.by else ""
        what, at = (entry.why, entry.domain_at) if entry else ("", event.at)
        told.append(Why(event.cause, what, by, at))
    if told:
        return tuple(dict.fromkeys(told))
    if was is None:
        return (Why("recorded", "", "", None),)
    if now is None:
        return (Why("holder", "", "", None),)
    return (Why("excusal", "", "", None),)
