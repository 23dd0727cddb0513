"""From a failure to breach: decided, warned, failed again, breach decided. And on licence.

Carole's officer in Lewisham, Sinéad Gallagher. Carole is on a community order; she has always come,
until she does not.
"""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.stock("throughcare.casebook.published:load_published_cases")


def sign_in_as(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator(".tc-persona", has_text=name).get_by_role("button").click()


def fail_to_come(page: Page, case: str, day: str) -> None:
    """Book a day of November; a week later she has not come, and was asked why by telephone."""
    page.goto(f"{case}/book")
    page.get_by_label("Another day").check()
    page.locator("#day-day").fill(day)
    page.locator("#day-month").fill("11")
    page.locator("#day-year").fill("2017")
    page.get_by_label("Time").fill("10:15")
    page.get_by_label("At the office").check()
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{day} November 2017")
    page.get_by_role("button", name="Move the clock on A week").click()
    page.get_by_role("button", name="Record the outcome").click()
    page.get_by_label("Failed to attend").check()
    page.locator("input[name^=absent]").and_(page.get_by_role("radio", name="By telephone")).check()
    page.get_by_role("button", name="Save").click()


def decide(page: Page, reason: str) -> None:
    page.get_by_role("button", name="Decide on the absence").click()
    page.get_by_label("Not acceptable").check()
    page.get_by_label("Reason given, and why you decide so").fill(reason)


def test_a_failure_is_decided_warned_of_and_the_next_one_breached(new_page, accessible):
    page = new_page()
    sign_in_as(page, "Sinéad Gallagher")
    page.get_by_role("link", name="My cases").click()
    page.get_by_role("link", name="Carole").first.click()
    case = page.url.rstrip("/")

    # She does not come. What each answer would bring is said before one is saved.
    fail_to_come(page, case, "7")
    decide(page, "Rang at noon; overslept.")
    accessible(page)
    expect(page.get_by_text("A warning is to be sent by")).to_be_visible()
    page.get_by_role("button", name="Save the decision").click()

    # The letter is there, drafted from the appointment. It cannot leave out what it must say.
    expect(page.get_by_role("heading", level=1)).to_have_text("Write the warning")
    letter = page.get_by_label("Letter")
    drafted = letter.input_value()
    assert "twelve months" in drafted
    assert "overslept" not in drafted
    letter.fill("Please come next time.")
    page.get_by_role("button", name="Record it as sent").click()
    expect(page.get_by_role("alert")).to_contain_text("The letter must also say")
    accessible(page)
    letter.fill(drafted)
    page.get_by_role("button", name="Record it as sent").click()
    expect(page.get_by_text("This is a formal warning.")).to_be_visible()
    accessible(page)
    with page.expect_download() as given:
        page.get_by_role("button", name="Download the letter as a PDF").click()
    assert given.value.suggested_filename == "letter-2017-11-13.pdf"

    # Three days after the warning she does not come again. Now it is breach, by the clock of a CRC.
    fail_to_come(page, case, "16")
    decide(page, "Could not be reached.")
    expect(page.get_by_text("Breach is to be decided by")).to_be_visible()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Decide on breach")
    accessible(page)
    page.get_by_label("Refer it to the enforcement officer").check()
    page.get_by_role("button", name="Save the decision").click()

    # The part of the case about enforcement adds it up, and leads to the entries.
    expect(page.get_by_role("heading", level=1)).to_have_text("Enforcement")
    expect(page.get_by_text("Not dealt with yet", exact=True)).to_be_visible()
    expect(page.get_by_text("Live until")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="2 Missed, not acceptable").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Missed, not acceptable (2)")
    accessible(page)


def test_on_licence_the_officer_proposes_and_the_manager_decides(new_page, accessible):
    # George's officer. He does not come on Tuesday; she decides and proposes a warning.
    page = new_page()
    sign_in_as(page, "Heather Fraser")
    page.get_by_role("link", name="George").first.click()
    case = page.url.rstrip("/")
    page.get_by_role("button", name="Move the clock on A day").click()
    page.goto(f"{case}/contacts/r-99")
    page.get_by_role("button", name="Record the outcome").click()
    page.get_by_label("Failed to attend").check()
    page.locator("input[name^=absent]").and_(page.get_by_role("radio", name="By telephone")).check()
    page.get_by_role("button", name="Save").click()
    decide(page, "Overslept.")
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Propose what follows on licence")
    accessible(page)
    page.get_by_label("Officer’s warning").check()
    page.get_by_label("Why?").fill("Told again last week what the licence asks.")
    page.get_by_role("button", name="Put it to the manager").dblclick()
    expect(page.get_by_text("With the manager since Tuesday 7 November 2017")).to_have_count(1)
    accessible(page)

    # It waits on the manager's list, which leads to the same form, and from there on.
    manager = new_page()
    sign_in_as(manager, "Marcus Osei-Bonsu")
    manager.get_by_role("link", name="Team").first.click()
    expect(manager.get_by_text("Heather Fraser proposes: Officer’s warning.")).to_be_visible()
    manager.get_by_role("link", name=re.compile("^Decide.*Licence")).first.click()
    manager.get_by_role("button", name=re.compile("^Decide.*Licence")).click()
    expect(manager.get_by_label("Officer’s warning")).to_be_checked()
    accessible(manager)
    manager.get_by_label("Why?").fill("Agreed; the next one is mine.")
    manager.get_by_role("button", name="Save the decision").click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text("Decisions awaiting")

    # She sees it on Today, and the letter is drafted for her.
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_text("Marcus Osei-Bonsu decided on Tuesday 7 November")).to_be_visible()
    page.get_by_role("link", name="See enforcement").click()
    page.get_by_role("link", name="Write the warning").first.click()
    expect(page.get_by_label("Letter")).to_have_value(re.compile("recalled to prison"))
    accessible(page)
    page.get_by_role("button", name="Record it as sent").click()
    expect(page.get_by_role("heading", name="Warning on licence")).to_be_visible()
    accessible(page)
