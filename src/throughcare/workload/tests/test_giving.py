"""Giving a case to somebody, from the page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import away, case, caseload, directory, leaves, officer
from tests.users import user_of

from throughcare import history
from throughcare.access.roles import Role
from throughcare.caseload import actions
from throughcare.caseload.models import Cover, Officer
from throughcare.caseload.queries import case_of, held, version_of_holding
from throughcare.history import clock
from throughcare.history.loading import load
from throughcare.history.models import Read
from throughcare.organisation.actions import start_post
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import Person
from throughcare.workload.at_work import at_work
from throughcare.workload.candidates import choosing

pytestmark = pytest.mark.django_db

TODAY = date(2017, 6, 5)


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


@pytest.fixture
def person() -> Person:
    """Olga left on Friday 2 June and nobody followed."""
    plain = directory(**leaves("olga", "2017-06-02")) | {"scope": "installation"}
    return Person.objects.get(pk=load(case(directory=plain)).person)


@pytest.fixture
def manager(person, client):
    sam = user_of("sam", Role.TEAM_MANAGER)
    client.force_login(sam)
    return sam


def text(response) -> str:
    return " ".join(response.content.decode().split())


def page(person: Person, name: str = "officer") -> str:
    return f"/cases/{person.public_id}/{name}"


def answers(person: Person, code: str = "omar", **more: str) -> dict[str, str]:
    return {
        "staff": Staff.objects.get(code=code).public_id,
        "starts_on-day": "5",
        "starts_on-month": "6",
        "starts_on-year": "2017",
        "because": "Has room.",
        "token": "a-token",
        "version": str(version_of_holding(person)),
    } | more


def test_the_page_says_who_has_the_case_and_who_could(person, manager, client):
    said = text(client.get(page(person)))
    assert "Olga, who is no longer in post" in said
    assert "nobody’s since Saturday 3 June 2017" in said
    assert "Omar, PSO" in said
    assert "No cases today." in said
    assert "Petra" not in said
    assert Read.objects.get().page == "assign-officer"


def test_a_case_is_assigned_and_the_page_returns_to_it(person, manager, client):
    response = client.post(page(person), answers(person))
    assert (response.status_code, response["Location"]) == (302, f"/cases/{person.public_id}")
    made = Officer.objects.get(staff__code="omar")
    assert (made.starts_on, made.because) == (TODAY, "Has room.")


def test_the_same_form_sent_twice_assigns_once(person, manager, client):
    sent = answers(person)
    for _ in range(2):
        assert client.post(page(person), sent).status_code == 302
    assert Officer.objects.filter(staff__code="omar").count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"staff": ""}, "Select a member of the team"),
        ({"staff": "somebody else"}, "Select a member of the team"),
        ({"because": ""}, "Say why the case is given to this officer"),
        ({"starts_on-day": ""}, "The first day must include a day"),
        ({"starts_on-year": "2016"}, "No team has received this case on that day."),
    ],
)
def test_an_error_keeps_what_was_typed(person, manager, client, more, said):
    response = client.post(page(person), answers(person, because="Has room & time.") | more)
    assert response.status_code == 200
    assert said in text(response)
    assert "<title>Error:" in text(response)
    assert "because" in more or "Has room &amp; time." in text(response)
    assert Officer.objects.count() == 1


def test_somebody_of_another_team_cannot_be_chosen(person, manager, client):
    response = client.post(page(person), answers(person, "petra"))
    assert "Select a member of the team" in text(response)


def test_two_managers_at_once_both_see_what_the_other_chose(person, manager, client):
    opened = answers(person, "sam")
    dora = user_of("dora", Role.DUTY_MANAGER)
    actions.assign_officer(
        person,
        by=dora,
        staff=Staff.objects.get(code="omar"),
        starts_on=TODAY,
        because="Knows him.",
    )
    response = client.post(page(person), opened)
    assert "Dora saved this while you were writing" in text(response)
    assert held(person, TODAY).officer.ref == "omar"
    again = response.context["form"].data if response.context else None
    assert again is None or again["version"] == str(version_of_holding(person))
    client.post(page(person), answers(person, "sam", token="another"))
    assert held(person, TODAY).officer.ref == "sam"


def test_cover_is_arranged_with_or_without_a_last_day(person, manager, client):
    sent = answers(person, **{"ends_on-day": "9", "ends_on-month": "6", "ends_on-year": "2017"})
    assert client.post(page(person, "cover"), sent).status_code == 302
    assert Cover.objects.get().ends_on == date(2017, 6, 9)
    sent = answers(person, "sam", token="another") | {"starts_on-day": "12"}
    assert client.post(page(person, "cover"), sent).status_code == 302
    assert Cover.objects.get(staff__code="sam").ends_on is None


def test_cover_in_the_wrong_order_is_said_beside_the_day(person, manager, client):
    sent = answers(person, **{"ends_on-day": "4", "ends_on-month": "6", "ends_on-year": "2017"})
    assert "The last day is before the first." in text(client.post(page(person, "cover"), sent))


def test_an_officer_in_post_is_not_offered_and_those_away_are_marked(client):
    plain = directory(**away("omar", "2017-06-01", "2017-06-09")) | {"scope": "installation"}
    person = Person.objects.get(pk=load(case(directory=plain)).person)
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    said = text(client.get(page(person)))
    assert "Olga, PO" not in said
    assert "Away until Friday 9 June 2017." in said


def test_where_nobody_else_works_in_the_team_it_says_so(client):
    plain = directory() | {"scope": "installation"}
    plain["staff"] = [each for each in plain["staff"] if each["ref"] in ("olga", "sue", "petra")]
    plain["teams"][0]["managers"] = []
    plain["providers"][0]["duty_managers"] = []
    person = Person.objects.get(pk=load(case(directory=plain, caseload=caseload())).person)
    client.force_login(user_of("olga", Role.TEAM_MANAGER))
    assert "There is nobody to choose" in text(client.get(page(person)))


@pytest.mark.parametrize("name", ["officer", "cover"])
def test_a_practitioner_is_refused_and_another_team_s_manager_finds_nothing(person, client, name):
    client.force_login(user_of("omar", Role.PRACTITIONER))
    assert client.get(page(person, name)).status_code == 403
    assert client.post(page(person, name), answers(person)).status_code == 403
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    assert client.get(page(person, name)).status_code == 404
    assert client.post(page(person, name), answers(person)).status_code == 404
    assert Officer.objects.count() == 1


@pytest.mark.parametrize("name", ["officer", "cover"])
def test_a_form_takes_as_many_queries_whatever_the_size_of_the_team(person, manager, client, name):
    for code in ("dora", "sue", "petra"):
        north = Team.objects.get(code="north")
        if code != "dora":
            start_post(Staff.objects.get(code=code), by=None, team=north, starts_on=TODAY)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page(person, name)).status_code == 200
        assert len(seen) <= 16, "\n".join(each["sql"][:110] for each in seen.captured_queries)


def weighed(**more):
    """A case of domestic abuse, Olga's until she left, that Omar had before her."""
    made = directory(
        olga=leaves("olga", "2017-06-02")["olga"],
        omar={
            "hours": 30,
            "training": [
                {
                    "ref": "t1",
                    "name": "domestic abuse",
                    "completed_on": "2015-01-05",
                    "expires_on": "2017-01-04",
                },
                {"ref": "t2", "name": "child safeguarding", "completed_on": "2016-01-05"},
            ],
            "reductions": [{"ref": "r", "share": 0.2, "starts_on": "2017-01-01"}],
        },
    ) | {"scope": "installation"}
    about = {
        "particulars": {"ref": "person", "sex": "M"},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": [
            {
                "ref": "a",
                "kind": "domestic abuse perpetrator",
                "registered_on": "2017-03-10",
            },
            {"ref": "c", "kind": "child concerns", "registered_on": "2017-03-10"},
        ],
    }
    had = caseload(
        "2017-03-03", officer("one", "omar", "2017-03-03"), officer("two", "olga", "2017-04-03")
    )
    document = case(directory=made, person=about, caseload=had, **more)
    return Person.objects.get(pk=load(document).person)


