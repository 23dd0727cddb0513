"""Monday morning: an officer signs in, sees what is owed, and records what happened.

Kevin's officer in Lewisham, Temitope Adeyemi, on the demo's days. Then his manager, who looks for
what is nobody's, and a colleague who looks for a person whose name she only heard.
"""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.stock("throughcare.casebook.published:load_published_cases")


def sign_in_as(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator(".tc-persona", has_text=name).get_by_role("button").click()


def a_day_later(page: Page) -> None:
    page.get_by_role("button", name="Move the clock on A day").click()


def section(page: Page, heading: str):
    return page.get_by_role("region", name=re.compile(heading))


@pytest.mark.parametrize("scripts", [True, False])
def test_an_officer_records_an_outcome_in_three_clicks(new_page, accessible, scripts):
    page = new_page(java_script_enabled=scripts)
    sign_in_as(page, "Temitope Adeyemi")

    # Monday: nothing to record, one case with work overdue, an appointment on Wednesday.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Monday 6 November 2017")
    expect(section(page, "Outcomes to record")).to_contain_text("No outcomes to record")
    owed = section(page, "What is owed")
    expect(owed.get_by_role("heading", name="What is owed (1 case, 3 overdue)")).to_be_visible()
    expect(owed.get_by_role("listitem").first).to_contain_text("Kevin Ashdown")
    owed.get_by_text("2 more").click()
    expect(owed.get_by_text("Begin the requirement").first).to_be_visible()
    diary = section(page, "Next ten working days")
    expect(diary).to_contain_text("Wednesday 8 November 2017")
    expect(diary.get_by_role("link", name="Kevin Ashdown", exact=True)).to_have_count(1)
    if scripts:
        accessible(page)

    # Wednesday: he has come, and the outcome is to be recorded.
    a_day_later(page)
    a_day_later(page)
    outcomes = section(page, "Outcomes to record")
    expect(outcomes).to_contain_text("Kevin Ashdown")

    # Three clicks: the link, what came of it, save.
    outcomes.get_by_role("link", name="Record the outcome").click()
    page.get_by_label("Attended", exact=True).check()
    page.get_by_label("What was done").fill("Saw him at home. Talked about the drug test.")
    if scripts:
        accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Done")

    # The list has changed: nothing to record, and the diary says what came of it.
    page.get_by_role("link", name="Today", exact=True).click()
    expect(section(page, "Outcomes to record")).to_contain_text("No outcomes to record")
    expect(section(page, "Next ten working days")).to_contain_text("Attended")


def test_a_manager_finds_the_case_that_is_nobody_s(new_page, accessible):
    page = new_page()
    sign_in_as(page, "Joanna Kowalczyk")
    owed = section(page, "What is owed")
    expect(owed).to_contain_text("Gary Tranter")
    expect(owed).to_contain_text("Put somebody in charge of this case")
    expect(section(page, "Telford team")).to_contain_text("Nobody responsible")
    accessible(page)
    page.get_by_role("link", name="My cases").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cases (2)")
    page.get_by_text("Whose cases, and filters").click()
    accessible(page)
    page.get_by_label("Whose cases").select_option(label="Bethan Lloyd")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cases (0)")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_name_that_was_only_heard_leads_to_the_person_and_back(new_page, accessible, scripts):
    page = new_page(java_script_enabled=scripts)
    sign_in_as(page, "Temitope Adeyemi")
    page.get_by_role("link", name="Find a person").click()
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a name")
    page.get_by_label("Name, CRN or date of birth").fill("Kevyn Ashdoun")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_text("Sounds like what you typed")).to_be_visible()
    if scripts:
        accessible(page)
    page.get_by_role("link", name="Kevin Ashdown").click()
    expect(page).to_have_url(re.compile("/cases/"))

    # The way back leads to the results, and no address has said the name.
    page.go_back()
    expect(page.get_by_role("link", name="Kevin Ashdown")).to_be_visible()
    expect(page.get_by_label("Name, CRN or date of birth")).to_have_value("Kevyn Ashdoun")
    assert page.url.endswith("/find")


def test_the_lists_fit_a_phone(phone, accessible):
    sign_in_as(phone, "Temitope Adeyemi")
    for address in ("/", "/cases", "/find"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375
        accessible(phone)
