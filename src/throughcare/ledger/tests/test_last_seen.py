"""A write that says that somebody came reads no contacts before the person was last seen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casefiles import case, caseload, contact, order
from tests.strategies import RESULTS

from throughcare import history
from throughcare.contacts.models import Account, Contact, Outcome
from throughcare.history import correcting
from throughcare.history.loading import load
from throughcare.ledger import narrowing, refresh
from throughcare.ledger.models import Event, Row
from throughcare.ledger.tests.test_narrowing import (
    _MOST,
    WRITES,
    _account,
    _add,
    _come_of,
    write_and_look_for_more,
)
from throughcare.people.models import Person
from throughcare.sentences.models import Requirement

pytestmark = pytest.mark.django_db

ENDED = {"ended": {"date": "2016-08-01", "because": "revoked"}}


@st.composite
def long_cases(draw):
    """An order, or two with or without days between, and contacts of more than a year."""
    first = order(sentenced_on="2016-01-04", **draw(st.sampled_from([{}, ENDED])))
    second = order("order-2", draw(st.sampled_from(["2016-06-01", "2016-10-03", "2017-03-06"])))
    orders = [first, second] if "ended" in first or draw(st.booleans()) else [first]
    received = [
        {"ref": f"of-{o['ref']}", "of": o["ref"], "team": "north", "received_on": o["sentenced_on"]}
        for o in orders
    ]
    days = draw(st.sets(st.dates(date(2016, 1, 5), date(2017, 3, 31)), min_size=6, max_size=20))
    results = st.sampled_from(["attended", "attended", "attended", None, *RESULTS])
    contacts = [contact(f"c{on:%y%m%d}", f"{on}", draw(results)) for on in sorted(days)]
    for each in contacts:
        each["mode"] = draw(st.sampled_from(["office", "office", "video", "telephone"]))
        outcome = each.get("outcome")
        if outcome and outcome["result"].startswith("failed") and draw(st.booleans()):
            each["decision"] = {"acceptable": draw(st.booleans()), "decided_on": each["date"]}
        if outcome and draw(st.booleans()):
            outcome["by"] = draw(st.sampled_from(["olga", "omar", "petra"]))
            each.pop("account", None)
    return case(
        sentences={"orders": orders},
        caseload=caseload("2016-01-05", allocations=received),
        contacts=contacts,
    )


@_MOST
@given(file=long_cases(), data=st.data())
def test_after_any_writes_to_contacts_of_a_long_case_nothing_is_left_to_refresh(db, file, data):
    write_and_look_for_more(file, data, (*[_add, _come_of, _account] * 4, *WRITES))


WEEKS = [date(2016, 1, 8) + timedelta(weeks=n) for n in range(60)]
SEEN = [contact(f"c{on:%y%m%d}", f"{on}") for on in WEEKS]
LAST = WEEKS[-1]
BOOKED = LAST + timedelta(weeks=1)


def seen_for_a_year(*more, since="2016-01-04", **sections):
    """A person seen each week from the first on, and contacts besides."""
    made = {
        "sentences": {"orders": [order(sentenced_on=since)]},
        "caseload": caseload(since),
        "contacts": [*SEEN, contact("booked", f"{BOOKED}", None), *more],
    }
    return Person.objects.get(pk=load(case(**(made | sections))).person)


@pytest.fixture
def read(monkeypatch):
    """The contacts that were read at each write."""
    found = []
    account = narrowing.account

    def watched(case, **named):
        found.append([each.ref for each in case.contacts])
        return account(case, **named)

    monkeypatch.setattr(narrowing, "account", watched)
    return found


def came(person, ref="booked", result="attended"):
    booked = Contact.objects.get(person=person, ref=ref)
    with history.write(person, by=None, why="Outcome recorded"):
        correcting.create(Outcome, person_id=person.pk, contact=booked, result=result)


def nothing_left(person):
    (left,) = refresh.refresh([person.pk], cause=Event.FACT)
    return not left


def test_the_last_contact_before_and_the_booking_are_read_and_no_others(read):
    person = seen_for_a_year()
    came(person)
    assert read == [[f"c{LAST:%y%m%d}", "booked"]]
    seen = Row.objects.filter(code="see-the-person").order_by("-opened_on")[:2]
    assert [(row.opening_ref, row.met_on) for row in seen] == [
        ("booked", None),
        (f"c{LAST:%y%m%d}", BOOKED),
    ]
    assert nothing_left(person)


def test_a_contact_made_and_what_was_done_are_plain_too(read):
    person = seen_for_a_year(contact("bare", f"{LAST}", account=None))
    with history.write(person, by=None, why="A contact"):
        made = correcting.create(Contact, person_id=person.pk, date=BOOKED)
        correcting.create(Outcome, person_id=person.pk, contact=made, result="attended")
    bare = Contact.objects.get(ref="bare")
    with history.write(person, by=None, why="What was done"):
        correcting.create(Account, person_id=person.pk, contact=bare, done="Talked.")
    assert [len(each) < 6 for each in read] == [True, True]
    assert not Row.objects.filter(code="complete-contact", opening_ref="bare", met_on=None).exists()
    assert nothing_left(person)


def test_of_a_failure_everything_is_read(read):
    person = seen_for_a_year()
    came(person, result="failed to attend")
    assert max(map(len, read)) == len(SEEN) + 1
    assert Row.objects.filter(code="decide-absence", opening_ref="booked").exists()
    assert nothing_left(person)


def test_of_what_is_put_right_everything_is_read(read):
    person = seen_for_a_year(contact("failed", f"{LAST}", "failed to attend"))
    outcome = Outcome.objects.get(contact__ref="failed")
    with history.write(person, by=None, why="Outcome corrected"):
        correcting.supersede(outcome, result="attended")
    assert max(map(len, read)) == len(SEEN) + 2
    assert not Row.objects.filter(code="decide-absence").exists()
    assert nothing_left(person)


@pytest.mark.parametrize("result", ["failed to attend", "attended"])
def test_of_what_is_taken_back_everything_is_read(read, result):
    person = seen_for_a_year(contact("wrong", f"{LAST + timedelta(days=2)}", result))
    outcome = Outcome.objects.get(contact__ref="wrong")
    with history.write(person, by=None, why="Outcome taken back"):
        correcting.mark_in_error(outcome, "Another person.")
    assert max(map(len, read)) == len(SEEN) + 2
    left = Row.objects.filter(opening_ref="wrong").values_list("code", flat=True)
    assert set(left) <= {"record-outcome"}
    assert nothing_left(person)


def test_the_first_that_came_meets_the_first_appointment(read):
    """The order is of the same day as the last contact: nobody came since."""
    person = seen_for_a_year(since=f"{LAST + timedelta(days=1)}")
    came(person)
    held = Row.objects.get(code="hold-first-appointment")
    assert held.met_on == BOOKED
    assert nothing_left(person)


def test_one_for_a_requirement_begins_it(read):
    required = {"ref": "required", "kind": "programme", "starts_on": "2016-01-04"}
    orders = [order(sentenced_on="2016-01-04", requirements=[required])]
    person = seen_for_a_year(sentences={"orders": orders})
    with history.write(person, by=None, why="A contact"):
        made = correcting.create(
            Contact,
            person_id=person.pk,
            date=BOOKED,
            kind="session",
            requirement=Requirement.objects.get(),
        )
        correcting.create(Outcome, person_id=person.pk, contact=made, result="attended")
    assert Row.objects.get(code="start-requirement").met_on == BOOKED
    assert nothing_left(person)


def test_one_that_came_between_absences_breaks_their_row(read):
    days = [LAST + timedelta(days=n) for n in (1, 3, 6)]
    absences = [
        contact(f"a{on:%y%m%d}", f"{on}", "failed to attend")
        | {"decision": {"acceptable": True, "decided_on": f"{on}"}}
        for on in days
    ]
    person = seen_for_a_year(*absences)
    assert Row.objects.filter(code="review-acceptable-absences").exists()
    with history.write(person, by=None, why="A contact"):
        between = LAST + timedelta(days=4)
        made = correcting.create(Contact, person_id=person.pk, date=between)
        correcting.create(Outcome, person_id=person.pk, contact=made, result="attended")
    assert not Row.objects.filter(code="review-acceptable-absences").exists()
    assert nothing_left(person)
