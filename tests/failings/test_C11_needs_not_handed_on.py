"""C11: protected characteristics and health needs are not handed on with the case.

Where the case is allocated, what nobody asked Ari about is named; what he says reaches the team.
"""

import pytest
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.court.tests.before_court import SCORED, cora, stored
from throughcare.information.tests.desk import Desk, exported, text
from throughcare.people.models import Characteristic

FORM = {"mappa": "none", "public_interest": "no", "deportation": "no", "held_by_nps": "no"}
EVERY = (
    "ethnicity",
    "religion",
    "disability",
    "health",
    "learning_need",
    "language",
    "caring_responsibilities",
    "pregnancy",
    "sexual_orientation",
    "gender_identity",
    "marital_status",
)


@pytest.mark.django_db
def test_what_nobody_asked_is_named_at_the_allocation_and_what_he_says_goes_with_the_case():
    ari = stored(assessment={"scores": [SCORED]})
    desk = Desk(ari, cora())
    desk.send("court-rsr", "order", score="rsr")
    desk.send("court-screening", "order", rest_is_no="on", level="low")
    desk.send("court-form", "order", **FORM)
    assert "Nobody has asked the person about: ethnicity" in text(
        desk.get("court-allocate", "order")
    )

    answers = dict.fromkeys(EVERY, "prefers not to say")
    answers |= {"health": "known", "health_value": "", "religion": "not asked"}
    assert "Say what it is" in text(desk.send("court-pass-on", "order", **answers))
    assert not Characteristic.objects.exists()
    answers["health_value"] = "Epilepsy"
    desk.send("court-pass-on", "order", **answers)
    shown = text(desk.get("court-allocate", "order"))
    assert "Nobody has asked the person about: religion. Record" in shown
    desk.send("court-pass-on", "order", **answers | {"religion": "not known"})
    assert "Nobody has asked" not in text(desk.get("court-allocate", "order"))

    desk.send("court-allocate", "order", goes="as computed", team="X123456/north")
    sam = Desk(ari, user_of("X123456/sam", Role.TEAM_MANAGER))
    assert "Health Epilepsy" in text(sam.get("case"))
    exported(ari)
