"""Assessments and reviews, whole and in time where nothing is to fail."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import (
    calendar,
    limits,
    overseeing,
    planning,
    proportions,
    wording,
)
from throughcare.casebook.synthetic.draft import Draft

_ITEMS = {
    3: ("3.3", "3.4", "3.5", "3.6"),
    4: ("4.2", "4.3", "4.4", "4.5"),
    6: ("6.1", "6.3", "6.6"),
    7: ("7.2", "7.3", "7.5"),
    8: ("8.4", "8.5", "8.8", "8.9"),
    9: ("9.1", "9.2", "9.3", "9.5"),
    11: ("11.5", "11.6", "11.7", "11.9"),
    12: ("12.1", "12.4", "12.5", "12.8"),
}


def with_the_plan(draft: Draft) -> date | None:
    """The last day in time of the first assessment and plan, and of what goes with the plan."""
    if draft.seen_first is None:
        return None
    return calendar.later(draft.seen_first, limits.INITIAL_FROM_APPOINTMENT)


def begin(draft: Draft) -> None:
    """The first assessment and the first plan."""
    if not draft.spells or draft.seen_first is None or draft.seen_first > draft.today:
        return
    due = with_the_plan(draft)
    assert due is not None
    if draft.wants("initial-assessment"):
        draft.missed("initial-assessment", due)
        draft.missed("initial-plan", due)
        return
    if draft.assessed is None or draft.assessed > draft.today:
        return
    assess(draft, 1, draft.assessed)
    if draft.plain and draft.wants("analyse-harm"):
        _indicator_later(draft, draft.assessed)
    if draft.wants("initial-plan"):
        draft.missed("initial-plan", due)
        for linked in draft.needs.values():
            if linked:
                draft.missed("objective-for-need", due)
        for level, raised in draft.groups.values():
            if level != "low" or raised:
                draft.missed("action-for-risk", due)
            if level != "low":
                draft.missed("contingency", due)
        return
    if draft.planned is None or draft.planned > draft.today:
        return
    if draft.planned < draft.assessed:  # then it goes into a plan that exists
        due = calendar.later(draft.assessed, limits.IN_A_PLAN_THAT_EXISTS)
    planning.plan(draft, 1, draft.planned, due)


def assess(draft: Draft, number: int, on: date) -> None:
    """Write an assessment signed on a day."""
    chance = draft.chance
    officer = draft.sees(on)
    blank = number == 1 and draft.wants("complete-assessment")
    sections = []
    for section, texts in wording.SECTIONS.items():
        need = section in draft.needs
        made: dict[str, Any] = {
            "ref": f"s{number}-{section}",
            "number": section,
            "text": texts[need],
        }
        if section in _ITEMS:
            made["scores"] = _scores(draft, section, need=need)
            made["linked_to_offending"] = draft.needs.get(section, False)
            made["linked_to_harm"] = need and chance.random() < 0.3
        sections.append(made)
    made = {
        "ref": f"oasys-{number}",
        "begun_on": on - timedelta(days=chance.randint(0, 6)),
        "signed_on": on,
        "signed_by": officer,
        "own_view": wording.one(chance, wording.OWN_VIEW),
        "diversity": wording.one(chance, wording.DIVERSITY),
        "barriers": wording.one(chance, wording.BARRIERS),
        "sources": [
            "police=used" if chance.random() < 0.7 else "police=not received",
            "court=used",
        ],
        "level": draft.level,
        "sections": sections,
        "risks": [
            {
                "ref": f"r{number}-{group.replace(' ', '-')}",
                "group": group,
                "level": level,
                "who": wording.RISK[group][0],
                "nature": wording.RISK[group][1],
                "raises": [wording.RISK[group][2]] if raised else [],
            }
            for group, (level, raised) in draft.groups.items()
        ],
        "screening": {
            "done_on": on,
            "yes": [] if draft.plain else ["violence to partner"] if draft.abusive else ["weapon"],
        },
    }
    if number == 1 and made["begun_on"] < draft.start:
        made["begun_on"] = draft.start
    overseeing.countersign(draft, made, on)
    spared = number == 1 and draft.level == "low" and not draft.wanted and not draft.children
    if not draft.plain and spared and chance.random() < proportions.NO_ANALYSIS.value:
        overseeing.without_analysis(draft, made, on)
    elif not draft.plain:
        made["analysis"] = _analysis(draft, number, on)
    if blank:
        how = chance.randrange(3)
        if how == 0:
            sections[chance.randrange(len(sections))]["text"] = ""
        elif how == 1:
            made["own_view"] = ""
        else:
            sections[chance.randrange(len(sections))]["carried_forward"] = True
        draft.missed(
            "complete-assessment",
            limits.due("complete-assessment", on),
            failing="S8" if how == 1 else "S13",
        )
    draft.doc.setdefault("assessment", {}).setdefault("oasys", []).append(made)
    draft.looks.append(on)
    if number == 1:
        draft.doc["assessment"].setdefault("scores", []).append(
            {"ref": "ogrs", "percent_two_year": draft.ogrs, "scored_on": draft.start}
        )


def _indicator_later(draft: Draft, on: date) -> None:
    """Low without an analysis, and then, or before, something on record that speaks against it."""
    known = calendar.later(on, draft.chance.choice((0, 0, 1, 2, 5)))
    if known > draft.today:
        return
    if draft.chance.random() < 0.3:
        known = draft.start
    draft.doc["person"]["registrations"].append(
        {
            "ref": "reg-late",
            "kind": draft.chance.choice(("weapons", "risk to staff")),
            "registered_on": known,
        }
    )
    draft.missed("analyse-harm", limits.due("analyse-harm", max(on, known)))


def _scores(draft: Draft, section: int, *, need: bool) -> list[str]:
    items = _ITEMS[section]
    if need:  # over every threshold: 2 to 4 points, by section
        worst = 2 if section in (9, 11, 4) else 1
        return [
            f"{item}={2 if at_ < worst else draft.chance.randrange(2)}"
            for at_, item in enumerate(items)
        ]
    return [f"{item}=0" for item in items]


def _analysis(draft: Draft, number: int, on: date) -> list[dict[str, Any]]:
    parts = ["harm to others"]
    if draft.children:
        parts.append("children")
    if draft.chance.random() < 0.2:
        parts.append("suicide and self-harm")
    if number == 1 and draft.wants("analyse-harm") and not draft.plain:
        parts = ["harm to others", "vulnerability"]
        draft.missed("analyse-harm", limits.due("analyse-harm", on))
    found: list[dict[str, Any]] = [
        {
            "ref": f"a{number}-{part.replace(' ', '-')[:20]}",
            "part": part,
            "text": "Risk is greatest when drink and company come together.",
        }
        for part in parts
    ]
    if number == 1 and draft.wants("analyse-harm") and not draft.plain:
        found[-1]["text"] = ""
    return found


def review(draft: Draft) -> None:
    """Look again in time, each time, up to the day; once the plan is changed with it."""
    reviews = draft.doc.setdefault("planning", {}).setdefault("reviews", [])
    if draft.wants("review-assessment") and draft.looks:
        due = calendar.months(draft.looks[-1], limits.REVIEW_MONTHS[draft.level])
        draft.missed("review-assessment", due)
        return
    span = limits.REVIEW_MONTHS[draft.level]
    latest = draft.today
    for change in draft.doc.get("information", {}).get("changes", ()):
        if change["ref"].startswith("late-"):
            latest = min(latest, change["happened_on"] - timedelta(days=1))
    for at_, look in enumerate(list(draft.looks)):
        following = draft.looks[at_ + 1] if at_ + 1 < len(draft.looks) else None
        while True:
            due = calendar.months(look, span)
            if following and following <= due:
                break
            long = (due - look).days
            on = look + timedelta(days=int(long * (0.75 + 0.25 * draft.chance.random())))
            if draft.chance.random() < proportions.ON_THE_LAST_DAY.value:
                on = due
            on = calendar.on_or_before(on)
            if on > latest:
                if due >= draft.today or latest <= look:
                    break
                on = max(calendar.on_or_before(latest), look + timedelta(days=1))
            if following and on >= following:
                break
            _review(draft, reviews, on, look)
            look = on
    if not reviews:
        del draft.doc["planning"]["reviews"]


def _review(draft: Draft, reviews: list[dict[str, Any]], on: date, look: date) -> None:
    number = len(reviews) + 1
    begun = max(on - timedelta(days=draft.chance.randint(0, 5)), look + timedelta(days=1))
    made: dict[str, Any] = {
        "ref": f"review-{number}",
        "begun_on": begun,
        "begun_by": draft.sees(begun),
        "signed_on": on,
        "signed_by": draft.sees(on),
        "outcome": "plan stands",
        "because": "Steady; the plan fits.",
        "answers": [],
    }
    for change in draft.doc.get("information", {}).get("changes", ()):
        decided = change.get("not_needed")
        if change["happened_on"] <= begun and (not decided or decided["date"] > begun):
            if "not_needed" in change:
                change["not_needed"]["date"] = change["happened_on"]
    if not draft.wanted and len(draft.plans) == 1 and draft.chance.random() < 0.4:
        planning.plan(draft, 2, on)
        made |= {"outcome": "plan changed", "because": "Less contact now.", "plan": "plan-2"}
    made["answers"] = [
        {
            "ref": f"{made['ref']}-a",
            "about": "Since the last look",
            "text": "Nothing that raises it.",
        }
    ]
    reviews.append(made)
