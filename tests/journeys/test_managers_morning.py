"""A manager's morning: ten cases assigned, an officer's leave covered, three decisions taken.

Sam, at the Team page on Monday 6 November 2017. What he clicks and types is counted, and the count
stands in docs/effort.md. Then the same pages on a phone.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.assessed import oasys
from tests.casefiles import caseload, directory
from tests.lists import person
from tests.users import user_of
from throughcare.access.roles import Role
from throughcare.caseload import actions
from throughcare.history import clock
from throughcare.kernel.duty import Key
from throughcare.ledger.actions import ask_to_excuse
from throughcare.ledger.queries import standing
from throughcare.organisation.models import Team

TODAY = date(2017, 11, 6)
EFFORT = Path(__file__).resolve().parents[2] / "docs" / "effort.md"
NOBODY_S = 10


class Counted:
    """A page, with what its user clicks and types counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, role: str, name: str | re.Pattern[str], within=None) -> None:
        self.clicks += 1
        (within or self.page).get_by_role(role, name=name).first.click()

    def choose(self, label: str | re.Pattern[str]) -> None:
        self.clicks += 1
        self.page.get_by_label(label).first.check()

    def select(self, label: str, option: str) -> None:
        self.clicks += 1
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def type(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def day(self, group: str, on: date) -> None:
        self.fields += 1
        box = self.page.get_by_role("group", name=group)
        for label, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            box.get_by_label(label, exact=True).fill(str(value))


def sign_in(page: Page, service: str) -> None:
    client = Client()
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": service}])
    page.goto("/team")


@pytest.fixture
def morning(committed_database):
    """Ten cases of nobody's, three of Olga's, and three decisions that wait."""
    clock.set_day(TODAY)
    plain = directory()
    plain["staff"] += [
        {
            "ref": ref,
            "name": ref.capitalize(),
            "grade": "PO",
            "posts": [{"ref": f"post-{ref}", "team": "north", "starts_on": "2014-06-01"}],
        }
        for ref in ("nina", "noor")
    ]
    for n in range(NOBODY_S):
        person(
            crn=f"X20000{n}",
            given=f"New{n}",
            directory=plain,
            caseload=caseload("2017-11-03", officers=[]),
        )
    high = {"oasys": [oasys("2017-11-03", level="high", signed_by="olga")]}
    signed = person(crn="X300000", given="Signed", directory=plain, assessment=high)
    late = person(crn="X300001", given="Late", directory=plain, information={})
    moving = person(crn="X300002", given="Moving", directory=plain)
    (owed,) = [e for e in standing(late.pk, TODAY) if e.duty.code == "send-da-enquiry"]
    ask_to_excuse(
        late,
        by=user_of("olga", Role.PRACTITIONER),
        key=Key(owed.duty.code, owed.duty.subject, owed.duty.opening),
        until=date(2017, 11, 10),
        because="The police answer by Friday.",
    )
    actions.transfer(
        moving,
        by=None,
        to_team=Team.objects.get(code="south"),
        to_officer=None,
        effective_on=TODAY,
        because="Asked by mistake.",
    )
    return signed


def test_ten_assigned_a_leave_covered_three_decided(new_page, service, accessible, morning):
    page = new_page()
    sign_in(page, service)
    sam = Counted(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("North team")
    expect(page.get_by_text("Nobody responsible (10)")).to_be_visible()
    expect(page.get_by_text("Decisions awaiting (3)")).to_be_visible()
    accessible(page)

    # Ten cases from one page: who is proposed for each, and why, has been looked at; one reason.
    sam.click("button", "Assign them from one page")
    expect(page.get_by_text("10 cases are nobody’s.")).to_be_visible()
    expect(page.get_by_text("Proposed.")).to_have_count(NOBODY_S)
    accessible(page)
    sam.type("Why these officers?", "They have room, and nothing speaks against them.")
    sam.click("button", "Assign them")
    expect(page.get_by_role("alert")).to_contain_text("10 cases are assigned")
    expect(page).to_have_url(re.compile("/team$"))
    expect(page.get_by_text("Every case has somebody.")).to_be_visible()

    # Olga is away for two weeks from Monday: her cases are covered by those who have room.
    sam.click("link", re.compile("^Plan an absence or the leaving of Olga|^Plan.*Olga$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan an absence or a leaving")
    accessible(page)
    sam.choose("Annual leave")
    sam.day("First day away; of who leaves, the last day in post", date(2017, 11, 13))
    sam.day("Last day away", date(2017, 11, 24))
    sam.type("Why do the cases move?", "Two weeks of leave.")
    sam.click("button", "Continue")
    expect(page.get_by_text("Nothing is recorded yet")).to_be_visible()
    accessible(page)
    sam.click("button", "Record it and do it all")
    expect(page.get_by_role("alert")).to_contain_text("cases done.")
    accessible(page)
    sam.click("link", "Team")
    expect(page.get_by_role("region", name=re.compile("^Officers"))).to_contain_text(
        "Leave, Monday 13 November 2017 to Friday 24 November 2017"
    )

    # Three decisions, one after the other: an assessment countersigned, an excusal given as it was
    # asked for, a transfer withdrawn.
    sam.click("button", "Decide them one after the other")
    one = page.get_by_role("region", name="Assessment to countersign")
    expect(one).to_contain_text("The level of risk of serious harm is high.")
    accessible(page)
    sam.choose("Countersign it")
    sam.click("button", "Decide")
    expect(page.get_by_role("alert")).to_contain_text("Countersigned. 2 more wait.")
    expect(page.get_by_role("region", name="Excusal asked for")).to_contain_text(
        "The police answer by Friday."
    )
    sam.choose("Excuse it")
    expect(page.get_by_label("Why?", exact=True)).to_have_value("The police answer by Friday.")
    accessible(page)
    sam.click("button", "Decide")
    expect(page.get_by_role("region", name="Transfer not accepted yet")).to_contain_text("Sue")
    accessible(page)
    sam.type("Why does the case stay where it is?", "It was asked by mistake.")
    sam.click("button", "Withdraw it")
    expect(page.get_by_text("Nothing waits for you to decide")).to_be_visible()
    accessible(page)
    sam.click("link", "Team")
    expect(page.get_by_text("Nothing waits for you to decide.")).to_be_visible()
    accessible(page)

    row = next(line for line in EFFORT.read_text().splitlines() if "manager’s morning" in line)
    assert [each.strip() for each in row.split("|")][2:4] == [str(sam.clicks), str(sam.fields)]


def test_the_pages_of_a_team_fit_a_phone(phone, service, accessible, morning):
    sign_in(phone, service)
    case = f"/cases/{morning.public_id}"
    for address in (
        "/team",
        "/team/assign",
        "/team/decisions",
        "/team/decisions?kind=excusal",
        "/team/decided",
        "/team/handovers",
        "/team/absence",
        f"{case}/oversight",
        f"{case}/oversight/decide",
        f"{case}/officer",
        f"{case}/transfer",
        f"{case}/excuse",
    ):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375, address
        accessible(phone)
