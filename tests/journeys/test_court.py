"""A court officer's day, from a court's request to a case that a team has on its list.

Nadia Achterberg, at Bromley Magistrates' Court.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE

pytestmark = pytest.mark.stock("throughcare.casebook.published:load_published_cases")


def sign_in_as(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator(".tc-persona", has_text=name).get_by_role("button").click()


def at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def fill_day(page: Page, legend: str, day: str, month: str, year: str) -> None:
    group = page.get_by_role("group", name=legend)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label, exact=True).fill(value)


def choose(page: Page, legend: str, answer: str) -> None:
    page.get_by_role("group", name=legend).get_by_label(answer, exact=True).check()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_request_to_the_allocation(new_page, accessible, scripts):
    page = new_page(java_script_enabled=scripts)
    look = accessible if scripts else (lambda page: None)
    sign_in_as(page, "Nadia Achterberg")
    page.get_by_role("link", name="Court", exact=True).click()
    at(page, "Court")
    expect(page.get_by_role("link", name="Marlon Osgood")).to_be_visible()
    look(page)

    # A court asks for a report on somebody new.
    page.get_by_role("button", name="New report request").click()
    at(page, "New report request")
    page.get_by_label("Given names").fill("Bo")
    page.get_by_label("Family name").fill("Newman")
    fill_day(page, "Date of birth", "2", "1", "1990")
    page.get_by_label("Male", exact=True).check()
    page.get_by_label("Short report").check()
    page.get_by_label("Court", exact=True).fill("Bromley Magistrates’ Court")
    fill_day(page, "Day of the hearing", "8", "11", "2017")
    page.get_by_label("Offence").fill("Theft from a shop")
    look(page)
    page.get_by_role("button", name="Record the request").click()

    # It is written with the record beside it, and signed.
    at(page, "Short report")
    expect(page.get_by_label("Offence analysis")).to_have_value("Theft from a shop")
    look(page)
    page.get_by_label("Proposal").fill("A community order with unpaid work.")
    page.get_by_role("button", name="Save and go on to sign").click()
    at(page, "Sign the report")
    expect(page.get_by_text("Nothing is written under")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Sign the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Report signed")
    look(page)
    with page.expect_download() as paper:
        page.get_by_role("link", name="Download as a PDF").click()
    assert paper.value.suggested_filename == "report-2017-11-06.pdf"

    # The sentence, as the court passed it.
    page.get_by_label("Parts of this case").get_by_role("link", name="Court").click()
    page.get_by_role("link", name="Enter a sentence").click()
    at(page, "Enter the sentence")
    page.get_by_label("Community order").check()
    page.get_by_label("Length in months").fill("12")
    page.get_by_label("Principal offence").fill("Theft from a shop")
    page.get_by_label("Unpaid work", exact=True).check()
    page.get_by_label("How many hours?").fill("100")
    look(page)
    page.get_by_role("button", name="Save the sentence").click()
    expect(page.get_by_role("alert")).to_contain_text("Sentence entered")
    at(page, "Community order")
    expect(page.get_by_text("It cannot be allocated yet")).to_be_visible()
    look(page)

    # When to come is told whatever is missing.
    page.get_by_role("link", name="Give a reporting instruction").click()
    fill_day(page, "Day", "10", "11", "2017")
    page.get_by_label("Time").fill("10am")
    look(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("To come on Friday 10 November 2017, 10am")).to_be_visible()


def test_a_sentence_that_waits_is_screened_and_allocated(new_page, accessible):
    page = new_page()
    sign_in_as(page, "Nadia Achterberg")
    expect(page.get_by_text("Complete the case allocation").first).to_be_visible()
    page.get_by_role("link", name="Court", exact=True).click()
    page.get_by_role("link", name="Ewa Sadowska").click()
    page.get_by_role("link", name=re.compile("Answer and sign")).click()
    at(page, "RoSH screening")
    page.get_by_label(re.compile("those left open are no")).check()
    choose(page, "Risk of serious harm, as far as it can be judged at court", "Low")
    accessible(page)
    page.get_by_role("button", name="Sign the screening").click()
    page.get_by_role("button", name="Allocate the case").click()
    at(page, "Allocate the case")
    expect(page.get_by_text("RSR 0.79%")).to_be_visible()
    accessible(page)
    page.get_by_label("Community rehabilitation company (CRC)").check()
    page.get_by_label("Which team?").first.select_option(label="Lewisham team 1, London CRC")
    page.get_by_role("button", name="Allocate", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Allocated")
    accessible(page)

    # Marcus, who manages that team, has it on his list.
    marcus = new_page()
    sign_in_as(marcus, "Marcus Osei-Bonsu")
    line = marcus.locator(".tc-rows__one", has_text="Ewa Sadowska")
    expect(line.get_by_text("Assign a responsible officer")).to_be_visible()
    line.get_by_role("link", name="Ewa Sadowska", exact=True).click()
    marcus.get_by_label("Parts of this case").get_by_role("link", name="Court").click()
    expect(marcus.get_by_text("Lewisham team 1").first).to_be_visible()
    accessible(marcus)


def test_on_a_phone_the_lists_are_cards(new_page, accessible):
    page = new_page(viewport=PHONE)
    sign_in_as(page, "Nadia Achterberg")
    page.goto("/court")
    at(page, "Court")
    expect(page.get_by_role("link", name="Devon Carrick")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    accessible(page)
