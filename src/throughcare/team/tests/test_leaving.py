"""An absence or a leaving planned ahead: previewed, done in one go, broken off and gone on with."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import away, caseload, directory, officer
from tests.lists import person
from tests.users import user_of

from throughcare.access import actions as access
from throughcare.access.roles import Role
from throughcare.caseload.models import Cover, Officer
from throughcare.caseload.queries import held
from throughcare.history import clock
from throughcare.history.models import Entry
from throughcare.ledger.queries import standing
from throughcare.organisation.models import Absence, Leaving
from throughcare.team.tests.planned_ahead import CASES, as_shown, plan_it, planned, staff, text
from throughcare.workload import actions
from throughcare.workload.models import Move, MovePlan

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


def test_leave_is_covered_in_one_go(people, manager, client):
    plan, page = planned(client)
    shown = text(client.get(page))
    assert "Nothing is recorded yet" in shown
    assert "Cases (5)" in shown
    assert not Absence.objects.exists()
    assert not Cover.objects.exists()

    done = client.post(page, as_shown(plan, do="go"))
    assert done["Location"] == page
    assert "5 of 5 cases done" in text(client.get(page))
    assert Absence.objects.get().of == staff("olga")
    assert {(each.starts_on, each.ends_on) for each in Cover.objects.all()} == {
        (date(2017, 11, 13), date(2017, 11, 24))
    }
    for each in people:
        assert held(each, date(2017, 11, 13)).cover.ref == "omar"
        assert held(each, date(2017, 11, 27)).cover is None
    assert "Leave, Monday 13 November 2017" in text(client.get("/team"))


def test_who_leaves_hands_all_cases_to_others_from_the_day_after(people, manager, client):
    plan, page = planned(client, kind="leaving", cases=staff("omar").public_id)
    assert plan.last is None
    client.post(page, as_shown(plan, do="go"))
    assert Leaving.objects.get().date == date(2017, 11, 13)
    for each in people:
        assert held(each, date(2017, 11, 13)).officer.ref == "olga"
        assert held(each, date(2017, 11, 14)).officer.ref == "omar"
        owed = standing(each.pk, date(2017, 11, 15))
        assert not [row for row in owed if row.duty.code == "officer-in-post"]
    assert Entry.objects.filter(why__startswith="Responsible officer assigned").count() == CASES


def test_each_case_can_be_chosen_and_the_load_is_worked_out_again(people, manager, client):
    plan, page = planned(client)
    first, second, *_ = plan.moves.order_by("pk")
    sent = as_shown(plan, do="look")
    sent |= {f"to-{first.pk}": staff("sam").public_id, f"to-{second.pk}": ""}
    client.post(page, sent)
    assert not Cover.objects.exists()
    plan.refresh_from_db()
    client.post(page, as_shown(plan, do="go"))
    assert Cover.objects.filter(staff__code="sam").count() == 1
    assert Cover.objects.filter(staff__code="omar").count() == 3
    assert "4 of 5 cases done, 0 to do, 0 refused, 1 left as they are" in text(client.get(page))


def test_what_breaks_off_is_gone_on_with_and_nothing_is_done_twice(people, manager, client):
    plan, page = planned(client)
    assert actions.go_on(plan, by=manager, at_once=2).done == 2
    assert Cover.objects.count() == 2
    assert "2 of 5 cases done, 3 to do" in text(client.get(page))
    assert "2 cases done, 3 to do" in text(client.get("/team/absence"))

    client.post(page, as_shown(plan, do="go"))
    assert Cover.objects.count() == CASES
    assert Absence.objects.count() == 1
    client.post(page, as_shown(plan, do="go"))
    assert actions.go_on(plan, by=manager).done == CASES
    assert Cover.objects.count() == CASES


def test_a_failure_in_the_midst_leaves_whole_cases_behind(people, manager, monkeypatch):
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
    real, made = actions.caseload.arrange_cover, []

    def fails_at_the_third(*given, **named):
        if len(made) == 2:
            raise RuntimeError("the lights went out")
        made.append(real(*given, **named))

    monkeypatch.setattr(actions.caseload, "arrange_cover", fails_at_the_third)
    with pytest.raises(RuntimeError):
        actions.go_on(plan, by=manager)
    assert actions.progress(plan) == actions.Progress(done=2, refused=0, waits=3, left=0)
    assert Cover.objects.count() == 2
    monkeypatch.undo()
    assert actions.go_on(plan, by=manager).done == CASES
    assert Cover.objects.count() == CASES


def test_the_time_of_one_going_on_is_limited(people, manager, client):
    plan, _page = planned(client)
    assert actions.go_on(plan, by=manager, seconds=0).done == 1


def test_a_case_that_somebody_moved_meanwhile_is_refused_and_holds_up_no_other(
    people, manager, client
):
    plan, page = planned(client)
    actions.caseload.assign_officer(
        people[0], by=manager, staff=staff("omar"), starts_on=TODAY, because="Meanwhile."
    )
    client.post(page, as_shown(plan, do="go"))
    shown = text(client.get(page))
    assert "4 of 5 cases done, 0 to do, 1 refused" in shown
    assert "Olga does not have this case on that day any more." in shown


def test_grades_that_the_policy_excludes_are_passed_over_or_asked_about(client):
    made = directory()
    made["providers"][0]["po_only"] = ["domestic abuse"]
    abuse = {"ref": "a", "kind": "domestic abuse perpetrator", "registered_on": "2017-10-02"}
    ari = person(directory=made, about={"registrations": [abuse]})
    sam = user_of("sam", Role.TEAM_MANAGER)
    client.force_login(sam)
    plan, page = planned(client, kind="leaving")
    assert plan.moves.get().to is None  # Omar is a PSO, and there is no other officer
    chosen = {f"to-{plan.moves.get().pk}": staff("omar").public_id}
    client.post(page, as_shown(plan, do="go") | chosen)
    assert "probation officers alone" in text(client.get(page))
    plan.refresh_from_db()
    client.post(page, as_shown(plan, do="go", grade_because="Sam sees him weekly."))
    assert held(ari, date(2017, 11, 14)).officer.ref == "omar"
    assert Officer.objects.get(staff__code="omar").grade_accepted.because == "Sam sees him weekly."


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"staff": ""}, "Select who it is"),
        ({"kind": ""}, "Select what it is"),
        ({"because": ""}, "Say why the cases move"),
        ({"first-day": ""}, "The day must include a day"),
        ({"last-day": "10"}, "The last day is before the first."),
        ({"kind": "leaving", "last-day": "24"}, "does not come back"),
        ({"cases": ""}, "Select who is to have the cases"),
    ],
)
def test_what_is_missing_is_said(people, manager, client, more, said):
    answer = plan_it(client, **more)
    assert said in text(answer)
    assert not MovePlan.objects.exists()


def test_nobody_covers_for_themselves(people, manager, client):
    answer = plan_it(client, cases=staff("olga").public_id)
    assert "Nobody covers for themselves" in text(answer)


def test_a_restricted_case_is_not_shown_and_not_moved(people, manager, client):
    access.restrict(people[0], by=None, because="well known", allowed=[user_of("olga")])
    plan, page = planned(client)
    assert plan.moves.count() == CASES - 1
    assert people[0].public_id not in client.get(page).content.decode()


def test_another_team_s_manager_and_an_officer_see_nothing_of_it(people, manager, client):
    _plan, page = planned(client)
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    assert client.get(page)["Location"] == "/team/absence"
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert client.get(page).status_code == 403


def test_the_preview_takes_as_many_statements_for_five_cases_as_for_one(people, manager, client):
    _plan, page = planned(client)
    with CaptureQueriesContext(connection) as five:
        client.get(page)
    Move.objects.exclude(pk=Move.objects.order_by("pk").first().pk).delete()
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    assert len(five) == len(one)


def test_an_officer_with_no_cases_only_has_the_absence_recorded(client):
    person(caseload=caseload("2017-03-03", officer("officer", "omar", "2017-03-03")))
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    plan, page = planned(client)
    assert "They have no cases" in text(client.get(page))
    client.post(page, as_shown(plan, do="go"))
    assert Absence.objects.count() == 1


def test_nobody_who_is_away_in_that_time_or_leaves_is_proposed(client):
    away_then = directory(**away("omar", "2017-11-20", "2017-11-21"))
    made = person(directory=away_then)
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    plan, page = planned(client)
    assert plan.moves.get(person=made).to is None
    assert "Away in that time, or to leave" in text(client.get(page))
