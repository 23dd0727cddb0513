"""Today: outcomes to record, what is owed, the diary, and the team."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import caseload, directory, leaves, officer
from tests.lists import asked, booked, person, seen_monthly
from tests.users import stranger, user_of

from throughcare.access import actions as access
from throughcare.access.roles import Role
from throughcare.contacts import actions
from throughcare.contacts.models import Contact
from throughcare.history import clock
from throughcare.kernel.casefile.contacts import Result
from throughcare.ledger.pages import today as page
from throughcare.organisation.models import Staff

pytestmark = pytest.mark.django_db

SHORT_OF_AN_OUTCOME = {"outcome": {"result": "attended", "by": "olga"}}
"""Attended, and nobody said what was done."""


@pytest.fixture(autouse=True)
def today():
    clock.set_day(date(2017, 11, 6))


@pytest.fixture
def olga(client):
    def sign_in():
        client.force_login(user_of("olga", Role.PRACTITIONER))
        return client

    return sign_in


def text(response):
    """What the page says, without its markup."""
    assert response.status_code == 200, response.status_code
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    words = re.sub(r"<[^>]+>", " ", main)
    return " ".join(words.split()).replace(" ,", ",").replace(" .", ".")


def part(response, heading, until=None):
    """What stands between two headings."""
    found = text(response).split(heading, 1)[1]
    return found.split(until, 1)[0] if until else found


def test_a_day_without_anything_says_so(olga):
    person()
    page = text(olga().get("/"))
    assert "Today, Monday 6 November 2017" in page
    assert "Outcomes to record (0)" in page
    assert "No outcomes to record" in page
    assert "What is owed Nothing is owed" in page
    assert "Next ten working days (0 appointments)" in page
    assert "Nothing is booked up to Friday 17 November 2017" in page
    assert "Nothing booked" not in page


def test_an_outcome_is_one_link_away_and_gone_when_recorded(olga):
    found = person(more=[booked("c", "2017-11-06"), booked("to-come", "2017-11-07")])
    response = olga().get("/")
    said = part(response, "Outcomes to record (1)", "What is owed")
    assert "Ari Example Today, 10am. Supervision, at the office" in said
    link = f'href="/cases/{found.public_id}/contacts/c/outcome"'
    assert link in response.content.decode()

    contact = Contact.objects.get(ref="c")
    staff = Staff.objects.get(code="olga")
    actions.record_outcome(
        contact,
        by=staff.user,
        author=staff,
        result=Result.ATTENDED,
        done="Talked.",
        version=contact.version,
    )
    after = olga().get("/")
    assert "Outcomes to record (0)" in text(after)
    assert link not in after.content.decode()
    assert "supervision, at the office Attended" in part(after, "Next ten working days")


def test_an_outcome_in_time_stands_among_outcomes_alone_a_late_one_in_both(olga):
    person(more=[booked("c", "2017-11-06")])
    person("X123457", "Late", "Riser", more=[booked("c", "2017-11-01")])
    response = olga().get("/")
    outcomes = part(response, "Outcomes to record (2)", "What is owed")
    assert outcomes.index("Late Riser") < outcomes.index("Ari Example")
    assert "Wednesday 1 November 2017, 10am" in outcomes
    owed = part(response, "What is owed (1 case, 1 overdue)", "Next ten")
    assert "Late Riser X123457 Record the outcome" in owed
    assert "Overdue 3 days late Due Fri 3 Nov 2017" in owed
    assert "Ari" not in owed


def test_where_the_outcome_is_known_the_reason_is_asked_for(olga):
    missed = {"outcome": {"result": "failed to attend", "by": "olga"}}
    found = person(more=[booked("c", "2017-11-01") | missed])
    response = olga().get("/")
    assert "nobody has asked for the reason and evidence" in text(response)
    assert f"/cases/{found.public_id}/contacts/c/reason" in response.content.decode()
    # What is done is not asked for again.
    for shown in (response, olga().get(f"/cases/{found.public_id}")):
        assert "Ask for the reason and evidence" in text(shown)
        assert "Record the outcome " not in text(shown)


def test_one_line_a_case_headed_by_its_worst_and_ranked(olga):
    unwritten = booked("old", "2017-10-20") | SHORT_OF_AN_OUTCOME
    person("X000001", "Minor", "Matter", more=[unwritten])
    person("X000002", "Two", "Things", more=[unwritten, booked("c", "2017-10-31")])
    high = {"harm": [{"ref": "h", "level": "high", "signed_on": "2017-03-03"}]}
    person("X000003", "High", "Risk", contacts=seen_monthly("2017-09-18"), assessment=high)
    owed = part(olga().get("/"), "What is owed (3 cases, 4 overdue)", "Next ten")
    order = [owed.index(name) for name in ("High Risk", "Two Things", "Minor Matter")]
    assert order == sorted(order)
    assert owed.count("Two Things X000002") == 1
    assert "RoSH high" in owed
    two = owed[order[1] : order[2]]
    assert two.index("Record the outcome") < two.index("1 more") < two.index("Say what was done")


def test_the_diary_shows_appointments_as_they_now_stand(olga):
    moved = {"ref": "m", "date": "2017-11-15", "time": "14:30:00", "moved_on": "2017-11-01"}
    person(
        more=[
            booked("moved", "2017-11-07", moves=[moved]),
            booked("cancelled", "2017-11-08", cancelled={"date": "2017-11-03"}),
            booked("saturday", "2017-11-11", mode="home visit", note="Bring the letter"),
            booked("last", "2017-11-17", None, mode="telephone"),
            booked("after", "2017-11-20"),
        ]
    )
    diary = part(olga().get("/"), "Next ten working days (3 appointments)")
    assert "Tuesday 7 November 2017 Nothing booked Wednesday 8 November 2017 Nothing" in diary
    assert "Saturday 11 November 2017 (not a working day) 10am Ari Example" in diary
    assert "Bring the letter" in diary
    assert "Wednesday 15 November 2017 2:30pm Ari Example, supervision, at the office" in diary
    assert "Friday 17 November 2017 No time Ari Example, supervision, by telephone" in diary
    assert "20 November" not in diary


def test_what_is_another_s_stands_on_another_s_list(client, olga):
    person(more=[booked("c", "2017-11-06")])
    client.force_login(user_of("omar", Role.PRACTITIONER))
    assert "Ari" not in text(client.get("/"))


def test_an_excluded_user_sees_nothing_of_the_case(olga):
    found = person(more=[booked("c", "2017-11-01"), booked("d", "2017-11-08")])
    user = user_of("olga", Role.PRACTITIONER)
    access.exclude(found, user, by=None, because="Her cousin.")
    said = text(olga().get("/"))
    assert "Ari" not in said
    assert "Outcomes to record (0)" in said
    assert "Nothing is owed" in said
    assert "(0 appointments)" in said


def test_a_manager_sees_what_is_theirs_and_the_team_by_officer(client):
    staff = directory(**leaves("omar", "2017-10-02"))
    late = [booked("c", "2017-10-31"), booked("d", "2017-11-01")]
    person("X000001", more=late, directory=staff)
    person("X000002", "Nobody", "There", directory=staff, caseload=held_by("omar"))
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    response = client.get("/")
    owed = part(response, "What is owed (1 case", "North team")
    assert "Nobody There X000002 Put somebody in charge of this case" in owed
    assert "Assign an officer" in owed
    team = part(response, "North team (2 cases, ")
    assert "Olga PO 1 2 in 1 case" in team
    assert "Nobody responsible 1" in team
    assert "Outcomes to record" not in text(response)
    assert "Petra" not in team


def held_by(staff):
    return caseload("2017-03-03", officer("officer", staff, "2017-03-03"))


def test_the_team_counts_nothing_its_manager_may_not_see(client):
    found = person(more=[booked("c", "2017-10-31")])
    user = user_of("sam", Role.TEAM_MANAGER)
    access.exclude(found, user, by=None, because="A neighbour.")
    client.force_login(user)
    assert "North team (0 cases, 0 overdue)" in text(client.get("/"))


def test_excused_and_ended_work_is_no_work(olga):
    ended = {"ended": {"date": "2017-11-03", "because": "completed"}}
    plain = {"ref": "order", "kind": "community order", "sentenced_on": "2017-03-01"}
    person(sentences={"orders": [plain | ended]}, more=[booked("c", "2017-10-31")])
    assert "Nothing is owed" in text(olga().get("/"))


def test_a_long_list_is_cut_and_can_be_had_whole(olga, monkeypatch):
    for number in range(1, 4):
        person(f"X00000{number}", f"Case{number}", more=[booked("c", "2017-10-31")])
    monkeypatch.setattr(page, "MOST_LINES", 2)
    short = part(olga().get("/"), "What is owed (3 cases, 3 overdue)", "Next ten")
    assert "The 2 worst are shown. Show all 3 cases" in short
    assert "Case3" not in short
    assert "Case3" in part(olga().get("/?all=yes"), "What is owed", "Next ten")


def test_many_outcomes_to_record_are_cut_to_the_oldest_and_can_be_had_whole(olga, monkeypatch):
    for number in (1, 3, 2):
        person(f"X00000{number}", f"Case{number}", more=[booked("c", f"2017-11-0{number}")])
    monkeypatch.setattr(page, "MOST_LINES", 2)
    short = part(olga().get("/"), "Outcomes to record (3)", "What is owed")
    assert "The 2 oldest are shown. Show all 3 outcomes to record" in short
    assert short.index("Case1") < short.index("Case2")
    assert "Case3" not in short
    whole = part(olga().get("/?all=yes"), "Outcomes to record (3)", "What is owed")
    assert "Case3" in whole
    assert "Show all" not in whole


@pytest.mark.parametrize(
    ("code", "role"), [("olga", Role.PRACTITIONER), ("sam", Role.TEAM_MANAGER)]
)
def test_the_cost_does_not_grow_with_the_caseload(client, code, role):
    counts = []
    for numbers in (range(1, 2), range(2, 12)):
        for number in numbers:
            late = [booked("c", "2017-10-31"), booked("d", "2017-11-08")]
            person(f"X{number:06}", f"Case{number}", more=late)
        client.force_login(user_of(code, role))
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_who_has_no_today_comes_to_finding_a_person(client):
    person()
    client.force_login(user_of("omar", Role.ADMINISTRATOR))
    assert client.get("/").headers["Location"] == "/find"
    client.force_login(stranger("Without Role"))
    assert client.get("/").status_code == 403


def test_an_account_without_a_member_of_staff_is_told(client):
    client.force_login(stranger("Works Nowhere", Role.PRACTITIONER))
    assert "not connected with a member of staff" in text(client.get("/"))


def test_nobody_sees_it_without_signing_in(client):
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"


def test_several_changes_lead_to_one_review(olga):
    happened = [("arrest", "2017-10-20"), ("pregnancy", "2017-10-12"), ("overdose", "2017-10-19")]
    changes = [{"ref": kind, "kind": kind, "happened_on": on} for kind, on in happened]
    found = person(information=asked() | {"changes": changes})
    response = olga().get("/")
    said = part(response, "What is owed")
    assert "Decide what a change calls for" in said
    for kind, _ in happened:
        assert kind in said
    assert f'href="/cases/{found.public_id}/review"' in response.content.decode()
    assert "Begin a review" in said
