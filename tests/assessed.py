"""Assessments, plans, changes and reviews for tests: whole and plain unless a test says otherwise.

They go with `tests.casefiles`: an order of 1 March 2017, received on Friday 3 March.
"""

from typing import Any

SCORES = {
    3: ("3.3=2",),
    4: ("4.2=2", "4.3=1"),
    6: ("6.1=2",),
    11: ("11.5=1", "11.6=1", "11.7=1", "11.9=1"),
    12: ("12.1=2",),
}
"""The fewest points with which a section is a need."""


def section(number: int = 11, of: str = "oasys", **more: Any) -> dict[str, Any]:
    """A section that is a need and is linked to the offending, with its evidence."""
    return {
        "ref": f"{of}-s{number}",
        "number": number,
        "scores": list(SCORES.get(number, ())),
        "linked_to_offending": True,
        "text": "What was found.",
    } | more


def risk(group: str = "public", level: str = "medium", of: str = "oasys", **more: Any) -> Any:
    """A risk to a group, with a recorded factor."""
    ref = f"{of}-{group.replace(' ', '-')}"
    return {"ref": ref, "group": group, "level": level, "raises": ["Drink"]} | more


def oasys(signed_on: str | None = "2017-03-20", ref: str = "oasys", **more: Any) -> dict[str, Any]:
    """An assessment with nothing missing; without a day of signature, a draft."""
    made: dict[str, Any] = {
        "ref": ref,
        "begun_on": more.pop("begun_on", signed_on or "2017-03-06"),
        "own_view": "I want to stay out of trouble.",
        "diversity": "Nothing that changes how to work with him.",
        "barriers": "None.",
    }
    return made | ({"signed_on": signed_on} if signed_on else {}) | more


def assessed(*assessments: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The section of a case file."""
    return {"oasys": list(assessments)} | more


def action(ref: str = "step", **more: Any) -> dict[str, Any]:
    """An action with what, who and by when."""
    return {"ref": ref, "what": "Go to the course", "who": "Ari", "by_when": "2017-06-30"} | more


def objective(ref: str = "objective", *needs: str, **more: Any) -> dict[str, Any]:
    """An objective that answers sections, with a concrete action."""
    made = {"ref": ref, "text": "To think first", "needs": list(needs)}
    return made | {"actions": [action(f"{ref}-step")]} | more


def managed(of: str = "oasys-public", ref: str = "managed", **more: Any) -> dict[str, Any]:
    """A risk dealt with: an action, contingency and restrictive measures."""
    return {
        "ref": ref,
        "risk": of,
        "actions": [action(f"{ref}-step")],
        "contingency": "Seen weekly if he drinks",
        "restrictive": "Keeps out of town at night",
    } | more


def plan(signed_on: str = "2017-03-24", ref: str = "plan", **more: Any) -> dict[str, Any]:
    """A plan that was agreed on the day it was signed."""
    agreement = {"date": signed_on, "agrees": True, "copy_given_on": signed_on}
    return {"ref": ref, "signed_on": signed_on, "agreement": agreement} | more


def planned(*plans: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The section of a case file."""
    return {"plans": list(plans)} | more


def change(on: str = "2017-05-02", kind: str = "job lost", ref: str = "change", **more: Any) -> Any:
    """A change of circumstances, recorded on the day it happened."""
    return {"ref": ref, "kind": kind, "happened_on": on} | more


def review(begun_on: str, signed_on: str | None = None, *answers: str, **more: Any) -> Any:
    """A review that answers changes."""
    ref = more.pop("ref", "review")
    made = {"ref": ref, "begun_on": begun_on} | ({"signed_on": signed_on} if signed_on else {})
    made["answers"] = [
        {"ref": f"{ref}-a{at}", "change": each, "text": "Looked at."}
        for at, each in enumerate(answers)
    ]
    return made | more


def recorded(day: str, hour: int = 10) -> dict[str, str]:
    """The field that says when something was recorded."""
    return {"recorded_at": f"{day}T{hour:02}:00:00Z"}
