"""An appointment from its booking to what became of it, and a mistake put right.

Kevin's officer in Lewisham, Temitope Adeyemi, at the desk; his manager, Marcus Osei-Bonsu, at
another one at the same time.
"""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.stock("throughcare.casebook.published:load_published_cases")


def sign_in_as(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator(".tc-persona", has_text=name).get_by_role("button").click()


def open_kevin(page: Page) -> None:
    page.get_by_role("link", name="My cases").click()
    page.get_by_role("link", name="Kevin Ashdown").first.click()
    expect(page.get_by_role("heading", name="What is owed, and why")).to_be_visible()


def a_week_later(page: Page) -> None:
    page.get_by_role("button", name="Move the clock on A week").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_appointment_is_booked_moved_recorded_and_put_right(new_page, accessible, scripts):
    page = new_page(java_script_enabled=scripts)
    look = accessible if scripts else (lambda page: None)
    sign_in_as(page, "Temitope Adeyemi")
    open_kevin(page)
    look(page)
    case = page.url

    # Booked for next Monday; the form asks where, and nothing is booked before a day is chosen.
    page.get_by_role("button", name="Book an appointment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Book an appointment")
    look(page)
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("alert")).to_contain_text("Select day")
    look(page)
    page.get_by_label("Monday 13 November 2017").check()
    page.get_by_label("Time").fill("9:30")
    page.get_by_label("Home visit").check()
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Monday 13 November 2017 at 9:30am")
    look(page)

    # Moved to Tuesday, because he works; first to a Sunday by mistake, which is said.
    page.get_by_role("link", name="Move it").click()
    page.get_by_label("Day", exact=True).fill("12")
    page.get_by_label("Why is it moved?").fill("He works on Monday.")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("weekend day or a bank holiday")).to_be_visible()
    look(page)
    page.get_by_label("Day", exact=True).fill("14")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday 14 November 2017 at 9:30am")
    expect(page.get_by_text("He works on Monday.")).to_be_visible()

    # Two weeks later nothing is recorded of it yet, and the case says so.
    a_week_later(page)
    a_week_later(page)
    page.goto(case)
    owed = page.get_by_role("region", name="What is owed, and why")
    expect(owed).to_contain_text("There was an appointment on Tuesday 14 November 2017.")

    # He failed to attend; asked by text. Whether the reason is acceptable is decided elsewhere.
    piece = owed.get_by_role("listitem").filter(has_text="Tuesday 14 November 2017")
    piece.get_by_role("link", name="Record the outcome").click()
    page.get_by_label("Failed to attend").check()
    look(page)
    page.locator("input[name^=absent]").and_(page.get_by_role("radio", name="By text")).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not decided yet").first).to_be_visible()

    # He did come: the outcome is put right, and the old one stays to be seen.
    page.get_by_role("link", name="Put the outcome right").click()
    page.get_by_label("Attended", exact=True).check()
    page.get_by_label("What was done").fill("Seen by the duty officer; talked about work.")
    page.get_by_label("What was wrong?").fill("The duty officer had seen him.")
    look(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("it was: Failed to attend")).to_be_visible()
    look(page)

    # The next one is offered, on the day the plan asks for, at the same time and place.
    page.get_by_role("button", name="Book the next appointment").click()
    expect(page.get_by_label("Time")).to_have_value("9:30am")
    expect(page.get_by_label("Home visit")).to_be_checked()
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("alert")).to_contain_text("Booked for")

    # That one was a slip: marked as recorded in error, it stays, struck through, with the reason.
    page.get_by_role("link", name="Mark as recorded in error").click()
    page.get_by_label("Why should it not have been recorded?").fill("Booked twice.")
    page.get_by_role("button", name="Mark as recorded in error").click()
    page.get_by_role("link", name="All contacts").click()
    expect(page.get_by_text("Recorded in error: Booked twice.")).to_be_visible()
    look(page)
    page.get_by_text("Filter").first.click()
    page.get_by_label("Outcome").select_option(label="Recorded in error")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("What has been"))).to_contain_text("(1 of")
    look(page)

    # The history has all of it.
    page.get_by_role("link", name="History").click()
    for words in (
        "Appointment booked",
        "Appointment moved",
        "Outcome recorded: failed to attend",
        "Outcome corrected: The duty officer had seen him.",
        "Recorded in error: Booked twice.",
    ):
        expect(page.get_by_role("heading", name=words).first).to_be_visible()
    look(page)
    page.get_by_role("link", name="Who read").click()
    expect(page.get_by_role("rowheader", name="Temitope Adeyemi").first).to_be_visible()
    look(page)


def test_two_who_record_at_once_see_both_texts_and_lose_nothing(new_page, accessible):
    hers, his = new_page(), new_page()
    for page, name in ((hers, "Temitope Adeyemi"), (his, "Marcus Osei-Bonsu")):
        sign_in_as(page, name)
    a_week_later(hers)
    open_kevin(hers)
    hers.get_by_role("link", name="Record the outcome").first.click()
    his.goto(hers.url)
    for page, words in ((hers, "Seen at home."), (his, "He rang the duty desk.")):
        page.get_by_label("Attended", exact=True).check()
        page.get_by_label("What was done").fill(words)
    hers.get_by_role("button", name="Save").click()
    his.get_by_role("button", name="Save").click()
    expect(his.get_by_role("alert")).to_contain_text("Temitope Adeyemi saved this while you")
    expect(his.get_by_role("alert")).to_contain_text("Seen at home.")
    expect(his.get_by_label("What was done")).to_have_value("He rang the duty desk.")
    accessible(his)
    his.get_by_label("What was done").fill("Seen at home. He also rang the duty desk.")
    his.get_by_label("What was wrong?").fill("It left out the call.")
    his.get_by_role("button", name="Save").click()
    expect(his.get_by_text("it was: Seen at home.")).to_be_visible()


def test_a_requirement_is_set_in_motion(new_page, accessible):
    page = new_page()
    sign_in_as(page, "Temitope Adeyemi")
    open_kevin(page)
    owed = page.get_by_role("region", name="What is owed, and why")
    expect(owed).to_contain_text("Refer for the requirement")
    owed.get_by_role("link", name=re.compile("^Refer")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Refer for a requirement")
    accessible(page)
    page.get_by_role("button", name="Record the referral").click()
    expect(page.get_by_role("alert")).to_contain_text("Say to whom")
    page.get_by_label("To whom?").fill("The drug service")
    page.get_by_role("button", name="Record the referral").click()
    expect(page.locator(".tc-owed--overdue")).not_to_contain_text("Refer for the requirement")
    page.get_by_role("link", name="Begin interim work").first.click()
    page.get_by_label("What work has begun?").fill("One-to-one sessions.")
    accessible(page)
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("one-to-one work since Mon 6 Nov 2017")).to_be_visible()


def test_every_page_of_a_case_fits_a_phone(phone, accessible):
    sign_in_as(phone, "Temitope Adeyemi")
    open_kevin(phone)
    case = phone.url
    phone.goto(f"{case}/contacts")
    one = phone.get_by_role("link", name=re.compile("Thursday 24 August 2017")).get_attribute(
        "href"
    )
    pages = [case, *(f"{case}/{name}" for name in ("contacts", "history", "book", "record"))]
    for address in (*pages, one, f"{one}/correct", f"{one}/decision", f"{one}/in-error"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375, address
        accessible(phone)
