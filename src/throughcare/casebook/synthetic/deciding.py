"""One failure to attend, and each decision on it: excused or refused, warned, taken to court."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import booking, wording
from throughcare.casebook.synthetic.draft import Draft, Spell


def failed(draft: Draft, day: date) -> dict[str, Any]:
    """Write a failure to attend, recorded and asked about on its day."""
    made = booking.contact(draft, day, booked=day - timedelta(days=5))
    made["outcome"] = {"result": "failed to attend", "by": made["staff"]}
    made["asked"] = {"how": "telephone"}
    return made


def excuse(draft: Draft, made: dict[str, Any], decided: date, cause: str) -> None:
    """Decide that the reason is acceptable."""
    if decided > draft.today:
        return
    made["decision"] = {
        "acceptable": True,
        "decided_on": decided,
        "cause": cause,
        "because": wording.REASONS[cause],
        "evidence": wording.EVIDENCE.get(cause, ""),
        "by": draft.sees(decided),
    }


def refuse(draft: Draft, made: dict[str, Any], decided: date) -> None:
    """Decide that it is not."""
    made["decision"] = {
        "acceptable": False,
        "decided_on": decided,
        "cause": "no reason",
        "because": wording.REASONS["no reason"],
        "by": draft.sees(decided),
    }


def warn(draft: Draft, spell: Spell, made: dict[str, Any], on: date) -> None:
    """Write a warning sent."""
    warnings = draft.doc.setdefault("enforcement", {}).setdefault("warnings", [])
    warnings.append(
        {
            "ref": f"warning-{len(warnings) + 1}",
            "of": spell.ref,
            "failure": made["ref"],
            "sent_on": on,
            "by": draft.sees(on),
            "text": wording.LETTER,
        }
    )


def breach(
    draft: Draft,
    spell: Spell,
    made: dict[str, Any],
    on: date,
    *,
    spared: bool,
    heard: date | None = None,
) -> None:
    """Write a decision about breach, and what the court made of it on the day it was heard."""
    breaches = draft.doc.setdefault("enforcement", {}).setdefault("breaches", [])
    outcome = "referred" if draft.team.kind == "crc" else "presented"
    decision = {
        "ref": f"breach-{len(breaches) + 1}",
        "of": spell.ref,
        "failure": made["ref"],
        "decided_on": on,
        "outcome": "not breached" if spared else outcome,
        "because": "Two failures in the year.",
        "by": draft.name(draft.team.manager) if spared else draft.sees(on),
    }
    if heard and heard <= draft.today and not spared:
        decision["dealt_with"] = {
            "date": heard,
            "result": "proved",
            "because": "Order to continue, with unpaid work.",
        }
    breaches.append(decision)


def licence(draft: Draft, spell: Spell, made: dict[str, Any], decided: date) -> None:
    """Write a decision about a licence: the officer warns first, then the manager."""
    decisions = draft.doc.setdefault("enforcement", {}).setdefault("licence_decisions", [])
    decisions.append(
        {
            "ref": f"licence-decision-{len(decisions) + 1}",
            "of": spell.ref,
            "failure": made["ref"],
            "decided_on": decided,
            "outcome": "officer's warning" if len(decisions) == 0 else "manager's warning",
            "because": "Missed without a reason.",
            "proposed_by": draft.sees(decided),
            "by": draft.name(draft.team.manager),
        }
    )


def reviewed(draft: Draft, day: date, on: date) -> None:
    """Absences that mounted up were looked at, for each sentence that lived on a day."""
    reviews = draft.doc.setdefault("enforcement", {}).setdefault("absence_reviews", [])
    reviews += [
        {
            "ref": f"absences-{spell.ref}",
            "of": spell.ref,
            "date": on,
            "outcome": "adjust",
            "because": "Evening appointments from now on.",
            "by": draft.sees(on),
        }
        for spell in draft.spells
        if spell.lives_on(day)
    ]
