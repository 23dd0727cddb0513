"""One contact: when it was booked, for when, and what came of it."""

from datetime import date, time
from typing import Any

from throughcare.casebook.synthetic import wording
from throughcare.casebook.synthetic.draft import Draft, at

_TIMES = [time(9 + at // 2, 30 * (at % 2)) for at in range(17) if at not in (7, 8)]
"""Half hours from nine to five, without the time at noon."""


def contact(
    draft: Draft,
    day: date,
    *,
    booked: date,
    mode: str = "office",
    result: str | None = None,
    kind: str = "supervision",
    requirement: str | None = None,
    at_once: bool = False,
) -> dict[str, Any]:
    """Write one contact; what came of it may be recorded only within its time, or ``at_once``."""
    chance, today = draft.chance, draft.today
    staff = draft.sees(min(day, today))
    made: dict[str, Any] = {
        "ref": f"c-{len(draft.contacts) + 1}",
        "kind": kind,
        "mode": mode,
        "date": day,
        "time": _usual_time(draft, kind),
        "booked_on": min(booked, day),
        "staff": staff,
    }
    if mode == "office":
        made["office"] = draft.team.office
    if requirement:
        made["requirement"] = requirement
    draft.contacts.append(made)
    if result is None or day > today or (day == today and not at_once):
        return made  # what comes of today is not recorded yet
    outcome: dict[str, Any] = {"result": result, "by": staff}
    recorded = day
    if not at_once and chance.random() < 0.15:
        recorded = draft.within(day, 2)
        if recorded > today:
            return made
        if recorded > day:
            outcome["recorded_at"] = at(recorded)
    made["outcome"] = outcome
    if result == "attended" and kind == "supervision":
        account: dict[str, Any] = {"done": wording.one(chance, wording.DONE)}
        objectives = draft.objectives_on(recorded)
        if objectives:
            account["objectives"] = [objectives[int(chance.random() * len(objectives))]]
        if recorded > day:
            account["recorded_at"] = at(recorded)
        elif not at_once and chance.random() < 0.05:
            written = draft.within(recorded, 2)
            if written > today:
                return made
            if written > recorded:
                account["recorded_at"] = at(written)
                later = draft.objectives_on(written)
                if later and not objectives:
                    account["objectives"] = [later[0]]
        made["account"] = account
    elif result == "failed to attend":
        asked: dict[str, Any] = {"how": "telephone" if chance.random() < 0.5 else "letter"}
        if recorded > day:
            asked["recorded_at"] = at(recorded)
        made["asked"] = asked
    return made


def _usual_time(draft: Draft, kind: str) -> time:
    """Each of an officer's people comes at a time of their own; groups have theirs."""
    if kind != "supervision":
        return time(9, 15) if kind == "unpaid work" else time(17, 30)
    spread = int(draft.crn[1:]) + (draft.chance.random() < 0.1)
    return _TIMES[spread % len(_TIMES)]
