"""Looking again: begin a review, answer what has happened, sign it with its outcome."""

from collections.abc import Mapping
from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock, correcting
from throughcare.information.models import Change
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.people.models import Person
from throughcare.planning.models import Plan, Review, ReviewAnswer
from throughcare.planning.queries import read
from throughcare.planning.rules.since import SinceFact, since


def begin_review(
    person: Person, *, by: User, author: Staff | None, token: str | None = None
) -> Review:
    """Begin a review; it takes up every change recorded by today. One goes on at a time."""
    with history.write(person, by=by, why="Review begun", token=token) as entry:
        if Review.objects.filter(person=person, signed_on=None, in_error_at=None).exists():
            raise Refusal("A review is going on already.")
        review = correcting.create(Review, person=person, begun_on=clock.today(), begun_by=author)
        entry.result = review.ref
    return review


def save_answers(
    review: Review,
    *,
    by: User,
    answers: Mapping[str, str],
    version: int,
    token: str | None = None,
) -> None:
    """Save what the facts mean for risk and plan: name of the fact to answer.

    Raises Conflict where somebody else saved the review meanwhile.
    """
    with history.write(review, by=by, why="Review worked on", token=token) as entry:
        as_read(review, version)
        facts = since(read(review.person), clock.today())
        _store(review, answers, facts)
        _changed(review)
        entry.result = review.ref


def sign_review(
    review: Review,
    *,
    by: User,
    author: Staff | None,
    answers: Mapping[str, str],
    outcome: str,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """Sign a review: the plan was changed since it was begun, or stands for a reason.

    Raises Refusal while a change is not answered, where no plan was signed since, or where the
    plan stands without a reason.
    """
    with history.write(review, by=by, why="Review signed", token=token) as entry:
        as_read(review, version)
        facts = since(read(review.person), clock.today())
        _store(review, answers, facts)
        open_still = [
            each.about for each in facts if each.must and not answers.get(each.about, "").strip()
        ]
        if open_still:
            raise Refusal("Say what this means for risk and plan: " + "; ".join(open_still))
        plan = None
        if outcome == "plan changed":
            plan = changed_plan(review.person, review.begun_on)
            if plan is None:
                raise Refusal(
                    "No plan has been signed since the review was begun. Sign the changed plan "
                    "first; what you wrote here is kept.",
                    field="outcome",
                )
        elif not because.strip():
            raise Refusal("Say why the plan stands.", field="because")
        correcting.supersede(
            review,
            signed_on=clock.today(),
            signed_by=author,
            outcome=outcome,
            because=because,
            plan=plan,
        )
        entry.result = review.ref


def changed_plan(person: Person, since_day: date) -> Plan | None:
    """Return the last plan signed since a day."""
    found = Plan.objects.filter(person=person, in_error_at=None, signed_on__gte=since_day)
    return found.order_by("signed_on", "recorded_at", "pk").last()


def as_read(review: Review, version: int) -> None:
    """Read the review anew under its lock; refuse where it is signed."""
    review.refresh_from_db()
    history.check_version(review, version)
    if review.signed_on is not None:
        raise Refusal("This review is signed, and cannot be changed.")


def _store(review: Review, answers: Mapping[str, str], facts: list[SinceFact]) -> None:
    changes = {each.ref: each for each in Change.objects.filter(person_id=review.person_id)}
    rows = ReviewAnswer.objects.filter(review=review, in_error_at=None).select_related("change")
    before = {(each.change.ref if each.change else each.about): each for each in rows}
    for fact in facts:
        text = answers.get(fact.about, "").strip()
        row = before.get(fact.change or fact.about)
        if row is None and text:
            correcting.create(
                ReviewAnswer,
                person_id=review.person_id,
                review=review,
                change=changes[fact.change] if fact.change else None,
                about="" if fact.change else fact.about,
                text=text,
            )
        elif row is not None and row.text != text:
            correcting.supersede(row, text=text)


def _changed(review: Review) -> None:
    review.version += 1
    review.save(update_fields=["version"])
