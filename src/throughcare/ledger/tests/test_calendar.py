"""What holds of the calendar for every case there could be."""

import json
from collections import Counter
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casefiles import case, contact, document, officer, one, order, owed
from tests.strategies import DAYS, case_files, documents, read_document

from throughcare.kernel.casefile.facts import end_of, recorded
from throughcare.kernel.casefile.settling import placed
from throughcare.kernel.duty import Role, State, state
from throughcare.ledger import reporting
from throughcare.ledger.calendar import KINDS, account

many = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


MAY_OPEN_LATE = {
    "complete-contact",
    "objective-for-need",
    "action-for-risk",
    "contingency",
    "review-after-change",
}
"""Duties whose limit counts from another day than their opening, so that it may lie before."""


def instants(file):
    """Every instant at which anything in the case was recorded, or marked as in error."""
    found = set()
    for each in placed(file):
        for version in (each.fact, *each.fact.earlier):
            found.add(recorded(version))
        if each.fact.in_error:
            found.add(each.fact.in_error.recorded_at)
    return found


@many
@given(case_files(), DAYS, st.booleans())
def test_no_case_is_too_strange(file, day, as_at):
    rows = reporting.rows(account(file, known_before=end_of(day) if as_at else None), day)
    json.dumps(rows)
    for row in rows:
        assert row["code"] in KINDS
        assert row["because"]["text"]
        assert row["source"]


@many
@given(case_files(), DAYS, st.booleans())
def test_no_two_duties_have_one_name(file, day, as_at):
    found = account(file, known_before=end_of(day) if as_at else None)
    names = Counter(duty.key for duty in found.duties)
    assert [key for key, times in names.items() if times > 1] == []


@many
@given(case_files(), DAYS)
def test_the_days_of_a_duty_stand_in_order(file, day):
    for duty in account(file, known_before=end_of(day)).duties:
        if duty.ended_on:
            assert duty.ended_on >= duty.opened_on
            assert duty.ended_because
            assert duty.met_on is None or duty.met_on > duty.ended_on
        if duty.due_on and duty.code not in MAY_OPEN_LATE:
            assert duty.due_on >= duty.opened_on


@many
@given(documents(), DAYS)
def test_what_is_recorded_after_a_day_changes_nothing_of_what_was_known_on_it(plain, day):
    """A contact, an officer and a correction of each, all recorded after the day, alter nothing."""
    before = end_of(day)
    later = (before + timedelta(hours=3)).isoformat()
    seen = reporting.rows(account(read_document(plain), known_before=before), day)
    added = json.loads(json.dumps(plain))
    added["contacts"].append(
        contact("late", str(day), recorded_at=later, outcome={"result": "attended"})
        | {"account": {"done": "Talked."}}
    )
    added["caseload"]["officers"].append(
        officer("late-officer", "omar", str(day), recorded_at=later)
    )
    added["sentences"]["pauses"].append(
        {"ref": "late-pause", "kind": "custody", "received_on": str(day), "recorded_at": later}
    )
    for each in (*added["contacts"], *added["caseload"]["allocations"]):
        each.setdefault("in_error", {"recorded_at": "2019-01-01T09:00:00Z", "because": "wrong"})
    assert reporting.rows(account(read_document(added), known_before=before), day) == seen


@many
@given(case_files(), DAYS)
def test_on_days_when_nothing_is_recorded_what_is_known_stays(file, day):
    after = [each for each in instants(file) if each >= end_of(day)]
    until = min(after, default=None)
    assert account(file, known_before=until) == account(file, known_before=end_of(day)) or (
        account(file, known_before=until).duties == account(file, known_before=end_of(day)).duties
    )


@many
@given(case_files())
def test_known_in_the_end_is_known_at_once(file):
    last = max(instants(file)) + timedelta(seconds=1)
    assert account(file, known_before=last).duties == account(file).duties


def _turned(section, *names):
    lists = {name: tuple(reversed(getattr(section, name))) for name in names}
    return msgspec.structs.replace(section, **lists)


