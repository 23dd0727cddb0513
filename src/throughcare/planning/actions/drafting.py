"""Working out a plan: begin it, save a part of it, give it up."""

from typing import TypeVar

import msgspec

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person
from throughcare.planning.models import PlanDraft
from throughcare.planning.queries import content, open_draft, read
from throughcare.planning.rules import draft as rules

PartT = TypeVar("PartT", bound=rules.Part)


def begin_draft(person: Person, *, by: User, token: str | None = None) -> PlanDraft:
    """Begin a plan from the one in force. Raises Refusal where one is being worked out."""
    with history.write(person, by=by, why="Plan begun", token=token):
        if open_draft(person) is not None:
            raise Refusal("A plan is being worked out already.")
        written = rules.begin(read(person), clock.today())
        draft = PlanDraft(
            person=person,
            content=msgspec.to_builtins(written),
            begun_on=clock.today(),
            updated_at=clock.now(),
            updated_by=by,
        )
        draft.save(force_insert=True)
    return draft


def save_part(
    draft: PlanDraft, *, by: User, part: PartT, version: int, token: str | None = None
) -> PartT:
    """Save a part of a plan that is being worked out.

    Raises Conflict where somebody else saved the same part meanwhile, and Refusal where the plan
    was signed or given up.
    """
    with history.write(draft.person, by=by, why="Plan worked on", token=token) as entry:
        still_open(draft)
        written = content(draft)
        if written.as_saved(part).version != version:
            raise history.Conflict(draft, version)
        saved = msgspec.structs.replace(part, version=version + 1, by=by.full_name, at=clock.now())
        draft.content = msgspec.to_builtins(written.put(saved))
        store(draft, by)
        entry.result = getattr(part, "key", "")
    return saved


def give_up_draft(draft: PlanDraft, *, by: User, because: str, token: str | None = None) -> None:
    """Give up a plan that is being worked out; the plan in force stays as it is."""
    if not because.strip():
        raise Refusal("Say why it is given up.", field="because")
    with history.write(draft.person, by=by, why=f"Plan given up: {because}", token=token):
        still_open(draft)
        draft.closed_at = clock.now()
        store(draft, by)


def still_open(draft: PlanDraft) -> None:
    """Read the draft anew under the lock of the case; refuse where it is closed."""
    draft.refresh_from_db()
    if draft.closed_at is not None:
        done = "signed" if draft.plan_id else "given up"
        raise Refusal(f"This plan was {done} meanwhile. To change it, begin a new one.")


def store(draft: PlanDraft, by: User) -> None:
    """Save the row."""
    draft.version += 1
    draft.updated_at, draft.updated_by = clock.now(), by
    draft.save()
