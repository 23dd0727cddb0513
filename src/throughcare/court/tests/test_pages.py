"""From a request to the allocation, as a court officer does it on the pages."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.casefiles import order
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.assessment.pages.scored import leads_to
from throughcare.caseload.models import Allocation
from throughcare.court.models import CourtAllocation, Report, ReportDraft, ReportSection
from throughcare.court.tests.before_court import SCORED, cora, mona, stored
from throughcare.history import clock
from throughcare.information.tests.desk import Desk, day, text
from throughcare.ledger.queries import stored_rows
from throughcare.people.models import Crn, Person
from throughcare.people.queries import reachable
from throughcare.sentences.models import Order, Requirement

pytestmark = pytest.mark.django_db

ASKED = {"kind": "short", "court": "Northtown Magistrates’ Court"}
FORM = {"mappa": "none", "public_interest": "no", "deportation": "no", "held_by_nps": "no"}


def new_request(client, **given):
    shown = client.get("/court/new").content.decode()
    import re

    hidden = dict(re.findall(r'name="(token)" value="([^"]*)"', shown))
    said = {"given": "Bo", "family": "Newman", **ASKED}
    said |= day("date_of_birth", "1990-01-02") | day("requested_on", "2017-03-01")
    said |= day("hearing_on", "2017-03-03")
    return client.post("/court/new", hidden | said | given)


def test_a_request_for_somebody_new_begins_a_record_that_is_the_court_team_s():
    stored()
    user = cora()
    client = Client()
    client.force_login(user)
    response = new_request(client, offence="Theft from a shop")
    report = Report.objects.get(author=user.staff)
    assert response["Location"].endswith(f"/court/reports/{report.ref}/write")
    assert report.team.code == "X123456/court"
    assert ReportDraft.objects.get(report=report).content == {
        "offence analysis": "Theft from a shop"
    }
    assert Crn.objects.get(person=report.person).value == "T000001"
    assert report.person in reachable(user)
    desk = Desk(report.person, user)
    assert "Theft from a shop" in desk.get("report-write", report.ref).content.decode()
    listed = text(client.get("/court"))
    assert "Bo Newman" in listed
    assert "Cora (court officer)" in text(desk.get("case-court"))


def test_somebody_on_record_is_offered_before_a_second_record_is_made():
    person = stored()
    client = Client()
    client.force_login(cora())
    known = {"given": "Ari", "family": "Example"} | day("date_of_birth", "1985-05-05")
    response = new_request(client, **known)
    assert "Is it one of these people?" in text(response)
    assert "X123456" in text(response)
    assert not Report.objects.exists()
    response = new_request(client, **known, who=person.public_id)
    assert Report.objects.get().person == person
    assert Person.objects.count() == 1
    new_request(client, **known, who="new")
    assert Person.objects.count() == 2


def test_a_request_for_somebody_known_leads_to_writing_it_also_when_sent_twice():
    person = stored()
    desk = Desk(person, cora())
    asked = ASKED | day("requested_on", "2017-03-01") | {"token": "once"}
    for _time in range(2):
        response = desk.post("report-ask", **asked)
        assert response["Location"].endswith(f"/court/reports/{Report.objects.get().ref}/write")


def test_what_is_wrong_with_the_days_of_a_request_is_said_at_once():
    person = stored()
    desk = Desk(person, cora())
    response = desk.send(
        "report-ask",
        **ASKED,
        **day("requested_on", "2017-03-02"),
        **day("hearing_on", "2017-02-28"),
    )
    shown = text(response)
    assert "The day of the request has not come yet" in shown
    assert "The hearing is before the request" in shown
    assert not Report.objects.exists()


def test_a_report_is_written_signed_and_given_as_a_pdf():
    person = stored()
    desk = Desk(person, cora())
    asked = ASKED | day("requested_on", "2017-03-01") | day("hearing_on", "2017-03-03")
    desk.send("report-ask", **asked)
    ref = Report.objects.get().ref
    desk.send("report-write", ref, proposal="A community order.", victims="One shop.")
    kept = desk.get("report-write", ref).content.decode()
    assert "A community order." in kept
    shown = text(desk.get("report-sign", ref))
    assert "Nothing is written under: Offence analysis" in shown
    assert "No longer" not in text(desk.get("report", ref))
    desk.send("report-sign", ref)
    assert ReportSection.objects.count() == 2
    signed = text(desk.get("report", ref))
    assert "Signed on Wednesday 1 March 2017 by Cora" in signed
    assert desk.get("report-write", ref)["Location"].endswith(f"/reports/{ref}")
    paper = desk.get("report-pdf", ref)
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    again = desk.post("report-write", ref, proposal="Something else.")
    assert "signed, so it can no longer be changed" in text(again)


def test_what_somebody_else_saved_meanwhile_is_shown_beside():
    person = stored()
    desk, other = Desk(person, cora()), Desk(person, mona())
    desk.send("report-ask", **ASKED, **day("requested_on", "2017-03-01"))
    ref = Report.objects.get().ref
    mine = desk.hidden("report-write", ref)
    other.send("report-write", ref, proposal="Unpaid work.")
    response = desk.post("report-write", ref, **mine, proposal="A curfew.")
    assert response.status_code == 409
    assert "Unpaid work." in text(response)
    assert "A curfew." in text(response)


def test_without_a_proposal_nothing_is_signed():
    person = stored()
    desk = Desk(person, cora())
    desk.send("report-ask", **ASKED, **day("requested_on", "2017-03-01"))
    ref = Report.objects.get().ref
    assert "Write the proposal before you sign" in text(desk.send("report-sign", ref))


def test_a_report_no_longer_wanted_leaves_the_list():
    person = stored()
    desk = Desk(person, cora())
    desk.send("report-ask", **ASKED, **day("requested_on", "2017-03-01"))
    ref = Report.objects.get().ref
    assert "Short report" in text(desk.client.get("/court"))
    desk.send("report-withdraw", ref, because="Adjourned without one.")
    assert "No report is asked for" in text(desk.client.get("/court"))
    assert "Adjourned without one." in text(desk.get("report", ref))


def test_a_hearing_that_has_gone_is_first_and_late():
    person = stored()
    desk = Desk(person, cora())
    for hearing in ("2017-03-03", "2017-03-10", "2017-03-02"):
        desk.send(
            "report-ask", **ASKED, **day("requested_on", "2017-03-01"), **day("hearing_on", hearing)
        )
    clock.set_day(clock.today().replace(day=6))
    listed = text(desk.client.get("/court"))
    assert listed.index("4 days late") < listed.index("3 days late") < listed.index("10 Mar")


def test_a_sentence_is_entered_with_what_it_requires():
    person = stored()
    desk = Desk(person, cora())
    given = {
        "kind": "community order",
        "court": "Northtown Magistrates’ Court",
        "months": "12",
        "offence_1": "Common assault",
        "code_1": "10501",
        "requirements": ["rehabilitation activity", "unpaid work"],
        "amount_0": "20",
        "amount_1": "100",
    }
    desk.send("sentence-new", **given, **day("sentenced_on", "2017-02-28"))
    order = Order.objects.exclude(ref="order").get()
    assert order.expires_on.isoformat() == "2018-02-27"
    amounts = set(Requirement.objects.filter(order=order).values_list("kind", "amount", "unit"))
    assert amounts == {("rehabilitation activity", 20, "days"), ("unpaid work", 100, "hours")}
    taken = CourtAllocation.objects.get(order=order)
    assert (taken.team.code, taken.officer.code) == ("X123456/court", "X123456/cora")
    shown = text(desk.get("court-sentence", order.ref))
    assert "Common assault (10501)" in shown
    assert "Unpaid work: 100 hours" in shown
    assert "It cannot be allocated yet. Missing: RSR score, RoSH screening" in shown


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"requirements": []}, "Select at least one requirement"),
        ({"kind": "custody"}, "A custodial sentence has no requirements"),
    ],
)
def test_a_sentence_that_cannot_be_is_refused(given, said):
    person = stored()
    desk = Desk(person, cora())
    plain = {
        "kind": "community order",
        "court": "Northtown",
        "months": "12",
        "offence_1": "Common assault",
        "requirements": ["curfew"],
    }
    response = desk.send("sentence-new", **plain | given, **day("sentenced_on", "2017-02-28"))
    assert said in text(response)
    assert Order.objects.count() == 1


def signed_by(desk):
    """Everything that the allocation rests on."""
    desk.send("court-rsr", "order", score="rsr")
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    desk.send("court-form", "order", **FORM)


def overdue_or_open(person):
    rows = stored_rows(person.pk, clock.today())
    return {row["code"]: row["state"] for row in rows if row["failings"][0] in ("C1", "C13", "A1")}


def test_signed_and_allocated_on_the_day_nothing_is_owed_and_the_team_has_it():
    person = stored(assessment={"scores": [SCORED]})
    desk = Desk(person, cora())
    assert overdue_or_open(person) == {"complete-cas": "due-soon", "allocate-case": "due-soon"}
    assert "Complete the case allocation" in text(desk.client.get("/"))
    signed_by(desk)
    assert overdue_or_open(person) == {"allocate-case": "due-soon"}
    shown = text(desk.get("court-allocate", "order"))
    assert "By the rule it goes to the Community rehabilitation company (CRC)" in shown
    assert "RSR 1.23%" in shown
    response = desk.send("court-allocate", "order", goes="as computed", team="X123456/north")
    assert "Allocated" in desk.follow(response)
    received = Allocation.objects.get()
    assert (received.team.code, received.received_on) == ("X123456/north", clock.today())
    assert overdue_or_open(person) == {"allocate-case": "met", "assign-officer": "due-soon"}
    sam = user_of("X123456/sam", Role.TEAM_MANAGER)
    assert person in reachable(sam)
    told = text(Desk(person, sam).get("case-court"))
    assert "North team" in told
    assert "Report to the court" in told


def test_nothing_is_decided_while_something_is_missing():
    person = stored(assessment={"scores": [SCORED]})
    desk = Desk(person, cora())
    desk.send("court-rsr", "order", score="rsr")
    response = desk.post("court-allocate", "order", goes="as computed", team="X123456/north")
    assert "Missing: RoSH screening, case allocation form" in text(response)
    assert not Allocation.objects.exists()
    assert desk.get("court-allocate", "order").status_code == 302


def test_against_the_rule_it_needs_a_reason_and_a_senior_officer():
    person = stored(assessment={"scores": [SCORED]})
    desk = Desk(person, cora())
    signed_by(desk)
    to = {"goes": "against", "other_team": "X123456/field"}
    response = desk.send("court-allocate", "order", **to)
    assert "Say why the case does not go where the rule sends it" in text(response)
    assert not Allocation.objects.exists()
    why = {"because": "Restricted patient.", "agreed_by": "X123456/mona"}
    response = desk.send("court-allocate", "order", **to, **why)
    shown = desk.follow(response)
    assert "Against the rule. Restricted patient." in shown
    assert "Agreed by Mona, as Cora recorded." in shown


def test_the_screening_asks_each_indicator_or_that_the_rest_is_no():
    person = stored()
    desk = Desk(person, cora())
    response = desk.send("court-screening", "order", level="low")
    assert "Answer each indicator" in text(response)
    desk.send("court-screening", "order", level="high", rest_is_no="on", R1_2_arson="yes")
    found = CourtAllocation.objects.get().screening
    assert (found.yes, found.level) == (["R1.2 arson"], "high")


def test_an_instruction_is_given_whatever_else_is_missing():
    person = stored()
    desk = Desk(person, cora())
    desk.send("court-instruction", "order", **day("report_on", "2017-03-06"), at="10am")
    assert "To come on Monday 6 March 2017, 10am" in text(desk.get("court-sentence", "order"))
    response = desk.send("court-instruction", "order", **day("report_on", "2017-02-28"))
    assert "Choose today or a later day" in text(response)


def test_a_score_on_which_the_record_has_moved_on_says_so():
    inputs = ["date_of_birth=1980-01-01", "sex=M"]
    person = stored(assessment={"scores": [SCORED | {"inputs": inputs}]})
    desk = Desk(person, cora())
    desk.send("court-rsr", "order", score="rsr")
    shown = text(desk.get("court-sentence", "order"))
    assert "The record has changed since the RSR score was made" in shown
    assert "Date of birth" in shown


def test_a_score_made_for_the_court_leads_back_to_where_it_is_signed():
    person = stored()
    desk = Desk(person, cora())
    page = desk.address("court-rsr", "order")
    assert f"?then={page}" in desk.get("court-rsr", "order").content.decode()
    assert leads_to(RequestFactory().get("/", {"then": page}), person) == page


@pytest.mark.parametrize(
    "then",
    ["", "/cases/somebody-else/court", "//elsewhere.example/cases/", "https://elsewhere.example"],
)
def test_a_score_leads_nowhere_else_than_into_the_same_case(then):
    person = stored()
    scores = reverse("scores", args=[person.public_id])
    assert leads_to(RequestFactory().get("/", {"then": then}), person) == scores


STATEMENTS = {"case-court": 11, "court-sentence": 25}


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize("page", STATEMENTS)
def test_the_court_s_part_of_a_case_asks_as_much_for_many_sentences_as_for_one(
    page, number, django_assert_num_queries
):
    refs = ["order", *(f"order{each}" for each in range(1, number))]
    allocations = [{"ref": f"court-{ref}", "of": ref, "team": "court"} for ref in refs]
    reports = [
        {"ref": f"report-{ref}", "requested_on": "2017-03-01", "team": "court"} for ref in refs
    ]
    person = stored(
        sentences={"orders": [order(ref) for ref in refs]},
        court={"allocations": allocations, "reports": reports},
    )
    desk = Desk(person, cora())
    ref = "order" if page == "court-sentence" else None
    desk.get(page, ref)
    with django_assert_num_queries(STATEMENTS[page]):
        desk.get(page, ref)


def test_a_form_sent_twice_asks_once():
    person = stored()
    desk = Desk(person, cora())
    hidden = desk.hidden("report-ask")
    said = ASKED | day("requested_on", "2017-03-01")
    for _time in range(2):
        assert desk.post("report-ask", **hidden, **said).status_code == 302
    assert Report.objects.count() == 1


def test_an_officer_of_the_receiving_team_reads_and_does_not_work_at_court():
    person = stored(
        caseload={
            "allocations": [
                {"ref": "a", "of": "order", "team": "north", "received_on": "2017-03-01"}
            ]
        }
    )
    desk = Desk(person, user_of("X123456/olga", Role.PRACTITIONER))
    assert "Missing" in text(desk.get("court-sentence", "order"))
    assert desk.get("court-form", "order").status_code == 403
    assert desk.client.get("/court").status_code == 403
