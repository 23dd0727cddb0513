"""One person after the other: the case file, and what fails in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from throughcare.casebook.synthetic import (
    asking,
    assessing,
    before_court,
    calendar,
    enforcing,
    holding,
    life,
    limits,
    meeting,
    overseeing,
    places,
    planning,
    proportions,
    sentencing,
)
from throughcare.casebook.synthetic.draft import Draft, Failing
from throughcare.casebook.synthetic.places import Layout
from throughcare.casebook.synthetic.planting import NOTHING, Chosen, Planting, choose

FORMAT = "throughcare-case-1"
LETTER = "S"
_WITH_TWO_ORDERS = {
    "decide-absence",
    "record-outcome",
    "send-warning",
    "decide-breach",
    "review-acceptable-absences",
}
"""What may fail on two orders at once."""
_PLAN_BEFORE = {"objective-for-need", "action-for-risk", "contingency", "make-objective-concrete"}
"""Where the plan may be signed before the assessment."""
_OLD_ENOUGH = 170
"""Days from which anything may fail beside what a case was dated back for."""


class Person(NamedTuple):
    """A synthetic person."""

    crn: str
    file: dict[str, Any]
    truth: list[Failing]


def synthesise(
    people: int,
    *,
    seed: int,
    today: date,
    planting: Planting = Planting(),  # noqa: B008
) -> Iterator[Person]:
    """Yield so many people, the same for the same seed."""
    layout = Layout(people)
    for number in range(people):
        yield person(number, layout, seed=seed, today=today, planting=planting)


def person(number: int, layout: Layout, *, seed: int, today: date, planting: Planting) -> Person:
    """Make the person of one number."""
    chance = Random(f"{seed} person {number}")
    place, officer = layout.officer_of(number)
    team = places.team(seed, place, today)
    draft = Draft(f"{LETTER}{number + 1:06d}", team, team.officers[officer], today, chance)
    chosen = choose(planting, number, today, chance)
    if "assign-right-grade" in chosen.wanted:
        unqualified = [each for each in team.officers if each.grade == "PSO"]
        if unqualified:
            draft.officer = draft.officer if draft.officer in unqualified else unqualified[0]
        else:
            chosen = NOTHING
    draft.wanted.update(chosen.wanted)
    draft.steady, draft.unmet_kind = chosen.steady, chosen.unmet
    life.draw(draft)
    _live(draft, chosen)
    return Person(draft.crn, _file(draft), draft.truth)


def _live(draft: Draft, chosen: Chosen) -> None:
    kind = _kind(draft, chosen)
    if kind == "report":
        before_court.ask(draft)
        life.person(draft)
        return
    if kind == "custody":
        sentencing.sentence(draft, kind, _since(draft, 20, 500))
        holding.hold(draft)
        life.person(draft)
        draft.doc["contacts"] = []
        return
    draft.again = (
        kind == "licence"
        and not chosen.wanted
        and (draft.chance.random() < proportions.RE_RELEASED.value)
    )
    _days(draft, chosen, kind)
    if (draft.today - draft.start).days < _OLD_ENOUGH:
        for code in chosen.beside:
            del draft.wanted[code]
    if kind == "fresh":
        kind, draft.start = "order", calendar.later(draft.today, 1)
        draft.seen_first = draft.assessed = draft.planned = None
    sentencing.sentence(draft, kind, draft.start)
    if kind == "order":
        before_court.report_before(draft)
    holding.hold(draft)
    _requirement(draft)
    life.person(draft)
    _pause(draft)
    assessing.begin(draft)
    _overlap(draft)
    if draft.wants("allocate-case") or draft.start > draft.today:
        draft.doc["contacts"] = []
        _undelivered(draft)
        return
    asking.ask(draft)
    asking.hear(draft)
    assessing.review(draft)
    overseeing.decide(draft)
    meeting.meet(draft)
    planning.correct(draft)


def _kind(draft: Draft, chosen: Chosen) -> str:
    chance, nps = draft.chance, draft.team.kind == "nps"
    if chosen.kind:
        return chosen.kind
    early = chance.random()
    if early < proportions.AT_COURT.value:
        return "report"
    if early < proportions.AT_COURT.value + proportions.JUST_SENTENCED.value:
        return "fresh"
    custodial = proportions.NPS_CUSTODIAL if nps else proportions.CUSTODIAL
    if chance.random() >= custodial.value:
        return "order"
    inside = proportions.IN_CUSTODY if nps else proportions.CRC_IN_CUSTODY
    return "custody" if chance.random() < inside.value else "licence"


def _since(draft: Draft, least: int, most: int) -> date:
    """How long ago it began: evenly, as people come and go evenly."""
    days = least + int(draft.chance.random() * (most - least))
    return calendar.on_or_before(draft.today - timedelta(days=days))


def _days(draft: Draft, chosen: Chosen, kind: str) -> None:
    """The days of the beginning, dated back from what is to fail, or from how long ago it was."""
    chance = draft.chance
    limit = limits.FIRST_APPOINTMENT["order" if kind == "fresh" else kind]
    to_assigned = 0
    to_seen = limit if chance.random() < 0.15 else chance.randint(1, limit)
    late = not chosen.wanted and chance.random() < proportions.LATE.value
    if late:
        to_seen = limit + chance.randint(1, 4)
    to_assessed = 15 if chance.random() < 0.1 else chance.randint(4, 14)
    to_planned = to_assessed + chance.choice((0, 0, 0, 1))
    to_planned = min(15, to_planned)
    if set(chosen.wanted) <= _PLAN_BEFORE and chance.random() < 0.12:
        to_planned = max(1, to_assessed - chance.randint(1, 3))
    day = chosen.day
    if day is not None and "review-assessment" in chosen.wanted:
        day = calendar.months(day, -limits.REVIEW_MONTHS[draft.level])
    if day is None:
        least, most = (280, 330) if chosen.wanted else (3, 420)
        if "decide-breach" in chosen.wanted or "send-warning" in chosen.wanted:
            least, most = 420, 500
        draft.start = _since(draft, least, most)
    elif chosen.anchor == "appointment":
        draft.start = calendar.earlier(day, to_seen)
    elif chosen.anchor == "assessment":
        draft.start = calendar.earlier(calendar.on_or_before(day), to_seen + to_assessed)
    elif chosen.anchor == "plan":
        draft.start = calendar.earlier(day, to_seen + to_planned)
    else:
        draft.start = calendar.earlier(day, to_assigned)
    draft.seen_first = calendar.later(draft.start, to_seen)
    if draft.seen_first > draft.today:  # it is not late yet
        draft.seen_first = calendar.later(draft.start, min(to_seen, limit))
    draft.assessed = calendar.later(draft.seen_first, to_assessed)
    draft.planned = calendar.later(draft.seen_first, to_planned)
    if chosen.anchor == "assessment" and day is not None:
        draft.assessed = day
        draft.planned = max(draft.planned, day)
    unmet = ("arrange-first-appointment", "hold-first-appointment")
    if any(code in chosen.wanted for code in unmet):
        draft.seen_first = draft.assessed = draft.planned = None


def _requirement(draft: Draft) -> None:
    """Choose the requirement that is not to be delivered."""
    if not (draft.wants("refer-requirement") or draft.wants("start-requirement")):
        return
    if draft.unmet_kind:
        kinds = {each["of"]["kind"]: each["of"]["ref"] for each in draft.requirements}
        draft.chosen_requirement = kinds[draft.unmet_kind]
        return
    able = [
        each["of"]["ref"]
        for each in draft.requirements
        if each["of"]["kind"] not in ("unpaid work", "drug testing")
    ]
    draft.chosen_requirement = able[-1] if able else ""


def _undelivered(draft: Draft) -> None:
    """What the requirements of an order owe that nobody has allocated."""
    for each in draft.requirements:
        if each["of"]["kind"] == "unpaid work":
            continue
        first = each["spell"].first
        draft.missed("refer-requirement", limits.due("refer-requirement", first))


def _pause(draft: Draft) -> None:
    """Some weeks in custody or hospital, over or still going on."""
    chance, today = draft.chance, draft.today
    long = (today - draft.start).days
    in_the_way = set(draft.wanted) == {"start-requirement"} and not draft.unmet_kind
    if long < 190 or chance.random() > (0.35 if in_the_way else 0.05):
        return
    if draft.wanted and not in_the_way:
        return
    pause: dict[str, Any] = {"ref": "pause", "kind": chance.choice(("custody", "hospital"))}
    if in_the_way:  # its clock stands still meanwhile
        due = draft.wanted["start-requirement"] or today
        draft.paused = chance.randint(4, 25)
        received = due - timedelta(days=chance.randint(30, 50))
        released = received + timedelta(days=draft.paused)
        if any(received <= spell.first <= released for spell in draft.spells):
            draft.paused = 0
            return
        pause |= {"received_on": received, "released": {"date": released}}
        draft.quiet.append((received, released - timedelta(days=1)))
    elif chance.random() < 0.3:
        received = today - timedelta(days=chance.randint(1, 9))
        if any(spell.first >= received for spell in draft.spells):
            return
        pause["received_on"] = draft.away_from = received
        draft.quiet.append((received, today + timedelta(days=400)))
    else:
        received = draft.start + timedelta(days=chance.randint(100, long - 60))
        released = received + timedelta(days=chance.randint(5, 25))
        if any(received <= spell.first <= released for spell in draft.spells):
            return  # a release into supervision would begin it anew
        pause |= {"received_on": received, "released": {"date": released}}
        draft.quiet.append((received, released - timedelta(days=1)))
    draft.doc["sentences"]["pauses"] = [pause]


def _overlap(draft: Draft) -> None:
    """A second order, received while the first goes on, with its own assessment and plan."""
    chance, today = draft.chance, draft.today
    apt = set(draft.wanted) <= _WITH_TWO_ORDERS
    order = draft.spells and draft.spells[0].kind == "order"
    if (
        not (apt and order and draft.plans and not draft.away_from)
        or (today - draft.start).days < 150
    ):
        return
    if chance.random() > proportions.OVERLAPPING.value * (6 if draft.wanted else 1):
        return
    received = _since(draft, 60, (today - draft.start).days - 70)
    about = timedelta(days=14)  # its first appointment would break the row
    if any(begun - about <= received <= over for begun, over in enforcing.absent(draft)):
        return
    sentencing.second_order(draft, received)
    assessed = calendar.later(received, chance.randint(5, 14))
    assessing.assess(draft, 2, assessed)
    planning.plan(draft, 2, assessed)
    draft.also_seen.append(calendar.later(received, chance.randint(2, 5)))


def _file(draft: Draft) -> dict[str, Any]:
    doc = draft.doc
    made: dict[str, Any] = {"format": FORMAT, "crn": draft.crn}
    draft.named.append(draft.officer.code)
    made["directory"] = draft.team.directory(draft.named)
    for part in (
        "person",
        "sentences",
        "caseload",
        "information",
        "assessment",
        "court",
        "planning",
        "contacts",
        "interventions",
        "enforcement",
        "oversight",
        "excusals",
    ):
        if doc.get(part):
            made[part] = doc[part]
    return made
