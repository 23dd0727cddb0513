"""A write to contacts takes up only what it can change, and misses nothing."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casefiles import case, contact
from tests.strategies import DAYS, RESULTS, case_files

from throughcare import history
from throughcare.contacts.models import Account, Cancellation, Contact, Decision, Move, Outcome
from throughcare.enforcement.models import AbsenceReview, BreachDecision, LicenceDecision, Warned
from throughcare.history import correcting
from throughcare.history.loading import load
from throughcare.ledger import narrowing, refresh
from throughcare.ledger.models import Event, OwnerSpell, Row
from throughcare.organisation.models import Staff
from throughcare.people.models import Person
from throughcare.sentences.models import Licence, Order, Requirement

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


def _decide(draw, person, contacts):
    """One decision can change what other failures called for."""
    made = draw(st.sampled_from(contacts))
    said = {
        "acceptable": draw(st.booleans()),
        "decided_on": draw(NEAR | DAYS),
        "cause": draw(st.sampled_from([None, None, "sickness", "caused by the service"])),
    }
    found = Decision.objects.filter(contact=made).first()
    if found is None:
        correcting.create(Decision, person_id=person.pk, contact=made, **said)
    else:
        correcting.supersede(found, **said)


def _enforce(draw, person, contacts):
    """A warning, breach or a review of absences: no write to contacts alone."""
    on = draw(NEAR | DAYS)
    of_orders = [
        (Warned, {"sent_on": on}),
        (BreachDecision, {"decided_on": on, "outcome": "referred"}),
        (AbsenceReview, {"date": on, "outcome": "adjust"}),
    ]
    of_licences = [
        (Warned, {"sent_on": on, "kind": "officer's licence warning"}),
        (LicenceDecision, {"decided_on": on, "outcome": "manager's warning"}),
        (AbsenceReview, {"date": on, "outcome": "to a manager"}),
    ]
    standing = {"person": person, "in_error_at": None}
    choices = [
        (model, said | {"of" if model is LicenceDecision else name: sentence})
        for name, sentences, decisions in (
            ("order", Order.objects.filter(**standing), of_orders),
            ("licence", Licence.objects.filter(**standing), of_licences),
        )
        for sentence in sentences
        for model, said in decisions
    ]
    if choices:
        model, said = draw(st.sampled_from(choices))
        correcting.create(model, person_id=person.pk, **said)


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
    _decide,
    _decide,
    _enforce,
)


CLOSE = [f"2017-03-{day:02}" for day in range(6, 29, 2)]
NEAR = st.dates(date(2017, 3, 1), date(2017, 3, 31))
SEEN_OFTEN = st.just(case(contacts=[contact(f"c{on[-2:]}", on) for on in CLOSE]))
FAILED_OFTEN = st.just(
    case(
        contacts=[contact(f"c{on[-2:]}", on, "failed to attend") for on in CLOSE],
        enforcement={"warnings": [{"ref": "w", "of": "order", "sent_on": "2017-03-10"}]},
    )
)


@_MOST
@given(file=case_files() | SEEN_OFTEN | FAILED_OFTEN | FAILED_OFTEN, data=st.data())
def test_after_any_writes_to_contacts_nothing_is_left_to_refresh(db, file, data):
    write_and_look_for_more(file, data, WRITES)


def write_and_look_for_more(file, data, writes):
    with transaction.atomic():
        person = Person.objects.get(pk=load(file).person)
        for write in data.draw(st.lists(st.sampled_from(writes), min_size=1, max_size=4)):
            contacts = list(Contact.objects.filter(person=person, in_error_at=None))
            with history.write(person, by=None, why="A contact") as entry:
                if contacts or write is _add:
                    write(data.draw, person, contacts)
                    if data.draw(st.booleans()):
                        _add(data.draw, person, contacts)
                narrowed = narrowing.only_contacts(entry, person.pk)
            assert bool(narrowed) is bool(entry.rows and of_contacts(entry))
            owners = set(OwnerSpell.objects.values_list("role", "author", "first", "staff"))
            (left,) = refresh.refresh([person.pk], cause=Event.FACT)
            assert not left
            whole = set(OwnerSpell.objects.values_list("role", "author", "first", "staff"))
            assert owners == whole
        transaction.set_rollback(True)


def of_contacts(entry):
    """Whether only contacts were written, and parts of them."""
    return all(isinstance(correcting.outermost(row), Contact) for row in entry.rows)


def test_seen_on_the_first_day_both_instances_of_that_day_stay():
    seen = [contact("c-1", "2017-03-03"), contact("c-2", "2017-03-10")]
    load(case(contacts=[*seen, contact("c-3", "2017-03-17", "failed to attend")]))
    before = sorted(Row.objects.filter(code="see-the-person").values_list("opening_ref"))
    made = Contact.objects.get(ref="c-3")
    with history.write(made.person, by=None, why="Corrected"):
        correcting.supersede(Outcome.objects.get(contact=made), result="not held")
    move = Contact.objects.get(ref="c-2")
    with history.write(move.person, by=None, why="Corrected"):
        correcting.supersede(move, date=date(2017, 3, 13))
    after = sorted(Row.objects.filter(code="see-the-person").values_list("opening_ref"))
    assert after == before == [("c-1",), ("c-2",), ("order",)]


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


def test_a_decision_opens_what_another_failure_called_for_and_goes_through_no_others(monkeypatch):
    """Two are decided acceptable; a third decision on another contact makes a row of them."""
    days = ("2017-03-06", "2017-03-08", "2017-03-10")
    missed = [contact(f"c{on[-2:]}", on, "failed to attend") for on in days]
    for each, on in zip(missed[1:], days[1:], strict=True):
        each["decision"] = {"acceptable": True, "decided_on": on}
    load(case(contacts=missed))
    taken = []
    compare = refresh.compare

    def watched(subject, stands, only=None):
        taken.append(sorted((duty.code, duty.subject) for duty in stands.duties))
        return compare(subject, stands, only)

    monkeypatch.setattr(refresh, "compare", watched)
    first = Contact.objects.get(ref="c06")
    with history.write(first.person, by=None, why="Absence decided"):
        said = {"acceptable": True, "decided_on": date(2017, 3, 13)}
        correcting.create(Decision, person_id=first.person_id, contact=first, **said)
    (found,) = taken
    assert ("review-acceptable-absences", "order") in found
    assert [subject for code, subject in found if code == "decide-absence"] == ["c06/order"]
    opened = Row.objects.get(code="review-acceptable-absences")
    assert (opened.opening_ref, opened.opened_on) == ("c06", date(2017, 3, 13))


def test_a_write_that_touches_more_than_contacts_goes_through_the_case():
    person = Person.objects.get(pk=load(case(contacts=[contact("c1", "2017-03-10")])).person)
    with history.write(person, by=None, why="Both") as entry:
        correcting.supersede(Contact.objects.get(), date="2017-03-13")
        assert narrowing.only_contacts(entry, person.pk).contacts == {"c1"}
        person.save()
        assert narrowing.only_contacts(entry, person.pk) is None
