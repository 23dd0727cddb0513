"""A plan that turns out otherwise: its last day changed, all of it taken back or thrown away."""

from datetime import date

import pytest
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload.models import Cover
from throughcare.caseload.queries import held
from throughcare.history import clock
from throughcare.organisation.models import Absence, Leaving
from throughcare.team.tests.planned_ahead import CASES, as_shown, planned, staff, text
from throughcare.workload import actions
from throughcare.workload.models import MovePlan

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


@pytest.fixture
def people():
    """Five cases of Olga's."""
    return [person(crn=f"X12345{n}", given=f"Ari{n}") for n in range(CASES)]


@pytest.fixture
def manager(people, client):
    sam = user_of("sam", Role.TEAM_MANAGER)
    client.force_login(sam)
    return sam


def changed(client, plan, **more):
    """A form of a page that changes the plan."""
    plan.refresh_from_db()
    return {"version": str(plan.version)} | more


def last_day(client, plan, on):
    day, month, year = (str(on.day), str(on.month), str(on.year)) if on else ("", "", "")
    address = f"/team/plan/last-day?plan={plan.public_id}"
    sent = {"last-day": day, "last-month": month, "last-year": year}
    return client.post(address, changed(client, plan, **sent))


@pytest.mark.parametrize("on", [date(2017, 11, 17), date(2017, 12, 8), None])
def test_who_is_back_earlier_or_away_longer_is_covered_as_long(people, manager, client, on):
    plan, page = planned(client)
    client.post(page, as_shown(plan, do="go"))
    assert last_day(client, plan, on)["Location"] == page
    assert Absence.objects.get().ends_on == on
    assert {each.ends_on for each in Cover.objects.all()} == {on}
    for each in people:
        assert held(each, date(2017, 11, 17)).cover.ref == "omar"
        still = held(each, date(2017, 11, 20)).cover
        assert bool(still) is (on != date(2017, 11, 17))
    assert Cover.objects.first().version == 2


def test_cover_that_could_not_follow_at_once_follows_when_one_goes_on(people, manager, client):
    plan, page = planned(client)
    client.post(page, as_shown(plan, do="go"))
    plan.refresh_from_db()
    actions.change_last_day(plan, by=manager, last=date(2017, 11, 17), version=plan.version)
    assert actions.go_on(plan, by=manager, at_once=2).behind == CASES - 2
    assert "The cover of 3 cases still ends on another day" in text(client.get(page))
    client.post(page, as_shown(plan, do="go"))
    assert {each.ends_on for each in Cover.objects.all()} == {date(2017, 11, 17)}


def test_back_before_the_first_day_is_refused(people, manager, client):
    plan, page = planned(client)
    client.post(page, as_shown(plan, do="go"))
    assert "The last day is before the first." in text(last_day(client, plan, date(2017, 11, 10)))
    assert Absence.objects.get().ends_on == date(2017, 11, 24)


@pytest.mark.parametrize("kind", ["leave", "leaving"])
def test_all_of_it_is_undone_before_its_first_day(people, manager, client, kind):
    more = {"cases": staff("omar").public_id} if kind == "leaving" else {}
    plan, page = planned(client, kind=kind, **more)
    client.post(page, as_shown(plan, do="go"))
    undo = f"/team/plan/take-back?plan={plan.public_id}"
    assert "Say why it is taken back" in text(client.post(undo, changed(client, plan)))
    client.post(undo, changed(client, plan, because="She is not going after all."))
    for each in people:
        now = held(each, date(2017, 11, 20))
        assert (now.officer.ref, now.cover, now.in_post) == ("olga", None, True)
    assert not Cover.objects.filter(in_error_at=None).exists()
    assert not Absence.objects.filter(in_error_at=None).exists()
    assert not Leaving.objects.filter(in_error_at=None).exists()
    assert actions.progress(plan)[:4] == (0, 0, CASES, 0)
    assert "Nothing is recorded yet" in text(client.get(page))

    client.post(page, as_shown(plan_again := MovePlan.objects.get(), do="go"))
    assert actions.progress(plan_again).done == CASES  # and can be done anew


def test_undoing_goes_on_where_it_broke_off(people, manager):
    plan = actions.plan_moves(
        staff("olga"),
        by=manager,
        kind="absence",
        absence="leave",
        first=date(2017, 11, 13),
        last=None,
        because="Leave.",
        moves={each.pk: staff("omar").pk for each in people},
    )
    actions.go_on(plan, by=manager)
    back = {"by": manager, "because": "Not after all.", "version": plan.version}
    assert actions.take_back(plan, seconds=0, **back).done == CASES - 1
    assert Absence.objects.filter(in_error_at=None).exists()
    assert actions.take_back(plan, **back).done == 0
    assert not Absence.objects.filter(in_error_at=None).exists()


def test_what_has_begun_is_not_undone(people, manager, client):
    plan, page = planned(client)
    client.post(page, as_shown(plan, do="go"))
    clock.set_day(date(2017, 11, 13))
    undo = f"/team/plan/take-back?plan={plan.public_id}"
    answer = client.post(undo, changed(client, plan, because="Too late."))
    assert "It has begun" in text(answer)
    assert Cover.objects.filter(in_error_at=None).count() == CASES
    assert "Take it all back" not in text(client.get(page))


def test_a_case_on_which_somebody_decided_meanwhile_is_left_as_it_is(people, manager, client):
    plan, page = planned(client, kind="leaving", cases=staff("omar").public_id)
    client.post(page, as_shown(plan, do="go"))
    sam = staff("sam")
    later = {"starts_on": date(2017, 11, 20), "because": "Mine from then on."}
    actions.caseload.assign_officer(people[0], by=manager, staff=sam, **later)
    plan.refresh_from_db()
    actions.take_back(plan, by=manager, because="Olga stays.", version=plan.version)
    assert held(people[0], date(2017, 11, 17)).officer.ref == "olga"
    assert held(people[0], date(2017, 11, 20)).officer.ref == "sam"


def test_a_plan_of_which_nothing_is_recorded_is_thrown_away(people, manager, client):
    plan, page = planned(client)
    undo = f"/team/plan/take-back?plan={plan.public_id}"
    assert "Throw the plan away" in text(client.get(undo))
    assert client.post(undo, {"token": "a-token"})["Location"] == "/team/absence"
    assert not MovePlan.objects.exists()
    assert client.get(page)["Location"] == "/team/absence"


def test_another_s_plan_is_not_changed(people, manager, client):
    plan, _page = planned(client)
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    for name in ("last-day", "take-back"):
        address = f"/team/plan/{name}?plan={plan.public_id}"
        assert client.get(address)["Location"] == "/team/absence"
        assert client.get(f"/team/plan/{name}?plan=nonsense")["Location"] == "/team/absence"
