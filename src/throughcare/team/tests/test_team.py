"""The Team page: who has what, what is overdue, what waits to be decided."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.assessed import oasys
from tests.casefiles import away, case, caseload, directory, leaves, officer
from tests.lists import person
from tests.users import user_of

from throughcare import history
from throughcare.access.roles import Role
from throughcare.caseload import actions as caseload_actions
from throughcare.court.tests.before_court import before_the_court, with_court
from throughcare.history import clock
from throughcare.history.loading import load
from throughcare.ledger.queries import STANDS
from throughcare.organisation.models import Staff, Team
from throughcare.oversight import actions as oversight
from throughcare.team.tests.staffed import staffed

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def manager(client):
    sam = user_of("sam", Role.TEAM_MANAGER)
    client.force_login(sam)
    return sam


def text(response) -> str:
    return " ".join(response.content.decode().split())


def page(client, query: str = "") -> str:
    response = client.get(f"/team{query}")
    assert response.status_code == 200
    return text(response)


def part(said: str, heading: str) -> str:
    """The section with this id."""
    return said.split(f'id="{heading}"', 1)[1].split("</section>", 1)[0]


def test_an_officer_s_cases_by_level_tier_and_points(client):
    person(assessment={"oasys": [oasys("2017-03-17", level="high")]})
    person(crn="X123457", given="Bo")
    manager(client)
    officers = part(page(client), "officers")
    assert "High 1" in officers
    assert "Not known 1" in officers
    assert "Tier B 1, D 1" in officers
    olga = Staff.objects.get(code="olga").public_id
    assert f'href="/cases?of={olga}&amp;harm=high"' in officers
    assert "of 2176 points" in officers
    assert 'class="tc-load"' in officers


def test_a_case_of_nobody_can_be_assigned_from_here(client):
    gone = directory(**leaves("olga", "2017-11-03"))
    made = person(directory=gone)
    manager(client)
    nobody = part(page(client), "unassigned")
    assert "Nobody responsible (1)" in nobody
    assert f'href="/cases/{made.public_id}/officer?from=team"' in nobody


def test_what_is_overdue_leads_to_the_filtered_list(client):
    person(information={})
    manager(client)
    olga = Staff.objects.get(code="olga").public_id
    said = page(client)
    assert f'/cases?of={olga}&amp;band=3">Protection: 2</a>' in said
    listed = text(client.get(f"/cases?of={olga}&band=3"))
    assert "Cases (1)" in listed
    assert "Overdue: Protection" in listed
    assert "Cases (0)" in text(client.get(f"/cases?of={olga}&band=1"))


def test_absences_now_and_planned_are_shown(client):
    person(directory=directory(**away("olga", "2017-11-20", "2017-11-24")))
    manager(client)
    assert "Leave, Monday 20 November 2017 to Friday 24 November 2017" in page(client)


def test_a_transfer_waits_with_both_teams_until_it_is_accepted(client):
    made = person()
    sam = manager(client)
    south = Team.objects.get(code="south")
    asked = caseload_actions.transfer(
        made, by=sam, to_team=south, to_officer=None, effective_on=TODAY, because="Moved house."
    )
    ours = part(page(client), "awaiting")
    assert "Transfer not accepted yet" in ours
    assert "Moved house." in ours
    sue = user_of("sue", Role.TEAM_MANAGER)
    client.force_login(sue)
    theirs = part(page(client), "awaiting")
    assert "Transfer to accept" in theirs
    assert f"at=transfer-in.{made.public_id}.{asked.ref}" in theirs
    caseload_actions.accept_transfer(
        asked,
        by=sue,
        accepted_by=sue.staff,
        to_officer=Staff.objects.get(code="petra"),
        version=asked.version,
    )
    assert "Nothing waits" in part(page(client), "awaiting")


def test_an_assessment_and_a_reason_wait_to_be_signed(client):
    made = person(assessment={"oasys": [oasys("2017-11-03", level="high", signed_by="olga")]})
    manager(client)
    waits = part(page(client), "awaiting")
    assert "Assessment to countersign" in waits
    assert "Signed by Olga; risk of serious harm high." in waits
    assert f"at=countersign.{made.public_id}.oasys" in waits


def test_a_decision_waits_from_the_day_after_its_day(client):
    made = person()
    sam = manager(client)
    oversight.decide(made, by=sam, about="risk", text="Visit the home.", due_on=TODAY)
    assert "Nothing waits" in part(page(client), "awaiting")
    clock.set_day(date(2017, 11, 7))
    assert "Olga was to do it by Monday 6 November 2017: Visit the home." in page(client)


def test_a_grade_that_the_policy_excludes_waits_to_be_accepted(client):
    made_in = directory()
    made_in["providers"][0]["po_only"] = ["domestic abuse"]
    made = person(
        directory=made_in,
        about={
            "registrations": [
                {
                    "ref": "abuse",
                    "kind": "domestic abuse perpetrator",
                    "registered_on": "2017-11-03",
                }
            ]
        },
        caseload=caseload("2017-03-03", officer("officer", "omar", "2017-03-03")),
    )
    manager(client)
    waits = part(page(client), "awaiting")
    assert "Omar has a case of domestic abuse, which is for probation officers alone." in waits
    assert f"at=grade.{made.public_id}." in waits


def test_a_handover_is_missing_until_note_and_meeting_are_there(client):
    two = (officer("officer", "olga", "2017-03-03"), officer("second", "omar", "2017-10-02"))
    made = person(caseload=caseload("2017-03-03", *two))
    sam = manager(client)
    assert "no note" in part(page(client), "continuity")
    assert "2.0 officers on average" in page(client)
    caseload_actions.record_handover(made, by=sam, text="He works nights.", met_on=None)
    assert "no meeting of both officers" in part(page(client), "continuity")
    caseload_actions.record_handover(made, by=sam, text="He works nights.", met_on=TODAY)
    assert "No handover of the last twelve months is missing." in page(client)


def test_another_team_s_cases_are_not_here_and_a_practitioner_is_refused(client):
    person()
    sue = user_of("sue", Role.TEAM_MANAGER)
    client.force_login(sue)
    assert "0 cases" in page(client)
    client.force_login(user_of("olga", Role.PRACTITIONER))
    assert client.get("/team").status_code == 403


def test_one_in_charge_of_nothing_is_told_so(client):
    person()
    client.force_login(user_of("omar", Role.TEAM_MANAGER))
    assert "You are in charge of no team" in page(client)


@pytest.mark.parametrize("sort", ["name", "-cases", "capacity", "-overdue", "away"])
def test_it_sorts_by_each_column(client, sort):
    person()
    manager(client)
    assert "aria-sort" in page(client, f"?sort={sort}")


def test_forty_officers_and_two_thousand_cases_take_twelve_statements(client):
    person()
    team = Team.objects.get(code="north")
    staffed(team, officers=40, cases=50, nobody_s=3)
    manager(client)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        said = page(client, "?sort=-capacity")
    assert len(statements) <= 12, [each["sql"][:90] for each in statements]
    assert "2004 cases" in said
    assert "Nobody responsible (3)" in said
    assert said.count("Law or contract: 50") == 40
    assert "Officers (4" in said


@pytest.mark.parametrize("path", ["/team", "/"])
def test_more_cases_take_no_more_statements(client, path):
    person()
    manager(client)
    few = statements_of(client, path)
    staffed(Team.objects.get(code="north"), officers=8, cases=8)
    assert statements_of(client, path) == few <= 12


def statements_of(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(path).status_code == 200
    return len(statements)


def test_what_stands_of_a_case_is_read_by_its_index():
    day = {"today": TODAY}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM ledger_row d WHERE d.subject_kind = 'case'"
            f" AND d.subject_id = 1 AND {STANDS}",
            day,
        )
        plan = " ".join(line for (line,) in cursor.fetchall())
    condition = plan.split("Index Cond:")[1].split("Filter:")[0]
    assert "duty_by_closing" in plan
    assert "LEAST(met_on, (ended_on + 1))" in condition


def test_of_a_provider_s_many_teams_one_is_shown(client):
    person()
    north = Team.objects.get(code="north")
    with history.write(north, by=None, why="More teams"):
        Team.objects.bulk_create(
            Team(code=f"t{n}", name=f"T {n}", provider=north.provider, recorded_at=clock.now())
            for n in range(3)
        )
    client.force_login(user_of("dora", Role.DUTY_MANAGER))
    said = page(client)
    names = list(Team.objects.order_by("name").values_list("name", flat=True))
    assert f"{names[0]}<span" in said
    assert all(f">{name}</a>" in said for name in names[1:])


def test_of_very_many_teams_one_is_chosen_from_a_list(client):
    person()
    north = Team.objects.get(code="north")
    with history.write(north, by=None, why="More teams"):
        Team.objects.bulk_create(
            Team(code=f"t{n}", name=f"T {n:02}", provider=north.provider, recorded_at=clock.now())
            for n in range(48)
        )
    client.force_login(user_of("dora", Role.DUTY_MANAGER))
    said = page(client)
    assert "Another of your 50 teams" in said
    assert said.count("<option") == 49
    last = Team.objects.get(code="t47")
    assert "T 47<span" in page(client, f"?team={last.public_id}")
    assert "T 47" in text(client.get("/team/assign")), "until another is named"
    assert "T 47<span" in page(client)
    first = Team.objects.get(code="t0")
    assert "T 00<span" in page(client, f"?team={first.public_id}")
    assert "T 00<span" in page(client)


def test_a_case_at_court_is_its_court_officer_s_and_not_nobody_s(client):
    everywhere = with_court() | {"scope": "installation"}
    load(case(**before_the_court(directory=everywhere)))
    client.force_login(user_of("mona", Role.TEAM_MANAGER))
    said = page(client)
    assert "Nobody responsible (0)" in said
    assert "Cora" in part(said, "officers")


def test_a_decision_leads_to_the_list_where_the_next_one_follows(client):
    made = person(assessment={"oasys": [oasys("2017-10-30", level="high")]})
    manager(client)
    awaiting = part(page(client), "awaiting")
    (address,) = re.findall(rf'href="(/team/decisions\?at=[^"]*{made.public_id}[^"]*)"', awaiting)
    assert "Assessment to countersign" in text(client.get(address))
    assert 'name="answer"' in text(client.get(address))


def test_a_transfer_that_is_refused_is_told_to_whoever_asked(client):
    made = person()
    sam = manager(client)
    south = Team.objects.get(code="south")
    asked = caseload_actions.transfer(
        made, by=sam, to_team=south, to_officer=None, effective_on=TODAY, because="Moved house."
    )
    refused = {"because": "He lives in the north still.", "version": asked.version}
    caseload_actions.withdraw_transfer(asked, by=user_of("sue"), **refused)
    told = part(page(client), "awaiting")
    assert "South team does not take it since Mon 6 Nov 2017. He lives in the north still." in told
    client.force_login(user_of("sue", Role.TEAM_MANAGER))
    assert "does not take it" not in page(client)
    clock.set_day(date(2017, 11, 20))
    client.force_login(sam)
    assert "does not take it" not in page(client)
