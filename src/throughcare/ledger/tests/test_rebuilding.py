"""The whole ledger is rebuilt: said first, then done, in parts and by several at once."""

import pytest
from tests.casefiles import case, contact

from throughcare.history.loading import load
from throughcare.ledger.models import Event, Row, Unrefreshed
from throughcare.ledger.rebuilding import audit, every_case, rebuild, to_do
from throughcare.ledger.refresh import preview

NOTHING = {"cases": 3, "opened": 0, "changed": 0, "withdrawn": 0}


def three_cases() -> list[int]:
    days = ("2017-03-06", "2017-03-13", "2017-03-20")
    return [
        load(case(crn=f"X50000{at}", contacts=[contact(f"c{on[-2:]}", on) for on in days])).person
        for at in range(3)
    ]


def spoil(people: list[int]) -> None:
    """As other rules would have it: of each case a duty less, one otherwise and one too many."""
    for person in people:
        first, second, *_ = Row.objects.filter(subject_id=person).order_by("pk")
        Row.objects.filter(pk=second.pk).update(weight=9, fingerprint=1, rules_version="old")
        first.opening_ref, first.pk = "nothing", None
        first.save()
        Row.objects.filter(subject_id=person, code="record-outcome").order_by("pk")[0].delete()


def rows() -> list[tuple[object, ...]]:
    fields = ("subject_id", "code", "subject_ref", "opening_ref", "weight", "because", "due_on")
    return sorted(Row.objects.values_list(*fields, "fingerprint", "rules_version"), key=str)


@pytest.mark.django_db
def test_a_rebuild_says_what_it_would_do_and_then_does_it() -> None:
    people, before = three_cases(), rows()
    spoil(people)
    spoilt = rows()
    would = {"cases": 3, "opened": 3, "changed": 3, "withdrawn": 3}
    assert rebuild(every_case(), applying=False) == would
    assert rows() == spoilt
    assert not Unrefreshed.objects.exists()

    assert rebuild(to_do(), applying=True) == would
    assert rows() == before
    assert not Unrefreshed.objects.exists()
    events = Event.objects.filter(cause=Event.RULE)
    assert events.filter(after__isnull=True).count() == 3
    (changed,) = events.filter(subject_id=people[0]).exclude(after__isnull=True)
    assert (changed.before["weight"], changed.after["weight"] < 9) == (9, True)
    assert changed.before["opened_on"] == changed.after["opened_on"]
    assert rebuild(to_do(), applying=True) == NOTHING


@pytest.mark.django_db
def test_a_rebuild_that_was_stopped_goes_on_with_what_is_left() -> None:
    people = three_cases()
    assert to_do() == people
    Unrefreshed.objects.filter(subject_id=people[0]).delete()  # so far it had come
    spoil(people)
    assert to_do() == people[1:]
    assert rebuild(to_do(), applying=True)["cases"] == 2
    assert [each.subject_id for each in preview(people) if each] == [people[0]]
    assert to_do() == people  # the next begins anew


def test_several_processes_do_the_same(committed_database: str) -> None:
    people, before = three_cases(), rows()
    spoil(people)
    done: list[int] = []
    found = rebuild(to_do(), applying=True, processes=2, progress=done.append)
    assert found == {"cases": 3, "opened": 3, "changed": 3, "withdrawn": 3}
    assert sum(done) == 3
    assert rows() == before
    assert audit(10) == {"cases": 3, "defects": 0}
