"""Plans: an objective for each need, an action for each risk, the contact, and the agreement."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import calendar, limits, overseeing, proportions, wording
from throughcare.casebook.synthetic.draft import Draft, at


def plan(draft: Draft, number: int, on: date, due: date | None = None) -> None:
    """Write a plan signed on a day, with the need and risk that are to be missing left out."""
    chance = draft.chance
    first = number == 1
    oasys = draft.doc["assessment"]["oasys"]
    of = oasys[-1]["ref"].split("-")[1]
    needs = [section for section, linked in draft.needs.items() if linked]
    left_out = None
    if first and draft.wants("objective-for-need") and due and needs:
        left_out = chance.choice(needs)
        draft.missed("objective-for-need", due)
    objectives = [
        _objective(draft, number, of, section, on) for section in needs if section != left_out
    ]
    objectives.append(
        {
            "ref": f"p{number}-o",
            "text": "Keep every appointment",
            "actions": [
                {
                    "ref": f"p{number}-a",
                    "what": "Come each time, or ring before",
                    "who": "me",
                    "by_when": calendar.months(on, 6),
                }
            ],
        }
    )
    if first and draft.wants("make-objective-concrete"):
        objectives[0]["actions"] = (
            [] if chance.random() < 0.5 else [{"ref": "p1-vague", "what": "Do better"}]
        )
        draft.missed("make-objective-concrete", limits.due("make-objective-concrete", on))
    interval = _interval(draft, on)
    made: dict[str, Any] = {
        "ref": f"plan-{number}",
        "signed_on": on,
        "signed_by": draft.sees(on),
        "contact": interval,
        "objectives": objectives,
        "managed_risks": _managed(draft, number, of, on, due if first else None),
    }
    if first and draft.wants("set-contact-level"):
        least = interval
        interval = "monthly" if draft.level == "medium" else "fortnightly"
        if limits.ORDER_OF_INTERVALS.index(interval) > limits.ORDER_OF_INTERVALS.index(least):
            made["contact"] = interval
            draft.missed("set-contact-level", limits.due("set-contact-level", on))
        if chance.random() < 0.4:  # given, and not agreed
            made["contact_reason"] = {"because": "Works away", "by": draft.sees(on)}
    elif interval != "monthly" and not draft.wanted:
        if chance.random() < proportions.LESS_CONTACT.value:
            overseeing.less_contact(draft, made, on)
    if first and draft.wants("agree-plan"):
        agree_by = limits.due("agree-plan", on)
        if chance.random() < 0.4:  # agreed, and no copy given
            made["agreement"] = {"date": on, "agrees": True}
        draft.missed("agree-plan", agree_by)
        overseeing.excuse(draft, "agree-plan", made["ref"], made["ref"], on, agree_by)
    else:
        agreed = draft.within(on, limits.WORKING_DAYS["agree-plan"])
        if agreed <= draft.today:
            made["agreement"] = {
                "date": agreed,
                "agrees": chance.random() < 0.95,
                "words": "Fine by me.",
                "copy_given_on": agreed,
            }
    draft.doc.setdefault("planning", {}).setdefault("plans", []).append(made)
    draft.plans.append((on, made["contact"], tuple(each["ref"] for each in objectives)))


def _interval(draft: Draft, on: date) -> str:
    weeks = (on - draft.start).days // 7
    unknown = draft.assessed is not None and on < draft.assessed and draft.level == "low"
    least = limits.minimum(
        "medium" if unknown else draft.level,
        involved=draft.involved,
        ogrs=draft.ogrs,
        weeks=weeks,
        again=draft.again,
    )
    if least == "monthly" and draft.chance.random() < 0.2:
        return "three-weekly"
    return least


def _objective(draft: Draft, number: int, of: str, section: int, on: date) -> dict[str, Any]:
    text, step, measure = wording.OBJECTIVES[section]
    return {
        "ref": f"p{number}-o{section}",
        "text": text,
        "measure": measure,
        "needs": [f"s{of}-{section}"],
        "actions": [
            {
                "ref": f"p{number}-a{section}",
                "what": step,
                "who": "me and my officer",
                "by_when": calendar.months(on, 3),
            }
        ],
    }


def _managed(
    draft: Draft, number: int, of: str, on: date, due: date | None
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    wants_action = due is not None and draft.wants("action-for-risk")
    wants_contingency = due is not None and draft.wants("contingency")
    for group, (level, raised) in draft.groups.items():
        if level == "low" and not raised:
            continue
        name = group.replace(" ", "-")
        made: dict[str, Any] = {"ref": f"p{number}-m-{name}", "risk": f"r{of}-{name}"}
        if wants_action and due:
            wants_action = False
            draft.missed("action-for-risk", due, failing="P12" if level == "low" else "P2")
        else:
            made["actions"] = [
                {
                    "ref": f"p{number}-ma-{name}",
                    "what": "Police told of any contact",
                    "who": "officer",
                    "by_when": calendar.months(on, 6),
                    "heading": "monitoring and control",
                }
            ]
        if level != "low":
            if wants_contingency and due:
                wants_contingency = False
                draft.missed("contingency", due)
                if draft.chance.random() < 0.5:
                    made["contingency"] = "See more often."
            else:
                made["contingency"] = "If there is contact: police, and a review that day."
                made["restrictive"] = "No contact, by condition."
        found.append(made)
    return found


def correct(draft: Draft) -> None:
    """A plan signed, with a word put right the day after."""
    plans = draft.doc.get("planning", {}).get("plans", ())
    if plans and draft.chance.random() < 0.03:
        made = plans[0]
        day = made["signed_on"] + timedelta(days=1)
        if day <= draft.today and "contact_reason" not in made and not draft.wanted:
            made["recorded_at"] = at(day)
            made["earlier"] = [
                {
                    "signed_on": made["signed_on"],
                    "contact": made["contact"],
                    "recorded_at": at(made["signed_on"], 9),
                }
            ]