def test_a_manager_reads_load_grade_training_and_continuity(client):
    person = weighed()
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    said = text(client.get(page(person)))
    assert "D2, 41 points" in said
    assert "RSR, level of risk of serious harm, OGRS3" in said  # what the tier was made without
    assert "domestic abuse and child safeguarding" in said  # the training that it needs
    assert "30 hours a week." in said
    assert "Capacity 0.0%, with this case 2.9%." in said  # 41 of 1411
    assert "Training in domestic abuse lapsed and training in child safeguarding in date." in said
    assert "No training in domestic abuse and no training in child safeguarding." in said
    assert "Had this case from Friday 3 March 2017 to Sunday 2 April 2017." in said
    assert "Olga has had this case. After you assign it, a handover note" in said


def test_too_much_is_warned_of_before_it_is_given(client):
    person = weighed()
    sam = user_of("sam", Role.TEAM_MANAGER)
    client.force_login(sam)
    with history.write(Staff.objects.get(code="omar"), by=None, why="Hours"):
        Staff.objects.filter(code="omar").update(hours=0.5)
    said = text(client.get(page(person)))
    assert "With this case over 110% of capacity: a manager has to act." in said


def test_reports_to_the_court_take_room(client):
    reports = [
        {
            "ref": "standard",
            "kind": "standard",
            "author": "omar",
            "requested_on": "2017-01-09",
        },
        {"ref": "fast", "kind": "short", "author": "omar", "requested_on": "2017-05-07"},
        {"ref": "old", "kind": "short", "author": "omar", "requested_on": "2017-05-06"},
        {
            "ref": "gone",
            "kind": "standard",
            "author": "omar",
            "requested_on": "2017-01-09",
            "withdrawn": {"date": "2017-02-01"},
        },
        {
            "ref": "signed",
            "kind": "standard",
            "author": "omar",
            "requested_on": "2017-01-09",
            "signed": {"date": "2017-02-01"},
        },
    ]
    weighed(court={"reports": reports})
    (omar,) = [each for each in at_work("north", TODAY) if each.staff.code == "omar"]
    assert (omar.standard, omar.fast) == (1, 1)
    assert omar.load([]).points == 138 + 65


def test_those_whom_something_speaks_against_come_later():
    person = weighed()
    found = choosing(person.pk, case_of(person), "north", TODAY)
    assert [each.staff.code for each in found.candidates] == ["omar", "dora", "sam"]
    assert [each.now.cases for each in found.candidates] == [0, 0, 0]
