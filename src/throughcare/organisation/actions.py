"""What changes who works where: posts begun and ended, absence, cover, accounts.

A change of the directory touches every case that names it. As many as one write refreshes are
right when it ends; more are left in sight, for ``throughcare ledger catch-up``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.history.directory import cases_naming
from throughcare.history.models import new_ref
from throughcare.history.subject import Subject
from throughcare.kernel.days import ONE_DAY
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Absence, Leaving, Post, Staff, StaffCover, Team
from throughcare.organisation.queries import in_post, open_posts

KINDS_OF_ABSENCE = ("leave", "sickness", "parental", "training", "other")


def connect_account(staff: Staff, *, by: User | None, user: User) -> None:
    """Let a member of staff sign in with an account. No case depends on it.

    Raises Refusal where the account belongs to somebody else.
    """
    with history.write(staff, by=by, why="Account connected"):
        if Staff.objects.filter(user=user).exclude(pk=staff.pk).exists():
            raise Refusal("That account belongs to another member of staff.", field="user")
        staff.user = user
        staff.save(update_fields=["user"])


def start_post(
    staff: Staff, *, by: User | None, team: Team, starts_on: date, token: str | None = None
) -> Post:
    """Begin a post in a team. Raises Refusal where the member of staff works there that day."""
    with _changing(staff, by=by, why=f"Post begun: {team.name}", token=token):
        if open_posts(staff, starts_on).filter(team=team).exists():
            raise Refusal(f"{staff.name} works in this team on that day.", field="starts_on")
        return correcting.create(
            Post, of=staff, team=team, starts_on=starts_on, ref=_ref_for(staff)
        )


def end_post(
    staff: Staff,
    *,
    by: User | None,
    last_day: date,
    because: str,
    team: Team | None = None,
    token: str | None = None,
) -> list[Post]:
    """End the posts that a member of staff holds on a day, in every team or in the one named.

    The day may have gone or be to come. Their cases become nobody's on the day after, unless
    somebody follows.

    Raises Refusal without a reason, and where no post is held on that day.
    """
    if not because.strip():
        raise Refusal("Say why the post ends.", field="because")
    with _changing(staff, by=by, why=f"Post ended: {because}", token=token):
        posts = open_posts(staff, last_day)
        if team is not None:
            posts = posts.filter(team=team)
        ended = list(posts)
        if not ended:
            raise Refusal(f"{staff.name} holds no post on that day.", field="last_day")
        for post in ended:
            known = Leaving.objects.filter(post=post, in_error_at=None).first()
            if known is None:
                correcting.create(Leaving, post=post, date=last_day, because=because)
            else:
                correcting.supersede(known, date=last_day, because=because)
        return ended


def record_absence(
    staff: Staff,
    *,
    by: User | None,
    starts_on: date,
    ends_on: date | None = None,
    kind: str = "leave",
    token: str | None = None,
) -> Absence:
    """Record that a member of staff is or will be away; without a last day, until it is known.

    Raises Refusal where the days are in the wrong order, or for a kind that there is not.
    """
    _in_order(starts_on, ends_on)
    if kind not in KINDS_OF_ABSENCE:
        raise Refusal("Choose why they are away.", field="kind")
    with _changing(staff, by=by, why=f"Absence recorded: {kind}", token=token):
        return correcting.create(
            Absence,
            of=staff,
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            ref=_ref_for(staff),
        )


def end_absence(
    absence: Absence, *, by: User | None, last_day: date | None, token: str | None = None
) -> None:
    """Set or change the last day of an absence, None while it is not known any more.

    What was planned is kept as a version.
    """
    _in_order(absence.starts_on, last_day)
    with _changing(absence.of, by=by, why="Last day of absence recorded", token=token):
        correcting.supersede(absence, ends_on=last_day)


def take_back_absence(absence: Absence, *, by: User | None, because: str) -> None:
    """Mark an absence that has not begun as recorded in error."""
    with _changing(absence.of, by=by, why=f"Absence taken back: {because}", token=None):
        _not_begun(absence.starts_on)
        correcting.mark_in_error(absence, because)


def take_back_leaving(staff: Staff, *, by: User | None, last_day: date, because: str) -> None:
    """Mark the end of posts on a day as recorded in error: the posts go on."""
    with _changing(staff, by=by, why=f"End of post taken back: {because}", token=None):
        _not_begun(last_day + ONE_DAY)
        for each in Leaving.objects.filter(post__of=staff, date=last_day, in_error_at=None):
            correcting.mark_in_error(each, because)


def _not_begun(first: date) -> None:
    if first <= clock.today():
        raise Refusal("It has begun, and what was is not undone.")


def arrange_staff_cover(
    staff: Staff,
    *,
    by: User | None,
    covered_by: Staff,
    starts_on: date,
    ends_on: date | None = None,
    token: str | None = None,
) -> StaffCover:
    """Let another member of staff cover the whole caseload for a while.

    Raises Refusal where one would cover oneself, where the other is not in post on the first
    day, and where somebody covers already on one of these days.
    """
    _in_order(starts_on, ends_on)
    if covered_by.pk == staff.pk:
        raise Refusal("Nobody covers for themselves. Choose somebody else.", field="covered_by")
    with _changing(staff, by=by, why=f"Cover arranged: {covered_by.name}", token=token):
        if not in_post(covered_by, starts_on):
            raise Refusal(f"{covered_by.name} is not in post on that day.", field="covered_by")
        standing = StaffCover.objects.filter(of=staff, in_error_at=None)
        if any(_overlap(each, starts_on, ends_on) for each in standing):
            raise Refusal("Somebody covers already on one of these days.", field="starts_on")
        return correcting.create(
            StaffCover,
            of=staff,
            by=covered_by,
            starts_on=starts_on,
            ends_on=ends_on,
            ref=_ref_for(staff),
        )


@contextmanager
def _changing(staff: Staff, *, by: User | None, why: str, token: str | None) -> Iterator[None]:
    """A write to a member of staff that touches every case that names them, before or after."""
    with history.write(staff, by=by, why=why, token=token) as entry:
        before = cases_naming(staff.subject)
        yield
        cases = dict.fromkeys([*before, *cases_naming(staff.subject)])
        entry.touch(*(Subject("case", case) for case in cases))


def _ref_for(staff: Staff) -> str:
    """A reference; where a case file brought the member of staff along, one of that file's."""
    file, slash, _ = staff.code.rpartition("/")
    return f"{file}{slash}{new_ref()}"


def _in_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("The last day is before the first.", field="ends_on")


def _overlap(spell: Any, starts_on: date, ends_on: date | None) -> bool:
    begins_in_time = ends_on is None or spell.starts_on <= ends_on
    return begins_in_time and (spell.ends_on is None or spell.ends_on >= starts_on)
