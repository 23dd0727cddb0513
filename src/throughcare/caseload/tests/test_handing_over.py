"""The handover of a case and the acceptance of a grade: what is kept, what is refused."""

from datetime import date

import pytest
from tests.casefiles import case, caseload, directory, officer

from throughcare import history
from throughcare.caseload import actions
from throughcare.caseload.models import GradeAccepted, HandoverNote, Officer
from throughcare.caseload.queries import handed_over, held, version_of_holding
from throughcare.history import Conflict, clock
from throughcare.history.composing import compose_one
from throughcare.history.correcting import create
from throughcare.history.loading import load
from throughcare.history.models import Version
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.queries import standing
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import ChildProtection, Person

pytestmark = pytest.mark.django_db

TODAY = date(2017, 6, 5)
TWO = (officer("one", "olga", "2017-03-03"), officer("two", "omar", "2017-05-02"))


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def loaded(*officers, registered="2017-03-10", **more) -> Person:
    """A case of domestic abuse of a provider that keeps such cases for probation officers."""
    made = directory() | {"scope": "installation"}
    made["providers"][0]["po_only"] = ["domestic abuse", "looked-after child"]
    about = {
        "particulars": {"ref": "person", "sex": "M"},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": [
            {"ref": "a", "kind": "domestic abuse perpetrator", "registered_on": registered}
        ],
    }
    had = caseload("2017-03-03", *officers)
    return Person.objects.get(
        pk=load(case(directory=made, person=about, caseload=had, **more)).person
    )


def hand_over(person, text="He works nights.", met_on=None, **more):
    return actions.record_handover(person, by=None, text=text, met_on=met_on, **more)


def test_a_handover_stands_with_the_officer_who_took_over():
    person = loaded(*TWO)
    made = hand_over(person, met_on=TODAY)
    assert (made.officer.staff.code, made.date, made.met_on) == ("omar", TODAY, TODAY)
    (olga, omar) = compose_one(person.pk).caseload.officers
    assert olga.handover is None
    assert omar.handover.text == "He works nights."


def test_adding_the_meeting_keeps_the_day_of_the_note_and_the_version_before():
    person = loaded(*TWO)
    note = hand_over(person)
    clock.set_day(date(2017, 6, 12))
    again = hand_over(person, met_on=date(2017, 6, 9), version=note.version)
    assert (again.date, again.met_on) == (TODAY, date(2017, 6, 9))
    assert Version.objects.filter(kind="handover").count() == 1
    changed = hand_over(person, text="He works days now.", version=again.version)
    assert changed.date == date(2017, 6, 12)


def test_two_who_write_it_at_once_notice():
    person = loaded(*TWO)
    note = hand_over(person)
    opened = note.version
    hand_over(person, text="Another.", version=opened)
    with pytest.raises(Conflict):
        hand_over(person, text="Mine.", version=opened)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"text": " "}, "Write what the next officer"),
        ({"met_on": date(2017, 6, 6)}, "once it has been held"),
    ],
)
def test_what_is_no_handover_is_refused(given, message):
    with pytest.raises(Refusal, match=message):
        hand_over(loaded(*TWO), **given)
    assert not HandoverNote.objects.exists()


def test_the_first_officer_has_nothing_to_be_handed():
    with pytest.raises(Refusal, match="Nobody had this case before"):
        hand_over(loaded())


def test_it_can_be_written_before_the_change():
    person = loaded(officer("one", "olga", "2017-03-03"), officer("two", "petra", "2017-06-12"))
    assert hand_over(person).officer.staff.code == "petra"


def test_after_a_transfer_it_stands_with_the_receiving_officer():
    person = loaded()
    asked = actions.transfer(
        person,
        by=None,
        to_team=Team.objects.get(code="south"),
        to_officer=Staff.objects.get(code="petra"),
        effective_on=TODAY,
        because="Moved.",
    )
    actions.accept_transfer(asked, by=None, accepted_by=None, version=asked.version)
    change = handed_over(person)
    assert (change.before, change.staff.code, change.officer) == ("Olga", "petra", None)
    made = hand_over(person, met_on=TODAY)
    assert made.officer.staff.code == "petra"
    assert held(person, TODAY).officer.ref == "petra"
    assert handed_over(person).officer == made.officer
    assert Officer.objects.filter(person=person).count() == 2


