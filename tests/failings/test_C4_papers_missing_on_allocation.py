"""C4: report, order, case allocation form or prosecution papers are missing on allocation.

Ari's order reached the north team on Wednesday 1 March 2017 without a report and without the
prosecution's papers. Olga, who is to supervise him, asks the court team; nobody answers.
"""

from datetime import date

import pytest
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.court.models import PaperRequest
from throughcare.court.tests.before_court import cora, stored
from throughcare.history import clock
from throughcare.information.tests.desk import Desk, text

RECEIVED = {
    "allocations": [{"ref": "a", "of": "order", "team": "north", "received_on": "2017-03-01"}],
    "officers": [{"ref": "o", "staff": "olga", "starts_on": "2017-03-01"}],
}


@pytest.mark.django_db
def test_each_is_named_to_both_sides_asked_for_and_asked_for_again():
    ari = stored(caseload=RECEIVED)
    olga, cora_s = Desk(ari, user_of("X123456/olga", Role.PRACTITIONER)), Desk(ari, cora())
    for side in (olga, cora_s):
        shown = text(side.get("case-court"))
        for paper in ("Report to the court", "Order, with", "RSR score", "Prosecution papers"):
            assert paper in shown

    olga.send("papers-ask", "order", papers=["prosecution papers"], of="Court team")
    for side in (olga, cora_s):
        assert "of Court team, by Olga" in text(side.get("court-sentence", "order"))
    clock.set_day(date(2017, 3, 8))
    assert "Wed 8 Mar 2017 Ask again" not in text(cora_s.client.get("/court"))
    clock.set_day(date(2017, 3, 9))
    assert "Wed 8 Mar 2017 Ask again" in text(cora_s.client.get("/court"))

    ref = PaperRequest.objects.get().ref
    cora_s.send("paper", ref, happened="came", where="On the shared drive.")
    assert "have not come" not in text(cora_s.client.get("/court"))
    assert "Prosecution papers" not in text(olga.get("case-court"))
