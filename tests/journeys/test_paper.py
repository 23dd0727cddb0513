"""A case, its plan and its log on paper, and the copy of a plan that goes to the person."""

from playwright.sync_api import Page, expect

from tests.journeys.test_plan import open_plan
from throughcare.contacts.tests.acting import stored
from throughcare.enforcement.tests.acting import decide, warn
from throughcare.enforcement.tests.test_pages import FIRST
from throughcare.planning.tests.acting import planned
from throughcare.planning.tests.test_thread import large

NOT_ON_PAPER = (".tc-navigation", ".tc-sub-navigation", ".tc-demo", ".tc-footer", ".govuk-button")


def on_paper(page: Page, address: str) -> None:
    page.emulate_media(media="screen")
    page.goto(address)
    page.emulate_media(media="print")


def test_a_case_on_paper_says_whose_it_is_and_when_it_was_printed(new_page, service):
    page = new_page()
    given = large()
    person = planned(*given.pop("contacts"), **given)
    open_plan(page, service, person)
    expect(page.locator(".tc-printed")).to_be_hidden()
    case = f"/cases/{person.public_id}"
    for address in (case, f"{case}/plan", f"{case}/contacts?all=yes"):
        on_paper(page, address)
        head = page.locator(".tc-printed")
        expect(head).to_be_visible()
        expect(head).to_contain_text("Ari Example, CRN X123456")
        expect(head).to_contain_text("Printed on Monday 6 November 2017")
        expect(head).to_contain_text("by Olga")
        for left_out in NOT_ON_PAPER:
            expect(page.locator(f"{left_out}:visible")).to_have_count(0)
        link = page.locator("main .govuk-link").first
        after = link.evaluate("e => getComputedStyle(e, '::after').content")
        assert after == "none", "addresses of records do not belong on paper"

    # The thread of a large case is told in words, all of them, and the drawing is left out.
    on_paper(page, f"{case}/plan")
    expect(page.locator(".tc-thread__scroll")).to_be_hidden()
    expect(page.get_by_text("Step 1 of 11: a step with rather more words").first).to_be_visible()

    # The log has every contact.
    on_paper(page, f"{case}/contacts?all=yes")
    assert page.locator(".moj-timeline__item:visible").count() == 300


def test_nothing_of_the_record_is_printed_with_the_copy_for_the_person(new_page, service):
    page = new_page()
    person = planned()
    open_plan(page, service, person)
    address = f"/cases/{person.public_id}/plan/plan/copy"
    page.goto(address)
    expect(page.get_by_text("Medium risk of serious harm")).to_be_visible()
    on_paper(page, address)
    expect(page.get_by_text("Medium risk of serious harm")).to_be_hidden()
    expect(page.get_by_text("X123456").first).to_be_hidden()
    expect(page.locator(".tc-printed")).to_have_count(0)


def test_nothing_of_the_record_is_printed_with_a_letter_to_the_person(new_page, service):
    page = new_page()
    person = stored(FIRST)
    decide("first")
    open_plan(page, service, person)
    address = f"/cases/{person.public_id}/enforcement/warnings/{warn('first').ref}"
    page.goto(address)
    expect(page.get_by_text("X123456").first).to_be_visible()
    on_paper(page, address)
    expect(page.get_by_role("article")).to_be_visible()
    expect(page.get_by_text("X123456").first).to_be_hidden()
    expect(page.locator(".tc-identity")).to_be_hidden()
    expect(page.locator(".tc-printed")).to_have_count(0)