@many
@given(case_files(), DAYS)
def test_the_order_of_a_file_does_not_matter(file, day):
    turned = msgspec.structs.replace(
        file,
        contacts=tuple(reversed(file.contacts)),
        information=_turned(file.information, "enquiries", "items", "relationship_decisions"),
        person=_turned(file.person, "relationships", "child_protection", "registrations"),
    )
    assert {duty.key for duty in account(turned).duties} == {
        duty.key for duty in account(file).duties
    }
    assert [msgspec.structs.replace(d, because=None) for d in account(turned).duties] == [
        msgspec.structs.replace(d, because=None) for d in account(file).duties
    ]


@many
@given(case_files(), DAYS)
def test_what_has_been_failing_goes_on_failing_until_something_happens(file, day):
    tomorrow = day + timedelta(days=1)
    for duty in account(file).duties:
        if state(duty, day) is State.OVERDUE:
            assert (
                state(duty, tomorrow) is State.OVERDUE
                or tomorrow == duty.met_on
                or (duty.ended_on == day)
            )


@many
@given(case_files(), DAYS)
def test_whoever_holds_the_case_owns_what_is_owed(file, day):
    found = account(file)
    received = found.holding.on(day)
    for duty in found.duties:
        owner = found.owner(duty, day)
        if received:
            assert owner is not None
            assert duty.role is Role.COURT_OFFICER or owner.team == received.team
        elif owner:  # the court team holds it until it is received
            papers = (*found.case.court.allocations, *found.case.court.reports)
            assert owner.team in {each.team for each in papers}


@many
@given(case_files(), st.lists(DAYS, min_size=3, max_size=3))
def test_owners_run_by_run_agree_with_the_owner_of_the_day(file, days):
    found = account(file)
    for role, author in {(duty.role, duty.author) for duty in found.duties}:
        runs = found.holding.owners(role, author=author)
        for day in days:
            inside = [owner for run, owner in runs if day in run]
            expected = found.holding.owner_of(role, day, author=author)
            assert inside == ([expected] if expected else [])


# The ends of the calendar


@pytest.mark.parametrize("day", ["1930-01-01", "1930-01-02", "2100-12-30", "2100-12-31"])
def test_a_case_at_the_ends_of_the_calendar_is_a_case(day):
    requirement = {"ref": "required", "kind": "programme"}
    file = case(
        person=document()["person"] | {"particulars": {"ref": "person"}},
        sentences={
            "orders": [order(sentenced_on=day, requirements=[requirement])],
            "pauses": [{"ref": "p", "kind": "custody", "received_on": day}],
        },
        caseload={
            "allocations": [
                {"ref": "allocation", "of": "order", "team": "north", "received_on": day}
            ],
            "officers": [officer("officer", "olga", day)],
        },
        contacts=[contact("c-1", day), contact("c-2", day, "failed to attend")],
    )
    assert owed(file, day)
    assert owed(file, "2100-12-31")


def test_a_name_of_ten_letters_that_looks_like_a_day_is_a_name():
    requirement = {"ref": "required", "kind": "programme", "name": "2017-99-99"}
    file = case(sentences={"orders": [order(requirements=[requirement])]})
    assert "2017-99-99" in one(file, "2017-12-01", "start-requirement")["because"]["text"]


# Excusal


def test_an_excused_duty_is_overdue_again_from_the_day_after_with_its_old_day():
    excused = {
        "ref": "excused",
        "code": "see-the-person",
        "about": "case",
        "opening": "order",
        "opened_on": "2017-03-03",
        "due_on": "2017-03-24",
        "date": "2017-04-03",
        "until": "2017-04-28",
        "because": "in hospital abroad",
    }
    file = case(excusals=[excused])
    states = [one(file, day, "see-the-person")["state"] for day in EXCUSAL_DAYS]
    assert states == ["overdue", "excused", "excused", "overdue"]
    assert one(file, "2017-04-29", "see-the-person")["failing_since"] == "2017-03-25"


EXCUSAL_DAYS = ("2017-04-02", "2017-04-03", "2017-04-28", "2017-04-29")


def test_the_rows_stand_by_weight_then_by_due_day():
    rows = owed(case(contacts=[contact("c-1", "2017-05-03", None)]), "2017-12-01")
    places = [(row["weight"], row["due_on"]) for row in rows]
    assert places == sorted(places)
    assert date.fromisoformat(rows[0]["due_on"])
