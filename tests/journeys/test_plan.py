"""A plan from a signed assessment to its copy, and a review of it, in a real browser.

Olga at the desk, with a case assessed four weeks ago and without a plan; then with a large one at
a phone.
"""

import re
from datetime import date

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from throughcare.planning.tests.acting import assessed, contact, olga, planned
from throughcare.planning.tests.test_thread import large

ARREST = {
    "ref": "arrest",
    "kind": "arrest",
    "happened_on": "2017-11-03",
    "text": "Arrested with a knife.",
}


def open_plan(page: Page, service: str, person) -> None:
    """Olga, signed in, at the plan of a case."""
    client = Client()
    client.force_login(olga())
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": service}])
    page.goto(f"/cases/{person.public_id}/plan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan")


def type_day(page: Page, group, day: date) -> None:
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label, exact=True).fill(str(value))


def first_action(page: Page):
    return page.get_by_role("group", name="Action 1", exact=True)


def test_a_plan_is_made_signed_agreed_shared_and_reviewed(new_page, service, accessible):
    page = new_page()
    ahead = contact("ahead", "2017-11-13", None, booked_on="2017-11-06", time="10:00")
    person = assessed(ahead, information={"changes": [ARREST]})
    open_plan(page, service, person)
    accessible(page)
    expect(page.get_by_text("No plan has been signed").first).to_be_visible()

    # Begun: a list of what belongs to a plan, and what is missing.
    page.get_by_role("button", name="Make a plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Work out a plan")
    accessible(page)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Work out the plan")
    expect(page.get_by_text("No objective answers this need: Alcohol misuse")).to_be_visible()
    accessible(page)

    # An objective; what was typed outlives a mistake.
    page.get_by_role("link", name="No objective answers this need").click()
    expect(page.get_by_label("Alcohol misuse")).to_be_checked()
    page.get_by_label("What is to be reached?").fill("To keep weekends without drink")
    page.get_by_label("A known adult").check()
    first_action(page).get_by_label("Who does it?").fill("Ari")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Say what will be done")
    accessible(page)
    first_action(page).get_by_label("What will be done?").fill("Keep a diary of drinking")
    type_day(page, first_action(page), date(2018, 1, 31))
    page.get_by_role("button", name="Save and add another action").click()
    second = page.get_by_role("group", name="Action 2", exact=True)
    second.get_by_label("What will be done?").fill("See the alcohol worker")
    page.get_by_role("button", name="Save", exact=True).click()

    # The risk to a known adult.
    page.get_by_role("link", name="Risk to: a known adult", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Risk to: a known adult")
    accessible(page)
    safety = page.get_by_role("group", name="Action 4", exact=True)
    expect(safety.get_by_label("Heading")).to_have_value("victim safety planning")
    safety.get_by_label("What will be done?").fill("The refuge worker rings her on Fridays")
    page.get_by_label("Contingency").fill("Recall the safety meeting.")
    page.get_by_label("Restrictive measures").fill("The restraining order.")
    page.get_by_role("button", name="Save", exact=True).click()

    # Signing is refused while nothing says how often to meet.
    page.get_by_role("button", name="Read it through and sign").click()
    page.get_by_role("button", name="Sign the plan").click()
    expect(page.get_by_role("alert")).to_contain_text("does not say how often")
    accessible(page)
    page.get_by_role("link", name="Say how often you will meet").click()
    expect(page.get_by_text("The minimum today is")).to_be_visible()
    page.get_by_label("Every week").check()
    accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Read it through and sign").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Read it through and sign")
    accessible(page)
    page.get_by_role("button", name="Sign the plan").click()
    expect(page.get_by_text("Plan signed")).to_be_visible()
    accessible(page)

    # Agreed, from the link of the thread that is missing.
    page.get_by_role("link", name=re.compile("^Record what they say")).first.click()
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("What they say, in their own words").fill("I want my weekends back.")
    copy = page.get_by_role("group", name="When were they given a copy?")
    type_day(page, copy, date(2017, 11, 6))
    accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Copy given on Monday 6 November 2017.")).to_be_visible()

    # The copy has what is theirs, and nothing of the management of risk.
    page.get_by_role("link", name="Copy for the person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your plan")
    accessible(page)
    article = page.get_by_role("article")
    for words in (
        "To keep weekends without drink",
        "Keep a diary of drinking",
        "I want my weekends back.",
        "Monday 13 November 2017 at 10am",
        "every week, face to face",
    ):
        expect(article).to_contain_text(words)
    for words in ("refuge", "safety meeting", "restraining", "knife"):
        expect(page.locator("body")).not_to_contain_text(words)
    page.get_by_role("button", name="Confirm and download as a PDF").click()
    expect(page.get_by_role("alert")).to_contain_text("Confirm that you have read the copy")
    accessible(page)
    page.get_by_role("checkbox", name=re.compile("^I have read it as the person will")).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Confirm and download as a PDF").click()
    assert download.value.suggested_filename == "plan-2017-11-06.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    # A review: the arrest has to be answered.
    page.get_by_role("link", name="The plan").click()
    page.get_by_role("button", name=re.compile("Begin a review")).click()
    expect(page.get_by_text("Arrested with a knife.")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Begin the review").click()
    page.get_by_label("The plan stands as it is").check()
    page.get_by_label("Why does it stand?").fill("It was made after the arrest.")
    page.get_by_role("button", name="Sign the review").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what this means for risk and plan")
    accessible(page)
    page.get_by_label("What does it mean for risk and plan?").first.fill("He carried it for work.")
    page.get_by_role("button", name="Sign the review").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review signed on")
    expect(page.get_by_text("He carried it for work.")).to_be_visible()
    accessible(page)


def test_the_plan_and_a_large_thread_on_a_phone(phone, service, accessible):
    given = large()
    person = planned(*given.pop("contacts"), **given)
    open_plan(phone, service, person)
    accessible(phone)
    words, drawn = phone.locator(".tc-thread__words"), phone.locator(".tc-thread__scroll")
    assert words.bounding_box()["y"] < drawn.bounding_box()["y"]
    drawn.focus()
    expect(drawn).to_be_focused()
    case = f"/cases/{person.public_id}"
    phone.get_by_role("button", name="Change the plan").click()
    phone.get_by_role("button", name="Begin", exact=True).click()
    for address in (
        f"{case}/plan",
        f"{case}/plan/draft",
        f"{case}/plan/draft/objectives/objective-3",
        f"{case}/plan/draft/risks/to-partner",
        f"{case}/plan/draft/sign",
        f"{case}/plan/plan/copy",
        f"{case}/review",
    ):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375, address
        accessible(phone)
