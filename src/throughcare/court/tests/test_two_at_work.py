"""Two at work on one allocation, and what the pages around it ask and say."""

import pytest

from throughcare.assessment.rules.screening import INDICATORS
from throughcare.court.models import AllocationDecision, CourtAllocation, Report
from throughcare.court.pages.forms import ScreeningForm
from throughcare.court.tests.before_court import SCORED, cora, mona, stored
from throughcare.court.tests.test_pages import ASKED, FORM, signed_by
from throughcare.history import clock
from throughcare.information.tests.desk import Desk, day, text
from throughcare.people.models import Characteristic

pytestmark = pytest.mark.django_db


def test_a_form_signed_meanwhile_stops_the_allocation_and_asks_anew_where_it_goes():
    person = stored(assessment={"scores": [SCORED]})
    mine, hers = Desk(person, cora()), Desk(person, mona())
    signed_by(mine)
    page = mine.hidden("court-allocate", "order")
    hers.send("court-form", "order", **FORM | {"mappa": "2"})
    typed = {"goes": "as computed", "team": "X123456/north"}
    response = mine.post("court-allocate", "order", **page, **typed)
    shown = text(response)
    assert response.status_code == 409
    assert "Mona saved this while you were writing" in shown
    assert "By the rule it goes to the National Probation Service (NPS)" in shown
    assert "checked" not in response.content.decode()
    assert not AllocationDecision.objects.exists()
    response = mine.post(
        "court-allocate",
        "order",
        version=str(CourtAllocation.objects.get().version),
        goes="as computed",
        team="X123456/field",
    )
    assert response.status_code == 302
    assert AllocationDecision.objects.get().provider == "nps"


def test_the_court_team_is_no_team_to_allocate_to():
    person = stored(assessment={"scores": [SCORED]})
    desk = Desk(person, cora())
    signed_by(desk)
    shown = text(desk.get("court-allocate", "order"))
    assert "NPS field team, Northern NPS" in shown
    assert "Court team, Northern NPS" not in shown


def test_the_screening_asks_each_indicator_once_under_its_part():
    parts = ScreeningForm().parts()
    asked = [bound.name for _title, questions in parts for bound in questions]
    assert len(parts) == 7
    assert asked[:-2] == [each.field for each in INDICATORS.values()]
    person = stored()
    shown = text(Desk(person, cora()).get("court-screening", "order"))
    assert shown.index("Convicted of, now or before") < shown.index("Arson")
    assert shown.index("Children") < shown.index("Any concern about a child")


def test_saying_nothing_of_the_person_records_nothing():
    person = stored()
    desk = Desk(person, cora())
    shown = text(desk.send("court-pass-on", "order"))
    assert "Say at least of one what the person answered" in shown
    assert not Characteristic.objects.exists()


def test_what_is_answered_as_it_stands_is_not_recorded_again():
    person = stored()
    desk = Desk(person, cora())
    sikh = {"religion": "known", "religion_value": "Sikh"}
    desk.send("court-pass-on", "order", **sikh)
    assert "Say at least of one" in text(desk.send("court-pass-on", "order", **sikh))
    desk.send("court-pass-on", "order", **sikh, health="prefers not to say")
    rows = Characteristic.objects.order_by("pk").values_list("kind", "answer", "version")
    assert list(rows) == [("religion", "known", 1), ("health", "prefers not to say", 1)]


def test_a_signed_report_leads_to_the_sentence_until_there_is_one():
    person = stored()
    desk = Desk(person, cora())
    clock.set_day(clock.today().replace(day=9))
    desk.send(
        "report-ask",
        **ASKED,
        **day("requested_on", "2017-03-02"),
        **day("hearing_on", "2017-03-08"),
    )
    ref = Report.objects.get().ref
    desk.send("report-write", ref, proposal="A community order.")
    shown = text(desk.get("report-sign", ref))
    assert "Short report, Northtown Magistrates’ Court, hearing on Wednesday 8 March 2017" in shown
    desk.send("report-sign", ref)
    assert "Enter the sentence" in text(desk.get("report", ref))
    given = {"kind": "custody", "court": "Northtown", "months": "6", "offence_1": "Theft"}
    desk.send("sentence-new", **given, **day("sentenced_on", "2017-03-08"))
    assert "Enter the sentence" not in text(desk.get("report", ref))


def test_before_a_report_is_signed_it_is_said_what_its_pdf_cannot_print():
    person = stored()
    desk = Desk(person, cora())
    desk.send("report-ask", **ASKED, **day("requested_on", "2017-03-01"))
    ref = Report.objects.get().ref
    desk.send("report-write", ref, proposal="An order for Łukasz.")
    assert "cannot print" not in text(desk.get("report-sign", ref))
    desk.send("report-write", ref, proposal="An order for 陳大文.")
    assert "The PDF cannot print these signs: 陳 大 文" in text(desk.get("report-sign", ref))
    desk.send("report-sign", ref)
    assert "The PDF cannot print these signs: 陳 大 文" in text(desk.get("report", ref))
