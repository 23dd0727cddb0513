"""What the court ordered: referred for and begun in time, with its sessions, or not."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import booking, calendar, limits, overseeing
from throughcare.casebook.synthetic.draft import Draft, Spell


def deliver(draft: Draft, requirement: dict[str, Any], spell: Spell) -> None:
    """Refer for a requirement and begin it in time, and hold its sessions."""
    chance, today = draft.chance, draft.today
    kind, ref = requirement["kind"], requirement["ref"]
    opened = spell.first
    if kind == "unpaid work":
        if draft.start > today or not draft.doc["caseload"]["allocations"]:
            return
        opened = _received(draft, spell)
        if opened > today:
            return
    refer_by, start_by = _refer_by(kind, opened), _start_by(kind, opened)
    chosen = ref == draft.chosen_requirement
    if chosen and (draft.wants("refer-requirement") or draft.wants("start-requirement")):
        _undelivered(draft, requirement, spell)
        return
    if not draft.doc["caseload"]["allocations"] or draft.seen_first is None:
        draft.missed("refer-requirement", refer_by)
        draft.missed("start-requirement", start_by)
        return
    count = calendar.between(opened, refer_by)
    referred = max(draft.within(opened, count), min(draft.assigned, refer_by))
    if referred > today:
        return
    referrals = draft.doc.setdefault("interventions", {}).setdefault("referrals", [])
    referrals.append(
        {
            "ref": f"referral-{ref}",
            "requirement": ref,
            "made_on": referred,
            "to": "Programmes team" if kind == "programme" else "Partnerships",
        }
    )
    span = calendar.between(referred, calendar.on_or_before(start_by))
    first = calendar.later(referred, max(1, int(span * (0.3 + 0.7 * chance.random()))))
    first = min(first, calendar.on_or_before(start_by))
    seen = draft.seen_first
    if first < seen:
        first = seen
    _sessions(draft, requirement, first)


def _received(draft: Draft, spell: Spell) -> date:
    found: date = next(
        (
            each["received_on"]
            for each in draft.doc["caseload"]["allocations"]
            if each["of"] in (spell.ref, spell.of)
        ),
        draft.today + timedelta(days=1),
    )
    return found


def _undelivered(draft: Draft, requirement: dict[str, Any], spell: Spell) -> None:
    """Never referred for; or referred for, and not begun: since a start of its own."""
    refer = draft.wants("refer-requirement")
    code = "refer-requirement" if refer else "start-requirement"
    due = draft.wanted[code] or draft.today
    kind = requirement["kind"]
    if kind == "unpaid work":
        opened = _received(draft, spell)
    elif refer:
        opened = calendar.earlier(due, limits.WORKING_DAYS[code])
    elif kind == "drug testing":
        opened = calendar.earlier(due, limits.DRUG_TEST_START)
    else:
        opened = due - timedelta(days=limits.START_DAYS + draft.paused)
    if kind != "unpaid work":
        if opened > spell.first:
            requirement["starts_on"] = opened
        opened = max(opened, spell.first)
    start_by = _start_by(kind, opened, draft.paused)
    if refer:
        late = _refer_by(kind, opened)
        draft.missed("refer-requirement", late)
        ref = requirement["ref"]
        opening = f"allocation-{spell.of}" if kind == "unpaid work" else ref
        overseeing.excuse(draft, "refer-requirement", ref, opening, opened, late)
    else:
        made = calendar.later(opened, draft.chance.randint(1, 7))
        draft.doc.setdefault("interventions", {}).setdefault("referrals", []).append(
            {
                "ref": f"referral-{requirement['ref']}",
                "requirement": requirement["ref"],
                "made_on": made,
                "to": "Programmes team",
            }
        )
    draft.missed("start-requirement", start_by)


def _refer_by(kind: str, opened: date) -> date:
    if kind == "unpaid work":
        return calendar.later(opened, limits.UNPAID_WORK_REFER)
    return calendar.later(opened, limits.WORKING_DAYS["refer-requirement"])


def _start_by(kind: str, opened: date, paused: int = 0) -> date:
    if kind == "unpaid work":
        return calendar.later(opened, limits.UNPAID_WORK_START)
    if kind == "drug testing":
        return calendar.later(opened, limits.DRUG_TEST_START)
    return opened + timedelta(days=limits.START_DAYS + paused)


def _sessions(draft: Draft, requirement: dict[str, Any], first: date) -> None:
    chance, today = draft.chance, draft.today
    kinds = {"unpaid work": "unpaid work", "drug testing": "drug test"}
    kind = kinds.get(requirement["kind"], "session")
    many = chance.randint(3, 12)
    day, booked = first, max(draft.start, first - timedelta(days=7))
    for number in range(many):
        quiet = any(begun <= day <= over for begun, over in draft.quiet)
        unseen = draft.unseen_after and day > draft.unseen_after
        if day > today + timedelta(days=10):
            break
        if number and (quiet or unseen):
            break
        if number == 0 and (quiet or unseen) and day <= today:
            while day <= today and any(begun <= day <= over for begun, over in draft.quiet):
                day = calendar.earlier(calendar.on_or_before(day), 1)
        booking.contact(
            draft,
            day,
            booked=min(booked, today),
            mode="video" if unseen else "elsewhere in person",
            result="attended" if day <= today else None,
            kind=kind,
            requirement=requirement["ref"],
            at_once=number == 0,
        )
        booked = day
        day = calendar.on_or_after(day + timedelta(days=7))
