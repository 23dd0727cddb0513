"""A plan is there for as long as it matters, and what is typed about it is not lost."""

from datetime import date

import pytest
from tests.casefiles import away, caseload, directory, officer
from tests.forms_of_page import as_data, form_of
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload.models import Cover, Officer
from throughcare.caseload.queries import held
from throughcare.history import clock
from throughcare.organisation.models import Absence
from throughcare.team.tests.planned_ahead import CASES, as_shown, plan_it, planned, staff, text
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
def manager(client):
    def signed_in():
        sam = user_of("sam", Role.TEAM_MANAGER)
        client.force_login(sam)
        return sam

    return signed_in


def test_of_two_managers_the_second_sees_both_choices_and_saves_over_the_first(
    people, manager, client
):
    manager()
    plan, page = planned(client, cases=staff("omar").public_id)
    move = plan.moves.order_by("pk").first()
    opened = as_shown(plan, do="go", grade_because="Mine.")
    client.post(page, as_shown(plan, do="look") | {f"to-{move.pk}": ""})

    opened[f"to-{move.pk}"] = staff("sam").public_id
    answer = client.post(page, opened)
    said = text(answer)
    assert answer.status_code == 409
    assert not Cover.objects.exists()
    assert "Sam saved this while you were writing" in said
    assert 'Left as it is</div></div> <div class="tc-conflict__side">' in said
    assert '<div class="tc-typed">Sam</div>' in said
    assert "Mine.</textarea>" in said

    plan.refresh_from_db()
    client.post(page, opened | {"version": str(plan.version)})
    assert Cover.objects.filter(staff__code="sam").count() == 1
    assert Cover.objects.count() == CASES


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [
        ("last-day", {"last-day": "17", "last-month": "11", "last-year": "2017"}, 'value="17"'),
        ("take-back", {"because": "She stays after all."}, "She stays after all.</textarea>"),
    ],
)
def test_what_is_typed_to_change_a_plan_is_kept_when_it_was_changed(
    people, manager, client, name, sent, kept
):
    manager()
    plan, page = planned(client)
    client.post(page, as_shown(plan, do="go"))
    plan.refresh_from_db()
    address, version = f"/team/plan/{name}?plan={plan.public_id}", plan.version
    actions.change_last_day(plan, by=user_of("dora"), last=date(2017, 11, 30), version=plan.version)
    answer = client.post(address, sent | {"version": str(version)})
    assert answer.status_code == 409
    assert "Dora saved this while you were writing" in text(answer)
    assert kept in answer.content.decode()
    again = client.post(address, sent | {"version": str(plan.version)})
    assert again["Location"] == page


def test_the_same_form_sent_twice_leads_to_the_one_plan(people, manager, client):
    manager()
    first = plan_it(client, token="a-token")
    assert plan_it(client, token="a-token")["Location"] == first["Location"]
    assert MovePlan.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"first-day": "24", "last-day": "30"}, True),
        ({"first-day": "25", "last-day": "30"}, False),
        ({"first-day": "7", "last-day": "13"}, True),
        ({"first-day": "7", "last-day": "12"}, False),
    ],
)
def test_a_second_plan_for_the_same_days_is_refused(people, manager, client, more, refused):
    manager()
    planned(client)
    answer = plan_it(client, **more)
    assert ("There is a plan of Olga’s for one of these days." in text(answer)) is refused


def test_a_plan_that_is_done_is_found_until_it_is_over(people, manager, client):
    manager()
    plan, page = planned(client)
    client.post(page, as_shown(plan, do="go"))
    clock.set_day(date(2017, 11, 24))
    for address in ("/team", "/team/absence"):
        assert f'href="{page}"' in text(client.get(address))
    clock.set_day(date(2017, 11, 25))
    for address in ("/team", "/team/absence"):
        assert f'href="{page}"' not in text(client.get(address))


def test_a_case_given_to_them_since_is_named_and_added(people, manager, client):
    manager()
    plan, page = planned(client)
    person(crn="X199999", given="New")
    assert "1 case that Olga has by now is not in this plan" in text(client.get(page))
    client.post(page, as_shown(plan, do="add"))
    assert plan.moves.count() == CASES + 1
    assert "is not in this plan" not in text(client.get(page))
    assert not Cover.objects.exists()


def test_a_case_that_is_left_stays_left_as_a_browser_sends_the_page(people, manager, client):
    manager()
    _plan, page = planned(client, cases="later")
    sent = as_data(form_of(client.get(page), at=page).sent())
    assert {name for name in sent if name.startswith("to-")}
    client.post(page, sent | {"do": "go"})
    assert not Cover.objects.exists()
    assert Absence.objects.count() == 1


def test_what_they_cover_for_others_is_named_and_can_be_taken_over(manager, client):
    cover = {"ref": "cover", "staff": "olga", "starts_on": "2017-10-03"}
    person()
    first = caseload("2017-03-03", officer("officer", "omar", "2017-03-03"), cover=[cover])
    covered = person(crn="X123457", caseload=first)
    sam = manager()
    _plan, page = planned(client)
    arrange = f"/cases/{covered.public_id}/cover"
    said = text(client.get(page))
    assert "Olga also covers 1 case of somebody else’s" in said
    assert f'href="{arrange}"' in said
    assert "Olga covers this case. Whoever you choose takes it over" in text(client.get(arrange))
    days = {"starts_on": date(2017, 11, 13), "ends_on": None}
    actions.caseload.arrange_cover(covered, by=sam, staff=staff("sam"), because="Leave.", **days)
    assert "also covers" not in text(client.get(page))


def sick():
    return directory(**away("olga", "2017-10-02"))


def test_an_absence_on_record_is_taken_over_and_cover_begins_today(manager, client):
    cover = {"ref": "cover", "staff": "sam", "starts_on": "2017-10-03"}
    covered = person(directory=sick(), caseload=caseload(cover=[cover]))
    nobody_s = person(crn="X123457", directory=sick())
    manager()
    assert "Back, or cover" in text(client.get("/team"))
    shown = text(client.get(f"/team/absence?of={staff('olga').public_id}"))
    assert "This absence is on record already" in shown
    begins = {"first-day": "2", "first-month": "10"}
    plan, page = planned(client, kind="other", cases=staff("omar").public_id, **begins)
    client.post(page, as_shown(plan, do="go"))
    (absence,) = Absence.objects.filter(in_error_at=None)
    assert absence.ends_on == date(2017, 11, 24)
    assert held(covered, TODAY).cover.ref == "sam"
    assert held(nobody_s, TODAY).cover.ref == "omar"
    assert held(nobody_s, date(2017, 11, 5)).cover is None
    assert {each.ends_on for each in Cover.objects.all()} == {date(2017, 11, 24)}


def test_who_has_left_already_hands_over_from_today(people, manager, client):
    manager()
    plan, page = planned(
        client, kind="leaving", cases=staff("omar").public_id, **{"first-day": "3"}
    )
    client.post(page, as_shown(plan, do="go"))
    assert {e.starts_on for e in Officer.objects.filter(staff__code="omar")} == {TODAY}


def test_a_plan_that_somebody_threw_away_is_said_to_be_gone(people, manager, client):
    manager()
    plan, page = planned(client)
    sent = as_shown(plan, do="go")
    actions.throw_away(plan)
    assert client.post(page, sent)["Location"] == "/team/absence"
    assert "Somebody may have thrown it away" in text(client.get("/team/absence"))