def right_grade(person, on=TODAY):
    return [each for each in standing(person.pk, on) if each.duty.code == "assign-right-grade"]


def accept(person, because="Closely supervised.", **more):
    return actions.accept_grade(person, by=None, because=because, **more)


def test_an_acceptance_meets_what_is_owed_and_a_later_fact_is_owed_anew():
    person = loaded(officer("one", "omar", "2017-03-03"))
    (row,) = right_grade(person)
    assert row.state == "overdue"
    accept(person)
    (row,) = right_grade(person)
    assert (row.state, row.duty.met_on) == ("met-late", TODAY)


def test_a_second_acceptance_adds_to_the_first():
    accepted = {"date": "2017-03-13", "because": "Closely supervised."}
    person = loaded(
        officer("one", "omar", "2017-03-03", grade_accepted=accepted),
        registered="2017-03-13",
    )
    with history.write(person, by=None, why="Status"):
        create(ChildProtection, person=person, status="looked after", date=TODAY)
    (row,) = right_grade(person)
    assert (row.state, row.duty.opened_on) == ("open", TODAY)
    clock.set_day(date(2017, 6, 8))
    accept(person, "And trained in it.")
    (row,) = right_grade(person, date(2017, 6, 8))
    assert (row.state, row.duty.opened_on, row.duty.met_on) == ("met", TODAY, date(2017, 6, 8))
    assert GradeAccepted.objects.get().because == "And trained in it."


def test_where_the_policy_excludes_nobody_there_is_nothing_to_accept():
    with pytest.raises(Refusal, match="excludes nobody"):
        accept(loaded())


def test_an_acceptance_needs_a_reason_and_the_holding_as_it_was_read():
    person = loaded(officer("one", "omar", "2017-03-03"))
    with pytest.raises(Refusal, match="Say why"):
        accept(person, " ")
    read = version_of_holding(person)
    actions.assign_officer(
        person,
        by=None,
        staff=Staff.objects.get(code="olga"),
        starts_on=TODAY,
        because="A probation officer.",
    )
    with pytest.raises(Conflict):
        accept(person, version=read)


def test_who_gives_way_on_the_same_day_takes_the_acceptance_along():
    person = loaded()
    staff = Staff.objects.get
    actions.assign_officer(
        person,
        by=None,
        staff=staff(code="omar"),
        starts_on=TODAY,
        because="Room.",
        grade_because="Under Sam.",
    )
    assert right_grade(person) == []
    actions.assign_officer(
        person, by=None, staff=staff(code="sam"), starts_on=TODAY, because="After all."
    )
    assert GradeAccepted.objects.get().in_error_at is not None
    assert compose_one(person.pk).caseload.officers[-1].staff == "sam"
    assert right_grade(person) == []


def test_an_officer_named_with_a_transfer_that_is_withdrawn_never_begins():
    person = loaded()
    asked = actions.transfer(
        person,
        by=None,
        to_team=Team.objects.get(code="south"),
        to_officer=None,
        effective_on=date(2017, 6, 12),
        because="Moved.",
    )
    petra = Staff.objects.get(code="petra")
    with history.write(petra, by=None, why="Grade"):
        petra.grade = "PSO"
        petra.save(update_fields=["grade"])
    actions.accept_transfer(
        asked,
        by=None,
        accepted_by=None,
        version=asked.version,
        to_officer=petra,
        grade_because="Under Sue.",
    )
    assert held(person, date(2017, 6, 12)).officer.ref == "petra"
    asked.refresh_from_db()
    actions.withdraw_transfer(asked, by=None, because="He stays.", version=asked.version)
    assert held(person, date(2017, 6, 12)).officer.ref == "olga"
    assert GradeAccepted.objects.get().in_error_at is not None
