"""Two times: a replay of the record at any instant shows what was known then."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughcare import history
from throughcare.contacts.models import Contact, Outcome
from throughcare.history.composing import compose_one
from throughcare.history.correcting import create, mark_in_error, supersede
from throughcare.history.tests.records import person_of_today
from throughcare.kernel.casefile import known
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db

BEGAN = datetime(2017, 3, 6, 9, tzinfo=UTC)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["attended", "failed to attend", "not held", None]),  # None: in error
        st.integers(0, 3),  # hours since the step before: two may fall on one instant
    ),
    min_size=1,
    max_size=6,
)


class Rollback(Exception):
    """Undo one example."""


@pytest.fixture
def person() -> Person:
    return person_of_today()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(steps=STEPS, error_after=st.none() | st.integers(1, 5))
def test_a_replay_shows_what_was_known(
    person: Person, steps: list[tuple[str | None, int]], error_after: int | None
) -> None:
    with pytest.raises(Rollback), transaction.atomic():  # noqa: PT012  undoes the example
        truth = _record(person, steps, error_after)
        case = compose_one(person.pk)
        assert case is not None
        # What was taken back in the moment in which it was recorded anew was never in error.
        for instant, result in dict(truth).items():
            shown = known(case, instant + timedelta(microseconds=1)).contacts
            outcome = shown[0].outcome if shown else None
            assert (outcome and str(outcome.result)) == result
        raise Rollback


def _record(
    person: Person, steps: list[tuple[str | None, int]], error_after: int | None
) -> list[tuple[datetime, str | None]]:
    """Record and correct an outcome; return what was known from when on."""
    truth: list[tuple[datetime, str | None]] = []
    when = BEGAN
    with history.write(person, by=None, why="all of it"):
        contact = create(Contact, person=person, date=date(2017, 3, 6), recorded_at=BEGAN)
        outcome = None
        for result, hours in steps:
            when += timedelta(hours=hours)
            if result is None:
                if outcome is not None and outcome.stands:
                    mark_in_error(outcome, "of another day", recorded_at=when)
                    truth.append((outcome.in_error_at, None))
                continue
            if outcome is None or not outcome.stands:
                outcome = create(
                    Outcome, person=person, contact=contact, result=result, recorded_at=when
                )
            else:
                supersede(outcome, result=result, recorded_at=when)
            truth.append((outcome.recorded_at, result))
        if error_after is not None and outcome is not None and outcome.stands:
            at = when + timedelta(hours=error_after)
            mark_in_error(outcome, "another person", recorded_at=at)
            truth.append((at, None))
    return truth


def test_versions_are_strictly_in_order(person: Person) -> None:
    with history.write(person, by=None, why="all of it"):
        contact = create(Contact, person=person, date=date(2017, 3, 6), recorded_at=BEGAN)
        for note in "abc":
            supersede(contact, note=note, recorded_at=BEGAN)
    case = compose_one(person.pk)
    assert case is not None
    (shown,) = case.contacts
    times = [each.recorded_at for each in (*shown.earlier, shown)]
    assert times == sorted(set(times))
    assert [each.note for each in (*shown.earlier, shown)] == ["", "a", "b", "c"]
