"""What a manager has typed on a page of the team survives the end of the session.

As `test_time_out` does for the pages of a case. A new page is to be named here.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.assessed import oasys
from tests.casefiles import away, caseload, directory
from tests.forms_of_page import as_data, form_of
from tests.lists import person
from tests.users import user_of
from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.history.models import Entry
from throughcare.organisation.models import Staff
from throughcare.team.pages.urls import urlpatterns
from throughcare.workload import actions

pytestmark = pytest.mark.django_db

FORMS = {
    "assign-cases": "",
    "pass-on": "",
    "plan-absence": "of={olga}",
    "move-plan": "plan={plan}",
    "change-last-day": "plan={begun}",
    "take-back-plan": "plan={begun}",
    "decisions": "at=countersign.{case}.oasys",
}
"""Every page on which a manager types something, and of what the tests open it."""
READ = {"team", "missing-handovers", "what-became"}
"""Pages that are read."""
TODAY = date(2017, 11, 6)


def test_every_page_of_the_team_is_named():
    assert {each.name for each in urlpatterns} == FORMS.keys() | READ, "name it above"


@pytest.fixture
def opened():
    """What the addresses of the pages name, of a manager with something on each."""
    clock.set_day(TODAY)
    staff = directory(**away("omar", "2017-12-01", "2017-12-05"))
    signed = oasys("2017-10-30", level="high") | {"ref": "oasys"}
    held = person(directory=staff, assessment={"oasys": [signed]})
    person(crn="X123457", directory=staff, caseload=caseload("2017-11-03", officers=[]))
    sam = user_of("sam", Role.TEAM_MANAGER)
    olga, omar = Staff.objects.get(code="olga"), Staff.objects.get(code="omar")
    days = {"first": date(2017, 11, 13), "last": date(2017, 11, 24)}
    given = {"by": sam, "kind": "absence", "absence": "leave", "because": "Leave."} | days
    plan = actions.plan_moves(olga, moves={held.pk: omar.pk}, **given)
    begun = actions.plan_moves(omar, moves={}, **given)
    actions.go_on(begun, by=sam)
    return {
        "sam": sam,
        "olga": olga.public_id,
        "plan": plan.public_id,
        "begun": begun.public_id,
        "case": held.public_id,
    }


@pytest.mark.parametrize("page", FORMS)
def test_what_was_typed_is_there_again_and_not_saved(opened, page):
    sam, query = opened["sam"], FORMS[page].format(**opened)
    client, address = Client(), reverse(page) + (f"?{query}" if query else "")
    client.force_login(sam)
    form = form_of(client.get(address), at=address)
    form.fill()
    sent = form.sent()
    entries = Entry.objects.count()

    client.logout()
    answer = client.post(address, as_data(sent))
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert "kept until you sign in" in client.get(answer["Location"]).content.decode()

    client.force_login(sam)
    shown = client.get(address)
    assert shown.status_code == 200
    assert "Not saved yet" in shown.content.decode()
    assert "There is a problem" not in shown.content.decode()
    again = form_of(shown, at=address)
    assert typed(again.sent()) == typed(sent)
    assert again.hidden("writer")
    assert Entry.objects.count() == entries


def typed(pairs):
    """What was typed, lines as browsers end them or not."""
    seals = ("writer", "csrfmiddlewaretoken")
    return [(name, text.strip()) for name, text in pairs if name not in seals]
