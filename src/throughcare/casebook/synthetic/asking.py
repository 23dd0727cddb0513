"""What is asked of others, what arrives, what changes, and who is new in the person's life."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import calendar, limits, names, proportions, wording
from throughcare.casebook.synthetic.draft import Draft, at

_KINDS = (
    ("domestic abuse", "send-da-enquiry", "S5", "Police domestic abuse unit", "da"),
    ("safeguarding", "send-safeguarding-enquiry", "S6", "Children’s social care", "sg"),
)
_TEXT = "Please tell us what you hold about this person since 2014."


def ask(draft: Draft) -> None:
    """Write the enquiries of the start, and those that are to fail."""
    information = draft.doc.setdefault("information", {})
    enquiries: list[dict[str, Any]] = information.setdefault("enquiries", [])
    if draft.assigned <= draft.today and draft.spells:
        for kind, code, failing, to, short in _KINDS:
            if draft.wants(code):
                draft.missed(code, limits.due(code, draft.assigned), failing=failing)
                if draft.chance.random() < 0.5:  # said to have been asked, without the message
                    enquiries.append(
                        {"ref": short, "kind": kind, "to": to, "asked_on": draft.assigned}
                    )
                continue
            _ask(draft, enquiries, kind, to, short)
    late = ("chase-enquiry", "escalate-enquiry", "read-reply", "act-on-reply")
    enquiries += [_failing(draft, code) for code in late if draft.wants(code)]


def _ask(draft: Draft, enquiries: list[dict[str, Any]], kind: str, to: str, short: str) -> None:
    chance, today = draft.chance, draft.today
    made: dict[str, Any] = {"ref": short, "kind": kind, "to": to}
    simple = not draft.children and not draft.abusive and not draft.wanted
    again = short == "sg" and draft.asks_again
    if again or (simple and chance.random() < (0.25 if short == "sg" else 0.08)):
        decided = draft.within(draft.assigned, 2)
        if decided <= today:
            made["asked_on"] = decided
            made["not_applicable"] = {
                "date": decided,
                "because": "No children and no contact with any; nothing on record.",
                "by": draft.sees(decided),
            }
            enquiries.append(made)
            if not again:
                draft.wanted.setdefault("-no new people", None)
        return
    order = draft.spells[0].kind == "order"
    if order and chance.random() < 0.15:
        sent = calendar.earlier(calendar.on_or_before(draft.spells[0].first), 4)
        made |= {"asked_on": sent, "for_report": True}
        by = draft.name(draft.team.court_officers[0].code)
    else:
        sent = draft.within(draft.assigned, 2)
        if sent > today:
            return
        made["asked_on"] = sent
        by = draft.sees(sent)
    made["sent"] = {"date": sent, "to": f"{short}@example.org", "text": _TEXT, "by": by}
    enquiries.append(made)
    share = proportions.ANSWERED if short == "sg" else proportions.POLICE_ANSWERED
    _replies(draft, made, sent, short, share.value)


def _replies(draft: Draft, made: dict[str, Any], sent: date, short: str, share: float) -> None:
    """An answer in ten working days, or a reminder, or an escalation, until one comes."""
    chance, today = draft.chance, draft.today
    last = sent
    chases: list[dict[str, Any]] = []
    while True:
        if chance.random() < share or len(chases) > 3:
            answered = max(draft.within(last, 10, least=1), draft.assigned)
            if answered <= min(today, calendar.later(last, 10)):
                _answer(draft, made, answered)
            elif answered <= today:  # asked for the report, long before anybody was assigned
                _answer(draft, made, calendar.later(last, 10))
            break
        chased = draft.within(last, 10, least=6)
        if chased > today:
            break
        by_manager = bool(chases)
        chases.append(
            {
                "ref": f"{made['ref']}-chase-{len(chases) + 1}",
                "date": chased,
                "by_manager": by_manager,
                "text": "We asked and have had no answer.",
                "by": draft.name(draft.team.manager if by_manager else draft.holder(chased)),
            }
        )
        last = chased
    if chases:
        made["chases"] = chases


def _answer(draft: Draft, made: dict[str, Any], on: date) -> None:
    concern = draft.chance.random() < 0.2 and draft.abusive
    made["answer"] = {
        "received_on": on,
        "concern": concern,
        "text": "Two callouts in 2015, no charge." if concern else "Nothing held.",
    }
    _read(draft, made, on, concern=concern)


def _read(draft: Draft, made: dict[str, Any], on: date, *, concern: bool) -> None:
    """Read by the holder of the case in time, and acted on where there is a concern."""
    begun = max(on, draft.assigned)
    read = draft.within(on, 1) if begun == on else begun
    if read > draft.today:
        return
    made["read"] = {"date": read, "by": draft.sees(read)}
    if concern:
        acted = draft.within(read, 1)
        if acted <= draft.today:
            made["acted"] = {
                "date": acted,
                "action": "Rang the sender; risk looked at again.",
                "by": draft.sees(acted),
            }


def _failing(draft: Draft, code: str) -> dict[str, Any]:
    """An enquiry with just this left undone."""
    due = draft.wanted[code] or draft.today
    opened = calendar.earlier(due, limits.WORKING_DAYS[code])
    police = draft.chance.random() < 0.4
    kind, _, of_kind, to, _ = _KINDS[0 if police else 1]
    failing: str | None = of_kind
    sent = opened
    made: dict[str, Any] = {"ref": f"late-{code[:4]}", "kind": kind, "to": to}
    owner = None
    if code == "escalate-enquiry":
        sent, owner = calendar.earlier(opened, 7), draft.team.manager
        made["chases"] = [
            {"ref": "late-chased", "date": opened, "text": "A reminder.", "by": draft.sees(opened)}
        ]
        if draft.chance.random() < 0.4:  # escalated once already: the last one counts
            chased = calendar.earlier(opened, 8)
            sent = calendar.earlier(chased, 7)
            made["chases"][0] |= {"by_manager": True, "by": draft.name(draft.team.manager)}
            made["chases"].insert(
                0,
                {
                    "ref": "late-first",
                    "date": chased,
                    "text": "Any news?",
                    "by": draft.sees(chased),
                },
            )
    elif code in ("read-reply", "act-on-reply"):
        sent, failing = calendar.earlier(opened, 5), None
        made["answer"] = {"received_on": opened, "concern": True, "text": "A callout in March."}
        if code == "act-on-reply":
            made["read"] = {"date": opened, "by": draft.sees(opened)}
        elif len(draft.officers) > 1 and draft.officers[-1][0] <= opened:
            # Read, but by the officer before, who does not hold the case any more.
            made["read"] = {"date": opened, "by": draft.name(draft.officers[-2][1].code)}
    made["asked_on"] = sent
    made["sent"] = {"date": sent, "to": "desk@example.org", "text": _TEXT, "by": draft.sees(sent)}
    draft.missed(code, due, failing=failing, owner=owner)
    return made


def hear(draft: Draft) -> None:
    """Write items that came unasked, changes, and somebody new."""
    information = draft.doc.setdefault("information", {})
    since = draft.assigned + timedelta(days=3)
    if since > draft.today or not draft.spells:
        return
    chance = draft.chance
    long = (draft.today - since).days
    items = []
    for number in range(min(3, int(chance.random() * (1 + long / 90)))):
        arrested = chance.random() < proportions.REOFFENDED.value / 2 and not draft.plain
        kind = (
            ("arrest" if chance.random() < 0.5 else "callout")
            if arrested
            else ("letter" if chance.random() < 0.7 else "other")
        )
        on = draft.chosen(since, draft.today)
        if on < since:
            continue
        sender, text = wording.ITEMS[kind]
        made = {
            "ref": f"item-{number + 1}",
            "kind": kind,
            "sender": sender,
            "received_on": on,
            "concern": arrested,
            "text": text,
        }
        _read(draft, made, on, concern=arrested)
        items.append(made)
    if items:
        information["items"] = items
    changes = [_change(draft, number, since) for number in range(int(chance.random() * 2.3))]
    late = [code for code in ("decide-on-change", "review-after-change") if draft.wants(code)]
    # A review begun and not finished takes up every change before it: then there is no other.
    changes = [_undecided(draft, code) for code in late] or [each for each in changes if each]
    if changes:
        information["changes"] = changes
    _new_people(draft, information, since)
    _status(draft)


def _change(draft: Draft, number: int, since: date) -> dict[str, Any]:
    """A change that needs no review, decided in time."""
    chance = draft.chance
    kinds = list(wording.CHANGES)
    kind = kinds[int(chance.random() * len(kinds))]
    if draft.plain and kind in limits.URGENT:
        kind = "moved"
    on = draft.chosen(since, draft.today)
    if on < since:
        return {}
    made: dict[str, Any] = {
        "ref": f"change-{number + 1}",
        "kind": kind,
        "happened_on": on,
        "text": wording.CHANGES[kind],
        "by": draft.sees(on),
    }
    count = 1 if kind in limits.URGENT else limits.DECIDE_ON_CHANGE
    decided = draft.within(on, count)
    if decided <= draft.today:
        made["not_needed"] = {
            "date": decided,
            "because": "The plan already covers it.",
            "by": draft.sees(decided),
        }
    return made


def _undecided(draft: Draft, code: str) -> dict[str, Any]:
    """A change of which nobody decided what it calls for, or whose review was not finished."""
    due = draft.wanted[code] or draft.today
    chance = draft.chance
    urgent = chance.random() < 0.3
    kind = chance.choice(limits.URGENT) if urgent else chance.choice(("moved", "job lost"))
    if code == "review-after-change":
        count = limits.WORKING_DAYS[code]
    else:
        count = limits.DECIDE_ON_URGENT_CHANGE if urgent else limits.DECIDE_ON_CHANGE
    on = calendar.earlier(due, count)
    made: dict[str, Any] = {
        "ref": f"late-{code[:3]}",
        "kind": kind,
        "happened_on": on,
        "text": wording.CHANGES[kind],
        "by": draft.sees(on),
    }
    if code == "review-after-change":
        begun = calendar.later(on, 1)
        draft.doc.setdefault("planning", {}).setdefault("reviews", []).append(
            {"ref": "review-late", "begun_on": begun, "begun_by": draft.sees(begun)}
        )
    draft.missed(code, due)
    return made


def _new_people(draft: Draft, information: dict[str, Any], since: date) -> None:
    chance = draft.chance
    people = draft.doc["person"]["relationships"]
    if draft.wants("decide-on-child-or-partner"):
        due = draft.wanted["decide-on-child-or-partner"] or draft.today
        with_child = chance.random() < 0.5 or not calendar.is_working(due)
        on = due if with_child else calendar.earlier(due, limits.DECIDE_ON_PARTNER)
        people.append(_partner(draft, on, cares=with_child))
        draft.missed("decide-on-child-or-partner", due)
    elif chance.random() < 0.08 and not draft.wants("-no new people") and not draft.plain:
        on = draft.chosen(since, draft.today)
        if on < since:
            return
        cares = chance.random() < 0.3 and draft.children
        people.append(_partner(draft, on, cares=cares))
        decided = on if cares else draft.within(on, limits.DECIDE_ON_PARTNER)
        if decided <= draft.today:
            information["relationship_decisions"] = [
                {
                    "ref": "decision-1",
                    "relationship": "partner",
                    "date": decided,
                    "outcome": "neither" if chance.random() < 0.5 else "enquiry",
                    "because": "Spoke with both; nothing held by the police.",
                    "by": draft.sees(decided),
                }
            ]


def _partner(draft: Draft, on: date, *, cares: bool) -> dict[str, Any]:
    who = names.name(draft.chance, "M" if draft.sex == "F" else "F")
    return {
        "ref": "partner",
        "kind": "partner",
        "name": f"{who.given} {who.family}",
        "is_partner": True,
        "cares_for_child": cares,
        "began_on": on,
    }


def _status(draft: Draft) -> None:
    """The child protection status, not known again."""
    if not draft.wants("establish-child-status"):
        return
    due = draft.wanted["establish-child-status"] or draft.today
    on = calendar.earlier(due, limits.WORKING_DAYS["establish-child-status"])
    statuses = draft.doc["person"].setdefault("child_protection", [])
    statuses.append(
        {"ref": "cp-late", "status": "not known", "date": on, "recorded_at": at(on, 11)}
    )
    draft.missed("establish-child-status", due)
    if draft.asks_again:
        _ask_again(draft, on)


def _ask_again(draft: Draft, on: date) -> None:
    """Not applicable at the start; then the status is not known, and it is asked after all."""
    due = limits.due("send-safeguarding-enquiry", on)
    sent = draft.within(on, 5)  # in time or late, or not at all
    if draft.chance.random() < 0.5 or sent > draft.today:
        draft.missed("send-safeguarding-enquiry", due)
        return
    made = {
        "ref": "sg-again",
        "kind": "safeguarding",
        "to": _KINDS[1][3],
        "asked_on": sent,
        "sent": {"date": sent, "to": "sg@example.org", "text": _TEXT, "by": draft.sees(sent)},
    }
    answered = draft.within(sent, 10, least=1)
    if answered <= draft.today:
        _answer(draft, made, answered)
    draft.doc["information"]["enquiries"].append(made)
