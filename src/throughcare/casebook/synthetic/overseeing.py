"""What a manager decided, carried out in time or not; what an excusal holds back."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import calendar
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
