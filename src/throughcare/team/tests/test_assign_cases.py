"""Cases of nobody's assigned from one page: proposed, changed, done in one go, nothing lost."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import away, caseload, directory, leaves, officer
from tests.lists import person
from tests.users import user_of

from throughcare.access import actions as access
from throughcare.access.roles import Role
from throughcare.caseload import actions
from throughcare.caseload.models import Officer
from throughcare.caseload.queries import held
from throughcare.history import clock
from throughcare.organisation.models import Staff
from throughcare.team.pages import assigning

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
PAGE = "/team/assign"
ABUSE = {"ref": "a", "kind": "domestic abuse perpetrator", "registered_on": "2017-10-02"}


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def two_officers(**changes):
    """The plain directory, and Nina and Noel of the same team: probation officers."""
    made = directory(**changes)
    made["staff"] += [
        {
            "ref": ref,
            "name": ref.capitalize(),
            "grade": "PO",
            "sex": sex,
            "posts": [{"ref": f"post-{ref}", "team": "north", "starts_on": "2014-06-01"}],
        }
        for ref, sex in (("nina", "F"), ("noel", "M"))
    ]
    return made


def nobody_s(count, made=None, **more):
    """Cases that the team has received and nobody has."""
    more = {
        "caseload": caseload("2017-11-03", officers=[]),
        "directory": made or directory(),
    } | more
    return [person(crn=f"X20000{n}", given=f"New{n}", **more) for n in range(count)]


@pytest.fixture
def manager(client):
    def signed_in():
        sam = user_of("sam", Role.TEAM_MANAGER)
        client.force_login(sam)
        return sam

    return signed_in


def text(response) -> str:
    return " ".join(response.content.decode().split())


def as_shown(client, **more):
    """What the page holds, as a browser would send it."""
    said = client.get(PAGE).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(version-[^"]+)" value="(\d+)"', said))
    for name, inside in re.findall(
        r'<select[^>]*name="(to-[^"]+)"[^>]*>(.*?)</select>', said, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        sent[name] = chosen[1] if chosen else ""
    token = re.search(r'name="token" value="([^"]+)"', said)[1]
    sent |= {"token": token, "starts_on-day": "6", "starts_on-month": "11"}
    return sent | {"starts_on-year": "2017", "because": "Room.", "do": "go"} | more


def officers(people):
    return [(now := held(each, TODAY)).officer and now.officer.ref for each in people]


def test_every_case_is_proposed_to_somebody_and_all_are_assigned_at_once(client, manager):
    person()  # Olga's
    people = nobody_s(3)
    manager()
    shown = text(client.get(PAGE))
    assert "3 cases are nobody’s." in shown
    assert shown.count("<strong>Proposed.</strong>") == 3
    assert officers(people) == [None] * 3
    done = client.post(PAGE, as_shown(client))
    assert done["Location"] == "/team"
    assert sorted(officers(people)) == ["olga", "omar", "omar"]
    assert {each.because for each in Officer.objects.filter(starts_on=TODAY)} == {"Room."}
    assert "3 cases are assigned: Omar 2 and Olga 1." in text(client.get("/team"))
    assert "Every case has somebody" in text(client.get(PAGE))


def test_one_is_given_to_another_for_a_reason_of_its_own_and_one_is_left(client, manager):
    first, second, third = nobody_s(3)
    manager()
    sent = as_shown(client)
    sent[f"to-{first.public_id}"] = Staff.objects.get(code="sam").public_id
    sent[f"because-{first.public_id}"] = "I know him."
    sent[f"to-{second.public_id}"] = ""
    client.post(PAGE, sent)
    assert officers([first, second])[:2] == ["sam", None]
    assert Officer.objects.get(staff__code="sam").because == "I know him."
    assert held(third, TODAY).officer
    assert "1 case is nobody’s." in text(client.get(PAGE))


def test_the_load_is_worked_out_again_without_anything_done_or_complained_of(client, manager):
    people = nobody_s(2)
    manager()
    olga = Staff.objects.get(code="olga").public_id
    sent = as_shown(client, because="", do="look")
    sent |= {f"to-{each.public_id}": olga for each in people}
    shown = text(client.post(PAGE, sent))
    assert "There is a problem" not in shown
    row = shown.split('data-label="Officer">Olga', 1)[1].split("</tr>", 1)[0]
    assert '<span class="tc-stack__value">2</span>' in row
    assert officers(people) == [None, None]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"because": ""}, "Say why the cases are given to these officers"),
        ({"starts_on-day": ""}, "The first day must include a day"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_done(client, manager, more, said):
    people = nobody_s(2)
    manager()
    answer = client.post(PAGE, as_shown(client) | more)
    assert said in text(answer)
    assert officers(people) == [None, None]


def test_choosing_nobody_at_all_is_said(client, manager):
    nobody_s(1)
    manager()
    sent = {k: "" if k.startswith("to-") else v for k, v in as_shown(client).items()}
    assert "Choose an officer for at least one case." in text(client.post(PAGE, sent))


def test_sent_twice_assigns_once(client, manager):
    nobody_s(2)
    manager()
    sent = as_shown(client)
    for _ in range(2):
        assert client.post(PAGE, sent).status_code == 302
    assert Officer.objects.filter(starts_on=TODAY).count() == 2


def test_where_somebody_else_was_quicker_that_case_is_named_and_the_others_are_done(
    client, manager
):
    first, second = nobody_s(2)
    manager()
    sent = as_shown(client)
    dora = user_of("dora", Role.DUTY_MANAGER)
    omar = Staff.objects.get(code="omar")
    actions.assign_officer(first, by=dora, staff=omar, starts_on=TODAY, because="Knows him.")
    sent[f"to-{first.public_id}"] = Staff.objects.get(code="olga").public_id
    answer = text(client.post(PAGE, sent))
    assert "New0 Example: Dora gave it to Omar meanwhile. It is left so." in answer
    assert "1 case is assigned" in answer
    assert "New1" not in answer.split('class="tc-rows tc-give"', 1)[1]
    assert "Room." in answer  # what was typed
    assert officers([first]) == ["omar"]
    assert held(second, TODAY).officer


def test_a_grade_that_the_policy_excludes_is_not_proposed_and_asked_about_where_chosen(
    client, manager
):
    made = two_officers()
    made["providers"][0]["po_only"] = ["domestic abuse"]
    plain, abuse = (
        person(crn="X300001", directory=made, caseload=caseload("2017-11-03", officers=[])),
        None,
    )
    abuse = person(
        crn="X300002",
        given="Bo",
        directory=made,
        about={"registrations": [ABUSE]},
        caseload=caseload("2017-11-03", officers=[]),
    )
    manager()
    sent = as_shown(client)
    assert sent[f"to-{abuse.public_id}"] in {
        each.public_id for each in Staff.objects.filter(grade="PO")
    }
    sent[f"to-{abuse.public_id}"] = Staff.objects.get(code="omar").public_id
    answer = text(client.post(PAGE, sent))
    assert "Bo Example: Omar is a PSO" in answer
    assert held(plain, TODAY).officer  # the other is done
    sent[f"grade-{abuse.public_id}"] = "Sam sees him weekly."
    assert client.post(PAGE, sent)["Location"] == "/team"
    made_so = Officer.objects.get(person=abuse)
    assert made_so.grade_accepted.because == "Sam sees him weekly."


def test_a_woman_is_proposed_a_woman_and_the_page_says_where_it_is_not_so(client, manager):
    particulars = {"particulars": {"ref": "person", "sex": "F"}}
    (made,) = nobody_s(1, two_officers(), about=particulars)
    manager()
    sent = as_shown(client)
    assert sent[f"to-{made.public_id}"] == Staff.objects.get(code="nina").public_id
    assert "A woman, as she is to be offered." in text(client.get(PAGE))
    noel = Staff.objects.get(code="noel").public_id
    shown = text(client.post(PAGE, sent | {f"to-{made.public_id}": noel, "do": "look"}))
    assert "A man: she is to be offered a woman first." in shown


def test_who_had_the_case_before_is_proposed(client, manager):
    before = [
        officer("one", "noel", "2017-03-03"),
        officer("two", "olga", "2017-05-02"),
    ]
    made = two_officers(**leaves("olga", "2017-11-03"))
    (case,) = nobody_s(1, made, caseload=caseload("2017-03-03", *before))
    manager()
    assert as_shown(client)[f"to-{case.public_id}"] == Staff.objects.get(code="noel").public_id
    shown = text(client.get(PAGE))
    assert "Nobody’s since Saturday 4 November 2017; Olga had it." in shown
    assert "Had this case from Friday 3 March 2017 to Monday 1 May 2017." in shown


def test_nobody_who_is_away_is_proposed(client, manager):
    people = nobody_s(4, two_officers(**away("omar", "2017-11-01", "2017-11-30")))
    manager()
    sent = as_shown(client)
    omar = Staff.objects.get(code="omar").public_id
    assert omar not in [sent[f"to-{each.public_id}"] for each in people]
    assert "; away" in text(client.get(PAGE))


def test_nobody_is_given_a_case_that_is_kept_from_them(client, manager):
    (case,) = nobody_s(1)
    manager()
    omar = user_of("omar", Role.PRACTITIONER)
    sent = as_shown(client) | {f"to-{case.public_id}": omar.staff.public_id}
    access.exclude(case, omar, by=None, because="His sister.")
    assert omar.staff.public_id not in client.get(PAGE).content.decode()
    assert "Select one of the answers shown" in text(client.post(PAGE, sent))
    assert officers([case]) == [None]


def test_a_case_out_of_reach_is_neither_shown_nor_assigned(client, manager):
    first, second = nobody_s(2)
    manager()
    sent = as_shown(client)
    access.restrict(first, by=None, because="well known", allowed=[user_of("olga")])
    assert first.public_id not in client.get(PAGE).content.decode()
    client.post(PAGE, sent)
    assert officers([first]) == [None]
    assert held(second, TODAY).officer


def test_more_than_a_page_is_done_page_by_page(client, manager, monkeypatch):
    monkeypatch.setattr(assigning, "AT_ONCE", 2)
    nobody_s(3)
    manager()
    assert "The 2 longest owed are here" in text(client.get(PAGE))
    assert client.post(PAGE, as_shown(client))["Location"] == PAGE
    assert "1 case is nobody’s." in text(client.get(PAGE))


def test_what_there_is_no_time_for_is_left_and_gone_on_with(client, manager, monkeypatch):
    people = nobody_s(3)
    manager()
    sent = as_shown(client)
    monkeypatch.setattr(assigning, "SECONDS", -1.0)
    answer = text(client.post(PAGE, sent))
    assert "There was no time for all of them." in answer
    assert officers(people) == [None] * 3
    monkeypatch.undo()
    assert client.post(PAGE, sent).status_code == 302
    assert None not in officers(people)


def test_only_who_assigns_may_open_it_and_a_manager_of_nothing_is_told(client, manager):
    nobody_s(1)
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert client.get(PAGE).status_code == 403
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    assert "Every case has somebody" in text(client.get(PAGE))


def test_it_takes_as_many_statements_for_five_cases_as_for_one(client, manager):
    nobody_s(1)
    manager()
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for n in range(1, 5):
        person(crn=f"X20000{n}", given=f"New{n}", caseload=caseload("2017-11-03", officers=[]))
    with CaptureQueriesContext(connection) as five:
        assert "5 cases are nobody’s." in text(client.get(PAGE))
    assert len(five) == len(one) <= 20, [each["sql"][:90] for each in five]
