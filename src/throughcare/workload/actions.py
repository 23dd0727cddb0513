"""Somebody leaves or will be away: it is planned, and their cases move, each in its own write.

What is done stays done when it breaks off, and going on begins where it stopped: a case whose move
is marked done is not touched again, for the mark is made in the transaction of the move.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from time import monotonic
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload import actions as caseload
from throughcare.caseload.models import Cover, Officer
from throughcare.caseload.queries import stretch_on
from throughcare.history import clock
from throughcare.kernel.casefile.facts import LONDON
from throughcare.kernel.days import ONE_DAY
from throughcare.kernel.refusal import Refusal
from throughcare.organisation import actions as organisation
from throughcare.organisation.models import Absence, Staff
from throughcare.organisation.queries import open_posts
from throughcare.workload.models import ABSENCE, LEAVING, Move, MovePlan

AT_ONCE = 100
"""How many cases one going on moves at most."""


class Progress(NamedTuple):
    """How far a plan has come."""

    done: int
    refused: int
    waits: int
    left: int
    """Cases that are left as they are."""
    behind: int = 0
    """Cases covered up to another day than that on which the absence ends by now."""


def plan_moves(
    staff: Staff,
    *,
    by: User,
    kind: str,
    first: date,
    last: date | None,
    because: str,
    moves: Mapping[int, int | None],
    absence: str = "",
    token: str | None = None,
) -> MovePlan:
    """Plan a leaving or an absence, and who is to have each case; nothing is recorded yet.

    ``moves`` maps each person to the member of staff, None where the case is left as it is. A case
    that somebody covers already on the first day of an absence is done with.
    Raises Refusal without a reason, for days in the wrong order, for a post not held, and where
    there is a plan for one of these days.
    """
    if not because.strip():
        raise Refusal("Say why.", field="because")
    if last is not None and last < first:
        raise Refusal("The last day is before the first.", field="last")
    if kind == LEAVING and not open_posts(staff, first).exists():
        raise Refusal(f"{staff.name} holds no post on that day.", field="first")
    if kind == ABSENCE and absence not in organisation.KINDS_OF_ABSENCE:
        raise Refusal("Choose why they are away.", field="kind")
    with history.write(staff, by=by, why=f"Planned: {because}", token=token) as entry:
        if any(_meets(each, kind, first, last) for each in MovePlan.objects.filter(staff=staff)):
            raise Refusal(
                f"There is a plan of {staff.name}’s for one of these days. Go on with that one.",
                field="first",
            )
        plan = MovePlan.objects.create(
            staff=staff,
            kind=kind,
            absence=absence,
            first=first,
            last=last,
            because=because,
            by=by,
            made_at=clock.now(),
        )
        covered = _covered_on(from_day(plan, clock.today()), moves) if kind == ABSENCE else {}
        Move.objects.bulk_create(
            Move(
                plan=plan,
                person_id=person,
                to_id=covered.get(person, to),
                state=Move.DONE if person in covered else Move.WAITS,
            )
            for person, to in sorted(moves.items())
        )
        entry.result = plan.ref
    return plan


def add_cases(plan: MovePlan, people: Collection[int], *, by: User, version: int) -> None:
    """Add cases that somebody was given after the plan was made; who has them is still to choose.

    Raises Conflict where somebody else changed the plan meanwhile.
    """
    with transaction.atomic():
        held = _held(plan, version)
        there = set(held.moves.values_list("person_id", flat=True))
        new = [person for person in sorted(people) if person not in there]
        Move.objects.bulk_create(Move(plan=held, person_id=person) for person in new)
        _changed(held, by)
    plan.refresh_from_db()


def choose(
    plan: MovePlan,
    *,
    by: User,
    moves: Mapping[int, int | None],
    grade_because: str,
    version: int,
) -> None:
    """Change who is to have the cases that have not moved yet; a refused one may be tried again.

    Raises Conflict where somebody else changed the plan meanwhile.
    """
    with transaction.atomic():
        held = _held(plan, version)
        for move in held.moves.select_for_update().exclude(state=Move.DONE):
            if move.person_id in moves:
                move.to_id = moves[move.person_id]
                move.state, move.because = Move.WAITS, ""
                move.save(update_fields=["to", "state", "because"])
        held.grade_because = grade_because
        _changed(held, by, "grade_because")
    plan.refresh_from_db()


def go_on(plan: MovePlan, *, by: User, seconds: float = 8, at_once: int = AT_ONCE) -> Progress:
    """Record the leaving or absence, if that is to do, and move cases until the time is up.

    A case that cannot move is refused with the reason and holds up no other.
    """
    until = monotonic() + seconds
    _begin(plan, by=by)
    waiting = plan.moves.filter(state=Move.WAITS).exclude(to=None).order_by("pk")
    keys: Sequence[int] = list(waiting.values_list("pk", flat=True)[:at_once])
    for key in keys:
        _move(plan, key, by=by)
        if monotonic() > until:
            return progress(plan)
    for cover in _behind(plan)[:at_once]:
        _adapt(plan, cover, by=by)
        if monotonic() > until:
            break
    return progress(plan)


def change_last_day(plan: MovePlan, *, by: User, last: date | None, version: int) -> None:
    """Let an absence end earlier or later than planned. Going on adapts the cover of each case.

    Raises Refusal for a day before the first, and of somebody who leaves; Conflict where somebody
    else changed the plan meanwhile.
    """
    if plan.kind == LEAVING:
        raise Refusal("Whose post ends does not come back.", field="last")
    if last is not None and last < plan.first:
        raise Refusal("The last day is before the first.", field="last")
    with transaction.atomic():
        held = _held(plan, version)
        absence = _absence(held)
        if held.begun_at is not None and absence is not None:
            organisation.end_absence(absence, by=by, last_day=last)
        held.last = last
        _changed(held, by, "last")
    plan.refresh_from_db()


def take_back(
    plan: MovePlan, *, by: User, because: str, version: int, seconds: float = 8
) -> Progress:
    """Undo a plan before its first day, case by case; it can then be thrown away or done anew.

    Broken off, it goes on where it stopped: the absence or leaving itself is undone last. A case
    on which somebody else decided meanwhile is left as it is now.
    """
    if not because.strip():
        raise Refusal("Say why it is taken back.", field="because")
    if starts_on(plan) <= clock.today():
        raise Refusal("It has begun, and what was is not undone. Change its last day instead.")
    until = monotonic() + seconds
    with transaction.atomic():
        _held(plan, version)
    for move in plan.moves.filter(state=Move.DONE).order_by("pk"):
        _undo(plan, move, by=by, because=because)
        if monotonic() > until:
            return progress(plan)
    with transaction.atomic():
        held = _held(plan, version)
        absence = _absence(held)
        if held.kind == LEAVING:
            organisation.take_back_leaving(held.staff, by=by, last_day=held.first, because=because)
        elif absence is not None:
            organisation.take_back_absence(absence, by=by, because=because)
        held.begun_at = None
        _changed(held, by, "begun_at")
    plan.refresh_from_db()
    return progress(plan)


def throw_away(plan: MovePlan) -> None:
    """Forget a plan of which nothing is recorded. Raises Refusal for one that was begun."""
    if plan.begun_at is not None:
        raise Refusal("It is recorded. Take it back first.")
    plan.delete()


def starts_on(plan: MovePlan) -> date:
    """The first day on which others have the cases."""
    return plan.first + ONE_DAY if plan.kind == LEAVING else plan.first


def from_day(plan: MovePlan, done: date) -> date:
    """The first day on which somebody else has a case whose move is done on ``done``.

    Nobody covered yesterday because it is recorded today.
    """
    return max(starts_on(plan), done)


def _meets(plan: MovePlan, kind: str, first: date, last: date | None) -> bool:
    """Whether another plan of one kind is about one of these days; of leavings any two are."""
    if plan.kind != kind:
        return False
    within = (last is None or plan.first <= last) and (plan.last is None or plan.last >= first)
    return kind == LEAVING or within


def _covered_on(day: date, people: Collection[int]) -> dict[int, int]:
    """Who covers which of these cases on a day."""
    lasts = Q(ends_on=None) | Q(ends_on__gte=day)
    found = Cover.objects.filter(
        lasts, person__in=people, starts_on__lte=day, in_error_at=None
    ).order_by("starts_on", "pk")
    return dict(found.values_list("person_id", "staff_id"))


def _changed(held: MovePlan, by: User, *fields: str) -> None:
    held.version += 1
    held.changed_by, held.changed_at = by, clock.now()
    held.save(update_fields=[*fields, "version", "changed_by", "changed_at"])


def _held(plan: MovePlan, version: int) -> MovePlan:
    held = MovePlan.objects.select_for_update(of=("self",)).select_related("staff").get(pk=plan.pk)
    if held.version != version:
        raise history.Conflict(held, version)
    return held


def _absence(plan: MovePlan) -> Absence | None:
    """The absence that the plan recorded, or found on record."""
    found = Absence.objects.filter(of=plan.staff, starts_on=plan.first, in_error_at=None)
    return found.order_by("pk").last()


def _made(plan: MovePlan, move: Move) -> Cover | Officer | None:
    """What the move of a case recorded, where it still stands."""
    if move.done_at is None:  # somebody covered already
        return None
    first = from_day(plan, move.done_at.astimezone(LONDON).date())
    about: Any = {"person": move.person_id, "staff": move.to_id, "starts_on": first}
    kind = Officer if plan.kind == LEAVING else Cover
    return kind.objects.filter(in_error_at=None, **about).last()


def _undo(plan: MovePlan, move: Move, *, by: User, because: str) -> None:
    with transaction.atomic():
        made = _made(plan, move)
        if made is not None:
            caseload.take_back(made, by=by, because=because)
        move.state, move.done_at = Move.WAITS, None
        move.save(update_fields=["state", "done_at"])


def _behind(plan: MovePlan) -> list[Cover]:
    """The cover of this plan that ends on another day than the absence does by now."""
    if plan.kind == LEAVING or plan.begun_at is None:
        return []
    done = plan.moves.filter(state=Move.DONE).values_list("person_id", "to_id")
    pairs = set(done)
    lasts = Q(ends_on=None) | Q(ends_on__gte=plan.first)
    found = Cover.objects.filter(
        lasts, person__in={person for person, _ in pairs}, in_error_at=None
    )
    if plan.last is not None:
        found = found.filter(starts_on__lte=plan.last)
    return [
        each
        for each in found.order_by("pk")
        if (each.person_id, each.staff_id) in pairs and each.ends_on != plan.last
    ]


def _adapt(plan: MovePlan, cover: Cover, *, by: User) -> None:
    try:
        caseload.change_cover(cover, by=by, ends_on=plan.last)
    except Refusal as refusal:
        Move.objects.filter(plan=plan, person_id=cover.person_id).update(
            state=Move.REFUSED, because=refusal.because
        )


def progress(plan: MovePlan) -> Progress:
    """Return how far a plan has come."""
    rows: list[tuple[str, int | None]] = list(plan.moves.values_list("state", "to_id"))
    left = sum(to is None and state != Move.DONE for state, to in rows)
    return Progress(
        done=sum(state == Move.DONE for state, _ in rows),
        refused=sum(state == Move.REFUSED and to is not None for state, to in rows),
        waits=sum(state == Move.WAITS and to is not None for state, to in rows),
        left=left,
        behind=len(_behind(plan)),
    )


def _begin(plan: MovePlan, *, by: User) -> None:
    with transaction.atomic():
        held = MovePlan.objects.select_for_update().select_related("staff").get(pk=plan.pk)
        if held.begun_at is not None:
            return
        if held.kind == LEAVING:
            organisation.end_post(held.staff, by=by, last_day=held.first, because=held.because)
        else:
            known = _absence(held)
            if known is None:
                organisation.record_absence(
                    held.staff, by=by, starts_on=held.first, ends_on=held.last, kind=held.absence
                )
            elif known.ends_on != held.last:
                organisation.end_absence(known, by=by, last_day=held.last)
        held.begun_at = clock.now()
        held.save(update_fields=["begun_at"])
    plan.refresh_from_db()


def _move(plan: MovePlan, key: int, *, by: User) -> None:
    """Move one case, with the mark that it is done, or mark it as refused."""
    try:
        with transaction.atomic():
            move = (
                Move.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("person", "to")
                .filter(pk=key, state=Move.WAITS)
                .first()
            )
            if move is None or move.to is None:  # somebody else goes on with it at the same time
                return
            _give(plan, move, by=by)
            move.state, move.done_at, move.because = Move.DONE, clock.now(), ""
            move.save(update_fields=["state", "done_at", "because"])
    except Refusal as refusal:
        Move.objects.filter(pk=key, state=Move.WAITS).update(
            state=Move.REFUSED, because=refusal.because
        )


def _give(plan: MovePlan, move: Move, *, by: User) -> None:
    assert move.to is not None
    held = stretch_on(move.person, max(plan.first, clock.today()))
    if held is None or held.officer != plan.staff.code:
        raise Refusal(f"{plan.staff.name} does not have this case on that day any more.")
    if plan.kind == LEAVING:
        caseload.assign_officer(
            move.person,
            by=by,
            staff=move.to,
            starts_on=from_day(plan, clock.today()),
            because=plan.because,
            grade_because=plan.grade_because,
        )
    else:
        caseload.arrange_cover(
            move.person,
            by=by,
            staff=move.to,
            starts_on=from_day(plan, clock.today()),
            ends_on=plan.last,
            because=plan.because,
        )
