"""A4: an officer carries more than can be done well.

The team of North has two officers with fifty cases each, and two cases that are nobody's.
"""

from datetime import date

import pytest
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.organisation.models import Staff, Team
from throughcare.team.tests.staffed import staffed

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(response.content.decode().split())


def of(name, page):
    """The row of an officer in the table of what everybody would carry."""
    return page.split(f'data-label="Officer">{name}', 1)[1].split("</tr>", 1)[0]


def test_it_is_said_before_a_case_is_given_and_stands_on_the_team_page_after(client):
    clock.set_day(date(2017, 11, 6))
    person()
    staffed(Team.objects.get(code="north"), officers=2, cases=50, nobody_s=2)
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    page = said(client.get("/team/assign"))
    assert "More than 50 cases" not in of("Officer 00", page)  # fifty are not more than fifty

    # Both to the same officer, looked at before anything is done.
    full = Staff.objects.get(code="po-0").public_id
    token = page.split('name="token" value="', 1)[1].split('"', 1)[0]
    names = [part.split('"', 1)[0] for part in page.split('name="to-')[1:]]
    sent = {f"to-{name}": full for name in names}
    sent |= {f"version-{name}": "1" for name in names}
    sent |= {"starts_on-day": "6", "starts_on-month": "11", "starts_on-year": "2017"}
    sent |= {"token": token, "because": "", "do": "look"}
    looked = said(client.post("/team/assign", sent))
    row = of("Officer 00", looked)
    assert '<span class="tc-stack__value">2</span>' in row
    assert "More than 50 cases" in row
    assert "More than 50 cases" not in of("Officer 01", looked)
