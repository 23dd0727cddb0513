"""A write to contacts takes up only what it can change, and misses nothing."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casefiles import case, contact
from tests.strategies import DAYS, RESULTS, case_files

from throughcare import history
from throughcare.contacts.models import Account, Cancellation, Contact, Move, Outcome
from throughcare.history import correcting
from throughcare.history.loading import load
from throughcare.ledger import narrowing, refresh
from throughcare.ledger.models import Event, OwnerSpell
from throughcare.organisation.models import Staff
from throughcare.people.models import Person
from throughcare.sentences.models import Requirement

pytestmark = pytest.mark.django_db

_MOST = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _add(draw, person, contacts):
    mode = draw(st.sampled_from(["office", "video", "telephone"]))
    made = correcting.create(Contact, person_id=person.pk, date=draw(NEAR | DAYS), mode=mode)
    _come_of(draw, person, [made])


def _come_of(draw, person, contacts):
    made = draw(st.sampled_from(contacts))
    result = draw(st.sampled_from(RESULTS))
    found = Outcome.objects.filter(contact=made).first()
    by = draw(st.sampled_from([None, Staff.objects.first()]))
    if found is None:
        correcting.create(Outcome, person_id=person.pk, contact=made, result=result, by=by)
    else:
        correcting.supersede(found, result=result, by=by)


def _account(draw, person, contacts):
    made = draw(st.sampled_from(contacts))
    if not Account.objects.filter(contact=made).exists():
        correcting.create(Account, person_id=person.pk, contact=made, done="Talked.")


def _move(draw, person, contacts):
    made = draw(st.sampled_from(contacts))
    day = draw(NEAR | DAYS)
    correcting.create(
        Move, person_id=person.pk, contact=made, date=day, moved_on=day - timedelta(days=3)
    )


def _cancel(draw, person, contacts):
    made = draw(st.sampled_from(contacts))
    if not Cancellation.objects.filter(contact=made).exists():
        correcting.create(Cancellation, person_id=person.pk, contact=made, date=draw(NEAR | DAYS))


def _correct_the_day(draw, person, contacts):
    correcting.supersede(draw(st.sampled_from(contacts)), date=draw(NEAR | DAYS))


def _correct_the_mode(draw, person, contacts):
    mode = draw(st.sampled_from(["office", "video"]))
    correcting.supersede(draw(st.sampled_from(contacts)), mode=mode)


def _serve_a_requirement(draw, person, contacts):
    of_person = Requirement.objects.filter(person=person)
    requirement = draw(st.sampled_from([None, *of_person]))
    correcting.supersede(draw(st.sampled_from(contacts)), requirement=requirement)


def _withdraw(draw, person, contacts):
    correcting.mark_in_error(draw(st.sampled_from(contacts)), "Another person.")


WRITES = (
    _add,
    _come_of,
    _account,
    _move,
    _cancel,
    _correct_the_day,
    _correct_the_mode,
    _serve_a_requirement,
    _withdraw,
)


CLOSE = [f"2017-03-{day:02}" for day in range(6, 29, 2)]
NEAR = st.dates(date(2017, 3, 1), date(2017, 3, 31))
SEEN_OFTEN = st.just(case(contacts=[contact(f"c{on[-2:]}", on) for on in CLOSE]))


@_MOST
@given(file=case_files() | SEEN_OFTEN | SEEN_OFTEN, data=st.data())
def test_after_any_writes_to_contacts_nothing_is_left_to_refresh(db, file, data):
    with transaction.atomic():
        person = Person.objects.get(pk=load(file).person)
        for write in data.draw(st.lists(st.sampled_from(WRITES), min_size=1, max_size=4)):
            contacts = list(Contact.objects.filter(person=person, in_error_at=None))
            with history.write(person, by=None, why="A contact") as entry:
                if contacts or write is _add:
                    write(data.draw, person, contacts)
                    if data.draw(st.booleans()):
                        _add(data.draw, person, contacts)
                narrowed = narrowing.only_contacts(entry, person.pk)
            assert narrowed or not entry.rows
            owners = set(OwnerSpell.objects.values_list("role", "author", "first", "staff"))
            (left,) = refresh.refresh([person.pk], cause=Event.FACT)
            assert not left
            whole = set(OwnerSpell.objects.values_list("role", "author", "first", "staff"))
            assert owners == whole
        transaction.set_rollback(True)


def test_a_write_to_a_contact_does_not_go_through_the_others(monkeypatch):
    load(case(contacts=[contact(f"c{on[-2:]}", on) for on in CLOSE]))
    taken = []
    compare = refresh.compare

    def watched(subject, stands, only=None):
        taken.append([duty.subject for duty in stands.duties if duty.code == "record-outcome"])
        return compare(subject, stands, only)

    monkeypatch.setattr(refresh, "compare", watched)
    last = Outcome.objects.get(contact__ref="c28")
    with history.write(last.person, by=None, why="Outcome corrected"):
        correcting.supersede(last, result="failed to attend")
    assert taken == [["c28"]]


def test_a_write_that_touches_more_than_contacts_goes_through_the_case():
    person = Person.objects.get(pk=load(case(contacts=[contact("c1", "2017-03-10")])).person)
    with history.write(person, by=None, why="Both") as entry:
        correcting.supersede(Contact.objects.get(), date="2017-03-13")
        assert narrowing.only_contacts(entry, person.pk) == {"c1"}
        person.save()
        assert narrowing.only_contacts(entry, person.pk) is None
