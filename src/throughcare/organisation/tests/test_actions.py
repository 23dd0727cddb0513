"""Changes of who works where reach the ledger of every case that names them."""

from datetime import date

import pytest
from tests.casefiles import case, directory, document
from tests.users import stranger

from throughcare.history import AlreadyDone, clock, writing
from throughcare.history.composing import compose_one
from throughcare.history.loading import load
from throughcare.history.models import Entry
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.casefile.writing import canonical
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.models import Unrefreshed
from throughcare.ledger.queries import owed_by, standing
from throughcare.ledger.rebuilding import audit, catch_up
from throughcare.organisation import actions
from throughcare.organisation.models import Staff, Team
from throughcare.organisation.queries import in_post, members
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db

TODAY = date(2017, 6, 5)


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def loaded(scope: str = "installation", **changes) -> Person:
    return Person.objects.get(
        pk=load(case(directory=directory() | {"scope": scope}, **changes)).person
    )


def several(count: int) -> None:
    import json

    for number in range(count):
        plain = document(directory=directory() | {"scope": "installation"})
        (file,) = read(json.dumps(plain | {"crn": f"Y{number:06}"}).encode(), "case.json")
        load(file)


def staff(code: str) -> Staff:
    return Staff.objects.get(code=code)


def states(person: Person, code: str, day: date) -> list[str]:
    return [str(d.state) for d in standing(person.pk, day) if d.duty.code == code]


def test_when_an_officer_leaves_the_case_comes_to_the_manager():
    person = loaded()
    actions.end_post(staff("olga"), by=None, last_day=date(2017, 6, 9), because="Another job.")
    assert states(person, "officer-in-post", date(2017, 6, 10)) == ["due-soon"]
    codes = {each.duty.code for each in owed_by([staff("sam").pk], date(2017, 6, 12))}
    assert "officer-in-post" in codes
    assert not owed_by([staff("olga").pk], date(2017, 6, 12))


def test_a_last_day_that_has_gone_can_be_recorded_late_and_corrected():
    person = loaded()
    actions.end_post(staff("olga"), by=None, last_day=date(2017, 5, 26), because="Left.")
    assert states(person, "officer-in-post", TODAY) == ["overdue"]
    with pytest.raises(Refusal, match="holds no post"):
        actions.end_post(staff("olga"), by=None, last_day=TODAY, because="Left.")
    actions.end_post(staff("sam"), by=None, last_day=date(2017, 6, 30), because="Retires.")
    actions.end_post(staff("sam"), by=None, last_day=date(2017, 6, 16), because="Retires early.")
    assert not in_post(staff("sam"), date(2017, 6, 17))
    (owner,) = [
        d.owner for d in standing(person.pk, date(2017, 6, 17)) if d.duty.code == "officer-in-post"
    ]
    assert (owner.role, owner.staff) == ("duty manager", "dora")


def test_a_reason_is_needed():
    loaded()
    with pytest.raises(Refusal):
        actions.end_post(staff("olga"), by=None, last_day=TODAY, because=" ")


def test_a_new_post_begins_and_not_twice():
    loaded()
    south = Team.objects.get(code="south")
    actions.start_post(staff("omar"), by=None, team=south, starts_on=date(2017, 6, 12))
    assert staff("omar") not in members("south", date(2017, 6, 11))
    assert staff("omar") in members("south", date(2017, 6, 12))
    with pytest.raises(Refusal):
        actions.start_post(staff("omar"), by=None, team=south, starts_on=date(2017, 6, 13))


def test_one_post_of_two_is_ended():
    loaded()
    south = Team.objects.get(code="south")
    actions.start_post(staff("omar"), by=None, team=south, starts_on=TODAY)
    actions.end_post(staff("omar"), by=None, last_day=TODAY, because="Moves.", team=south)
    assert in_post(staff("omar"), date(2017, 6, 6))
    assert staff("omar") not in members("south", date(2017, 6, 6))


