"""An enquiry to the police from its draft to what was done, and a change of circumstances.

Kevin's officer in Lewisham, Temitope Adeyemi, at the desk.
"""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.stock("throughcare.casebook.published:load_published_cases")

REPLY = b"%PDF-1.7\nTwo incidents in 2016.\n%%EOF\n"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"


def sign_in_as(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator(".tc-persona", has_text=name).get_by_role("button").click()


def at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def open_kevin(page: Page) -> None:
    page.get_by_role("link", name="My cases").click()
    page.get_by_role("link", name="Kevin Ashdown").first.click()
    expect(page.get_by_role("heading", name="What is owed, and why")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_enquiry_is_sent_answered_read_and_acted_on(new_page, accessible, scripts):
    page = new_page(java_script_enabled=scripts)
    look = accessible if scripts else (lambda page: None)
    sign_in_as(page, "Temitope Adeyemi")
    open_kevin(page)
    page.get_by_role("link", name="Information").click()
    at(page, "Information")
    look(page)

    # The message is drafted from the record; without an address nothing is sent.
    page.get_by_role("link", name="Make an enquiry").click()
    at(page, "Make an enquiry")
    look(page)
    page.get_by_label("Other", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    at(page, "Other enquiry")
    expect(page.get_by_label("Message", exact=True)).to_have_value(
        re.compile("Name: Kevin Ashdown")
    )
    look(page)
    page.get_by_label("Whom do you ask?").fill("Metropolitan Police domestic abuse unit")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the address to which it goes")
    look(page)
    page.get_by_label("E-mail address").fill("dau@police.example")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Sent to the outbox")
    expect(page.get_by_text("Waiting for 0 days.")).to_be_visible()
    look(page)
    enquiry = page.url

    # The answer, with a document; first one of the wrong type, and what was typed stays.
    page.get_by_role("link", name="Record the answer").or_(
        page.get_by_role("button", name="Record the answer")
    ).first.click()
    page.get_by_label("What does it say?").fill("Two incidents in 2016, none since.")
    page.get_by_label("Add documents").set_input_files(
        [
            {"name": "reply.pdf", "mimeType": "application/pdf", "buffer": REPLY},
            {"name": "setup.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\0"},
        ]
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("setup.pdf must be a PDF")
    expect(page.get_by_label("What does it say?")).to_have_value(
        "Two incidents in 2016, none since."
    )
    expect(page.get_by_label("reply.pdf")).to_be_checked()
    look(page)
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer recorded")
    look(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="reply.pdf").click()
    assert fetched.value.path().read_bytes() == REPLY

    # Read, and later acted on.
    page.get_by_role("button", name="Read it").click()
    at(page, "Read what came")
    look(page)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("alert")).to_contain_text("Marked as read")
    page.get_by_role("button", name="Act on it, or say why not").click()
    at(page, "Act on it, or say why not")
    look(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Select whether something was done")
    page.get_by_label("Something was done").check()
    page.get_by_label("What was done?").fill("Told children’s social care by telephone.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Told children’s social care by telephone.")).to_be_visible()
    assert page.url == enquiry
    look(page)
    page.get_by_role("link", name="All information").click()
    page.get_by_role("link", name="Outbox").click()
    expect(page.get_by_text("To dau@police.example")).to_be_visible()
    look(page)


def test_a_change_is_recorded_in_two_clicks_with_the_new_partner(new_page, accessible):
    page = new_page()
    sign_in_as(page, "Temitope Adeyemi")
    open_kevin(page)
    page.get_by_role("button", name="Record a change").click()
    at(page, "Record a change")
    accessible(page)
    page.get_by_label("What has changed?").select_option(label="New relationship")
    page.get_by_label("There is a new partner").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("Select partner or child")
    accessible(page)
    page.get_by_label("A partner").check()
    page.get_by_label("Name").fill("Jo Field")
    page.get_by_label("They live with or care for a child").check()
    page.get_by_role("button", name="Record it").click()
    at(page, "New relationship")
    accessible(page)
    page.get_by_role("link", name="No review is needed, because").click()
    page.get_by_label("Why does it need no review?").fill("Reviewed last week with her in mind.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Reviewed last week with her in mind.")).to_be_visible()

    # What is decided about her and the child.
    page.get_by_role("link", name="All information").click()
    row = page.get_by_role("row", name="Jo Field")
    expect(row).to_contain_text("Nothing decided yet")
    row.get_by_role("link", name="Decide").click()
    page.get_by_label("Referral to children’s social care").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Jo Field")).to_contain_text("Referral")
    page.get_by_role("link", name="Record the status").click()
    at(page, "Child protection status")
    page.get_by_label("Child in need").check()
    accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Children and partners")).to_contain_text(
        "Child in need"
    )
    accessible(page)


def test_every_page_of_information_fits_a_phone(phone, accessible):
    sign_in_as(phone, "Temitope Adeyemi")
    open_kevin(phone)
    case = phone.url
    phone.goto(f"{case}/information/receive")
    phone.get_by_label("Police callout").check()
    phone.get_by_label("What does it say?").fill("Shouting heard at 3am, and a door broken.")
    phone.get_by_label("Record it as a change of circumstances too").check()
    phone.get_by_role("button", name="Save").click()
    item = phone.url
    expect(phone.get_by_text("Shouting heard at 3am")).to_be_visible()
    area = f"{case}/information"
    pages = [f"{area}/{name}" for name in ("ask", "ask/safeguarding", "outbox", "receive")]
    pages += [f"{area}/child-protection", f"{area}/documents/add", f"{case}/change"]
    for address in (area, item, f"{item}/read", f"{item}/act", *pages):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375, address
        accessible(phone)
