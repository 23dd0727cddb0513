"""In which order what waits for a manager is listed."""

from datetime import date

import pytest
from tests.assessed import oasys
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.oversight import actions as oversight

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/team", "/team/decisions"])
def test_what_has_waited_longest_stands_first_by_the_days_that_are_shown(client, address):
    clock.set_day(date(2017, 11, 1))
    decided = person(crn="X123457", given="Bo")
    sam = user_of("sam", Role.TEAM_MANAGER)
    oversight.decide(
        decided, by=sam, about="risk", text="Visit the home.", due_on=date(2017, 11, 6)
    )
    clock.set_day(date(2017, 11, 8))
    signed = oasys("2017-11-03", ref="now", level="high", signed_by="olga")
    person(assessment={"oasys": [signed]})
    client.force_login(sam)
    said = " ".join(client.get(address).content.decode().split())
    assert said.rindex("Signed by Olga") < said.rindex("Visit the home.")
    assert said.rindex("5 days") < said.rindex("2 days")
