"""What a manager decided, carried out in time or not; what an excusal holds back."""

from datetime import date, timedelta
from typing import Any, Final

from throughcare.casebook.synthetic import calendar, proportions
from throughcare.casebook.synthetic.draft import Draft

_DECIDED = (
    ("risk", "See the person at home this month and look at who lives there."),
    ("plan", "Bring the drug service into the plan."),
    ("contact", "See weekly until the next review."),
    ("assessment", "Write in what the police said."),
)


def decide(draft: Draft) -> None:
    """Write the decisions of a manager."""
    decisions: list[dict[str, Any]] = []
    chance, today = draft.chance, draft.today
    since = draft.assigned + timedelta(days=5)
    if since < today and chance.random() < 0.15:
        on = max(draft.chosen(since, today), since)
        due = calendar.later(on, chance.choice((5, 10, 20)))
        made = _made(draft, 1) | {"date": on, "due_on": due}
        done = draft.within(on, calendar.between(on, due))
        if done <= today:
            made["carried_out"] = {"date": done, "by": draft.sees(done), "text": "Done as asked."}
        decisions.append(made)
    if draft.wants("carry-out-decision"):
        due = draft.wanted["carry-out-decision"] or today
        on = calendar.earlier(calendar.on_or_before(due), 10)
        decisions.append(_made(draft, 2) | {"date": on, "due_on": due})
        draft.missed("carry-out-decision", due)
    if decisions:
        draft.doc["oversight"] = {"decisions": decisions}


_WEEKS: Final = timedelta(days=35)
"""For how long an assessment may wait for a manager's signature."""


def countersign(draft: Draft, made: dict[str, Any], on: date) -> None:
    """A manager signs beside whoever may not sign alone, within days; a few are waiting still."""
    alone = draft.team.staff[made["signed_by"]]["grade"] == "PO"
    if alone and draft.level not in ("high", "very high"):
        return
    waits = draft.chance.random() < proportions.COUNTERSIGN_WAITING.value
    day = draft.within(on, 4)
    if day <= draft.today and not (waits and draft.today - on < _WEEKS):
        manager = draft.name(draft.team.manager)
        made |= {"countersigned_on": day, "countersigned_by": manager}


def without_analysis(draft: Draft, made: dict[str, Any], on: date) -> None:
    """Decided not to analyse a low risk in full, which a manager countersigns in time."""
    made["no_analysis"] = {
        "date": on,
        "because": "A single conviction eight years ago; nothing since, and nothing from partners.",
        "by": made["signed_by"],
    }
    day = draft.within(on, 4)
    if day <= draft.today:
        manager = draft.name(draft.team.manager)
        made["no_analysis"] |= {"countersigned_on": day, "countersigned_by": manager}


def less_contact(draft: Draft, made: dict[str, Any], on: date) -> None:
    """Less contact than the minimum, with a reason that a manager agrees in time."""
    made["contact"] = "monthly"
    made["contact_reason"] = {"because": "Works away; telephone between.", "by": made["signed_by"]}
    day = draft.within(on, 4)
    if day <= draft.today:
        manager = draft.name(draft.team.manager)
        made["contact_reason"] |= {"agreed_on": day, "agreed_by": manager}


def _made(draft: Draft, number: int) -> dict[str, Any]:
    about, text = _DECIDED[draft.chance.randrange(len(_DECIDED))]
    return {
        "ref": f"managed-{number}",
        "about": about,
        "text": text,
        "by": draft.name(draft.team.manager),
    }


def excuse(draft: Draft, code: str, about: str, opening: str, opened: date, due: date) -> None:
    """Now and then a manager has excused what was just left undone: until a day to come, so that
    it is not overdue; or until one that has passed, so that it is again."""
    chance, today = draft.chance, draft.today
    if due >= today or chance.random() > 0.2:
        return
    over = chance.random() < 0.5 and due < today - timedelta(days=4)
    until = today - timedelta(days=1) if over else today + timedelta(days=chance.choice((0, 9)))
    draft.doc.setdefault("excusals", []).append(
        {
            "ref": f"excused-{code}",
            "code": code,
            "about": about,
            "opening": opening,
            "opened_on": opened,
            "due_on": due,
            "date": min(due, until),
            "until": until,
            "by": draft.name(draft.team.manager),
            "because": "Officer moved; handed over this week.",
        }
    )
    if not over:
        draft.truth[:] = [each for each in draft.truth if each.code != code]
