"""The court team's list: by hearing day, narrowed, page by page, with what has no result."""

from datetime import date, timedelta

import pytest
from django.test import Client

from throughcare.accounts.models import User
from throughcare.court import actions
from throughcare.court.actions.reports import Asked
from throughcare.court.models import CourtDisposal, Report
from throughcare.court.tests.before_court import SCORED, TODAY, cora, mona, stored
from throughcare.court.tests.test_pages import ASKED, FORM
from throughcare.history import clock
from throughcare.information.tests.desk import Desk, day, text
from throughcare.organisation.models import Team
from throughcare.people.actions import register
from throughcare.people.models import Person
from throughcare.sentences.actions import Committed, record_sentence

pytestmark = pytest.mark.django_db

SOUTHTOWN = "Southtown Magistrates’ Court"


def asked_for(person: Person, by: User, hearing: int | None, court: str = SOUTHTOWN) -> Report:
    on = TODAY.replace(day=hearing) if hearing else None
    return actions.request_report(
        person,
        by=by,
        asked=Asked("short", court, TODAY, on),
        team=Team.objects.get(code="X123456/court"),
        author=by.staff,
    )


def listed(user: User, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    return text(client.get(f"/court{query}"))


def test_reports_stand_under_the_day_of_their_hearing():
    person, user = stored(), cora()
    for hearing in (3, 1, 3, None):
        asked_for(person, user, hearing)
    shown = listed(user)
    today = shown.index("Wednesday 1 March 2017, today 1 report")
    friday = shown.index("Friday 3 March 2017 2 reports")
    assert today < friday < shown.index("No day yet 1 report")
    by_author = listed(user, "?reports=author")
    assert "2 reports" not in by_author


def test_the_list_is_narrowed_to_a_court_to_ones_own_and_to_days():
    person, user = stored(), cora()
    asked_for(person, user, 3)
    asked_for(person, user, 8, "Northtown Crown Court")
    asked_for(person, mona(), 1)
    assert "Reports asked for (3)" in listed(user)
    assert "Reports asked for (2)" in listed(user, f"?court={SOUTHTOWN}")
    assert "Reports asked for (2)" in listed(user, "?whose=mine")
    assert "Reports asked for (1)" in listed(user, "?hearing=today")
    assert "Reports asked for (2)" in listed(user, "?hearing=week")
    narrow = listed(user, "?hearing=tomorrow")
    assert "No report like this" in narrow
    assert "Hearing: Tomorrow" in narrow
    assert "Sentences to be allocated (1)" in narrow
    assert "No sentence like this" in listed(user, "?court=Northtown Crown Court")
    assert "Reports asked for (3)" in listed(user, "?court=Nowhere&hearing=never&whose=theirs")


def test_a_long_list_is_turned_page_by_page_with_as_many_statements(django_assert_num_queries):
    person, user = stored(), cora()
    asked_for(person, user, 3)
    client = Client()
    client.force_login(user)
    client.get("/court")
    with django_assert_num_queries(STATEMENTS):
        client.get("/court")
    for number in range(30):
        other = register(
            by=user,
            given="Bo",
            family=f"Newman{number:02}",
            date_of_birth=TODAY.replace(year=1990),
            sex="M",
        )
        asked_for(other, user, 3)
    with django_assert_num_queries(STATEMENTS):
        shown = text(client.get("/court"))
    assert "Showing 1 to 25 of 31" in shown
    assert "Newman24" not in shown
    assert "Newman29" in listed(user, "?reports-page=2")


STATEMENTS = 15


def test_a_hearing_without_a_result_is_named_until_there_is_one():
    person, user = stored(), cora()
    desk = Desk(person, user)
    clock.set_day(TODAY.replace(day=2))
    asked = ASKED | day("requested_on", "2017-03-02") | day("hearing_on", "2017-03-03")
    desk.send("report-ask", **asked)
    ref = Report.objects.get().ref
    desk.send("report-write", ref, proposal="A community order.")
    desk.send("report-sign", ref)
    assert "No result entered" not in listed(user)
    clock.set_day(TODAY.replace(day=3))
    assert "No result entered (1)" in listed(user)
    given = {"because": "A fine."}
    desk.send("report-disposed", ref, **given, **day("on", "2017-03-03"))
    assert "No result entered" not in listed(user)
    assert CourtDisposal.objects.get().because == "A fine."
    shown = text(desk.get("report", ref))
    assert "Ended at court on Friday 3 March 2017 without a sentence that is supervised" in shown


def signed_and_past(person: Person, user: User, hearing: int | None) -> Report:
    report = asked_for(person, user, hearing)
    desk = Desk(person, user)
    desk.send("report-write", report.ref, proposal="A community order.")
    desk.send("report-sign", report.ref)
    return report


def somebody(by: User, family: str) -> Person:
    born = TODAY.replace(year=1990)
    return register(by=by, given="Bo", family=family, date_of_birth=born, sex="M")


@pytest.mark.parametrize("days", [28, 29, 400])
def test_a_hearing_without_a_result_stays_until_the_result_is_entered(days):
    stored()
    user = cora()
    person = somebody(user, "Newman")
    report = signed_and_past(person, user, 1)
    clock.set_day(TODAY + timedelta(days=days))
    assert "No result entered (1)" in listed(user)
    desk = Desk(person, user)
    assert desk.get("report", report.ref).status_code == 200
    given = {"kind": "custody", "court": SOUTHTOWN, "months": "6", "offence_1": "Theft"}
    desk.send("sentence-new", **given, **day("sentenced_on", "2017-03-01"))
    shown = listed(user)
    assert "No result entered" not in shown
    assert "Bo Newman" in shown  # to be allocated


@pytest.mark.parametrize(
    ("passed_on", "court", "answers"),
    [
        pytest.param("2017-03-07", "Elsewhere Crown Court", False, id="another court, before"),
        pytest.param("2017-03-08", "Elsewhere Crown Court", True, id="committed, on the day"),
        pytest.param("2017-03-07", SOUTHTOWN.upper(), True, id="the same court, brought forward"),
        pytest.param("2017-02-28", SOUTHTOWN, False, id="before it was asked for"),
    ],
)
def test_which_sentence_is_the_result_of_a_hearing(passed_on, court, answers):
    stored()
    user = cora()
    person = somebody(user, "Newman")
    report = signed_and_past(person, user, 8)
    clock.set_day(TODAY.replace(day=9))
    record_sentence(
        person,
        by=user,
        kind="custody",
        sentenced_on=date.fromisoformat(passed_on),
        court=court,
        months=6,
        offences=[Committed("Theft")],
    )
    clock.set_day(TODAY.replace(month=6))
    shown = listed(user)
    assert ("No result entered (1)" in shown) is not answers
    assert Desk(person, user).get("report", report.ref).status_code == 200


def test_a_signed_report_without_a_day_of_hearing_waits_for_its_result_too():
    stored()
    user = cora()
    person = somebody(user, "Newman")
    report = signed_and_past(person, user, None)
    assert "No result entered (1)" in listed(user)
    Desk(person, user).send(
        "report-disposed", report.ref, because="A fine.", **day("on", "2017-03-01")
    )
    assert "No result entered" not in listed(user)


def test_an_unsigned_report_says_that_the_sentence_has_been_passed():
    person, user = stored(), cora()
    asked_for(person, user, 1)  # sentenced on 1 March
    clock.set_day(TODAY.replace(day=3))
    shown = listed(user)
    assert "Sentenced, not signed" in shown
    assert "2 days late Cora" not in shown


def test_the_list_is_searched_by_a_name_that_stands_in_no_address(django_assert_num_queries):
    person, user = stored(), cora()
    asked_for(person, user, 3)
    asked_for(somebody(user, "Newman"), user, 3)
    asked_for(somebody(user, "Łukasz-Nowak"), user, 3, "Northtown Crown Court")
    client = Client()
    client.force_login(user)
    sent = client.post("/court?reports=name&reports-page=2", {"name": "  nowak "})
    assert sent["Location"] == "/court?reports=name&named=yes"
    with django_assert_num_queries(STATEMENTS + 2):
        shown = text(client.get(sent["Location"]))
    assert "Reports asked for (1)" in shown
    assert "Bo Łukasz-Nowak" in shown
    assert "No sentence like this" in shown
    assert "Name: nowak" in shown
    assert "Reports asked for (3)" in text(client.get("/court"))
    by_crn = client.post("/court", {"name": "x123456"}, follow=True)
    assert "Sentences to be allocated (1)" in text(by_crn)
    nobody = client.post("/court", {"name": "'; --"}, follow=True)
    assert "No report like this" in text(nobody)
    assert "Reports asked for (3)" in text(client.post("/court?named=yes", {}, follow=True))


def test_every_list_is_turned_page_by_page(monkeypatch):
    monkeypatch.setattr("throughcare.court.pages.desk.PAGE", 2)
    stored()
    user = cora()
    for number in range(3):
        signed_and_past(somebody(user, f"Newman{number}"), user, 1)
    shown = listed(user)
    assert "No result entered (3)" in shown
    assert "Showing 1 to 2 of 3" in shown
    assert "Newman2" not in shown
    for number in range(3):
        asked_for(somebody(user, f"Carter{number}"), user, 3)
    assert "Friday 3 March 2017 3 reports" in listed(user, "?reports-page=2")
    second = listed(user, "?results-page=2")
    assert "Newman2" in second
    assert "Newman1" not in second


def test_one_court_typed_in_two_ways_is_one_to_narrow_by():
    person, user = stored(), cora()
    asked_for(person, user, 3)
    asked_for(person, user, 8, "southtown magistrates' court")
    shown = listed(user)
    assert shown.count("outhtown") - shown.count("outhtown", shown.index("Reports asked for")) == 1
    assert "Reports asked for (2)" in listed(user, f"?court={SOUTHTOWN}")


def test_a_sentence_passed_since_is_the_result():
    person, user = stored(), cora()
    desk = Desk(person, user)
    asked = ASKED | day("requested_on", "2017-03-01") | day("hearing_on", "2017-03-01")
    desk.send("report-ask", **asked)
    ref = Report.objects.get().ref
    desk.send("report-write", ref, proposal="A community order.")
    desk.send("report-sign", ref)
    assert "No result entered" not in listed(user)  # sentenced on 1 March


def test_an_adjourned_hearing_moves_and_another_officer_takes_over():
    person, user = stored(), cora()
    desk = Desk(person, user)
    report = asked_for(person, user, 3)
    desk.send("report-write", report.ref, victims="One shop.")
    given = {"kind": "standard", "court": SOUTHTOWN, "author": "X123456/mona"}
    response = desk.send("report-change", report.ref, **given, **day("hearing_on", "2017-03-10"))
    assert "Say why it changes" in text(response)
    why = {"because": "Adjourned for a full report."}
    response = desk.send(
        "report-change", report.ref, **given, **why, **day("hearing_on", "2017-03-10")
    )
    shown = desk.follow(response)
    assert "Standard report" in shown
    assert "hearing on Friday 10 March 2017" in shown
    assert "One shop." in shown
    assert "Mona" in listed(user)
    report.refresh_from_db()
    assert report.author == mona().staff
    same = desk.send("report-change", report.ref, **given, **why, **day("hearing_on", "2017-03-10"))
    assert "Nothing is different from what is on record" in text(same)


def test_of_a_signed_report_only_hearing_and_court_can_change():
    person, user = stored(), cora()
    desk = Desk(person, user)
    report = asked_for(person, user, 1)
    desk.send("report-write", report.ref, proposal="A community order.")
    desk.send("report-sign", report.ref)
    assert "Who writes it?" not in text(desk.get("report-change", report.ref))
    given = {"kind": "oral", "court": SOUTHTOWN, "because": "Adjourned."}
    desk.send("report-change", report.ref, **given, **day("hearing_on", "2017-03-08"))
    report.refresh_from_db()
    assert (report.kind, report.hearing_on.day) == ("short", 8)
    assert "A community order." in text(desk.get("report", report.ref))


def test_a_hearing_before_the_request_is_refused():
    person, user = stored(), cora()
    desk = Desk(person, user)
    report = asked_for(person, user, 3)
    given = {"kind": "short", "court": SOUTHTOWN, "because": "Brought forward."}
    response = desk.send("report-change", report.ref, **given, **day("hearing_on", "2017-02-28"))
    assert "The hearing is before the request" in text(response)


def test_an_unsigned_report_leaves_the_list_when_the_case_ends_at_court():
    person, user = stored(), cora()
    desk = Desk(person, user)
    report = asked_for(person, user, 1)
    response = desk.send("report-disposed", report.ref, because="", **day("on", "2017-03-01"))
    assert "Say what the court did" in text(response)
    future = desk.send("report-disposed", report.ref, because="A fine.", **day("on", "2017-03-02"))
    assert "The day has not come yet" in text(future)
    desk.send("report-disposed", report.ref, because="A fine.", **day("on", "2017-03-01"))
    assert "No report is asked for" in listed(user)
    assert desk.get("report-write", report.ref).status_code == 302


def test_a_case_that_ended_at_court_is_out_of_reach_after_28_days():
    stored()
    user = cora()
    other = register(
        by=user, given="Bo", family="Newman", date_of_birth=TODAY.replace(year=1990), sex="M"
    )
    report = asked_for(other, user, 1)
    desk = Desk(other, user)
    desk.send("report-disposed", report.ref, because="A fine.", **day("on", "2017-03-01"))
    clock.set_day(TODAY.replace(day=29))
    assert desk.get("report", report.ref).status_code == 200
    clock.set_day(TODAY.replace(day=30))
    assert desk.get("report", report.ref).status_code == 404


def test_what_was_signed_and_allocated_of_late_can_be_looked_up():
    person, user = stored(assessment={"scores": [SCORED]}), cora()
    desk = Desk(person, user)
    desk.send("court-rsr", "order", score="rsr")
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    desk.send("court-form", "order", **FORM)
    desk.send("court-allocate", "order", goes="as computed", team="X123456/north")
    shown = text(desk.client.get("/court/done"))
    assert "Allocated to North team" in shown
    assert "Wed 1 Mar 2017" in shown
    clock.set_day(TODAY.replace(month=4))
    assert "Nothing yet" in text(desk.client.get("/court/done"))


def test_what_is_unsigned_is_late_from_the_day_after_the_sentence():
    person, user = stored(), cora()
    assert "day late" not in listed(user)
    clock.set_day(TODAY.replace(day=2))
    assert "1 day late" in listed(user)
    assert person


@pytest.mark.parametrize(
    ("scores", "screening", "on_record", "said"),
    [
        ([SCORED], {"level": "low"}, [], "Nothing: it can be allocated"),
        ([], {"level": "low"}, [], "RSR score"),
        ([SCORED], {}, [], "Level of risk of serious harm"),
        (
            [SCORED],
            {},
            [{"ref": "harm", "level": "low", "signed_on": "2017-02-01"}],
            "Nothing: it can be allocated",
        ),
    ],
)
def test_the_list_lacks_what_the_page_of_the_sentence_lacks(scores, screening, on_record, said):
    on = {"signed_on": "2017-03-01", "by": "cora"}
    allocation = {"ref": "at-court", "of": "order", "team": "court", "officer": "cora"}
    allocation |= {
        "rsr": on | ({"score": "rsr"} if scores else {}),
        "screening": on | screening,
        "form": on,
    }
    person = stored(
        court={"allocations": [allocation]}, assessment={"scores": scores, "harm": on_record}
    )
    user = cora()
    shown = listed(user)
    assert said in shown[shown.index("Sentences to be allocated (1)") :]
    page = text(Desk(person, user).get("court-sentence", "order"))
    assert ("It cannot be allocated yet" in page) is ("Nothing" not in said)
