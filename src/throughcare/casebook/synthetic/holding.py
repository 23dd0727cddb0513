"""Who came to hold the case: assigned in time, taken over, covered, or left with nobody."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import calendar, limits, proportions, wording
from throughcare.casebook.synthetic.draft import Draft
from throughcare.casebook.synthetic.places import Member


def hold(draft: Draft) -> None:
    """Who is responsible, from when: one officer, or another before, or one who is gone."""
    chance, team, today = draft.chance, draft.team, draft.today
    caseload = draft.doc["caseload"]
    if not caseload["allocations"]:
        draft.assigned = today + timedelta(days=1)
        return
    received = caseload["allocations"][0]["received_on"]
    if draft.wants("assign-officer"):
        draft.missed("assign-officer", limits.due("assign-officer", received), owner=team.manager)
        draft.assigned = today + timedelta(days=1)
        draft.named.append(team.manager)
        return
    assigned = draft.within(received, limits.WORKING_DAYS["assign-officer"])
    if assigned > today:
        draft.assigned = assigned
        return
    draft.assigned = max(assigned, draft.start)
    officer = draft.officer
    first: list[tuple[date, Member]] = [(assigned, officer)]
    mature = (today - draft.assigned).days > 70
    if draft.wants("officer-in-post"):
        first = [(assigned, _gone(draft))]
        assert draft.vacant_from
        draft.missed("officer-in-post", draft.vacant_from, owner=team.manager)
    elif draft.wants("assign-right-grade"):
        pass
    elif mature and chance.random() > proportions.SAME_OFFICER.value:
        _another_before(draft, first, assigned)
    elif mature and chance.random() < 0.05:
        first = [(assigned, team.absentee)]
        since = team.absentee.away[0][0]
        caseload["cover"] = [{"ref": "cover-1", "staff": officer.code, "starts_on": since}]
        draft.cover = (draft.name(officer.code), since, date.max)
    draft.officers = first
    caseload["officers"] = [
        {
            "ref": f"officer-{number}",
            "staff": draft.name(member.code),
            "starts_on": day,
            "because": ("Room on the caseload" if number == 1 else "The officer before moved on"),
        }
        | (_handed_over(draft, day) if number > 1 else {})
        for number, (day, member) in enumerate(first, 1)
        if not (number > 1 and _came_by_transfer(caseload))
    ]


def _gone(draft: Draft) -> Member:
    """Who had the case until it was nobody's: one who left, is away, or whose team gave it away."""
    chance, team = draft.chance, draft.team
    how = chance.random()
    if how < 0.35 and team.leaver.left:
        draft.vacant_from = team.leaver.left + timedelta(days=1)
        return team.leaver
    draft.vacant_from = team.vacant_from
    late = calendar.between(team.vacant_from, calendar.on_or_before(draft.today))
    if how < 0.6 and late:  # covered for the first days away: the eleven count from then on
        since = team.absentee.away[0][0]
        days = chance.randint(1, late)
        until = calendar.later(since, days - 1)
        cover = draft.name(draft.officer.code)
        draft.doc["caseload"]["cover"] = [
            {"ref": "cover-1", "staff": cover, "starts_on": since, "ends_on": until}
        ]
        draft.cover = (cover, since, until)
        draft.vacant_from = calendar.later(until, limits.UNCOVERED)
    elif how < 0.8:  # transferred, and no officer of the receiving team was named
        draft.vacant_from = draft.wanted["officer-in-post"] or draft.today
        _from_the_neighbour(draft, draft.vacant_from)
        return team.sender
    return team.absentee


def _from_the_neighbour(draft: Draft, taken: date) -> None:
    """The case came from another team of the provider on a day."""
    caseload, team = draft.doc["caseload"], draft.team
    for each in caseload["allocations"]:
        each["team"] = team.neighbour
    for each in draft.doc["court"]["allocations"]:
        if "decision" in each:
            each["decision"]["team"] = team.neighbour
    caseload["transfers"] = [
        {
            "ref": "transfer-1",
            "to_team": team.code,
            "effective_on": taken,
            "because": "Moved house",
            "accepted": {"date": taken, "by": draft.name(team.manager)},
        }
    ]


def _handed_over(draft: Draft, day: date) -> dict[str, Any]:
    """The note of the officer before, and the meeting of both with the person; or not all of it."""
    chance = draft.chance
    how = chance.random()
    if how > proportions.HANDED_OVER.value + proportions.NOTE_ALONE.value:
        return {}
    note: dict[str, Any] = {
        "date": calendar.earlier(calendar.on_or_before(day), chance.randint(0, 3)),
        "text": wording.one(chance, wording.HANDOVER),
    }
    met = calendar.later(day, chance.randint(0, 6))
    if how <= proportions.HANDED_OVER.value and met <= draft.today:
        note["met_on"] = met
    return {"handover": note}


def _came_by_transfer(caseload: dict[str, Any]) -> bool:
    """Whether the officer follows from a transfer, and is not named beside it."""
    return any("to_officer" in each for each in caseload.get("transfers", ()))


def _another_before(draft: Draft, first: list[tuple[date, Member]], assigned: date) -> None:
    """The case came from a colleague, from somebody who left, or from another team."""
    chance, team, today = draft.chance, draft.team, draft.today
    taken = draft.chosen(draft.assigned + timedelta(days=20), today - timedelta(days=15))
    how = chance.random()
    if how < 0.09 and team.leaver.left and draft.assigned < team.leaver.left - timedelta(days=5):
        # In time on the very day, or before the last day in post.
        taken = team.leaver.left + timedelta(days=chance.choice((1, 0, -3)))
        first[:] = [(assigned, team.leaver), (taken, draft.officer)]
    elif how < 0.4:
        _from_the_neighbour(draft, taken)
        if chance.random() < 0.1:  # named in the transfer alone, and not handed over
            transfer = draft.doc["caseload"]["transfers"][0]
            transfer["to_officer"] = draft.name(draft.officer.code)
        first[:] = [(assigned, team.sender), (taken, draft.officer)]
    else:
        others = [each for each in team.officers if each is not draft.officer]
        qualified = [each for each in others if each.grade == "PO"]
        if qualified:
            first[:] = [(assigned, chance.choice(qualified)), (taken, draft.officer)]
    if how > 0.94:
        draft.doc["caseload"]["transfers"] = [
            {
                "ref": "transfer-2",
                "to_team": team.neighbour,
                "effective_on": calendar.on_or_before(today - timedelta(days=chance.randint(1, 9))),
                "because": "Wants to move to a sister",
            }
        ]
