"""What comes before supervision: a report for a hearing to come, or a sentence of these days."""

from datetime import timedelta
from typing import Any

from throughcare.casebook.synthetic import calendar, proportions, wording
from throughcare.casebook.synthetic.draft import Draft


def ask(draft: Draft) -> None:
    """A court has asked for a report, and nobody is sentenced yet."""
    chance, today = draft.chance, draft.today
    asked = calendar.earlier(calendar.on_or_before(today), chance.randint(0, 12))
    made = _report(draft) | {
        "requested_on": asked,
        "hearing_on": calendar.later(today, chance.randint(1, 9)),
    }
    written = chance.choice((0, 0, 2, 4))
    if written:
        made["sections"] = _sections(draft, written)
    draft.doc["court"] = {"reports": [made]}
    draft.doc["contacts"] = []


def report_before(draft: Draft) -> None:
    """The report that led to a sentence of the last weeks, signed for its hearing."""
    sentenced = draft.spells[0].first
    if draft.chance.random() > proportions.REPORTED.value or draft.today - sentenced > _RECENT:
        return
    asked = calendar.earlier(calendar.on_or_before(sentenced), draft.chance.randint(1, 15))
    made = _report(draft) | {
        "requested_on": asked,
        "hearing_on": sentenced,
        "sections": _sections(draft, 6),
        "signed": {"date": calendar.earlier(calendar.on_or_before(sentenced), 1)},
    }
    made["signed"]["by"] = made["author"]
    made["signed"]["date"] = max(asked, made["signed"]["date"])
    draft.doc.setdefault("court", {})["reports"] = [made]


_RECENT = timedelta(days=60)


def _report(draft: Draft) -> dict[str, Any]:
    team = draft.team
    return {
        "ref": "report",
        "kind": draft.chance.choice(("oral", "short", "short", "standard")),
        "court": f"{team.town} magistrates’ court",
        "team": team.court,
        "author": draft.name(draft.chance.choice(team.court_officers).code),
    }


def _sections(draft: Draft, count: int) -> list[dict[str, Any]]:
    return [
        {"ref": f"report-s{at}", "title": title, "text": text}
        for at, (title, text) in enumerate(wording.REPORT[:count], 1)
    ]
