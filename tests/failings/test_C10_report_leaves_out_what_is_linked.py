"""C10: a report leaves out what is linked to the offending.

Ari's last assessment links drinking to the offending. A report that says nothing of it is signed
only with the reason.
"""

import pytest

from throughcare.court.models import Report, ReportSignature
from throughcare.court.tests.before_court import cora, stored
from throughcare.history.models import Entry
from throughcare.information.tests.desk import Desk, day, text

ASSESSED = {
    "ref": "oasys",
    "begun_on": "2017-02-01",
    "signed_on": "2017-02-06",
    "sections": [{"ref": "alcohol", "number": 9, "linked_to_offending": True}],
}


@pytest.mark.django_db
def test_what_is_linked_is_spoken_of_or_its_absence_is_explained():
    ari = stored(assessment={"oasys": [ASSESSED]})
    desk = Desk(ari, cora())
    asked = {"kind": "short", "court": "Northtown"} | day("requested_on", "2017-03-01")
    desk.send("report-ask", **asked)
    ref = Report.objects.get().ref
    desk.send("report-write", ref, proposal="A community order.")
    response = desk.send("report-sign", ref)
    assert "says nothing of them: Alcohol" in text(response)
    assert "Say why the report leaves it out" in text(response)
    assert not ReportSignature.objects.exists()
    desk.send("report-sign", ref, because="Sober for a year; said so in court.")
    assert ReportSignature.objects.exists()
    assert "Sober for a year" in Entry.objects.latest("pk").why


@pytest.mark.django_db
def test_a_report_that_speaks_of_it_is_signed_without_more():
    ari = stored(assessment={"oasys": [ASSESSED]})
    desk = Desk(ari, cora())
    asked = {"kind": "short", "court": "Northtown"} | day("requested_on", "2017-03-01")
    desk.send("report-ask", **asked)
    ref = Report.objects.get().ref
    desk.send("report-write", ref, proposal="Alcohol treatment.")
    assert "Why does the report say nothing" not in text(desk.get("report-sign", ref))
    desk.send("report-sign", ref)
    assert ReportSignature.objects.exists()