def test_a_long_absence_without_cover_opens_officer_in_post_and_cover_meets_it():
    person = loaded()
    absence = actions.record_absence(
        staff("olga"), by=None, kind="sickness", starts_on=TODAY, ends_on=None
    )
    assert states(person, "officer-in-post", date(2017, 6, 19)) == ["due-soon"]
    actions.arrange_staff_cover(
        staff("olga"), by=None, covered_by=staff("omar"), starts_on=date(2017, 6, 7)
    )
    assert states(person, "officer-in-post", date(2017, 6, 19)) == []
    (see,) = [d for d in standing(person.pk, date(2017, 6, 19)) if d.duty.code == "see-the-person"]
    assert (see.owner.role, see.owner.staff) == ("acting cover", "omar")
    actions.end_absence(absence, by=None, last_day=date(2017, 6, 9))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"covered_by": "olga"}, "covered_by"),
        ({"ends_on": date(2017, 6, 4)}, "ends_on"),
        ({"starts_on": date(2014, 1, 1)}, "covered_by"),
    ],
)
def test_cover_that_cannot_be_is_refused(given, field):
    loaded()
    asked = {"covered_by": "omar", "starts_on": TODAY, "ends_on": None} | given
    asked["covered_by"] = staff(asked["covered_by"])
    with pytest.raises(Refusal) as refused:
        actions.arrange_staff_cover(staff("olga"), by=None, **asked)
    assert refused.value.field == field


def test_two_do_not_cover_a_caseload_on_one_day():
    loaded()
    given = {"by": None, "covered_by": staff("omar"), "starts_on": TODAY}
    actions.arrange_staff_cover(staff("olga"), **given)
    with pytest.raises(Refusal, match="covers already"):
        actions.arrange_staff_cover(staff("olga"), **given)


def test_the_same_form_sent_twice_is_done_once():
    loaded()
    given = {"by": None, "starts_on": TODAY, "token": "once"}
    actions.record_absence(staff("olga"), **given)
    with pytest.raises(AlreadyDone):
        actions.record_absence(staff("olga"), **given)


def test_more_cases_than_one_write_takes_on_are_left_in_sight(monkeypatch):
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    several(5)
    assert not Unrefreshed.objects.exists()
    actions.end_post(staff("olga"), by=None, last_day=date(2017, 5, 26), because="Left.")
    entry = Entry.objects.latest("pk")
    assert len(entry.also) == 5
    left = Unrefreshed.objects.count()
    assert left == 3
    done = [
        person
        for person in Person.objects.all()
        if states(person, "officer-in-post", TODAY) == ["overdue"]
    ]
    assert len(done) == 2
    assert catch_up() == {"refreshed": 3}
    assert audit(10) == {"cases": 5, "defects": 0}


def test_an_account_belongs_to_one_member_of_staff():
    loaded()
    user = stranger()
    actions.connect_account(staff("olga"), by=None, user=user)
    assert user.staff == staff("olga")
    with pytest.raises(Refusal):
        actions.connect_account(staff("omar"), by=None, user=user)


@pytest.mark.parametrize("scope", ["installation", "file"])
def test_what_actions_record_is_exported_and_read_back(scope):
    person = loaded(scope)
    prefix = "X123456/" if scope == "file" else ""
    olga, omar = staff(f"{prefix}olga"), staff(f"{prefix}omar")
    actions.record_absence(olga, by=None, starts_on=TODAY)
    actions.arrange_staff_cover(olga, by=None, covered_by=omar, starts_on=TODAY)
    south = Team.objects.get(code=f"{prefix}south")
    actions.start_post(olga, by=None, team=south, starts_on=TODAY)
    actions.end_post(omar, by=None, last_day=TODAY, because="Left.")
    exported = canonical(compose_one(person.pk))
    (again,) = read(exported.encode(), "export.yaml")
    assert load(again).outcome == "unchanged"
