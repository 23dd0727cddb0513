"""What becomes of a signed plan: actions done, made concrete or added, objectives ended."""

from datetime import date
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.planning.models import Action, Objective, ObjectiveEnd


def mark_done(
    action: Action, *, by: User, done_on: date, version: int, token: str | None = None
) -> None:
    """Record that an action of the plan was done."""
    with history.write(action, by=by, why="Action of the plan done", token=token) as entry:
        _as_read(action, version)
        if done_on > clock.today():
            raise Refusal("The day has not come yet.", field="done_on")
        if action.done_on is not None:
            raise Refusal("It is done already.")
        correcting.supersede(action, done_on=done_on)
        entry.result = action.ref


def change_action(
    action: Action,
    *,
    by: User,
    what: str,
    who: str,
    by_when: date | None,
    version: int,
    token: str | None = None,
) -> None:
    """Say more exactly what is to be done, by whom and by when; the old words are kept."""
    _is_concrete(what, who, by_when)
    with history.write(action, by=by, why="Action of the plan made exact", token=token) as entry:
        _as_read(action, version)
        correcting.supersede(action, what=what, who=who, by_when=by_when)
        entry.result = action.ref


def add_action(
    objective: Objective,
    *,
    by: User,
    what: str,
    who: str,
    by_when: date | None,
    token: str | None = None,
) -> Action:
    """Add a concrete action to an objective of a signed plan."""
    _is_concrete(what, who, by_when)
    with history.write(objective, by=by, why="Action added to the plan", token=token) as entry:
        objective.refresh_from_db()
        _not_ended(objective)
        action = correcting.create(
            Action,
            person_id=objective.person_id,
            objective=objective,
            what=what,
            who=who,
            by_when=by_when,
        )
        entry.result = action.ref
    return action


def end_objective(
    objective: Objective,
    *,
    by: User,
    day: date,
    achieved: bool,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """End an objective: it was reached, or is given up."""
    if not because.strip():
        raise Refusal(
            "Say how you know that it is reached." if achieved else "Say why it is given up.",
            field="because",
        )
    with history.write(objective, by=by, why="Objective ended", token=token) as entry:
        _as_read(objective, version)
        _not_ended(objective)
        if day > clock.today():
            raise Refusal("The day has not come yet.", field="day")
        correcting.create(
            ObjectiveEnd,
            person_id=objective.person_id,
            objective=objective,
            date=day,
            achieved=achieved,
            because=because,
        )
        entry.result = objective.ref


def _not_ended(objective: Objective) -> None:
    if ObjectiveEnd.objects.filter(objective=objective, in_error_at=None).exists():
        raise Refusal("This objective has ended.")


def _is_concrete(what: str, who: str, by_when: date | None) -> None:
    for field, value, words in (
        ("what", what.strip(), "Say what is to be done."),
        ("who", who.strip(), "Say who does it."),
        ("by_when", by_when, "Say by when."),
    ):
        if not value:
            raise Refusal(words, field=field)


def _as_read(row: Any, version: int) -> None:
    row.refresh_from_db()
    history.check_version(row, version)
    if row.in_error_at is not None:
        raise Refusal("This is marked as recorded in error.")
